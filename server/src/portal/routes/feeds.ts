import { Hono, type Context } from 'hono';
import { lastUpdate, recordAddresses } from '../../domains/library/open/addresses.ts';
import { lastChange } from '../../platform/change.ts';
import { totalOf } from '../../domains/library/open/counts.ts';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { platformBlocks } from '@tongming/law';
import { feedXml, robotsText, sitemapIndexXml, sitemapXml } from '../feeds.ts';
import { zh } from '../messages/zh.ts';
import { answerOnce, originOf, siteFor, visit, type Portal } from '../portal.ts';
import { notFoundPage } from '../pages/plain.ts';
import { prepare, send } from '../respond.ts';

const feedItems = 50;
/** Addresses in one part; the protocol allows 50,000, small parts are quicker to fetch again. */
const partSize = 5_000;

/** RSS, site map and robots.txt: the same rows as the pages, straight from `open`. */
export function feedRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/feed.xml', (c) => feed(portal, c, null));
  app.get('/feed/agency/:file{[0-9A-Za-z-]+\\.xml}', (c) => feed(portal, c, c.req.param('file').slice(0, -4)));
  app.get('/sitemap.xml', (c) => index(portal, c));
  app.get('/sitemaps/columns.xml', (c) => columns(portal, c));
  app.get('/sitemaps/:file{records-[0-9]{1,6}\\.xml}', (c) => part(portal, c, Number(/\d+/.exec(c.req.param('file'))?.[0])));
  app.get('/robots.txt', async (c) => send(c, await prepare({ type: 'text/plain; charset=utf-8', body: robotsText(originOf(portal, c)) })));
  return app;
}

async function xml(c: Context, type: string, body: string): Promise<Response> {
  return send(c, await prepare({ type: `${type}; charset=utf-8`, body }));
}

async function missing(portal: Portal, c: Context): Promise<Response> {
  const v = await visit(portal, c);
  return answerOnce(c, { page: notFoundPage(), status: 404 }, v.context);
}

async function feed(portal: Portal, c: Context, code: string | null): Promise<Response> {
  const v = await visit(portal, c);
  const agency = code === null ? null : v.agencies.find((a) => a.code === code);
  if (agency === undefined) return missing(portal, c);
  const { items } = await listRecords(portal.db, agency === null ? {} : { agency: agency.code }, { limit: feedItems });
  const origin = originOf(portal, c);
  const title = agency === null ? zh.feed.title(siteFor(portal, c, v.root).name) : zh.feed.agencyTitle(agency.name);
  return xml(c, 'application/rss+xml', feedXml({
    title, origin, link: agency === null ? `${origin}/` : `${origin}/openness/${agency.code}/`,
    self: `${origin}${new URL(c.req.url).pathname}`, items,
  }));
}

async function index(portal: Portal, c: Context): Promise<Response> {
  const [cells, updated] = await Promise.all([portal.cells(await lastChange(portal.db)), lastUpdate(portal.db)]);
  const total = totalOf(cells, {});
  const origin = originOf(portal, c);
  const parts = Array.from({ length: Math.ceil(total / partSize) }, (_, i) => `${origin}/sitemaps/records-${i + 1}.xml`);
  return xml(c, 'application/xml', sitemapIndexXml([`${origin}/sitemaps/columns.xml`, ...parts], updated));
}

async function columns(portal: Portal, c: Context): Promise<Response> {
  const v = await visit(portal, c);
  const origin = originOf(portal, c);
  const own = ['/', '/openness/', '/records/', '/apply/', '/apply/correction', '/agencies/', '/interaction/', '/site-map/', '/about/accessibility'];
  const platforms = v.agencies.flatMap((a) => ['', ...platformBlocks.map((b) => b.key), 'directory', 'apply'].map((block) => `/openness/${a.code}/${block}`));
  return xml(c, 'application/xml', sitemapXml([...own, ...platforms].map((path) => ({ address: `${origin}${path}`, updated: null }))));
}

async function part(portal: Portal, c: Context, n: number): Promise<Response> {
  const rows = n >= 1 ? await recordAddresses(portal.db, n - 1, partSize) : [];
  if (rows.length === 0) return missing(portal, c);
  const origin = originOf(portal, c);
  return xml(c, 'application/xml', sitemapXml(rows.map((row) => ({ address: `${origin}/records/${row.id}`, updated: row.updatedAt }))));
}
