import { addDays, addMonths, articleItems, civilDate, isCivilDate, type CivilDate } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { withCounts } from '../../domains/library/open/agencies.ts';
import { decodeCursor } from '../../domains/library/open/cursor.ts';
import { isContentKind } from '../../domains/content/open/facts.ts';
import { filterNames, type RecordFilter } from '../../domains/library/open/filter.ts';
import { facetsOf } from '../../domains/library/open/counts.ts';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { filledColumns, ownColumns } from '../columns.ts';
import { categoryName } from '../format.ts';
import { nothing } from '../html.ts';
import { zh } from '../messages/zh.ts';
import { contentHref } from '../pages/content.ts';
import { contactCard } from '../pages/guide.ts';
import { namesOf } from '../pages/facets.ts';
import { homePage } from '../pages/home.ts';
import { agenciesPage } from '../pages/openness.ts';
import { columnTree } from '../pages/columns.ts';
import { accessibilityPage, badRequestPage, interactionPage, siteMapPage } from '../pages/plain.ts';
import { recordsPage } from '../pages/records.ts';
import { movedPage } from '../pages/sites.ts';
import { searchPage, type SearchSort } from '../pages/search.ts';
import { blocksOf } from './columns.ts';
import { answerPage, cellsFor, countedAgencies, inLanguage, inLists, ownCells, ownCodes, ownOf, type Portal, type Rendered, type Visit } from '../portal.ts';

const rowsOnPage = 20;
const newest = 6;
const newestOfGroup = 3;
const groups = ['normative', 'policy', 'rule', 'discretion', 'standard', 'system', 'annual-report'];

export function pageRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/', (c) => answerPage(portal, c, (v) => home(portal, v)));
  app.get('/records/', (c) => answerPage(portal, c, (v) => records(portal, c, v)));
  app.get('/search', (c) => answerPage(portal, c, (v) => search(portal, c, v), 'portalSearch'));
  app.get('/agencies/', (c) => answerPage(portal, c, async (v) => ({ page: agenciesPage(ownOf(v, await countedAgencies(portal, v))) })));
  app.get('/interaction/', (c) => answerPage(portal, c, async (v) => ({ page: interactionPage(v.root, v.root && contactCard(v.root)) })));
  app.get('/about/accessibility', (c) => answerPage(portal, c, async () => ({ page: accessibilityPage() })));
  app.get('/site-map/', (c) => answerPage(portal, c, (v) => siteMap(portal, v)));
  for (const path of ['/records', '/agencies', '/interaction', '/site-map', '/openness']) app.get(path, (c) => c.redirect(`${path}/`, 301));
  return app;
}

async function home(portal: Portal, v: Visit): Promise<Rendered> {
  const { db } = portal;
  const agencies = ownCodes(v);
  const [whole, latest, ...lists] = await Promise.all([
    portal.cells(v.version), listRecords(db, inLists(v, {}), { limit: newest, agencies }),
    ...groups.map((category) => listRecords(db, inLanguage(v, { category }), { limit: newestOfGroup, agencies })),
  ]);
  const own = await ownColumns(portal, v);
  const columns = own === null ? [] : await blocksOf(portal, own, own.columns.filter((column) => column.onHome && column.state === 'open'));
  const cells = ownCells(v, whole);
  const filled = groups.flatMap((category, i) => {
    const items = lists[i]?.items ?? [];
    return items.length > 0 ? [{ category, label: categoryName(category), items }] : [];
  });
  const facets = facetsOf(cells, {});
  const all = withCounts(ownOf(v, v.agencies), cells);
  const busy = all.filter((a) => a.records > 0);
  return { page: homePage({ total: facets.total, latest: latest.items, groups: filled, columns, themes: facets.facets.theme, agencies: busy.length > 0 ? busy : all }) };
}

/** Items of 条例 arts 20 and 21 by the code records carry. */
export const itemNames: ReadonlyMap<string, string> = new Map(articleItems.map(({ code, text }) => [code, text]));

/** The filter of a query; null when a value cannot be one (too long, a year that is none, an unknown status). */
export function readFilter(query: (name: string) => string | undefined): RecordFilter | null {
  const filter: RecordFilter = {};
  for (const name of filterNames) {
    const value = query(name);
    if (value === undefined || value === '') continue;
    if (value.length > 100 || value.includes('\0')) return null;
    if (name === 'year' && !/^[12]\d{3}$/.test(value)) return null;
    if (name === 'status' && !Object.hasOwn(zh.status, value)) return null;
    if (name === 'from' || name === 'to') {
      const day = readDay(value, name);
      if (day === null) return null;
      filter[name] = day;
    } else filter[name] = value;
  }
  return filter;
}

/** Search and what goes with it reach over this site, unless all of them are asked for. */
export function asksAll(query: (name: string) => string | undefined): boolean {
  return query('scope') === 'all';
}

/** A day as a date field sends it or a person writes it; of a month or a year alone its first or last day. Null when it is none. */
export function readDay(text: string, end: 'from' | 'to'): CivilDate | null {
  const plain = text.normalize('NFKC').trim();
  const m = /^(\d{4})(?:年|[-/.])?(?:(\d{1,2})(?:月|[-/.])?(?:(\d{1,2})[日号]?)?)?$/.exec(/^\d{8}$/.test(plain) ? plain.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3') : plain);
  if (m === null) return null;
  const [, year = '', month = end === 'from' ? '1' : '12', day] = m;
  const first = `${year}-${month.padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`;
  if (!isCivilDate(first)) return null;
  return day === undefined && end === 'to' ? addDays(addMonths(civilDate(first), 1), -1) : civilDate(first);
}

/** Null when it is neither order. */
export function readSort(text: string | undefined): SearchSort | null {
  if (text === undefined || text === '') return 'relevance';
  return text === 'relevance' || text === 'date' ? text : null;
}

function readCursor(text: string | undefined): ReturnType<typeof decodeCursor> | undefined {
  return text === undefined || text === '' ? undefined : decodeCursor(text);
}

async function records(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const filter = readFilter((name) => c.req.query(name));
  const after = readCursor(c.req.query('cursor'));
  if (filter === null || after === null) return { page: badRequestPage(), status: 400 };
  if (filter.category !== undefined && isContentKind(filter.category)) return { page: movedPage(contentHref(filter.category), categoryName(filter.category)), status: 301, location: contentHref(filter.category) };
  const [whole, list] = await Promise.all([
    cellsFor(portal, v.version, filter), listRecords(portal.db, inLists(v, filter), { limit: rowsOnPage, after: after ?? null, agencies: ownCodes(v) }),
  ]);
  const cells = ownCells(v, whole);
  const names = namesOf(v.agencies, itemNames);
  return { page: recordsPage({ filter, facets: facetsOf(cells, filter), items: list.items, next: list.next, later: after !== undefined, names }) };
}

async function search(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const q = (c.req.query('q') ?? '').trim();
  const cursor = c.req.query('cursor') ?? null;
  const filter = readFilter((name) => c.req.query(name));
  const sort = readSort(c.req.query('sort'));
  if (filter === null || sort === null) return { page: badRequestPage(), status: 400 };
  const all = asksAll((name) => c.req.query(name));
  const found = await searchRecords(portal.db, { q, filter: all ? filter : inLanguage(v, filter), limit: rowsOnPage, cursor, sort, agencies: all ? undefined : ownCodes(v) });
  return { page: searchPage({ q, filter, sort, found, reach: v.scope === null ? null : all ? 'all' : 'own', later: cursor !== null, names: namesOf(v.agencies, itemNames) }) };
}

async function siteMap(portal: Portal, v: Visit): Promise<Rendered> {
  const { facets } = facetsOf(ownCells(v, await portal.cells(v.version)), {});
  const own = await ownColumns(portal, v);
  const columns = own === null ? nothing : columnTree(await filledColumns(portal.db, own));
  return { page: siteMapPage(columns, ownOf(v, v.agencies), facets.category.map(({ value }) => ({ value, label: categoryName(value) })), v.context.site) };
}
