// What the public says on an annual report: under the report, and on a page of its own with the form.
import { commentLimits, type CommentForm } from '../../domains/annual-report/inbox.ts';
import type { OpenComment, OpenComments } from '../../domains/annual-report/open/comments.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { dayOf, formatDay } from '../format.ts';
import { html, type Html } from '../html.ts';
import { comments as words } from '../messages/comments.ts';
import { zh } from '../messages/zh.ts';
import { area, faultSummary, input, trap, trouble, type Fault } from './apply-fields.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';

/** Under the report: the newest, and the way to all of them and to the form. */
export function commentsPart(recordId: string, list: OpenComments): Html {
  const href = `/records/${recordId}/comments`;
  return html`<section class="comments no-print" aria-labelledby="comments"><h2 id="comments">${words.title}</h2>
${list.total === 0 ? html`<p>${words.none}</p>` : html`<p class="count">${words.count(list.total)}</p>${listOf(list.items)}`}
<p class="acts"><a class="button primary" href="${href}#write">${words.write}</a>${list.next !== null && html` <a class="button" href="${href}">${words.all(list.total)}</a>`}</p></section>`;
}

function listOf(items: readonly OpenComment[]): Html {
  return html`<ul class="comment-list">${items.map((c) => html`<li><h3>${words.by(c.signature ?? words.anonymous)} <small><time datetime="${dayOf(c.receivedAt)}">${words.at(formatDay(dayOf(c.receivedAt)))}</time></small></h3><p class="typed">${c.words}</p>
<div class="comment-answer"><h4>${words.answer} <small><time datetime="${c.answeredOn}">${words.answered(formatDay(c.answeredOn))}</time></small></h4><p class="typed">${c.answer}</p></div></li>`)}</ul>`;
}

export type CommentsData = { record: OpenRecord; list: OpenComments; later: boolean; form: CommentForm; faults: readonly Fault[]; busy: boolean };

export function commentsPage({ record, list, later, form, faults, busy }: CommentsData): Page {
  const href = `/records/${record.id}/comments`;
  const [signature, contact] = [{ ...limitsOf('signature'), faults }, { ...limitsOf('contact'), faults }];
  return {
    ...frame(record, words.titleOf(record.title)), answer: faults.length > 0 || busy, noindex: later,
    main: html`<div class="wrap narrow"><h1>${words.titleOf(record.title)}</h1>${faultSummary(faults)}${busy && trouble(words.tooMany, words.tooManyText)}
${linkList([{ href: `/records/${record.id}`, label: words.back }])}
<h2>${words.published}</h2>${list.total === 0 ? html`<p>${words.none}</p>` : html`<p class="count">${words.count(list.total)}</p>${listOf(list.items)}`}
${(later || list.next !== null) && html`<nav class="pager" aria-label="${zh.records.pages}">${later && html`<a href="${href}">${zh.records.first}</a>`}${list.next !== null && html`<a class="button" rel="next" href="${href}?cursor=${list.next}">${zh.records.next}</a>`}</nav>`}
<section class="part" aria-labelledby="write"><h2 id="write">${words.write}</h2><p class="lead">${words.lead}</p>
<form class="form" method="post" action="${href}" novalidate>
${area({ id: 'words', label: words.words, hint: words.wordsHint(commentLimits.words), faults }, form.words, 6)}
${input(signature, form.signature, { max: commentLimits.signature })}${input(contact, form.contact, { max: commentLimits.contact })}
${trap}<p class="acts"><button id="send" class="button primary" type="submit">${words.submit}</button></p></form></section></div>`,
  };
}

function limitsOf(id: 'signature' | 'contact') {
  return { id, label: words[id], hint: id === 'signature' ? words.signatureHint : words.contactHint, optional: true };
}

export function commentDonePage(record: OpenRecord, receipt: string): Page {
  return {
    ...frame(record, words.doneTitle), answer: true, noindex: true,
    main: html`<div class="wrap narrow"><div class="done" role="status"><h1>${words.doneTitle}</h1><p>${words.doneText(record.agencyName)}</p>
<dl class="facts"><div><dt>${words.receipt}</dt><dd class="whole">${receipt}</dd></div></dl></div><p>${words.receiptText}</p>${linkList([
      { href: `/openness/${record.agencyCode}/guide`, label: words.office }, { href: `/records/${record.id}`, label: words.back },
    ])}</div>`,
  };
}

function frame(record: OpenRecord, title: string): Omit<Page, 'main'> {
  return {
    title, section: 'records', column: { name: words.title, type: zh.report.columnType, home: { description: words.description, keywords: words.keywords } },
    crumbs: [{ label: zh.site.recordsLong, href: '/records/' }, { label: record.title, href: `/records/${record.id}` }],
  };
}
