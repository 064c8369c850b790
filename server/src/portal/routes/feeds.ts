import { platformBlocks } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { partDates, recordAddresses } from '../../domains/library/open/addresses.ts';
import { filterNames, type RecordFilter } from '../../domains/library/open/filter.ts';
import { listRecords, recordsByIds, type ListedRecord } from '../../domains/library/open/list-records.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { refuse } from '../../platform/errors.ts';
import { columnHref, filledColumns, ownColumns } from '../columns.ts';
import { entryOf, feedForms, feedTypes, renderFeed, robotsText, sitemapIndexXml, sitemapXml, type FeedForm } from '../feeds.ts';
import { zh } from '../messages/zh.ts';
import { namesOf, valueLabel } from '../pages/facets.ts';
import { notFoundPage } from '../pages/plain.ts';
import { recordsHref } from '../pages/records.ts';
import { answerOnce, clientOf, inLanguage, ownCodes, ownOf, visit, type Portal, type Visit } from '../portal.ts';
import { prepare, send } from '../respond.ts';
import { longestQuestion } from './open-data.ts';
import { asksAll, itemNames, readFilter } from './pages.ts';

const feedItems = 50;
/** Addresses in one part: as many as the protocol of site maps allows. */
const partSize = 50_000;

/** Feeds, site map and robots.txt: the same rows as the pages, straight from `open`. */
export function feedRoutes(portal: Portal): Hono {
  const app = new Hono();
  const dates = datesOf(portal);
  for (const form of feedForms) app.get(`/feed.${form}`, (c) => listFeed(portal, c, form));
  app.get('/feed/agency/:file{[0-9A-Za-z-]+\\.xml}', (c) => agencyFeed(portal, c, c.req.param('file').slice(0, -4)));
  app.get('/sitemap.xml', (c) => index(portal, c, dates));
  app.get('/sitemaps/columns.xml', (c) => columns(portal, c));
  app.get('/sitemaps/:file{records-[0-9]{1,6}\\.xml}', (c) => part(portal, c, Number(/\d+/.exec(c.req.param('file'))?.[0])));
  app.get('/robots.txt', async (c) => send(c, await prepare({ type: 'text/plain; charset=utf-8', body: robotsText((await visit(portal, c)).context.origin) })));
  return app;
}

async function answer(c: Context, type: string, body: string): Promise<Response> {
  return send(c, await prepare({ type: `${type}; charset=utf-8`, body }));
}

async function missing(portal: Portal, c: Context): Promise<Response> {
  const v = await visit(portal, c);
  return answerOnce(c, { page: notFoundPage(), status: 404 }, v.context);
}

/** The feed of any state of the list or the search: its address has the same query. */
async function listFeed(portal: Portal, c: Context, form: FeedForm): Promise<Response> {
  portal.limiter.take('openApi', clientOf(portal, c));
  const q = (c.req.query('q') ?? '').trim();
  const filter = readFilter((name) => c.req.query(name));
  if (filter === null || q.length > longestQuestion) return refuse('bad-filter', zh.errors.badRequest.text, 400);
  const v = await visit(portal, c);
  const all = v.scope !== null && asksAll((name) => c.req.query(name));
  const given = [...Object.entries(filter).filter(([, value]) => value !== undefined), ...(all ? [['scope', 'all']] : [])];
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), ...Object.fromEntries(given) }).toString();
  return answerFeed(c, v, form, {
    title: titleOf(v, q, filter), items: await newestOf(portal, q, all ? filter : inLanguage(v, filter), all ? undefined : ownCodes(v)),
    link: q !== '' ? `/search?${query}` : query === '' ? '/' : recordsHref(filter), self: `/feed.${form}${query === '' ? '' : `?${query}`}`,
  });
}

/** The address that pages gave before lists had feeds of their own; who subscribed to it keeps it. */
async function agencyFeed(portal: Portal, c: Context, code: string): Promise<Response> {
  const v = await visit(portal, c);
  const agency = v.agencies.find((a) => a.code === code);
  if (agency === undefined) return missing(portal, c);
  return answerFeed(c, v, 'xml', {
    title: zh.feed.agencyTitle(agency.name), items: await newestOf(portal, '', inLanguage(v, { agency: code }), undefined),
    link: `/openness/${code}/`, self: new URL(c.req.url).pathname,
  });
}

type Subject = { title: string; items: ListedRecord[]; link: string; self: string };

async function answerFeed(c: Context, v: Visit, form: FeedForm, { title, items, link, self }: Subject): Promise<Response> {
  const { origin } = v.context;
  return answer(c, feedTypes[form], renderFeed[form]({ title, entries: items.map((item) => entryOf(item, origin)), link: `${origin}${link}`, self: `${origin}${self}` }));
}

/** What is only like the question is no news of it. */
async function newestOf(portal: Portal, q: string, filter: RecordFilter, agencies: readonly string[] | undefined): Promise<ListedRecord[]> {
  if (q === '') return (await listRecords(portal.db, filter, { limit: feedItems, agencies })).items;
  const { items, near } = await searchRecords(portal.db, { q, filter, limit: feedItems, cursor: null, sort: 'date', agencies });
  return near ? [] : recordsByIds(portal.db, items.map((item) => item.id));
}

/** What a list is narrowed to, in words. */
export function chosenValues(v: Visit, filter: RecordFilter): string[] {
  const names = namesOf(v.agencies, itemNames);
  return filterNames.flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [name === 'from' || name === 'to' ? `${zh.records.facet[name]}${valueLabel(name, value, names)}` : valueLabel(name, value, names)];
  });
}

function titleOf(v: Visit, q: string, filter: RecordFilter): string {
  const chosen = [...(q === '' ? [] : [zh.search.titleFor(q)]), ...chosenValues(v, filter)];
  const { name } = v.context.site;
  return chosen.length === 0 ? zh.feed.title(name) : zh.feed.listTitle(name, chosen.join(zh.separator));
}

/** Agencies whose records have their address on this site: those of a department with a site of its own are in that one's map. */
function mapped(v: Visit): string[] | undefined {
  if (v.place === null) return undefined;
  const { code } = v.place.site;
  return v.agencies.filter((agency) => v.homes.homeOf(agency.code)?.code === code).map((agency) => agency.code);
}

type PartDates = ReturnType<typeof partDates>;

/** Made anew for a site when anything public has changed. */
function datesOf(portal: Portal): (v: Visit) => PartDates {
  const held = new Map<string, PartDates>();
  let at = -1;
  return (v) => {
    if (v.version !== at) held.clear();
    at = v.version;
    const key = v.place?.site.code ?? '';
    const dates = held.get(key) ?? partDates(portal.db, partSize, mapped(v));
    held.set(key, dates);
    dates.catch(() => held.delete(key));
    return dates;
  };
}

async function index(portal: Portal, c: Context, dates: (v: Visit) => PartDates): Promise<Response> {
  const v = await visit(portal, c);
  const { origin } = v.context;
  const parts = (await dates(v)).map((updated, i) => ({ address: `${origin}/sitemaps/records-${i + 1}.xml`, updated }));
  return answer(c, 'application/xml', sitemapIndexXml([{ address: `${origin}/sitemaps/columns.xml`, updated: null }, ...parts]));
}

async function columns(portal: Portal, c: Context): Promise<Response> {
  const v = await visit(portal, c);
  const { origin } = v.context;
  const own = [...(v.place === null ? [] : ['/sites']), '/', '/openness/', '/records/', '/apply/', '/apply/correction', '/agencies/', '/interaction/', '/content/', '/topics/', '/hotlines', '/site-map/', '/inventory', '/inventory/numbers', '/open-data', '/about/accessibility'];
  const held = await ownColumns(portal, v);
  const placed = held === null ? [] : ['/columns/', ...(await filledColumns(portal.db, held)).map((column) => columnHref(column.path))];
  const platforms = ownOf(v, v.agencies).flatMap((a) => ['', ...platformBlocks.map((b) => b.key), 'directory', 'apply'].map((block) => `/openness/${a.code}/${block}`));
  return answer(c, 'application/xml', sitemapXml([...own, ...placed, ...platforms].map((path) => ({ address: `${origin}${path}`, updated: null }))));
}

async function part(portal: Portal, c: Context, n: number): Promise<Response> {
  const v = await visit(portal, c);
  const rows = n >= 1 ? await recordAddresses(portal.db, n - 1, partSize, mapped(v)) : [];
  if (rows.length === 0) return missing(portal, c);
  const { origin } = v.context;
  return answer(c, 'application/xml', sitemapXml(rows.map((row) => ({ address: `${origin}/records/${row.id}`, updated: row.updatedAt }))));
}
