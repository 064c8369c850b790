// Subscribing to a search or a document: the form, the page behind the link of a mail, and what follows each press.
import { formatInstant, now } from '@tongming/law';
import { alertLimits, cadences, type AlertView } from '../../domains/alerts/inbox.ts';
import { html, nothing, type Html } from '../html.ts';
import { alerts as words } from '../messages/alerts.ts';
import { zh } from '../messages/zh.ts';
import { choicesOf, facts, faultSummary, input, radios, trap, trouble, type Fault } from './apply-fields.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';

export type AlertForm = { address: string; cadence: (typeof cadences)[number] };
/** What is subscribed to. `fields` bring it back with the form; `feed` is null where there is none. */
export type Topic = { label: string; href: string | null; document: boolean; fields: readonly (readonly [string, string])[]; feed: string | null };
export type AskData = { topic: Topic; sender: string | null; form: AlertForm; faults: readonly Fault[]; busy: boolean };

const choices = choicesOf(cadences, words.cadences);

function frame(title: string): Omit<Page, 'main'> {
  return { title, section: 'records', noindex: true, column: { name: words.title, type: words.columnType, home: { description: words.description, keywords: words.keywords } }, crumbs: [{ label: zh.site.recordsLong, href: '/records/' }] };
}

function about({ label, href }: Topic): Html {
  return facts([[words.about, href === null ? label : html`<a href="${href}">${label}</a>`]]);
}

export function alertPage({ topic, sender, form, faults, busy }: AskData): Page {
  return {
    ...frame(words.title), answer: faults.length > 0 || busy,
    main: html`<div class="wrap narrow"><h1>${words.title}</h1>${faultSummary(faults)}${busy && trouble(words.tooMany, words.tooManyText)}
<p class="lead">${topic.document ? words.documentLead : words.lead}</p>${about(topic)}
<section class="part" aria-labelledby="by-mail"><h2 id="by-mail">${words.byMail}</h2>${sender === null ? html`<p>${words.noMail}</p>` : html`<form class="form" method="post" action="/alerts/new" novalidate>
${topic.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${input({ id: 'address', label: words.address, hint: words.addressHint, faults }, form.address, { type: 'email', autocomplete: 'email', inputmode: 'email', max: alertLimits.address, draft: false })}
${radios({ id: 'cadence', label: words.cadence, faults }, form.cadence, choices)}
${trap}<p class="acts"><button id="send" class="button primary" type="submit">${words.submit}</button></p></form>`}</section>
${topic.feed !== null && html`<section class="part" aria-labelledby="by-feed"><h2 id="by-feed">${words.byFeed}</h2><p>${words.byFeedText}</p>${linkList([{ href: topic.feed, label: words.feed }])}</section>`}</div>`,
  };
}

export function alertSentPage(topic: Topic, sender: string): Page {
  return {
    ...frame(words.sentTitle), answer: true,
    main: html`<div class="wrap narrow"><div class="done" role="status"><h1>${words.sentTitle}</h1><p>${words.sentText(sender)}</p></div><p>${words.sentHelp}</p>${
      linkList([topic.href === null ? { href: '/records/', label: words.back } : { href: topic.href, label: topic.document ? words.backToDocument : words.back }])}</div>`,
  };
}

/** `key` opens it; it goes back with every press. */
export function managePage(view: AlertView, topic: Topic, key: string): Page {
  const expired = view.state === 'pending' && view.confirmUntil < now();
  const title = view.state === 'pending' ? words.confirmTitle : words.manageTitle;
  return {
    ...frame(title),
    main: html`<div class="wrap narrow"><h1>${title}</h1>${view.state === 'pending' && html`<p class="lead">${expired ? words.expired : words.confirmLead}</p>`}
${facts([[words.about, topic.href === null ? topic.label : html`<a href="${topic.href}">${topic.label}</a>`], [words.cadence, words.cadences[view.cadence]], [words.state, words.states[view.state]]])}
${view.state === 'pending' ? !expired && html`<p>${words.confirmUntil(formatInstant(view.confirmUntil))}</p>${press('confirm', key, words.confirm, true)}` : nothing}
${view.state === 'paused' && press('confirm', key, words.resume, true)}
${view.state === 'active' && html`<form class="form" method="post" action="/alerts/manage">${hidden('change', key)}${radios({ id: 'cadence', label: words.cadence, faults: [] }, view.cadence, choices)}<p class="acts"><button class="button" type="submit">${words.change}</button></p></form>`}
<section class="part" aria-labelledby="end"><h2 id="end">${words.end}</h2><p>${words.endText}</p>${press('end', key, words.end, false)}</section></div>`,
  };
}

function hidden(act: string, key: string): Html {
  return html`<input type="hidden" name="key" value="${key}"><input type="hidden" name="act" value="${act}">`;
}

function press(act: string, key: string, label: string, primary: boolean): Html {
  return html`<form method="post" action="/alerts/manage">${hidden(act, key)}<p class="acts"><button class="button${primary && ' primary'}" type="submit">${label}</button></p></form>`;
}

export function alertDonePage(act: keyof typeof words.done, key: string): Page {
  const [title, text] = words.done[act];
  return {
    ...frame(title), answer: true,
    main: html`<div class="wrap narrow"><div class="done" role="status"><h1>${title}</h1><p>${text}</p></div>${
      linkList([...(act === 'end' ? [] : [{ href: `/alerts/manage?key=${key}`, label: words.again }]), { href: '/records/', label: zh.site.recordsLong }])}</div>`,
  };
}

/** Never given, ended or run out: one answer. */
export function noAlertPage(): Page {
  return {
    ...frame(words.missingTitle),
    main: html`<div class="wrap narrow"><h1>${words.missingTitle}</h1><p class="lead">${words.missingText}</p>${linkList([{ href: '/records/', label: zh.site.recordsLong }, { href: '/search', label: zh.site.search }])}</div>`,
  };
}
