// 公开底数: every public record counted, by one and by two of its facets. Every figure leads to the list it counts.
import type { FacetCount } from '../../domains/library/open/counts.ts';
import { crossTable, countBy, dimensions, filterValue, narrowed, type CrossTable, type Dimension, type InventoryFilter } from '../../domains/library/open/inventory.ts';
import type { SeriesTotals } from '../../domains/library/open/number-series.ts';
import type { Cells } from '../../domains/library/open/counts.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { inventory as words } from '../messages/inventory.ts';
import { zh } from '../messages/zh.ts';
import { barChart } from './bars.ts';
import { chips, valueLabel, type ValueNames } from './facets.ts';
import type { Page } from './page.ts';
import { emptyState } from './parts.ts';
import { recordsHref } from './records.ts';

export type InventoryState = { rows: Dimension; columns: Dimension; filter: InventoryFilter };
export type InventoryData = { state: InventoryState; cells: Cells; names: ValueNames; series: SeriesTotals };

export const defaultState = { rows: 'agency', columns: 'status' } as const;
const charted = ['year', 'agency', 'status'] as const;
const barsShown = 12;
/** The rest of a longer table is folded below these. */
const rowsShown = 12;

export function inventoryHref({ rows, columns, filter }: InventoryState, suffix = ''): string {
  const crossed: Record<string, string> = rows === defaultState.rows && columns === defaultState.columns ? {} : { rows, columns };
  const query = new URLSearchParams({ ...crossed, ...filter }).toString();
  return `/inventory${suffix}${query === '' ? '' : `?${query}`}`;
}

export function labelOf(name: Dimension, value: string, names: ValueNames): string {
  return value === '' ? words.none : valueLabel(name, value, names);
}

export function inventoryPage(data: InventoryData): Page {
  const { state, names } = data;
  const cells = narrowed(data.cells, state.filter);
  const table = crossTable(cells, state.rows, state.columns);
  const chosen = Object.keys(state.filter).length > 0;
  const view = { filter: state.filter, names, href: (filter: InventoryFilter) => inventoryHref({ ...state, filter }) };
  return {
    title: words.title, section: 'openness', noindex: chosen || state.rows !== defaultState.rows || state.columns !== defaultState.columns,
    column: { name: words.title, type: words.columnType, home: { description: words.description, keywords: words.keywords } },
    crumbs: [{ label: zh.openness.title, href: '/openness/' }],
    main: html`<div class="wrap inventory"><h1>${words.title}</h1><p class="lead">${words.lead}</p>
<p class="count" role="status">${words.count(formatCount(table.total))} <a href="${recordsHref(state.filter)}">${words.toRecords}</a></p>
${chips(view)}
${table.total === 0 ? emptyState(words.emptyTitle, words.emptyText, [{ href: '/inventory', label: zh.records.clear }]) : html`
${numbersPart(data.series)}
${charted.map((name) => counted(name, countBy(cells, name), state, names, true))}
${crossPart(table, state, names)}
${dimensions.filter((name) => !charted.some((c) => c === name)).map((name) => counted(name, countBy(cells, name), state, names, false))}
${takePart(state)}`}</div>`,
  };
}

/** The list under the filter and some values more: just as many records as the figure says. */
function listHref(filter: InventoryFilter, more: Partial<Record<Dimension, string>>): string {
  return recordsHref({ ...filter, ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, filterValue(value)])) });
}

function counted(name: Dimension, counts: readonly FacetCount[], state: InventoryState, names: ValueNames, chart: boolean): Html {
  const label = (value: string) => labelOf(name, value, names);
  const shown = counts.slice(0, barsShown);
  const row = ({ value, count }: FacetCount) => html`<tr><th scope="row"><a href="${inventoryHref({ ...state, filter: { ...state.filter, [name]: filterValue(value) } })}">${label(value)}</a></th><td><a href="${listHref(state.filter, { [name]: value })}">${formatCount(count)}</a></td></tr>`;
  const table = (rows: readonly FacetCount[]) => html`<table><thead><tr><th scope="col">${words.dimension[name]}</th><th scope="col">${words.documents}</th></tr></thead><tbody>${rows.map(row)}</tbody></table>`;
  const summary = words.chart(words.by[name], shown.map((c) => words.part(label(c.value), formatCount(c.count))).join(zh.separator));
  return html`<section class="counted" aria-labelledby="by-${name}"><h2 id="by-${name}">${words.by[name]}</h2><div class="counted-parts">${
    chart && html`<figure>${barChart(shown.map((c) => ({ label: label(c.value), count: c.count })), summary)}${counts.length > shown.length && html`<figcaption>${words.chartRest(shown.length)}</figcaption>`}</figure>`}<div>${
    table(counts.slice(0, rowsShown))}${counts.length > rowsShown && html`<details><summary>${words.moreRows(counts.length - rowsShown)}</summary>${table(counts.slice(rowsShown))}</details>`}</div></div></section>`;
}

function crossPart(table: CrossTable, state: InventoryState, names: ValueNames): Html {
  const { rows, columns, filter } = state;
  const choice = (id: 'rows' | 'columns', label: string) => html`<div><label for="${id}">${label}</label><select id="${id}" name="${id}">${dimensions.map((name) =>
    html`<option value="${name}"${state[id] === name && html` selected`}>${words.dimension[name]}</option>`)}</select></div>`;
  const figure = (count: number, more: Partial<Record<Dimension, string>>) => (count === 0 ? nothing : html`<a href="${listHref(filter, more)}">${formatCount(count)}</a>`);
  const total = (row: string) => table.rows.find((r) => r.value === row)?.count ?? 0;
  return html`<section aria-labelledby="cross"><h2 id="cross">${words.cross.title}</h2><p>${words.cross.lead}</p>
<form class="cross-form" method="get" action="/inventory">${Object.entries(filter).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${choice('rows', words.cross.rows)}${choice('columns', words.cross.columns)}<button class="button primary">${words.cross.apply}</button></form>
<div class="cross" role="region" tabindex="0" aria-label="${words.cross.table}"><table><thead><tr><th scope="col">${words.dimension[rows]}</th><th scope="col">${words.total}</th>${table.columns.map((c) => html`<th scope="col">${labelOf(columns, c.value, names)}</th>`)}</tr></thead>
<tbody>${table.rows.map((row) => html`<tr><th scope="row">${labelOf(rows, row.value, names)}</th><td>${figure(total(row.value), { [rows]: row.value })}</td>${table.columns.map((c) =>
    html`<td>${rows === columns && row.value !== c.value ? nothing : figure(table.count(row.value, c.value), { [rows]: row.value, [columns]: c.value })}</td>`)}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${words.total}</th><td>${figure(table.total, {})}</td>${table.columns.map((c) => html`<td>${figure(c.count, { [columns]: c.value })}</td>`)}</tr></tfoot></table></div></section>`;
}

function numbersPart({ series, withGaps, missing }: SeriesTotals): Html {
  if (series === 0) return nothing;
  return html`<p class="numbers-line"><a href="/inventory/numbers">${words.numbers.title}</a>${zh.colon}${words.numbers.summary(formatCount(series), formatCount(withGaps), formatCount(missing))}</p>`;
}

function takePart(state: InventoryState): Html {
  const links: [string, string][] = [
    [inventoryHref(state, '.xlsx'), words.takeTables], [inventoryHref(state, '.csv'), words.takeCross],
    [inventoryHref({ ...state, ...defaultState }, '/records.xlsx'), words.takeList], [inventoryHref({ ...state, ...defaultState }, '/records.csv'), words.takeListCsv],
  ];
  return html`<section aria-labelledby="take"><h2 id="take">${words.take}</h2><p class="acts">${links.map(([href, label]) => html`<a class="button" href="${href}" rel="nofollow" download>${label}</a>`)}</p></section>`;
}
