import { Hono, type Context } from 'hono';
import { databaseFault } from '../platform/database.ts';
import { Refused } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { loadAssets, type Assets } from './assets.ts';
import { frontOf, makeWire, type Front } from './front.ts';
import { zh } from './messages/zh.ts';
import type { Page } from './pages/page.ts';
import { badRequestPage, faultPage, notFoundPage, tooManyPage } from './pages/plain.ts';
import { answerOnce, contextOf, isFilesHost, isHttps, newReference, portalOf, siteFor, suspendedHere, visit, type Portal, type PortalOptions } from './portal.ts';
import { send } from './respond.ts';
import { apiError, apiRoutes } from './routes/api.ts';
import { alertRoutes } from './routes/alerts.ts';
import { applyRoutes } from './routes/apply.ts';
import { caseRoutes } from './routes/case.ts';
import { columnRoutes } from './routes/columns.ts';
import { commentRoutes } from './routes/comments.ts';
import { contentRoutes } from './routes/content.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { feedRoutes } from './routes/feeds.ts';
import { kioskRoutes } from './routes/kiosk.ts';
import { oaiRoutes } from './routes/oai.ts';
import { openDataRoutes, openHeaders } from './routes/open-data.ts';
import { offlineRoutes } from './routes/offline.ts';
import { inventoryRoutes } from './routes/inventory.ts';
import { opennessRoutes } from './routes/openness.ts';
import { pageRoutes } from './routes/pages.ts';
import { recordFeedRoutes } from './routes/record-feed.ts';
import { formRoutes } from './routes/report.ts';
import { siteRoutes } from './routes/sites.ts';
import { structureRoutes } from './routes/structure.ts';

export type { PortalOptions } from './portal.ts';

const apiPath = '/api/v1';
const policy = [
  "default-src 'self'", "img-src 'self' data:", "style-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'",
  "form-action 'self'", "frame-ancestors 'none'",
].join('; ');
/** A film is sent on to where files from outside are given out. */
const policyOf = ({ config: { filesUrl } }: Portal): string => (filesUrl === undefined || filesUrl === null ? policy : `${policy}; media-src 'self' ${new URL(filesUrl).origin}`);
const fromOutside = /^\/records\/[^/]+\/(?:attachments|evidence)\//;
const halfYear = 15_768_000;
/** What a site lists besides its pages; a record is read wherever it was found. */
const lists = /^\/(?:feed\.|feed\/|sitemap|(?:columns|content|topics)\/.*feed\.\w+$)/;
/** Feeds and harvesting are read by programs of any site, as the interface is. */
const openElsewhere = /^\/(?:oai(?:\/.*)?|feed\.(?:xml|atom|json)|feed\/agency\/.*|(?:content|topics)\/[^/]+\/feed\.(?:xml|atom|json)|records\/[^/]+\/feed\.(?:xml|atom|json)|columns\/.+\/feed\.(?:xml|atom|json))$/;

/**
 * The public face: it reads schema `open`, adds to `inbox`, and has no code path to anything else. Mount at the root;
 * it answers every path that no other face takes.
 */
export function portalApp(options: PortalOptions, assets: Assets = loadAssets()): Hono {
  return appOf(portalOf(options, assets));
}

/** The same behind a front that answers kept pages at once. */
export function portalFace(options: PortalOptions): { app: Hono; front: Front } {
  const portal = portalOf(options, loadAssets());
  return { app: appOf(portal), front: frontOf(portal) };
}

/** Answers as this program needs them itself: each made anew, pages as text, with what of the change feed they show. */
export type SiteReader = (path: string) => Promise<{ response: Response; text: () => Promise<string>; tags: readonly string[] | undefined }>;
export function siteReader(options: Omit<PortalOptions, 'limiter' | 'cacheBytes'>, origin: string): { read: SiteReader; assets: Assets } {
  const assets = loadAssets();
  const portal = portalOf({ ...options, limiter: { take: () => undefined }, cacheBytes: 0, unsent: true }, assets);
  const app = appOf(portal);
  const { host } = new URL(origin);
  const read: SiteReader = async (path) => {
    const request = new Request(`${origin}${path}`, { headers: { host } });
    const response = await app.fetch(request);
    const shown = portal.shown.get(request);
    return { response, text: async () => shown?.markup ?? response.text(), tags: shown?.tags };
  };
  return { read, assets };
}

function appOf(portal: Portal): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    // Where files from outside are given out there is no page they could act upon.
    if (isFilesHost(portal, c) === true && !fromOutside.test(c.req.path)) c.res = new Response(null, { status: 404 });
    else await next();
    protect(portal, c);
  });
  app.use(async (c, next) => {
    if (!lists.test(c.req.path)) return next();
    const seen = await visit(portal, c);
    const suspended = suspendedHere(seen);
    return suspended === null ? next() : answerOnce(c, suspended, seen.context);
  });
  app.get('/assets/:file', (c, next) => {
    const file = portal.assets.files.get(c.req.param('file'));
    return file ? Promise.resolve(send(c, file)) : next();
  });
  app.route('/', siteRoutes(portal));
  app.route('/', kioskRoutes(portal));
  app.route('/', columnRoutes(portal));
  app.get('/favicon.svg', (c) => send(c, portal.assets.favicon));
  app.options(`${apiPath}/*`, () => new Response(null, { status: 204, headers: { 'access-control-allow-methods': 'GET, HEAD, OPTIONS', 'access-control-allow-headers': 'If-None-Match', 'access-control-max-age': '86400' } }));
  app.route('/', openDataRoutes(portal));
  app.route(apiPath, apiRoutes(portal));
  app.route('/', feedRoutes(portal));
  app.route('/', oaiRoutes(portal));
  app.route('/records', downloadRoutes(portal));
  app.route('/records', commentRoutes(portal));
  app.route('/', offlineRoutes(portal));
  app.route('/records', structureRoutes(portal));
  app.route('/', inventoryRoutes(portal));
  app.route('/records', recordFeedRoutes(portal));
  app.route('/', alertRoutes(portal));
  app.route('/', opennessRoutes(portal));
  app.route('/', caseRoutes(portal));
  app.route('/', applyRoutes(portal));
  app.route('/', contentRoutes(portal));
  app.route('/', formRoutes(portal));
  app.route('/', pageRoutes(portal));
  app.notFound(async (c) => {
    const { context } = await visit(portal, c);
    return answerOnce(c, { page: notFoundPage(), status: 404 }, context);
  });
  app.onError((error, c) => fault(portal, c, error));
  return app;
}

/** Headers of every answer; an answer with its own policy (a download) keeps it. */
function protect(portal: Portal, c: Context): void {
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', policyOf(portal));
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('x-frame-options', 'DENY');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  headers.set('cross-origin-opener-policy', 'same-origin');
  if (isHttps(portal, c)) headers.set('strict-transport-security', `max-age=${halfYear}`);
  if (c.req.path.startsWith(`${apiPath}/`)) for (const [name, value] of Object.entries(openHeaders(portal, c))) headers.set(name, value);
  else if (openElsewhere.test(c.req.path)) headers.set('access-control-allow-origin', '*');
  const kept = portal.shown.get(c.req.raw);
  if (kept && kept.wire === null) makeWire(kept, headers);
}

const refusedPages: Readonly<Record<number, () => Page>> = { 400: badRequestPage, 404: notFoundPage, 429: tooManyPage };

/** Refusals are told as they are; a fault is logged whole and shown blank, under a reference. */
async function fault(portal: Portal, c: Context, error: Error): Promise<Response> {
  const api = c.req.path.startsWith(`${apiPath}/`);
  if (error instanceof Refused && error.status !== 503) {
    if (api) return apiError(error.code, error.reasons[0]?.message ?? error.code, error.status, error.reasons);
    const page = (refusedPages[error.status] ?? badRequestPage)();
    return answerOnce(c, { page, status: error.status }, contextOf(portal, c, siteFor(portal, c, portal.known.root)));
  }
  const reference = newReference();
  const unavailable = error instanceof Refused || isUnavailable(error);
  log.error('portal.fault', { reference, path: c.req.path, error });
  const status = unavailable ? 503 : 500;
  if (api) return apiError(unavailable ? 'unavailable' : 'fault', `${zh.api.fault}（${reference}）`, status);
  const site = siteFor(portal, c, portal.known.root);
  const response = await answerOnce(c, { page: faultPage(site, reference, unavailable), status }, contextOf(portal, c, site));
  if (unavailable) response.headers.set('retry-after', '30');
  return response;
}

/** The database is away or starting: worth trying again, unlike a fault of ours. */
function isUnavailable(error: Error): boolean {
  const state = databaseFault(error)?.state ?? '';
  if (state.startsWith('57P') || state.startsWith('08') || state.startsWith('53')) return true;
  const code = 'code' in error ? error.code : '';
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOENT' || /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
}
