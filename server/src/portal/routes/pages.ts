import { articleItems } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { withCounts } from '../../domains/library/open/agencies.ts';
import { decodeCursor } from '../../domains/library/open/cursor.ts';
import { facetNames, type RecordFilter } from '../../domains/library/open/filter.ts';
import { countCells, facetsOf } from '../../domains/library/open/counts.ts';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { categoryName } from '../format.ts';
import { zh } from '../messages/zh.ts';
import { contactCard } from '../pages/guide.ts';
import { namesOf } from '../pages/facets.ts';
import { homePage } from '../pages/home.ts';
import { agenciesPage } from '../pages/openness.ts';
import { accessibilityPage, badRequestPage, interactionPage, siteMapPage } from '../pages/plain.ts';
import { recordsPage } from '../pages/records.ts';
import { searchPage, type SearchSort } from '../pages/search.ts';
import { answerPage, countedAgencies, type Portal, type Rendered, type Visit } from '../portal.ts';

const rowsOnPage = 20;
const newest = 6;
const newestOfGroup = 3;
const groups = ['normative', 'policy', 'rule', 'system', 'annual-report'];

export function pageRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/', (c) => answerPage(portal, c, (v) => home(portal, v)));
  app.get('/records/', (c) => answerPage(portal, c, (v) => records(portal, c, v)));
  app.get('/search', (c) => answerPage(portal, c, (v) => search(portal, c, v), 'portalSearch'));
  app.get('/agencies/', (c) => answerPage(portal, c, async (v) => ({ page: agenciesPage(await countedAgencies(portal, v)) })));
  app.get('/interaction/', (c) => answerPage(portal, c, async (v) => ({ page: interactionPage(v.root, v.root && contactCard(v.root)) })));
  app.get('/about/accessibility', (c) => answerPage(portal, c, async () => ({ page: accessibilityPage() })));
  app.get('/site-map/', (c) => answerPage(portal, c, (v) => siteMap(portal, v)));
  for (const path of ['/records', '/agencies', '/interaction', '/site-map', '/openness']) app.get(path, (c) => c.redirect(`${path}/`, 301));
  return app;
}

async function home(portal: Portal, v: Visit): Promise<Rendered> {
  const { db } = portal;
  const [cells, latest, ...lists] = await Promise.all([
    portal.cells(v.version), listRecords(db, {}, { limit: newest }),
    ...groups.map((category) => listRecords(db, { category }, { limit: newestOfGroup })),
  ]);
  const filled = groups.flatMap((category, i) => {
    const items = lists[i]?.items ?? [];
    return items.length > 0 ? [{ category, label: categoryName(category), items }] : [];
  });
  const facets = facetsOf(cells, {});
  const all = withCounts(v.agencies, cells);
  const agencies = all.filter((a) => a.records > 0);
  return { page: homePage({ total: facets.total, latest: latest.items, groups: filled, themes: facets.facets.theme, agencies: agencies.length > 0 ? agencies : all }) };
}

/** Items of 条例 arts 20 and 21 by the code records carry. */
export const itemNames: ReadonlyMap<string, string> = new Map(articleItems.map(({ code, text }) => [code, text]));

/** The filter of a query; null when a value cannot be one (too long, a year that is none, an unknown status). */
export function readFilter(query: (name: string) => string | undefined): RecordFilter | null {
  const filter: RecordFilter = {};
  for (const name of [...facetNames, 'item' as const]) {
    const value = query(name);
    if (value === undefined || value === '') continue;
    if (value.length > 100 || value.includes('\0')) return null;
    if (name === 'year' && !/^[12]\d{3}$/.test(value)) return null;
    if (name === 'status' && !(value in zh.status)) return null;
    filter[name] = value;
  }
  return filter;
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
  const [cells, list] = await Promise.all([
    filter.item === undefined ? portal.cells(v.version) : countCells(portal.db, filter.item), listRecords(portal.db, filter, { limit: rowsOnPage, after: after ?? null }),
  ]);
  const names = namesOf(v.agencies, itemNames);
  return { page: recordsPage({ filter, facets: facetsOf(cells, filter), items: list.items, next: list.next, later: after !== undefined, names }) };
}

async function search(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const q = (c.req.query('q') ?? '').trim();
  const cursor = c.req.query('cursor') ?? null;
  const filter = readFilter((name) => c.req.query(name));
  const sort = readSort(c.req.query('sort'));
  if (filter === null || sort === null) return { page: badRequestPage(), status: 400 };
  const found = await searchRecords(portal.db, { q, filter, limit: rowsOnPage, cursor, sort });
  return { page: searchPage({ q, filter, sort, found, later: cursor !== null, names: namesOf(v.agencies, itemNames) }) };
}

async function siteMap(portal: Portal, v: Visit): Promise<Rendered> {
  const { facets } = facetsOf(await portal.cells(v.version), {});
  return { page: siteMapPage(v.agencies, facets.category.map(({ value }) => ({ value, label: categoryName(value) })), v.context.site) };
}
