// Step one of an application: what is wanted and by whom. No purpose is asked (条例第二十七条、第二十九条).
import { foiLimits } from '../../domains/foi/inbox.ts';
import type { OpenAgency } from '../../domains/library/open/agencies.ts';
import { html, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';
import { rectification } from '../messages/rectification.ts';
import {
  applyCrumbs, area, choicesOf, deliveries, faultSummary, formPath, idTypes, input, kinds, mediums, radios, select,
  type ApplyFault, type ApplyField, type ApplyForm, type FieldLook,
} from './apply-fields.ts';
import type { Page } from './page.ts';

const words = apply.form;
type Ask = { form: ApplyForm; look: (id: ApplyField, optional?: boolean) => FieldLook };

/** @param answer whether the page answers something sent */
export function applyFrame(title: string, answer = true): Omit<Page, 'main'> {
  return {
    title, answer, section: 'apply', noindex: true, crumbs: applyCrumbs,
    column: { name: apply.title, type: apply.columnType, home: { description: apply.description, keywords: apply.keywords } },
  };
}

/** @param mailedBy the address progress mails come from; null where none are sent, and then none are promised */
export function applyFormPage(agency: OpenAgency, form: ApplyForm, faults: readonly ApplyFault[], mailedBy: string | null, answer = true): Page {
  const { mailed, ...plain } = words.hints;
  const hints: Readonly<Partial<Record<ApplyField, string>>> = mailedBy === null ? plain : { ...plain, email: mailed(mailedBy) };
  const ask: Ask = { form, look: (id, optional) => ({ id, label: words.labels[id], hint: hints[id], optional, faults }) };
  const correcting = form.type === 'correction-of-record';
  const title = correcting ? rectification.titleOf(agency.name) : words.titleOf(agency.name);
  const path = formPath(agency.code, form.type);
  return {
    ...applyFrame(title, answer),
    main: html`<div class="wrap narrow"><h1>${title}</h1>${faultSummary(faults)}
<p class="lead">${correcting ? rectification.formLead : words.lead}</p>
<form class="form apply" method="post" action="${path}" novalidate data-draft="${draftKey(agency.code, form.type)}">
${draftBox()}
${correcting ? part('what', rectification.what, inaccurate(ask)) : part('what', words.what, html`${area(ask.look('content'), form.content, 7)}
${input(ask.look('documentNumber', true), form.documentNumber, { max: foiLimits.short })}`)}
${part('who', words.who, who(ask))}
${part('reach', words.reach, reach(ask))}
${part('how', correcting ? rectification.how : words.how, html`${radios(ask.look('delivery'), form.delivery, choicesOf(correcting ? deliveries.filter((d) => d !== 'inspect') : deliveries, words.deliveries))}
${!correcting && radios(ask.look('medium'), form.medium, choicesOf(mediums, words.mediums))}
${input(ask.look('helpNeeded', true), form.helpNeeded, { max: foiLimits.short })}`)}
<p class="acts"><button class="button primary" type="submit" name="step" value="check">${words.next}</button></p>
</form></div>`,
  };
}

/** One draft for each kind of form and agency. */
export function draftKey(agencyCode: string, type: ApplyForm['type']): string {
  return `apply-${agencyCode}${type === 'information' ? '' : `-${type}`}`;
}

function inaccurate({ form, look }: Ask): Html {
  return html`${area(look('record'), form.record, 3)}${area(look('recorded'), form.recorded, 2)}${area(look('correct'), form.correct, 2)}${area(look('evidence'), form.evidence, 4)}`;
}

function part(id: string, title: string, fields: Html): Html {
  return html`<section class="part" aria-labelledby="part-${id}"><h2 id="part-${id}">${title}</h2>${fields}</section>`;
}

function who({ form, look }: Ask): Html {
  return html`${radios(look('kind'), form.kind, choicesOf(kinds, words.kinds))}
${input(look('name'), form.name, { max: foiLimits.name, autocomplete: 'name' })}
<div class="organisation">${input(look('representative', true), form.representative, { max: foiLimits.name })}
${input(look('contact', true), form.contact, { max: foiLimits.name })}</div>
${select(look('idType'), form.idType, choicesOf(idTypes, words.idTypes))}
${input(look('idNumber'), form.idNumber, { max: foiLimits.identityNumber, draft: false })}`;
}

function reach({ form, look }: Ask): Html {
  return html`<p class="hint">${words.hints.reach}</p>
${input(look('phone', true), form.phone, { type: 'tel', max: foiLimits.contact, autocomplete: 'tel', short: true })}
${input(look('email', true), form.email, { type: 'email', max: foiLimits.contact, autocomplete: 'email' })}
${input(look('address', true), form.address, { max: foiLimits.address, autocomplete: 'street-address' })}
${input(look('postcode', true), form.postcode, { max: 10, autocomplete: 'postal-code', inputmode: 'numeric', short: true })}`;
}

/** Shown by the script only: without it there is nothing to keep a draft with, and nothing is lost on a fault either. */
function draftBox(): Html {
  const d = words.draft;
  return html`<div class="draft" role="group" aria-label="${d.label}" data-script hidden data-saved="${d.saved}" data-found="${d.found}" data-restored="${d.restored}" data-forgotten="${d.forgotten}" data-failed="${d.failed}">
<p>${d.text}</p><p class="acts"><button class="button" type="button" data-draft-do="save">${d.save}</button><button class="button" type="button" data-draft-do="restore" hidden>${d.restore}</button><button class="button" type="button" data-draft-do="forget" hidden>${d.forget}</button></p><p role="status" class="draft-said"></p></div>`;
}
