import { platformBlocks } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { partDates, recordAddresses } from '../../domains/library/open/addresses.ts';
import type { RecordFilter } from '../../domains/library/open/filter.ts';
import { listRecords, type RecordItem } from '../../domains/library/open/list-records.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { lastChange } from '../../platform/change.ts';
import { refuse } from '../../platform/errors.ts';
import { feedForms, feedTypes, renderFeed, robotsText, sitemapIndexXml, sitemapXml, type FeedForm } from '../feeds.ts';
import { zh } from '../messages/zh.ts';
import { namesOf, valueLabel } from '../pages/facets.ts';
import { notFoundPage } from '../pages/plain.ts';
import { recordsHref } from '../pages/records.ts';
import { answerOnce, clientOf, originOf, visit, type Portal, type Visit } from '../portal.ts';
import { prepare, remembered, send } from '../respond.ts';
import { longestQuestion } from './open-data.ts';
import { itemNames, readFilter } from './pages.ts';

const feedItems = 50;
/** Addresses in one part: as many as the protocol of site maps allows. */
const partSize = 50_000;

/** Feeds, site map and robots.txt: the same rows as the pages, straight from `open`. */
export function feedRoutes(portal: Portal): Hono {
  const app = new Hono();
  const dates = remembered(() => partDates(portal.db, partSize));
  for (const form of feedForms) app.get(`/feed.${form}`, (c) => listFeed(portal, c, form));
  app.get('/feed/agency/:file{[0-9A-Za-z-]+\\.xml}', (c) => agencyFeed(portal, c, c.req.param('file').slice(0, -4)));
  app.get('/sitemap.xml', async (c) => index(portal, c, await dates(await lastChange(portal.db))));
  app.get('/sitemaps/columns.xml', (c) => columns(portal, c));
  app.get('/sitemaps/:file{records-[0-9]{1,6}\\.xml}', (c) => part(portal, c, Number(/\d+/.exec(c.req.param('file'))?.[0])));
  app.get('/robots.txt', async (c) => send(c, await prepare({ type: 'text/plain; charset=utf-8', body: robotsText(originOf(portal, c)) })));
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
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), ...Object.fromEntries(given) }).toString();
  return answerFeed(c, portal, form, {
    title: titleOf(v, q, filter), items: await newestOf(portal, q, filter),
    link: q !== '' ? `/search?${query}` : query === '' ? '/' : recordsHref(filter), self: `/feed.${form}${query === '' ? '' : `?${query}`}`,
  });
}

/** The address that pages gave before lists had feeds of their own; who subscribed to it keeps it. */
async function agencyFeed(portal: Portal, c: Context, code: string): Promise<Response> {
  const v = await visit(portal, c);
  const agency = v.agencies.find((a) => a.code === code);
  if (agency === undefined) return missing(portal, c);
  return answerFeed(c, portal, 'xml', {
    title: zh.feed.agencyTitle(agency.name), items: await newestOf(portal, '', { agency: code }),
    link: `/openness/${code}/`, self: new URL(c.req.url).pathname,
  });
}

type Subject = { title: string; items: RecordItem[]; link: string; self: string };

async function answerFeed(c: Context, portal: Portal, form: FeedForm, { title, items, link, self }: Subject): Promise<Response> {
  const origin = originOf(portal, c);
  return answer(c, feedTypes[form], renderFeed[form]({ title, items, origin, link: `${origin}${link}`, self: `${origin}${self}` }));
}

/** What is only like the question is no news of it. */
async function newestOf(portal: Portal, q: string, filter: RecordFilter): Promise<RecordItem[]> {
  if (q === '') return (await listRecords(portal.db, filter, { limit: feedItems })).items;
  const { items, near } = await searchRecords(portal.db, { q, filter, limit: feedItems, cursor: null, sort: 'date' });
  return near ? [] : items;
}

function titleOf(v: Visit, q: string, filter: RecordFilter): string {
  const names = namesOf(v.agencies, itemNames);
  const labels = (Object.keys(filter) as (keyof RecordFilter)[]).map((name) => valueLabel(name, filter[name] ?? '', names));
  const chosen = [...(q === '' ? [] : [zh.search.titleFor(q)]), ...labels];
  const { name } = v.context.site;
  return chosen.length === 0 ? zh.feed.title(name) : zh.feed.listTitle(name, chosen.join(zh.separator));
}

async function index(portal: Portal, c: Context, dates: Awaited<ReturnType<typeof partDates>>): Promise<Response> {
  const origin = originOf(portal, c);
  const parts = dates.map((updated, i) => ({ address: `${origin}/sitemaps/records-${i + 1}.xml`, updated }));
  return answer(c, 'application/xml', sitemapIndexXml([{ address: `${origin}/sitemaps/columns.xml`, updated: null }, ...parts]));
}

async function columns(portal: Portal, c: Context): Promise<Response> {
  const v = await visit(portal, c);
  const origin = originOf(portal, c);
  const own = ['/', '/openness/', '/records/', '/apply/', '/apply/correction', '/agencies/', '/interaction/', '/site-map/', '/open-data', '/about/accessibility'];
  const platforms = v.agencies.flatMap((a) => ['', ...platformBlocks.map((b) => b.key), 'directory', 'apply'].map((block) => `/openness/${a.code}/${block}`));
  return answer(c, 'application/xml', sitemapXml([...own, ...platforms].map((path) => ({ address: `${origin}${path}`, updated: null }))));
}

async function part(portal: Portal, c: Context, n: number): Promise<Response> {
  const rows = n >= 1 ? await recordAddresses(portal.db, n - 1, partSize) : [];
  if (rows.length === 0) return missing(portal, c);
  const origin = originOf(portal, c);
  return answer(c, 'application/xml', sitemapXml(rows.map((row) => ({ address: `${origin}/records/${row.id}`, updated: row.updatedAt }))));
}
