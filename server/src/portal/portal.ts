// What every route of the portal works with, and how a page is answered.
import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { lastChange } from '../platform/change.ts';
import type { Config } from '../platform/config.ts';
import type { PortalDb } from '../platform/database.ts';
import type { FileStore } from '../platform/files.ts';
import { createRateLimiter, type RateLimiter, type RateName } from '../platform/limits.ts';
import { listAgencies, rootAgency, withCounts, type CountedAgency, type OpenAgency } from '../domains/library/open/agencies.ts';
import { countCells, type Cells } from '../domains/library/open/counts.ts';
import type { Assets } from './assets.ts';
import { layout } from './pages/layout.ts';
import type { Page, PageContext } from './pages/page.ts';
import { preferenceCookie, readPreferences } from './preferences.ts';
import { pageCache, prepare, remembered, send, type Ready } from './respond.ts';
import { readSiteFacts, siteOf, type Site, type SiteFacts } from './site.ts';

export type PortalOptions = {
  db: PortalDb;
  config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'fontFolder'>;
  files: FileStore;
  /** True in the demonstration city: every page says so. */
  demo: boolean;
  /** Its own unless given (tests, or one shared with another face). */
  limiter?: RateLimiter;
  /** Site facts of this installation; those in the root agency's public `openness.site` go before them. */
  siteFacts?: SiteFacts;
};

export type Portal = PortalOptions & {
  limiter: RateLimiter;
  assets: Assets;
  cache: ReturnType<typeof pageCache>;
  /** Counts of all public records, and the agencies, as of a number of the change feed. */
  cells: (version: number) => Promise<Cells>;
  agencies: (version: number) => Promise<OpenAgency[]>;
  /** The site's own agency as last seen: an error page names it while the database is away. */
  known: { root: OpenAgency | null };
};

const cacheBytes = 48 * 1024 * 1024;

export function portalOf(options: PortalOptions, assets: Assets): Portal {
  const cells = remembered(() => countCells(options.db));
  return {
    ...options, limiter: options.limiter ?? createRateLimiter(), assets, cache: pageCache(cacheBytes), cells,
    agencies: remembered(() => listAgencies(options.db)), known: { root: null },
  };
}

/** Agencies with their counts; only pages that show numbers wait for the counting. */
export async function countedAgencies(portal: Portal, v: Visit): Promise<CountedAgency[]> {
  return withCounts(v.agencies, await portal.cells(v.version));
}

export type Visit = { version: number; agencies: OpenAgency[]; root: OpenAgency | null; context: PageContext };
export type Rendered = { page: Page; status?: number };

/** Where the reader is, as links in feeds and site maps name it; never taken from a malformed Host. */
export function originOf(portal: PortalOptions, c: Context): string {
  if (portal.config.publicUrl !== null) return portal.config.publicUrl;
  const host = c.req.header('host') ?? '';
  const safe = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host) ? host : 'localhost';
  return `${isHttps(portal, c) ? 'https' : 'http'}://${safe}`;
}

export function isHttps(portal: PortalOptions, c: Context): boolean {
  if (portal.config.publicUrl !== null) return portal.config.publicUrl.startsWith('https:');
  return portal.config.trustedProxies > 0 && c.req.header('x-forwarded-proto') === 'https';
}

/** The reader's address for rate limits: what the outermost of our own proxies saw. */
export function clientOf(portal: PortalOptions, c: Context): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const proxies = portal.config.trustedProxies;
  if (proxies > 0) return forwarded.at(-proxies) ?? '';
  const incoming: unknown = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env ? c.env.incoming : null;
  return socketAddress(incoming);
}

function socketAddress(incoming: unknown): string {
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return '';
  const { socket } = incoming;
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return '';
  return typeof socket.remoteAddress === 'string' ? socket.remoteAddress : '';
}

function pathOf(c: Context): string {
  const url = new URL(c.req.url);
  return `${url.pathname}${url.search}`;
}

export async function visit(portal: Portal, c: Context, version?: number): Promise<Visit> {
  const at = version ?? await lastChange(portal.db);
  const agencies = await portal.agencies(at);
  const root = rootAgency(agencies);
  portal.known.root = root;
  return { version: at, agencies, root, context: contextOf(portal, c, siteFor(portal, c, root)) };
}

export function contextOf(portal: Portal, c: Context, site: Site): PageContext {
  return {
    site, path: pathOf(c), origin: originOf(portal, c), preferences: readPreferences(getCookie(c, preferenceCookie)),
    assets: { css: portal.assets.css, js: portal.assets.js },
  };
}

export function siteFor(portal: Portal, c: Context, root: OpenAgency | null): Site {
  const facts = { ...portal.siteFacts, ...readSiteFacts(root?.siteFacts) };
  return siteOf(root, facts, new URL(originOf(portal, c)).host, portal.demo);
}

export async function preparePage(rendered: Rendered, context: PageContext): Promise<Ready> {
  return prepare({
    status: rendered.status ?? 200, type: 'text/html; charset=utf-8', body: layout(rendered.page, context),
    headers: { vary: 'Accept-Encoding, Cookie' },
  });
}

/**
 * A page from the cache while nothing public has changed, else rendered anew. The change feed's last number is asked
 * for each request: what was withdrawn a moment ago is not shown again, by any process.
 */
export async function answerPage(
  portal: Portal, c: Context, render: (visit: Visit) => Promise<Rendered>, rate: RateName = 'portalPage',
): Promise<Response> {
  const version = await lastChange(portal.db);
  const preferences = readPreferences(getCookie(c, preferenceCookie));
  const key = `${originOf(portal, c)}${pathOf(c)} ${preferences.elder ? 'e' : 'n'}${preferences.size}`;
  const held = portal.cache.find(version, key);
  if (held !== null) return send(c, held);
  portal.limiter.take(rate, clientOf(portal, c));
  const seen = await visit(portal, c, version);
  const ready = await preparePage(await render(seen), seen.context);
  if (ready.status < 500) portal.cache.keep(version, key, ready);
  return send(c, ready);
}

/** A page that belongs to one request (a form, a fault): not cached here or anywhere. */
export async function answerOnce(c: Context, rendered: Rendered, context: PageContext): Promise<Response> {
  const ready = await preparePage(rendered, context);
  return send(c, { ...ready, headers: { ...ready.headers, 'cache-control': 'no-store' } });
}

export function newReference(): string {
  return randomUUID().slice(0, 8).toUpperCase();
}
