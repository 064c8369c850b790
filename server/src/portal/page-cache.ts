// Finished pages in memory, each until something it shows has changed. Every kept page is of one state of the change feed.
import { today } from '@tongming/law';
import type { ChangeFeed } from '../platform/change-feed.ts';
import type { Change } from '../platform/change.ts';
import type { Ready } from './respond.ts';

/** `tags`: of the change feed, what the page shows; undefined = it may show anything. `markup`: its text, where nobody is sent it. */
export type Made = { ready: Ready; tags?: readonly string[]; markup?: string };
/** `wire`: as it is written to a socket, once the headers of every answer are known. */
export type Kept = Made & { wire: Wire | null };
/** `same`: headers of the answer to a reader who has it already. */
export type Wire = { status: number; etag: string; plain: Sent; br: Sent | null; gzip: Sent | null; same: string[] };
export type Sent = { headers: string[]; body: Buffer };
type Entry = { kept: Kept; tags: readonly string[]; bytes: number };

export type PageCache = {
  /** Only while the feed is fresh. */
  find: (key: string) => Kept | null;
  /** The page kept, or made now: once for all who ask for it together. */
  get: (key: string, make: () => Promise<Made>) => Promise<Kept>;
  size: () => { pages: number; bytes: number };
  /** False: every page is made for one reader. */
  keeps: boolean;
};

/** Stands for whatever changes. */
const anything = '*';
/** On every page: the name of its site, who runs it, which site an agency is at home on, and where content stands in it. */
export const furniture = ['sites', 'agencies', 'columns', 'topics'];
/** Headers and bookkeeping of one page. */
const OVERHEAD = 3000;
/** Made again when it changed while it was being made; then shown, but not kept. */
const ATTEMPTS = 2;
/** What an address leads to while nothing changes. Faults and refusals are found out anew. */
const keepable = new Set([200, 301, 410]);

type Store = { find: (key: string) => Kept | null; keep: (key: string, kept: Kept, tags: readonly string[]) => void; dropTag: (tag: string) => void; clear: () => void; size: PageCache['size'] };

/** Least recently used first out; counts bytes. */
function store(maxBytes: number): Store {
  const held = new Map<string, Entry>();
  const byTag = new Map<string, Set<string>>();
  let bytes = 0;
  const drop = (key: string, entry: Entry) => {
    held.delete(key);
    bytes -= entry.bytes;
    for (const tag of entry.tags) {
      const keys = byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) byTag.delete(tag);
    }
  };
  return {
    find(key) {
      const entry = held.get(key);
      if (entry === undefined) return null;
      // While there is room enough nobody asks which was used last.
      if (bytes > maxBytes / 2) {
        held.delete(key);
        held.set(key, entry);
      }
      return entry.kept;
    },
    keep(key, kept, tags) {
      const old = held.get(key);
      if (old) drop(key, old);
      const { plain, br, gzip } = kept.ready;
      const entry = { kept, tags, bytes: plain.length + (br?.length ?? 0) + (gzip?.length ?? 0) + 2 * key.length + OVERHEAD };
      if (entry.bytes > maxBytes / 8) return;
      held.set(key, entry);
      bytes += entry.bytes;
      for (const tag of tags) {
        const keys = byTag.get(tag);
        if (keys) keys.add(key);
        else byTag.set(tag, new Set([key]));
      }
      for (const [oldest, other] of held) {
        if (bytes <= maxBytes) break;
        drop(oldest, other);
      }
    },
    dropTag(tag) {
      for (const key of byTag.get(tag) ?? []) {
        const entry = held.get(key);
        if (entry) drop(key, entry);
      }
    },
    clear() {
      held.clear();
      byTag.clear();
      bytes = 0;
    },
    size: () => ({ pages: held.size, bytes }),
  };
}

/** `maxBytes` 0: nothing is kept, nothing is shared. */
export function pageCache(feed: ChangeFeed, maxBytes: number): PageCache {
  const { find, keep, dropTag, clear, size } = store(maxBytes);
  const flights = new Map<string, Promise<Kept>>();
  const watches = new Set<Watch>();
  let day = today();
  feed.listen((changes) => {
    const on = today();
    // Validity, terms and moods are said as of today.
    const turned = on !== day;
    day = on;
    for (const watch of watches) note(watch, changes, turned);
    if (changes === null || turned) return clear();
    if (changes.length === 0) return undefined;
    dropTag(anything);
    for (const { tags } of changes) tags.forEach(dropTag);
    return undefined;
  });
  const makeWhole = async (key: string, make: () => Promise<Made>, alone: () => void): Promise<Kept> => {
    for (let attempt = 1; ; attempt += 1) {
      // Of the last one nobody knows that it is whole: who comes now waits for one that begins now.
      if (attempt === ATTEMPTS) alone();
      const watch: Watch = { tags: new Set(), all: false };
      watches.add(watch);
      try {
        const { ready, tags } = await make();
        const kept = { ready, tags, wire: null };
        // What changed while it was made may be on half of it.
        await feed.look();
        const shown = tags === undefined ? [anything] : [...new Set([...furniture, ...tags])];
        const whole = !watch.all && !shown.some((tag) => watch.tags.has(tag));
        if (whole && keepable.has(ready.status)) keep(key, kept, shown);
        if (whole || attempt === ATTEMPTS) return kept;
      } finally {
        watches.delete(watch);
      }
    }
  };
  return {
    find, size, keeps: maxBytes > 0,
    get(key, make) {
      if (maxBytes === 0) return make().then((made) => ({ ...made, wire: null }));
      const kept = find(key);
      if (kept !== null) return Promise.resolve(kept);
      const going = flights.get(key);
      if (going) return going;
      const land = () => { if (flights.get(key) === flight) flights.delete(key); };
      const flight: Promise<Kept> = makeWhole(key, make, land).finally(land);
      flights.set(key, flight);
      return flight;
    },
  };
}

type Watch = { tags: Set<string>; all: boolean };

function note(watch: Watch, changes: readonly Change[] | null, turned: boolean): void {
  if (changes === null || turned) watch.all = true;
  else if (changes.length > 0) {
    watch.tags.add(anything);
    for (const { tags } of changes) for (const tag of tags) watch.tags.add(tag);
  }
}

const recordLink = /href="\/records\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[/"?#]/g;

/** Tags of the records a page leads to: it shows their names. */
export function tagsOfLinks(markup: string): string[] {
  return [...new Set(Array.from(markup.matchAll(recordLink), (m) => `record:${m[1] ?? ''}`))];
}
