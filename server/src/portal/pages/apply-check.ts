// Step two: what may already be public, everything as filled in, files, and the button. Then the receipt.
import type { FoiClock } from '@tongming/law';
import { foiLimits, type PublishedAnswer, type Submitted } from '../../domains/foi/inbox.ts';
import type { OpenAgency } from '../../domains/library/open/agencies.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { limits } from '../../platform/limits.ts';
import { acceptedExtensions } from '../../platform/sniff.ts';
import { formatDay } from '../format.ts';
import { html, type Html } from '../html.ts';
import { apply } from '../messages/apply.ts';
import { rectification } from '../messages/rectification.ts';
import {
  applyFields, deliveries, facts, faultSummary, fieldsOf, fileField, formPath, idTypes, isOneOf, kinds, mediums, spacedNumber, trap,
  type ApplyFault, type ApplyField, type ApplyForm,
} from './apply-fields.ts';
import { applyFrame, draftKey } from './apply-form.ts';
import type { Page } from './page.ts';

const MiB = 1024 * 1024;
const words = apply.check;

/** Public already, and like what is asked for: records, and answers to those who asked before. */
export type Suggestions = { records: readonly RecordItem[]; answers: readonly PublishedAnswer[] };
export type CheckData = {
  agency: OpenAgency;
  form: ApplyForm;
  suggestions: Suggestions;
  faults: readonly ApplyFault[];
  /** Stays the same while this page is sent again: what was taken is not taken twice. */
  token: string;
  proofExtensions: readonly string[];
  /** Above everything: why nothing was taken this time. */
  trouble?: Html;
};

export function applyCheckPage(data: CheckData): Page {
  const { agency, form, suggestions, faults } = data;
  const offered = suggestions.records.length + suggestions.answers.length > 0;
  const correcting = form.type === 'correction-of-record';
  const path = formPath(agency.code, form.type);
  return {
    ...applyFrame(words.title),
    main: html`<div class="wrap narrow"><h1>${words.title}</h1>${data.trouble}${faultSummary(faults)}
${offered && suggested(suggestions)}
<section aria-labelledby="yours"><h2 id="yours">${correcting ? rectification.yours : words.yours}</h2>${summary(agency, form)}
<form method="post" action="${path}">${kept(form)}<button class="button" type="submit" name="step" value="edit">${words.edit}</button></form></section>
<form class="form" method="post" action="${path}" enctype="multipart/form-data" novalidate>${kept(form)}<input type="hidden" name="token" value="${data.token}">
<section aria-labelledby="papers"><h2 id="papers">${words.filesTitle}</h2><p class="hint">${words.filesText}</p>
${fileField({ id: 'proofFiles', label: apply.form.labels.proofFiles, optional: true, hint: words.proofHint(foiLimits.identityFiles, limits.identityProofs / MiB), faults }, data.proofExtensions)}
${fileField({
      id: 'files', label: correcting ? rectification.labels.files : apply.form.labels.files, optional: true,
      hint: (correcting ? rectification : words).filesHint(foiLimits.attachments, foiLimits.attachmentBytes / MiB), faults,
    }, acceptedExtensions)}</section>
${trap}<p class="acts"><button id="send" class="button primary" type="submit" name="step" value="send">${correcting ? rectification.send : offered ? words.sendAnyway : words.send}</button></p>
</form></div>`,
  };
}

/** Opened beside this page: looking must not cost what was filled in. */
function suggested({ records, answers }: Suggestions): Html {
  return html`<section class="suggested" aria-labelledby="public"><h2 id="public">${words.publicTitle}</h2><p>${words.publicText}${words.publicMore}</p>
${records.length > 0 && html`<ul>${records.map((r) => html`<li><a href="/records/${r.id}" target="_blank" rel="noopener">${r.title}<span class="unseen">${words.newTab}</span></a><p class="row-facts">${r.documentNumber && html`<span>${r.documentNumber}</span>`}<span>${r.issuer || r.agencyName}</span><time datetime="${r.datePublished}">${formatDay(r.datePublished)}</time></p></li>`)}</ul>`}
${answers.length > 0 && html`<h3>${words.answersTitle}</h3><ul>${answers.map((a) => html`<li>${a.recordId === null ? html`<b>${a.title}</b>` : html`<a href="/records/${a.recordId}" target="_blank" rel="noopener">${a.title}<span class="unseen">${words.newTab}</span></a>`}<p class="typed">${a.answer}</p></li>`)}</ul>`}</section>`;
}

/** The whole form in hidden fields, so that every page leads on and back without a session. */
function kept(form: ApplyForm): Html {
  return html`${applyFields.map((field) => html`<input type="hidden" name="${field}" value="${form[field]}">`)}`;
}

function labelled<T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>, value: string): string {
  const found = isOneOf(values, value);
  return found === null ? '' : labels[found];
}

function summary(agency: OpenAgency, form: ApplyForm): Html {
  const f = apply.form;
  const shown: Partial<Record<ApplyField, string>> = {
    kind: labelled(kinds, f.kinds, form.kind), delivery: labelled(deliveries, f.deliveries, form.delivery),
    medium: labelled(mediums, f.mediums, form.medium), idType: labelled(idTypes, f.idTypes, form.idType),
  };
  const asked = fieldsOf(form.type).filter((field) => form.kind !== 'naturalPerson' || (field !== 'representative' && field !== 'contact'));
  return facts([
    [words.to, agency.name],
    ...asked.map((field) => [f.labels[field], form[field] !== '' && html`<span class="typed">${shown[field] ?? form[field]}</span>`] as const),
    [words.none, asked.filter((field) => form[field] === '').map((field) => f.labels[field]).join(words.separator)],
  ]);
}

export type ReceiptData = {
  agency: OpenAgency; form: ApplyForm; submitted: Submitted; at: string;
  /** Null for a correction: the regulation sets no period. */
  clock: Pick<FoiClock, 'due' | 'provisional' | 'rule'> | null; received: string; receivedArticle: string;
  /** Where mails come from; null where none are sent. */
  sender: string | null;
};

/** Only after the commit. The code stands here and nowhere else. */
export function applyReceiptPage(data: ReceiptData): Page {
  const r = apply.receipt;
  const { agency, form, submitted, clock } = data;
  const title = clock === null ? rectification.receipt.title : r.title;
  return {
    ...applyFrame(title),
    main: html`<div class="wrap narrow receipt" data-draft-sent="${draftKey(agency.code, form.type)}"><div class="done" role="status"><h1>${title}</h1><p>${r.done(agency.name)}</p>
<dl class="keys"><div><dt>${r.number}</dt><dd class="whole">${spacedNumber(submitted.receiptNumber)}</dd></div><div><dt>${r.code}</dt><dd class="whole">${submitted.queryCode}</dd></div></dl></div>
<p class="warning">${r.warning}</p>
<ul class="plain"><li>${r.numberText}</li><li>${r.codeText}</li><li>${r.lost}</li></ul>
<div class="acts no-print"><button class="button" type="button" data-script data-do="print" hidden>${r.print}</button>
<form method="post" action="/apply/case"><input type="hidden" name="number" value="${submitted.receiptNumber}"><input type="hidden" name="code" value="${submitted.queryCode}"><button class="button" type="submit">${r.follow}</button></form></div>
<h2>${r.factsTitle}</h2>${facts([
      [words.to, agency.name], [r.applicant, form.name], [r.submitted, data.at], [r.received, `${data.received}（${data.receivedArticle}）`],
      [r.due, clock === null ? rectification.receipt.due : html`${r.dueText(formatDay(clock.due), clock.rule.workingDays, `${clock.rule.law}${clock.rule.article}`)}${clock.provisional && html`<br>${r.provisional}`}`],
      [r.content, clock !== null && html`<span class="typed">${form.content}</span>`], [rectification.labels.record, clock === null && html`<span class="typed">${form.record}</span>`],
    ])}${clock !== null && html`<p>${r.dueChanges}</p>`}
<h2>${r.next}</h2><ol>${[...(clock === null ? rectification.receipt.next : r.nextList), ...mailed(data)].map((line) => html`<li>${line}</li>`)}</ol></div>`,
  };
}

function mailed({ sender, form }: ReceiptData): string[] {
  return sender === null || form.email === '' ? [] : [apply.receipt.mailed(sender, form.email)];
}
