// A whole site as files: the answers of the portal itself, with addresses that a folder can have.
import { createHash } from 'node:crypto';
import { today } from '@tongming/law';
import { listColumns } from '../../domains/columns/open/columns.ts';
import { hostOf, listSites, type OpenSite } from '../../domains/sites/open/sites.ts';
import { changesSince, lastChange } from '../../platform/change.ts';
import { siteReader, type PortalOptions, type SiteReader } from '../app.ts';
import { columnHref } from '../columns.ts';
import { feedForms } from '../feeds.ts';
import { furniture } from '../page-cache.ts';
import { addressBook, addressesIn, fileAddress, fileOf, listOf, namedHref, readdressed, type List } from './addresses.ts';
import { frozenFeed } from './feed.ts';
import { startHelper, type Helper } from './helper.ts';
import type { ReaderStart } from './reader.ts';
import { openRelease, type Broken, type Entry, type Release } from './release.ts';

export type ExportOrder = Omit<PortalOptions, 'limiter' | 'cacheBytes' | 'preview' | 'feed'> & {
  port: number;
  site: string;
  folder: string;
  /** Where forms and questions are answered; null = under the address of the site itself. */
  live: string | null;
  build: string;
  /** What a second reader needs to know; without it there is one. `from`: how many records are worth it. */
  helper?: Pick<ReaderStart, 'connection' | 'files'> & { from: number };
  onProgress: (done: number, total: number) => void;
};
export type ExportDone = { files: number; written: number; removed: number; seconds: number; pages: number; broken: Broken[]; seq: number; origin: string };
export class UnknownSite extends Error {}

/** An installation that is one site has this name for it. */
export const onlySite = 'main';
const AT_ONCE = 32;
/** What changed while it was written is written again, so often. */
const ROUNDS = 5;
const entrances = ['/', '/records/', '/site-map/', '/feed.xml', '/feed.atom', '/feed.json', '/sitemap.xml', '/robots.txt', '/favicon.svg'];

export async function exportSite(order: ExportOrder): Promise<ExportDone> {
  const started = performance.now();
  const origin = await originOf(order);
  const release = openRelease(order.folder);
  const second: { helper: Helper | null } = { helper: null };
  try {
    let seq = await lastChange(order.db);
    const feed = frozenFeed(seq);
    const config = { ...order.config, publicUrl: order.config.publicUrl ?? origin };
    const { read: own, assets } = siteReader({ ...order, config, feed }, origin);
    const read: SiteReader = (path) => (second.helper?.free() === true && recordPage.test(path) ? second.helper.read(path) : own(path));
    const build = createHash('sha256').update([order.build, assets.css, assets.js, order.live, origin].join(' ')).digest('base64url').slice(0, 22);
    const { before } = release;
    const made = today();
    const same = before !== null && before.site === order.site && before.build === build && before.made === made;
    if (same && before.seq === seq) {
      await release.discard();
      return { files: new Set(before.entries.map((entry) => entry.file)).size, written: 0, removed: 0, pages: 0, seconds: (performance.now() - started) / 1000, broken: before.broken, seq, origin };
    }
    let known = new Map(before?.entries.map((entry) => [entry.key, entry]));
    let dirty = same ? await tagsSince(order, before.seq, seq) : null;
    const records = dirty === null && order.helper !== undefined ? await countOf(order.db) : 0;
    if (order.helper !== undefined && records >= order.helper.from) second.helper = startHelper({ ...order.helper, ...readerOptions(order, config), origin, seq });
    let pass = await passOver({ order, origin, read, release, known, dirty, broken: before?.broken ?? [] });
    for (let round = 1; round < ROUNDS; round += 1) {
      const now = await lastChange(order.db);
      if (now === seq) break;
      dirty = await tagsSince(order, seq, now);
      [seq, known] = [now, pass.entries];
      feed.stand(seq);
      second.helper?.stand(seq);
      const again = await passOver({ order, origin, read, release, known, dirty, broken: pass.broken });
      // Parts of a list have other addresses when something comes before them, and the same file.
      const files = new Set(Array.from(again.entries.values(), (entry) => entry.file));
      for (const { file } of known.values()) if (!files.has(file)) release.remove(file);
      pass = { ...again, written: pass.written + again.written, pages: pass.pages + again.pages };
    }
    const entries = [...pass.entries.values()];
    await release.finish({ site: order.site, seq, made, build, entries, broken: pass.broken });
    const files = new Set(entries.map((entry) => entry.file));
    return {
      files: files.size, written: pass.written, removed: before?.entries.filter((entry) => !files.has(entry.file)).length ?? 0, pages: pass.pages,
      seconds: (performance.now() - started) / 1000, broken: pass.broken, seq, origin,
    };
  } catch (error) {
    await release.discard();
    throw error;
  } finally {
    await second.helper?.stop();
  }
}

/** Only what can be sent to a thread. */
const readerOptions = ({ demo, siteFacts }: ExportOrder, { publicUrl, trustedProxies, fontFolder, filesUrl }: PortalOptions['config']): Pick<ReaderStart, 'config' | 'demo' | 'siteFacts'> => ({
  demo, ...(siteFacts === undefined ? {} : { siteFacts }), config: { publicUrl, trustedProxies, fontFolder, ...(filesUrl === undefined ? {} : { filesUrl }) },
});

async function countOf(db: ExportOrder['db']): Promise<number> {
  const { count } = await db.selectFrom('open.record').select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** As the pages themselves name it. */
async function originOf({ db, config, demo, port, site: code }: ExportOrder): Promise<string> {
  const sites = await listSites(db);
  const site: OpenSite | undefined = sites.find((one) => one.code === code);
  if (site === undefined && !(sites.length === 0 && code === onlySite)) throw new UnknownSite(sites.length === 0 ? onlySite : sites.map((one) => one.code).join('、'));
  if (site === undefined) return config.publicUrl ?? `http://localhost:${port}`;
  const base = new URL(config.publicUrl ?? (demo ? `http://localhost:${port}` : 'https://localhost'));
  return `${base.protocol}//${hostOf(site, demo)}${base.port === '' ? '' : `:${base.port}`}`;
}

async function tagsSince({ db }: ExportOrder, after: number, until: number): Promise<ReadonlySet<string>> {
  const tags = new Set<string>();
  for (let at = after; at < until;) {
    const changes = await changesSince(db, at);
    const last = changes.at(-1);
    if (last === undefined) break;
    for (const change of changes) for (const tag of change.tags) tags.add(tag);
    at = last.seq;
  }
  return tags;
}

/** `dirty`: tags of what has changed since `known` was written; null = everything is made anew. `broken`: as found then. */
type Pass = {
  order: ExportOrder; origin: string; read: SiteReader; release: Release; known: ReadonlyMap<string, Entry>; dirty: ReadonlySet<string> | null; broken: readonly Broken[];
};
type PassDone = { entries: Map<string, Entry>; written: number; pages: number; broken: Broken[] };
type Page = { key: string; href: string; list: List; markup: string; tags: readonly string[] | undefined };
/** `href`: under what address it is found; null = nothing is there. */
type Taken = { href: string | null; status: number };
/** On the way over the site. `led`: to be looked after later, as two pages that lead to each other must not wait for each other. */
type Walk = Pass & PassDone & {
  own: (address: string) => string; live: string; records: Set<string>; renditions: ReadonlySet<string>; found: ReadonlyMap<string, readonly Broken[]>;
  taken: Map<string, Promise<Taken>>; waiting: Page[]; led: { address: string; list: List; key: string }[]; queue: string[]; next: number;
};

const missing = '/404.html';
const recordPage = /^\/records\/[0-9a-f-]{36}$/;

async function passOver(pass: Pass): Promise<PassDone> {
  const { order, origin, read } = pass;
  const renditions = await order.db.selectFrom('open.rendition').select(['recordId', 'format']).execute();
  const own = addressBook();
  const map = await mapOf(read, origin, own);
  const records = new Set(map.filter((key) => recordPage.test(key)));
  const walk: Walk = {
    ...pass, own, live: order.live ?? origin, records, renditions: new Set(renditions.map((r) => `/records/${r.recordId}/file.${r.format}`)), found: Map.groupBy(pass.broken, (one) => one.on),
    taken: new Map(), waiting: [], led: [], queue: [...records], next: 0, entries: new Map(), written: 0, pages: 0, broken: [],
  };
  if (stays(walk, missing, listOf(missing)) === null) {
    await writePage(walk, { key: missing, href: missing, list: listOf(missing), markup: await (await read(missing)).text(), tags: undefined });
  }
  for (const key of [...entrances, ...map]) await addressFor(walk, key, listOf(key), '/sitemap.xml');
  for (const path of (await listColumns(order.db)).get(order.site)?.redirects.keys() ?? []) {
    for (const end of ['', ...feedForms.map((form) => `feed.${form}`)]) await writeMoved(walk, `${columnHref(path)}${end}`);
  }
  // A worker that finds nothing may end before another puts something there.
  while (walk.waiting.length + walk.led.length > 0 || walk.next < walk.queue.length) await Promise.all(Array.from({ length: AT_ONCE }, () => work(walk)));
  return { entries: walk.entries, written: walk.written, pages: walk.pages, broken: walk.broken };
}

async function work(walk: Walk): Promise<void> {
  for (;;) {
    const page = walk.waiting.pop();
    const link = page === undefined ? walk.led.pop() : undefined;
    const key = page === undefined && link === undefined ? walk.queue[walk.next] : undefined;
    if (page !== undefined) await writePage(walk, page);
    else if (link !== undefined) await addressFor(walk, link.address, link.list, link.key);
    else if (key !== undefined) {
      walk.next += 1;
      await writeRecord(walk, key);
    } else return;
  }
}

async function put(walk: Walk, key: string, { href, file, content, tags, to }: { href: string; file: string; content: string | Uint8Array; tags: readonly string[] | undefined; to: string[] }): Promise<void> {
  const { hash, written } = await walk.release.put(file, content);
  if (written) walk.written += 1;
  walk.entries.set(key, { key, href, file, hash, to, ...(tags === undefined ? {} : { tags: [...tags] }) });
}

/** What has not changed stays, with what it leads to and what was wrong with it. */
function stays(walk: Walk, key: string, list: List): Entry | null {
  const { known, dirty } = walk;
  const entry = known.get(key);
  const changed = dirty === null || (dirty.size > 0 && (entry?.tags === undefined || [...furniture, ...entry.tags].some((tag) => dirty.has(tag))));
  if (entry === undefined || changed) return null;
  walk.release.keep(entry);
  walk.entries.set(key, entry);
  for (const address of entry.to) walk.led.push({ address, list, key });
  walk.broken.push(...(walk.found.get(key) ?? []));
  return entry;
}

function take(walk: Walk, key: string, from: List | null, hops = 0): Promise<Taken> {
  const before = walk.taken.get(key);
  if (before !== undefined) return before;
  const address = fileAddress(key, from);
  if (address === null) return Promise.resolve({ href: `${walk.live}${key}`, status: 200 });
  const going = fetchOne(walk, key, address, hops);
  walk.taken.set(key, going);
  return going;
}

async function fetchOne(walk: Walk, key: string, { href, list }: { href: string; list: List }, hops: number): Promise<Taken> {
  const kept = stays(walk, key, list);
  if (kept !== null) return { href: kept.href, status: 200 };
  const { response, text, tags } = await walk.read(key);
  const { status } = response;
  const location = response.headers.get('location');
  if (location !== null && status >= 300 && status < 400) {
    const to = new URL(location, walk.origin);
    const next = `${to.pathname}${to.search}`;
    if (to.origin !== walk.origin) return { href: location, status };
    return hops < 3 && next !== key ? take(walk, next, list, hops + 1) : { href: null, status };
  }
  if (status !== 200) return { href: null, status };
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) {
    walk.waiting.push({ key, href, list, markup: await text(), tags });
    return { href, status };
  }
  const named = namedHref(href, type);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const to = type.startsWith('text/css') ? Array.from(Buffer.from(bytes).toString().matchAll(/url\("(\/[^"]+)"\)/g), (m) => m[1] ?? '') : [];
  await put(walk, key, { href: named, file: fileOf(named, false), content: bytes, tags: tagsOfFile(key), to });
  for (const address of to) walk.led.push({ address, list, key });
  return { href: named, status };
}

/** A file of a record changes with it; the name of an asset says what is in it. */
function tagsOfFile(key: string): string[] | undefined {
  const record = /^\/records\/([^/]+)\//.exec(key)?.[1];
  return record !== undefined ? [`record:${record}`] : key.startsWith('/assets/') ? [] : undefined;
}

/** Undefined: it stays as it is. A link that leads nowhere is noted with the page it stands on. */
async function addressFor(walk: Walk, key: string, from: List, page: string): Promise<string | undefined> {
  if (walk.records.has(key)) return undefined;
  if (/^\/records\/[^/]+\/file\.\w+(?:\?|$)/.test(key) && !walk.renditions.has(key)) return `${walk.live}${key}`;
  const { href, status } = await take(walk, key, from);
  if (href === null) walk.broken.push({ address: key, status, on: page });
  return href ?? undefined;
}

async function writePage(walk: Walk, { key, href, list, markup, tags }: Page): Promise<void> {
  const hrefs = new Map<string, string>();
  const to: string[] = [];
  for (const written of addressesIn(markup)) {
    const address = walk.own(written);
    const there = await addressFor(walk, address, list, key);
    if (there !== undefined) hrefs.set(address, there);
    if (there !== undefined && !there.startsWith(walk.live)) to.push(address);
  }
  await put(walk, key, { href, file: fileOf(href, true), content: readdressed(markup, (address) => hrefs.get(address)), tags, to });
  walk.pages += 1;
  walk.order.onProgress(walk.entries.size, walk.entries.size + walk.waiting.length + walk.queue.length - walk.next);
}

async function writeRecord(walk: Walk, key: string): Promise<void> {
  const list = listOf(key);
  if (stays(walk, key, list) !== null) return;
  const { response, text, tags } = await walk.read(key);
  if (response.status === 200) await writePage(walk, { key, href: key, list, markup: await text(), tags });
  else if (response.status >= 500) throw new Error(`${key}: ${response.status}`);
}

/** Where a column once stood: a folder cannot answer with 301, so the page that comes with it leads on, and its feeds stand there too. */
async function writeMoved(walk: Walk, key: string): Promise<void> {
  const list = listOf(key);
  if (stays(walk, key, list) !== null) return;
  const { response, text, tags } = await walk.read(key);
  const location = response.headers.get('location');
  if (response.status !== 301 || location === null) return;
  if (key.endsWith('/')) {
    if ((await take(walk, location, list)).href === null) return;
    const markup = (await text()).replace('<head>', `<head>\n<meta http-equiv="refresh" content="0; url=${location}">`);
    return writePage(walk, { key, href: key, list, markup, tags });
  }
  const feed = await walk.read(location);
  if (feed.response.status === 200) await put(walk, key, { href: key, file: fileOf(key, false), content: await feed.text(), tags: feed.tags, to: [] });
}

const located = /<loc>([^<]+)<\/loc>/g;

/** Every address of the site's own map; its parts are files of the export too. */
async function mapOf(read: SiteReader, origin: string, own: (address: string) => string): Promise<string[]> {
  const locations = async (path: string): Promise<string[]> => {
    const { response, text } = await read(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return Array.from((await text()).matchAll(located), (m) => own((m[1] ?? '').replaceAll('&amp;', '&').slice(origin.length)));
  };
  const parts = await locations('/sitemap.xml');
  return [...parts, ...(await Promise.all(parts.map(locations))).flat()];
}
