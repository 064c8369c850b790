// What stands around the text of a record: the day it is read for, its history, who cites it.
import type { CivilDate } from '@tongming/law';
import { placeName, placeOfAnchor } from '@tongming/legaltext';
import type { Citing } from '../../domains/library/open/citations.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import type { EditionLine, History } from '../../domains/library/open/history.ts';
import { formatCount, formatDay } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { structureZh as words } from '../messages/structure.ts';
import { zh } from '../messages/zh.ts';
import type { Page, PageContext } from './page.ts';
import { recordRow, statusBadge } from './parts.ts';

/** `edition` is what is shown: that of the day, else the current or the oldest one. */
export type DayView = { on: CivilDate; stood: EditionLine | null; edition: EditionLine; status: string };

export function dayBanner(record: OpenRecord, history: History, view: DayView): Html {
  const { on, stood, edition, status } = view;
  const current = edition.no === record.edition;
  const ended = status === 'repealed' || status === 'expired' || status === 'annulled' ? words.events[status] : null;
  const since = history.ends.find((end) => end.kind === status)?.effectiveOn ?? record.expiresOn;
  const said = stood === null ? words.banner.before(on, edition.start)
    : stood.hidden ? words.banner.hidden(on) : current ? words.banner.same(on, edition.no) : words.banner.former(on, edition.no);
  const later = record.relations.filter((r) => r.direction === 'to' && r.type === 'amends' && r.dateMade !== null && r.dateMade > on);
  return html`<div class="note note-day" role="note"><p><strong>${said}</strong>${ended !== null && since !== null && html` ${words.banner.ended(on, ended, since)}`}${
    !current && html` ${words.banner.noAttachments}`}</p>${!current && html`<p class="day-links"><a href="/records/${record.id}">${words.banner.toCurrent}</a> <a href="${compareHref(record.id, edition.no, record.edition)}">${words.banner.toDifference}</a></p>`}${
    later.length > 0 && html`<p>${words.banner.amended(on)}</p><ul>${later.map((r) => html`<li><a href="/records/${r.id}">${r.title}</a></li>`)}</ul>`}</div>`;
}

function compareHref(id: string, from: number, to: number): string {
  return `/records/${id}/compare?from=${from}&to=${to}`;
}

type Event = { on: CivilDate; what: string; more: Html };

/** 沿革: what happened to the document, in order, with the editions to read and to compare. */
export function timeline(record: OpenRecord, history: History, on: CivilDate | null): Html {
  const events = eventsOf(record, history).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return html`<section class="course" aria-labelledby="course"><h2 id="course">${words.timeline}</h2>
<ol>${events.map((e) => html`<li><time datetime="${e.on}">${formatDay(e.on)}</time><div><span class="tag">${e.what}</span> ${e.more}</div></li>`)}</ol>
<form class="on-day" action="/records/${record.id}" method="get"><label for="on-day">${words.on}</label><input id="on-day" type="date" name="on" required aria-label="${words.onLabel}" value="${on ?? ''}"><button class="button" type="submit">${words.onSubmit}</button></form></section>`;
}

function eventsOf(record: OpenRecord, { editions, ends }: History): Event[] {
  const first = editions[0];
  const event = (on: CivilDate | null, what: string, more: Html = nothing): Event[] => (on === null ? [] : [{ on, what, more }]);
  return [
    ...event(first?.dateMade ?? null, words.events.made, record.documentNumber === null ? nothing : html`${record.documentNumber}`),
    ...(editions.length > 1 ? [] : event(record.datePublished, words.events.published)),
    ...editions.flatMap((edition, i) => [
      ...(edition.effectiveOn !== null && edition.effectiveOn !== editions[i - 1]?.effectiveOn ? event(edition.effectiveOn, words.events.effective) : []),
      ...(editions.length === 1 ? [] : i === 0 ? event(edition.publishedOn, words.edition(edition.no), editionLinks(record, edition, undefined))
        : event(edition.publishedOn, words.events.revised(edition.no), editionLinks(record, edition, editions[i - 1]))),
    ]),
    ...record.relations.filter((r) => r.direction === 'to' && r.id !== null).flatMap((r) => event(r.dateMade, zh.relation.to[r.type] ?? r.type, html`<a href="/records/${r.id}">${r.title}</a>`)),
    ...ends.flatMap((end) => event(end.effectiveOn, end.kind === 'withdrawn' ? '' : words.events[end.kind], html`${end.publicNote}`)),
    ...(ends.length > 0 ? [] : event(record.expiresOn, words.events.until)),
  ];
}

function editionLinks(record: OpenRecord, edition: EditionLine, former: EditionLine | undefined): Html {
  if (edition.hidden) return html`${words.earlierHidden}`;
  const read = edition.no === record.edition ? html`<a href="/records/${record.id}">${words.current}</a>` : html`<a href="/records/${record.id}?edition=${edition.no}">${words.readEdition(edition.no)}</a>`;
  const from = edition.start === edition.publishedOn ? nothing : html`${words.from(edition.start)}　`;
  return html`${from}${read}${former !== undefined && !former.hidden && html`　<a href="${compareHref(record.id, former.no, edition.no)}">${words.compare(former.no, edition.no)}</a>`}`;
}

const mostPlaces = 12;

function placesCited(anchors: readonly string[]): string {
  const names = anchors.flatMap((a) => placeOfAnchor(a) ?? []).map(placeName);
  return names.length === 0 ? '' : `${words.citesArticles(names.slice(0, mostPlaces).join('、'))}${names.length > mostPlaces ? '…' : ''}`;
}

export type CitedBy = { total: number; items: readonly Citing[]; next: string | null };

export function citedBySection(record: OpenRecord, { total, items }: CitedBy): Html {
  return html`<section class="cited-by relations" aria-labelledby="cited-by"><h2 id="cited-by">${words.citedBy}</h2><p class="count">${words.citedByCount(formatCount(total))}</p>
<ul>${items.map(({ record: r, anchors }) => html`<li><a href="/records/${r.id}">${r.title}</a>${r.documentNumber && html` <span class="number">${r.documentNumber}</span>`}${
    r.status !== 'unknown' && r.status !== 'in-force' && html` ${statusBadge(r.status)}`}${anchors.length > 0 && html` <small>${placesCited(anchors)}</small>`}</li>`)}</ul>${
    total > items.length && html`<p><a href="/records/${record.id}/cited-by">${words.citedByAll(formatCount(total))}</a></p>`}</section>`;
}

/** Everything that cites a record, page by page. */
export function citedByPage(record: OpenRecord, list: CitedBy, later: boolean, ctx: PageContext): Page {
  const base = `/records/${record.id}/cited-by`;
  return {
    title: words.citedByTitle(record.title), section: 'records', noindex: true,
    column: { name: zh.site.recordsLong, type: zh.record.columnType },
    crumbs: [{ label: zh.site.recordsLong, href: '/records/' }, { label: record.title, href: `/records/${record.id}` }],
    main: html`<div class="wrap"><h1>${words.citedByTitle(record.title)}</h1><p class="count">${words.citedByCount(formatCount(list.total))}　<a href="${ctx.origin}/records/${record.id}">${words.back}</a></p>
<ul class="rows">${list.items.map(({ record: r, anchors }) => recordRow(r, { snippet: placesCited(anchors) }))}</ul>
<nav class="pager" aria-label="${words.pages}">${later && html`<a href="${base}">${words.first}</a>`}${list.next !== null && html`<a class="button" href="${base}?cursor=${list.next}">${words.next}</a>`}</nav></div>`,
  };
}
