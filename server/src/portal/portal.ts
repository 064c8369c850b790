// What every route of the portal works with, and how a page is answered.
import { randomUUID } from 'node:crypto';
import { today } from '@tongming/law';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { lastChange } from '../platform/change.ts';
import type { Config } from '../platform/config.ts';
import type { PortalDb } from '../platform/database.ts';
import type { FileStore } from '../platform/files.ts';
import { createRateLimiter, type RateLimiter, type RateName } from '../platform/limits.ts';
import { listAgencies, rootAgency, withCounts, type CountedAgency, type OpenAgency } from '../domains/library/open/agencies.ts';
import { countCells, type Cells } from '../domains/library/open/counts.ts';
import { homesOf, hostOf, listSites, placeOf, scopeOf, type Homes, type OpenSite, type Place } from '../domains/sites/open/sites.ts';
import { moodOn } from '../domains/sites/open/theme.ts';
import { isCounted, type RecordFilter } from '../domains/library/open/filter.ts';
import type { Assets } from './assets.ts';
import { layout } from './pages/layout.ts';
import type { Page, PageContext } from './pages/page.ts';
import { movedPage, suspendedPage } from './pages/sites.ts';
import { preferenceCookie, readPreferences } from './preferences.ts';
import { pageCache, prepare, remembered, send, type Ready } from './respond.ts';
import { demonstrationFacts, readSiteFacts, siteInCluster, siteOf, type PictureAddress, type Site, type SiteFacts } from './site.ts';

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
  /** Shown as this site, whatever the address: the console's preview. */
  preview?: Preview;
};
export type Preview = { site: OpenSite; picture: PictureAddress; style: (css: string) => string };

export type Portal = PortalOptions & {
  limiter: RateLimiter;
  assets: Assets;
  cache: ReturnType<typeof pageCache>;
  /** Counts of all public records, and the agencies, as of a number of the change feed. */
  cells: (version: number) => Promise<Cells>;
  agencies: (version: number) => Promise<OpenAgency[]>;
  /** The sites of this installation as of a number of the change feed; none = it is one site. */
  sites: (version: number) => Promise<OpenSite[]>;
  /** As last seen: an error page names the site while the database is away. */
  known: { root: OpenAgency | null; agencies: readonly OpenAgency[]; sites: readonly OpenSite[] };
};

const cacheBytes = 48 * 1024 * 1024;

export function portalOf(options: PortalOptions, assets: Assets): Portal {
  const cells = remembered(() => countCells(options.db));
  return {
    ...options, limiter: options.limiter ?? createRateLimiter(), assets, cache: pageCache(cacheBytes), cells,
    agencies: remembered(() => listAgencies(options.db)), sites: remembered(() => listSites(options.db)), known: { root: null, agencies: [], sites: [] },
  };
}

/** What a list under this filter is counted from. */
export function cellsFor(portal: Portal, version: number, filter: RecordFilter): Promise<Cells> {
  return isCounted(filter) ? portal.cells(version) : countCells(portal.db, filter);
}

/** Agencies with their counts; only pages that show numbers wait for the counting. */
export async function countedAgencies(portal: Portal, v: Visit): Promise<CountedAgency[]> {
  return withCounts(v.agencies, await portal.cells(v.version));
}

/** `scope`: the agencies in the lists of this site; null = all there are. */
export type Visit = {
  version: number; agencies: OpenAgency[]; root: OpenAgency | null; context: PageContext; sites: readonly OpenSite[]; place: Place | null; homes: Homes;
  scope: ReadonlySet<string> | null;
};
/** `location`: where the page stands instead. */
export type Rendered = { page: Page; status?: number; location?: string };

/** Of what a visit shows, that which belongs to its site. */
export function ownOf<T extends { code: string }>(v: Visit, agencies: readonly T[]): T[] {
  return agencies.filter((agency) => v.scope === null || v.scope.has(agency.code));
}
export function ownCells(v: Visit, cells: Cells): Cells {
  const { scope } = v;
  return scope === null ? cells : cells.filter((cell) => scope.has(cell.agency));
}
export function ownCodes(v: Visit): readonly string[] | undefined {
  return v.scope === null ? undefined : [...v.scope];
}

/** Where the reader is, as links in feeds and site maps name it; never taken from a malformed Host. */
export function originOf(portal: Portal, c: Context): string {
  const { publicUrl } = portal.config;
  if (publicUrl === null) return `${schemeOf(portal, c)}://${safeHost(c)}`;
  const place = placeOf(portal.known.sites, safeHost(c), portal.demo);
  return place?.named ? addressOf(portal, c, place.site) : publicUrl;
}

/** Where a site stands: its name, with the scheme and the port of this installation. */
export function addressOf(portal: Portal, c: Context, site: OpenSite): string {
  const here = portal.config.publicUrl === null ? `${schemeOf(portal, c)}://${safeHost(c)}` : portal.config.publicUrl;
  const { port } = new URL(here);
  return `${schemeOf(portal, c)}://${hostOf(site, portal.demo)}${port === '' ? '' : `:${port}`}`;
}

function safeHost(c: Context): string {
  const host = c.req.header('host') ?? '';
  return /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host) ? host : 'localhost';
}

function schemeOf(portal: PortalOptions, c: Context): string {
  return isHttps(portal, c) ? 'https' : 'http';
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
  const [agencies, listed] = await Promise.all([portal.agencies(at), portal.sites(at)]);
  const { preview } = portal;
  const sites = preview ? [...listed.filter((site) => site.code !== preview.site.code), preview.site] : listed;
  const main = rootAgency(agencies);
  portal.known = { root: main, agencies, sites };
  const place = placeFor(portal, c);
  const homes = homesOf(sites, agencies);
  return {
    version: at, agencies, sites, place, homes, root: hostIn(agencies, place) ?? main, context: contextOf(portal, c, siteFor(portal, c, main)),
    // An address of no site, as in a trial or behind a tunnel, shows all there is.
    scope: place !== null && (place.named || preview !== undefined) ? scopeOf(place.site, agencies, homes) : null,
  };
}

/** Which site the address is, of those last seen; null when there are none. */
function placeFor(portal: Portal, c: Context): Place | null {
  if (portal.preview) return { site: portal.preview.site, named: false };
  return placeOf(portal.known.sites, safeHost(c), portal.demo);
}

function hostIn(agencies: readonly OpenAgency[], place: Place | null): OpenAgency | null {
  return agencies.find((agency) => agency.code === place?.site.agencyCode) ?? null;
}

/** The page of an agency or a record that another site holds: moved there for ever. Null when it may stay. */
export function movedTo(portal: Portal, c: Context, v: Visit, agencyCode: string): Rendered | null {
  // Under an address of no site, as in a trial or behind a tunnel, everything can be read where it was asked for.
  if (!v.place?.named || v.scope === null || v.scope.has(agencyCode)) return null;
  const home = v.homes.homeOf(agencyCode);
  if (home === null || home.state !== 'open' || home.code === v.place.site.code) return null;
  const location = `${addressOf(portal, c, home)}${pathOf(c)}`;
  return { page: movedPage(location, home.name), status: 301, location };
}

/** Where the pages of an agency are at home. */
export function homeOrigin(portal: Portal, c: Context, v: Visit, agencyCode: string): string {
  const home = v.homes.homeOf(agencyCode);
  return home === null || home.state !== 'open' ? v.context.origin : addressOf(portal, c, home);
}

export function contextOf(portal: Portal, c: Context, site: Site): PageContext {
  return {
    site, path: pathOf(c), origin: originOf(portal, c), preferences: readPreferences(getCookie(c, preferenceCookie)),
    assets: { css: portal.assets.css, js: portal.assets.js },
  };
}

/** @param root the agency of an installation that is one site */
export function siteFor(portal: Portal, c: Context, root: OpenAgency | null): Site {
  const { host } = new URL(originOf(portal, c));
  const place = placeFor(portal, c);
  if (place !== null) {
    const show = { demonstration: portal.demo, day: today(), ...portal.preview };
    return siteInCluster(place.site, hostIn(portal.known.agencies, place), host, show);
  }
  const facts = { ...(portal.demo ? demonstrationFacts : {}), ...portal.siteFacts, ...readSiteFacts(root?.siteFacts) };
  return siteOf(root, facts, host, portal.demo);
}

export async function preparePage(rendered: Rendered, context: PageContext): Promise<Ready> {
  return prepare({
    status: rendered.status ?? 200, type: 'text/html; charset=utf-8', body: layout(rendered.page, context),
    headers: { vary: 'Accept-Encoding, Cookie', ...(rendered.location === undefined ? {} : { location: rendered.location }) },
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
  // From memory while nothing public has changed: a cached page costs the one question above.
  portal.known.sites = await portal.sites(version);
  const place = placeFor(portal, c);
  const site = place === null ? '' : `${place.named ? place.site.code : ''}${moodOn(place.site.theme, today())}`;
  const preferences = readPreferences(getCookie(c, preferenceCookie));
  const key = `${originOf(portal, c)}${pathOf(c)} ${preferences.elder ? 'e' : 'n'}${preferences.size} ${site}`;
  const held = portal.cache.find(version, key);
  if (held !== null) return send(c, held);
  portal.limiter.take(rate, clientOf(portal, c));
  const seen = await visit(portal, c, version);
  if (place?.named && place.site.state === 'suspended') return answerOnce(c, { page: suspendedPage(place.site), status: 503 }, seen.context);
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
