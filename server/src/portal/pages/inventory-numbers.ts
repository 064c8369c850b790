// 文号清点: every series of document numbers, what is missing in it, and number by number what there is.
import type { NumberSeries, Range, SeriesFilter, SeriesTotals } from '../../domains/library/open/number-series.ts';
import { seriesKey, type SeriesDocument } from '../../domains/library/open/number-series.ts';
import type { OpenAgency } from '../../domains/library/open/agencies.ts';
import { formatCount, formatDay } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { inventory } from '../messages/inventory.ts';
import { zh } from '../messages/zh.ts';
import type { Page } from './page.ts';
import { linkList, statusBadge } from './parts.ts';

const words = inventory.numbers;
const runsShown = 20;

export type NumbersData = {
  filter: SeriesFilter;
  agencies: readonly OpenAgency[];
  years: readonly number[];
  totals: SeriesTotals;
  items: readonly NumberSeries[];
  gaps: ReadonlyMap<string, Range[]>;
  next: string | null;
  later: boolean;
  /** Of the one series that code and year name: its documents by number, from `from` on. */
  documents: { items: readonly SeriesDocument[]; from: number; next: number | null } | null;
};

export function numbersHref({ agency, code, year, gaps }: SeriesFilter, suffix = ''): string {
  const query = new URLSearchParams({
    ...(agency === undefined ? {} : { agency }), ...(code === undefined ? {} : { code }), ...(year === undefined ? {} : { year: String(year) }), ...(gaps === true ? { gaps: '1' } : {}),
  }).toString();
  return `/inventory/numbers${suffix}${query === '' ? '' : `?${query}`}`;
}

export function yearLabel(year: number): string {
  return year === 0 ? words.running : zh.records.yearOf(String(year));
}

export function runText(runs: readonly Range[], most = Number.POSITIVE_INFINITY): string {
  const shown = runs.slice(0, most).map((run) => words.run(run.from, run.to)).join(zh.separator);
  return runs.length > most ? `${shown}${words.more(formatCount(runs.length))}` : shown;
}

export function unknownOf({ missing, cancelled, notPublic }: NumberSeries): number {
  return missing - cancelled - notPublic;
}

export function numbersPage(data: NumbersData): Page {
  const { filter, totals, items, documents } = data;
  return {
    title: words.title, section: 'openness', noindex: data.later || Object.keys(filter).length > 0,
    column: { name: words.title, type: inventory.columnType, home: { description: words.description, keywords: inventory.keywords } },
    crumbs: [{ label: zh.openness.title, href: '/openness/' }, { label: inventory.title, href: '/inventory' }],
    main: html`<div class="wrap inventory"><h1>${words.title}</h1><p class="lead">${words.lead}</p>
<p class="count" role="status">${words.summary(formatCount(totals.series), formatCount(totals.withGaps), formatCount(totals.missing))}</p>
${filterForm(data)}
${items.length === 0 ? html`<p class="empty">${words.empty}</p>` : seriesTable(data)}
${pager(data)}
${documents !== null && items[0] !== undefined && documentList(items[0], documents, data.gaps.get(seriesKey(items[0])) ?? [], filter)}
<p class="acts"><a class="button" href="${numbersHref(filter, '.xlsx')}" rel="nofollow" download>${inventory.takeNumbers}</a><a class="button" href="${numbersHref(filter, '.csv')}" rel="nofollow" download>${inventory.takeNumbersCsv}</a></p>
${linkList([{ href: '/apply/', label: words.ask }])}</div>`,
  };
}

function filterForm({ filter, agencies, years }: NumbersData): Html {
  const option = (value: string, label: string, on: boolean) => html`<option value="${value}"${on && html` selected`}>${label}</option>`;
  return html`<form class="cross-form" method="get" action="/inventory/numbers" aria-label="${words.filters}">
<div><label for="agency">${words.agency}</label><select id="agency" name="agency">${option('', words.anyAgency, filter.agency === undefined)}${agencies.map((a) => option(a.code, a.name, a.code === filter.agency))}</select></div>
<div><label for="year">${words.year}</label><select id="year" name="year">${option('', words.anyYear, filter.year === undefined)}${years.map((y) => option(String(y), yearLabel(y), y === filter.year))}</select></div>
<div><label for="code">${words.code}</label><input id="code" name="code" type="text" value="${filter.code ?? ''}" placeholder="${words.codeHint}"></div>
<div class="tick"><input id="gaps" name="gaps" type="checkbox" value="1"${filter.gaps === true && html` checked`}><label for="gaps">${words.gaps}</label></div>
<button class="button primary">${words.apply}</button></form>`;
}

function seriesTable({ items, gaps }: NumbersData): Html {
  const { head } = words;
  const cell = (label: string, value: Html | string) => html`<td data-label="${label}">${value}</td>`;
  const some = (n: number) => (n === 0 ? nothing : html`${formatCount(n)}`);
  return html`<table class="series"><caption class="unseen">${words.table}</caption><thead><tr>${Object.values(head).map((label) => html`<th scope="col">${label}</th>`)}</tr></thead><tbody>${items.map((s) => {
    const runs = gaps.get(seriesKey(s)) ?? [];
    return html`<tr><th scope="row" data-label="${head.code}"><a href="${numbersHref({ code: s.code, year: s.year })}">${s.code}</a></th>${cell(head.year, yearLabel(s.year))}${cell(head.highest, formatCount(s.highest))}${
      cell(head.present, html`<a href="${numbersHref({ code: s.code, year: s.year })}">${formatCount(s.present)}</a>`)}${cell(head.missing, html`${formatCount(s.missing)}`)}${cell(head.cancelled, some(s.cancelled))}${cell(head.notPublic, some(s.notPublic))}${cell(head.unknown, some(unknownOf(s)))}${
      cell(head.gaps, runs.length === 0 ? words.noGaps : runText(runs, runsShown))}</tr>`;
  })}</tbody></table>`;
}

function pager({ filter, next, later }: NumbersData): Html {
  if (!later && next === null) return nothing;
  const base = numbersHref(filter);
  return html`<nav class="pager" aria-label="${zh.records.pages}">${later && html`<a href="${base}">${words.first}</a>`}${
    next !== null && html`<a class="button primary" rel="next" href="${base}${base.includes('?') ? '&' : '?'}cursor=${next}">${words.next}</a>`}</nav>`;
}

/** Number by number: a document, or a run that is missing. */
function documentList(series: NumberSeries, page: NonNullable<NumbersData['documents']>, gaps: readonly Range[], filter: SeriesFilter): Html {
  const last = page.next === null ? series.highest : page.next - 1;
  const rows = [
    ...page.items.map((doc) => ({ at: doc.seq, row: html`<li><span class="n">${words.number(doc.seq)}</span> <a href="/records/${doc.id}">${doc.title}</a> ${statusBadge(doc.status)}${doc.dateMade !== null && html` <time class="n" datetime="${doc.dateMade}">${formatDay(doc.dateMade)}</time>`}</li>` })),
    ...gaps.filter((run) => run.from >= page.from && run.from <= last).map((run) => ({ at: run.from, row: html`<li class="lacking">${words.lacking(words.run(run.from, run.to), formatCount(run.to - run.from + 1))}</li>` })),
  ].sort((a, b) => a.at - b.at);
  const base = numbersHref(filter);
  return html`<section aria-labelledby="each"><h2 id="each">${words.each(series.code, yearLabel(series.year))}</h2><ul class="each">${rows.map(({ row }) => row)}</ul>${
    page.next !== null && html`<nav class="pager" aria-label="${zh.records.pages}"><a class="button primary" rel="next" href="${base}&amp;from=${page.next}">${words.next}</a></nav>`}</section>`;
}
