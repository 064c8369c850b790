// What every route of the portal works with, and how a page is answered.
import { randomUUID } from 'node:crypto';
import { today } from '@tongming/law';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { batched } from '../platform/batched.ts';
import { followChanges, type ChangeFeed } from '../platform/change-feed.ts';
import { lastChange } from '../platform/change.ts';
import type { Config } from '../platform/config.ts';
import type { PortalDb } from '../platform/database.ts';
import type { FileStore } from '../platform/files.ts';
import type { SiteLanguage } from '../platform/schema.ts';
import { createRateLimiter, type RateLimiter, type RateName } from '../platform/limits.ts';
import { listAgencies, rootAgency, withCounts, type CountedAgency, type OpenAgency } from '../domains/library/open/agencies.ts';
import { listPlaced, openContent, type OpenContent, type PlacedRecord } from '../domains/content/open/content.ts';
import { documentsOf } from '../domains/library/open/content-categories.ts';
import { citationLinks } from '../domains/library/open/citations.ts';
import { countCells, type Cells } from '../domains/library/open/counts.ts';
import { findRecords, type Beside, type Found, type OpenRecord } from '../domains/library/open/get-record.ts';
import { listColumns, type OpenColumn, type SiteColumns } from '../domains/columns/open/columns.ts';
import { homesOf, hostOf, listSites, placeOf, scopeOf, twinOf, type Homes, type OpenSite, type Place } from '../domains/sites/open/sites.ts';
import { isCounted, type RecordFilter } from '../domains/library/open/filter.ts';
import type { Assets } from './assets.ts';
import { layout } from './pages/layout.ts';
import type { Page, PageContext } from './pages/page.ts';
import { movedPage, suspendedPage } from './pages/sites.ts';
import { pageCache, tagsOfLinks, type Kept, type Made, type PageCache } from './page-cache.ts';
import { preferenceCookie, readPreferences } from './preferences.ts';
import { prepare, remembered, send, unsent, type Answer } from './respond.ts';
import { wordsOf } from './words.ts';
import { demonstrationFacts, readSiteFacts, siteInCluster, siteOf, type PictureAddress, type Site, type SiteFacts } from './site.ts';

export type PortalOptions = {
  db: PortalDb;
  config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'fontFolder'> & Partial<Pick<Config, 'filesUrl'>>;
  files: FileStore;
  /** True in the demonstration city: every page says so. */
  demo: boolean;
  /** Its own unless given (tests, or one shared with another face). */
  limiter?: RateLimiter;
  /** Site facts of this installation; those in the root agency's public `openness.site` go before them. */
  siteFacts?: SiteFacts;
  /** Shown as this site, whatever the address: the console's preview. */
  preview?: Preview;
  /** Read under its id as if it were public: the console's preview. */
  draft?: RecordDraft;
  /** The change feed followed by this process; without it every request asks anew. */
  feed?: ChangeFeed;
  /** Memory for finished pages; 0: none is kept. */
  cacheBytes?: number;
  /** Pages are taken as text by this program itself, and sent to nobody. */
  unsent?: boolean;
};
/** `columns`: instead of the site's own. */
export type Preview = { site: OpenSite; picture: PictureAddress; style: (css: string) => string; columns?: readonly OpenColumn[] };

export type RecordDraft = { record: OpenRecord; content: OpenContent };
const nothingBeside: Beside = { attachments: false, renditions: false, relatesTo: false, relatedBy: false, channels: false, editions: false, ends: false, cites: false, cited: false };

export type Portal = PortalOptions & {
  limiter: RateLimiter;
  assets: Assets;
  feed: ChangeFeed;
  cache: PageCache;
  /** Which kept page answered a request. */
  shown: WeakMap<Request, Kept>;
  /** A public record by its UUID, or its tombstone; and where the documents stand that it names. */
  record: (id: string) => Promise<Found | undefined>;
  links: (id: string) => Promise<ReadonlyMap<string, string> | undefined>;
  /** What is shown of a record beside its text when it is no document. */
  content: (recordId: string) => Promise<OpenContent | null>;
  /** Counts of all public records, and the agencies, as of a number of the change feed. */
  cells: (version: number) => Promise<Cells>;
  agencies: (version: number) => Promise<OpenAgency[]>;
  /** The sites of this installation as of a number of the change feed; none = it is one site. */
  sites: (version: number) => Promise<OpenSite[]>;
  /** The columns of each site that has any, as of a number of the change feed. */
  columns: (version: number) => Promise<ReadonlyMap<string, SiteColumns>>;
  /** What each site has taken over from others. */
  placed: (version: number) => Promise<ReadonlyMap<string, PlacedRecord[]>>;
  /** As last seen: an error page names the site while the database is away. */
  known: { root: OpenAgency | null; agencies: readonly OpenAgency[]; sites: readonly OpenSite[] };
};

const usualCacheBytes = 96 * 1024 * 1024;

export function portalOf(options: PortalOptions, assets: Assets): Portal {
  const { db, draft } = options;
  const cells = remembered(() => countCells(db));
  const feed = options.feed ?? followChanges(db, { freshMs: 0 });
  return {
    ...options, limiter: options.limiter ?? createRateLimiter(), assets, feed, cache: pageCache(feed, options.cacheBytes ?? usualCacheBytes), shown: new WeakMap(), cells,
    record: draft ? () => Promise.resolve({ record: draft.record, beside: nothingBeside }) : batched((ids) => findRecords(db, ids)),
    links: batched((ids) => citationLinks(db, ids)), content: draft ? () => Promise.resolve(draft.content) : (id) => openContent(db, id),
    agencies: remembered(() => listAgencies(db)), sites: remembered(() => listSites(db)), columns: remembered(() => listColumns(db)), placed: remembered(() => listPlaced(db)), known: { root: null, agencies: [], sites: [] },
  };
}

/** What a list under this filter is counted from. */
export function cellsFor(portal: Portal, version: number, filter: RecordFilter): Promise<Cells> {
  return isCounted(filter) ? portal.cells(version) : countCells(portal.db, filter);
}

/** Agencies with their counts; only pages that show numbers wait for the counting. */
export async function countedAgencies(portal: Portal, v: Visit): Promise<CountedAgency[]> {
  return withCounts(v.agencies, documentsOf(await portal.cells(v.version)));
}

/** `scope`: the agencies in the lists of this site; null = all there are. */
export type Visit = {
  version: number; agencies: OpenAgency[]; root: OpenAgency | null; context: PageContext; sites: readonly OpenSite[]; place: Place | null; homes: Homes;
  scope: ReadonlySet<string> | null;
};
/**
 * `location`: where the page stands instead. `tags`: of the change feed, everything the page shows besides the furniture
 * of its site and the records it leads to; a page without them is made anew after every change.
 */
export type Rendered = { page: Page; status?: number; location?: string; tags?: readonly string[] };

/** Of what a visit shows, that which belongs to its site. */
export function ownOf<T extends { code: string }>(v: Visit, agencies: readonly T[]): T[] {
  return agencies.filter((agency) => v.scope === null || v.scope.has(agency.code));
}
/** Documents alone, for content is counted where it stands; but what is to be had in Mongolian is little, and stands in one list. */
export function ownCells(v: Visit, cells: Cells): Cells {
  const { scope } = v;
  const language = languageOf(v);
  const shown = language === 'mn-Mong-CN' ? cells : documentsOf(cells);
  return scope === null ? shown : shown.filter((cell) => scope.has(cell.agency) && cell.language === language);
}
/** The same filter for the records in the language of the site. */
export function inLanguage(v: Visit, filter: RecordFilter): RecordFilter {
  const language = languageOf(v);
  return language === undefined ? filter : { ...filter, language };
}
/** For lists of documents. */
export function inLists(v: Visit, filter: RecordFilter): RecordFilter {
  return languageOf(v) === 'mn-Mong-CN' ? inLanguage(v, filter) : { ...inLanguage(v, filter), documents: 'only' };
}
/** The language of its lists; under an address of no site records of all stand in them. */
function languageOf(v: Visit): SiteLanguage | undefined {
  return v.scope === null ? undefined : v.place?.site.language;
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
  return hostFrom(c.req.header('host'));
}

function hostFrom(host = ''): string {
  return /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host) ? host : 'localhost';
}

/** Null: files from outside have no address of their own. */
export function isFilesHost(portal: Portal, c: Context): boolean | null {
  const { filesUrl } = portal.config;
  return filesUrl === undefined || filesUrl === null ? null : safeHost(c).toLowerCase() === new URL(filesUrl).host;
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

/** The page of an agency or a record that another site holds: moved there for ever. Null when it may stay. `language`: a record's. */
export function movedTo(portal: Portal, c: Context, v: Visit, agencyCode: string, language: string | null = null): Rendered | null {
  // Under an address of no site, as in a trial or behind a tunnel, everything can be read where it was asked for.
  if (!v.place?.named || v.scope === null) return null;
  const home = homeIn(v, agencyCode, language);
  if (v.scope.has(agencyCode) && (language === null || home?.language === v.place.site.language)) return null;
  if (home === null || home.state !== 'open' || home.code === v.place.site.code) return null;
  const location = `${addressOf(portal, c, home)}${pathOf(c)}`;
  return { page: movedPage(location, home.name), status: 301, location };
}

/** A record in Mongolian is at home on the Mongolian site of its agency, or of the portal above, where there is one. */
function homeIn(v: Visit, agencyCode: string, language: string | null): OpenSite | null {
  const home = v.homes.homeOf(agencyCode);
  if (language !== 'mn-Mong-CN') return home;
  const twins = [home, v.homes.portalOf(agencyCode)].map((site) => site && twinOf(v.sites, site));
  return twins.find((site) => site !== null) ?? home;
}

/** Where the pages of an agency, or its records in a language, are at home. */
export function homeOrigin(portal: Portal, c: Context, v: Visit, agencyCode: string, language: string | null = null): string {
  const home = homeIn(v, agencyCode, language);
  return home === null || home.state !== 'open' ? v.context.origin : addressOf(portal, c, home);
}

export function contextOf(portal: Portal, c: Context, site: Site): PageContext {
  return {
    site, path: pathOf(c), origin: originOf(portal, c), preferences: readPreferences(getCookie(c, preferenceCookie)),
    words: wordsOf(site.language), assets: { css: portal.assets.css, js: portal.assets.js, vertical: portal.assets.vertical },
  };
}

/** @param root the agency of an installation that is one site */
export function siteFor(portal: Portal, c: Context, root: OpenAgency | null): Site {
  const { host } = new URL(originOf(portal, c));
  const place = placeFor(portal, c);
  if (place !== null) {
    const twin = twinOf(portal.known.sites, place.site);
    const show = { demonstration: portal.demo, day: today(), twin: twin && { language: twin.language, address: addressOf(portal, c, twin) }, ...portal.preview };
    return siteInCluster(place.site, hostIn(portal.known.agencies, place), host, show);
  }
  const facts = { ...(portal.demo ? demonstrationFacts : {}), ...portal.siteFacts, ...readSiteFacts(root?.siteFacts) };
  return siteOf(root, facts, host, portal.demo);
}

function markupOf(rendered: Rendered, context: PageContext): Answer & { body: string } {
  return {
    status: rendered.status ?? 200, type: 'text/html; charset=utf-8', body: layout(rendered.page, context),
    headers: {
      vary: 'Accept-Encoding, Cookie', ...(rendered.location === undefined ? {} : { location: rendered.location }),
      // On a terminal in a hall the next person's browser is the same one.
      ...((rendered.status ?? 200) >= 500 || context.preferences.kiosk ? { 'cache-control': 'no-store' } : {}),
    },
  };
}

/** What an answer depends on: of the request nothing else is read where a page is made. */
export function pageKey(portal: Portal, asked: { host: string | undefined; proto: string | undefined; cookie: string | undefined }, path: string): string {
  const shown = asked.cookie === undefined ? undefined : parse(asked.cookie, preferenceCookie)[preferenceCookie];
  const scheme = portal.config.publicUrl === null && portal.config.trustedProxies > 0 && asked.proto === 'https' ? 's' : '';
  return `${scheme}//${hostFrom(asked.host)}${path} ${shown === undefined ? '' : Object.values(readPreferences(shown)).join()}`;
}

/** A kept page while nothing it shows has changed, else one made now: see page-cache.ts. */
export async function answerPage(
  portal: Portal, c: Context, render: (visit: Visit) => Promise<Rendered>, rate: RateName = 'portalPage',
): Promise<Response> {
  if (!portal.feed.fresh()) await portal.feed.look();
  const key = pageKey(portal, { host: c.req.header('host'), proto: c.req.header('x-forwarded-proto'), cookie: c.req.header('cookie') }, pathOf(c));
  const held = portal.cache.find(key);
  if (held === null) portal.limiter.take(rate, clientOf(portal, c));
  const kept = held ?? await portal.cache.get(key, () => makePage(portal, c, render));
  portal.shown.set(c.req.raw, kept);
  return send(c, kept.ready);
}

/** What stands on every page and list of a site that is offline for a while. */
export function suspendedHere({ place }: Visit): Rendered | null {
  return place?.named && place.site.state === 'suspended' ? { page: suspendedPage(place.site), status: 503 } : null;
}

async function makePage(portal: Portal, c: Context, render: (visit: Visit) => Promise<Rendered>): Promise<Made> {
  const seen = await visit(portal, c, portal.feed.seq());
  const rendered = suspendedHere(seen) ?? await render(seen);
  const answer = markupOf(rendered, seen.context);
  const made = portal.unsent ? { ready: unsent(answer), markup: answer.body } : { ready: await prepare(answer, portal.cache.keeps ? undefined : c.req.header('accept-encoding') ?? '') };
  return rendered.tags === undefined ? made : { ...made, tags: [...rendered.tags, ...tagsOfLinks(answer.body)] };
}

/** A page that belongs to one request (a form, a fault): not cached here or anywhere. */
export async function answerOnce(c: Context, rendered: Rendered, context: PageContext): Promise<Response> {
  const ready = await prepare(markupOf(rendered, context), c.req.header('accept-encoding') ?? '');
  return send(c, { ...ready, headers: { ...ready.headers, 'cache-control': 'no-store' } });
}

export function newReference(): string {
  return randomUUID().slice(0, 8).toUpperCase();
}
