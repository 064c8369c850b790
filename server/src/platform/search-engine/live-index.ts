// The index as a thread keeps it: built from `open` in one snapshot, or read from the file an earlier process left, then
// brought up to date from the change feed. What was built holds the last change it saw, so nothing between the two is missed.
import { closeSync, mkdirSync, unlinkSync } from 'node:fs';
import type pg from 'pg';
import { log } from '../log.ts';
import type { Index } from './evaluate.ts';
import { readAll, readSome } from './load.ts';
import { cellGroups, idOf, keyOf, segment, type CellGroups, type Segment } from './segment.ts';
import { partOf, readSnapshot, removeParts, writeSnapshot, type Snapshot } from './snapshot.ts';
import { groupsOf } from './spots.ts';
import { namelessTexts, newTexts, textsIn, type Texts } from './texts.ts';

export type LiveIndex = {
  index: Index;
  /** Takes in what changed; how many records that were. */
  catchUp(client: pg.ClientBase): Promise<number>;
  figures(): Figures;
  /** Reads ahead what questions will need. @throws TextsBroken */
  warm(): Promise<void>;
  /** The last change that is in. */
  cursor(): number;
  close(): void;
};
export type Figures = { records: number; young: number; terms: number; postings: number; bytes: number };

/** Records that came after the build are kept apart and read in any order; from so many on the index is built anew. */
export const YOUNG_AT_MOST = 20_000;
const AT_ONCE = 500;

/** Thrown when the feed does not continue what was built: the database was replaced, or more changed than is worth following. */
export class Outdated extends Error {}

/** Either is called once, before anything changes the index. `save`: writes it for the next start; `discard`: it ends with the process. */
export type BuiltIndex = LiveIndex & { save(): Promise<void>; discard(): void };

/** `folder`: where texts are kept while the process lives, and the file for the next one. */
export async function buildIndex(client: pg.ClientBase, folder: string): Promise<BuiltIndex> {
  mkdirSync(folder, { recursive: true });
  removeParts(folder);
  const path = partOf(folder);
  const cells = cellGroups();
  const main = segment(cells, newTexts(path));
  const { cursor, mark } = await inSnapshot(client, async () => {
    const last = await newest(client);
    await readAll(client, (entry) => { main.append(entry); });
    return { cursor: last, mark: await markAt(client, last) };
  }).catch((error: unknown) => {
    main.texts.close();
    unlinkSync(path);
    throw error;
  });
  const live = liveIndex(folder, cells, main, cursor);
  return {
    ...live,
    save: async () => {
      const columns = main.columns();
      const kept: Snapshot = {
        cursor, mark, cells: structuredClone(cells.map((group) => group.kept())),
        segment: { size: main.size(), columns: { ...columns, alive: columns.alive.slice() }, postings: main.postings.kept() }, texts: main.texts.finish(),
      };
      await writeSnapshot(folder, path, main.texts.file, kept).catch((error: unknown) => {
        unlinkSync(path);
        throw error;
      });
    },
    discard: () => unlinkSync(path),
  };
}

/** Null when no file was left, or it does not continue here. */
export async function loadIndex(client: pg.ClientBase, folder: string): Promise<LiveIndex | null> {
  let read: ReturnType<typeof readSnapshot>;
  try {
    read = readSnapshot(folder);
  } catch (error) {
    log.warn('search.index-file-unusable', { reason: String(error) });
    return null;
  }
  if (read === null) return null;
  const { file, snapshot } = read;
  if (await markAt(client, snapshot.cursor) !== snapshot.mark) {
    closeSync(file);
    return null;
  }
  const cells = cellGroups(snapshot.cells);
  const live = liveIndex(folder, cells, segment(cells, textsIn(file, snapshot.texts, snapshot.segment.size), snapshot.segment), snapshot.cursor);
  const fits = await followsOn(client, live).catch((error: unknown) => {
    live.close();
    throw error;
  });
  if (fits) return live;
  live.close();
  return null;
}

/** Up to date, and as many records as there are: rows put in without the feed would be missed. */
async function followsOn(client: pg.ClientBase, live: LiveIndex): Promise<boolean> {
  for (;;) {
    try {
      await live.catchUp(client);
    } catch (error) {
      if (error instanceof Outdated) return false;
      throw error;
    }
    const { rows: [row] } = await client.query<{ last: string; records: string }>('select coalesce(max(seq), 0) as last, (select count(*) from open.search_entry) as records from open.change');
    if (Number(row?.last) === live.cursor()) return Number(row?.records) === live.figures().records;
  }
}

function liveIndex(folder: string, cells: CellGroups, main: Segment, from: number): LiveIndex {
  const young = segment(cells, youngTexts(folder));
  let cursor = from;
  const index: Index = { cells, parts: [{ segment: main, groups: groupsOf(main.columns(), main.size()) }, { segment: young, groups: null }] };
  return {
    index,
    figures: () => {
      const sizes = [main.postings.size(), young.postings.size()];
      const sum = (name: 'terms' | 'postings' | 'bytes') => sizes.reduce((all, size) => all + size[name], 0);
      const columns = [main, young].flatMap((s) => Object.values(s.columns())).reduce((all, column) => all + column.byteLength, 0);
      return { records: main.living() + young.living(), young: young.size(), terms: sum('terms'), postings: sum('postings'), bytes: sum('bytes') + columns + main.texts.bytes() + young.texts.bytes() };
    },
    warm: () => main.texts.warm(),
    cursor: () => cursor,
    close: () => {
      for (const part of [main, young]) part.texts.close();
    },
    catchUp: (client) => inSnapshot(client, async () => {
      const last = await newest(client);
      if (last < cursor) throw new Outdated('the change feed begins anew');
      if (last === cursor) return 0;
      const { rows } = await client.query<{ id: string }>(
        `select distinct subject_id as id from open.change where seq > $1 and subject_type = 'record'`, [cursor]);
      if (young.size() + rows.length > YOUNG_AT_MOST) throw new Outdated('more changed than is worth following');
      for (let at = 0; at < rows.length; at += AT_ONCE) {
        const ids = rows.slice(at, at + AT_ONCE).map((row) => row.id);
        const now = new Map<string, Parameters<typeof young.append>[0]>();
        await readSome(client, ids, (entry) => { now.set(idOf(entry.key), entry); });
        for (const id of ids) {
          for (const part of [main, young]) part.remove(keyOf(id));
          const entry = now.get(id);
          if (entry) young.append(entry);
        }
      }
      cursor = last;
      return rows.length;
    }),
  };
}

function youngTexts(folder: string): Texts {
  return namelessTexts(partOf(folder));
}

async function newest(client: pg.ClientBase): Promise<number> {
  const { rows: [row] } = await client.query<{ last: string }>('select coalesce(max(seq), 0) as last from open.change');
  return Number(row?.last ?? 0);
}

/** What tells this change from one of the same number in another database; '' for none. */
async function markAt(client: pg.ClientBase, seq: number): Promise<string> {
  const { rows: [row] } = await client.query<{ mark: string }>(`select concat_ws(' ', subject_type, subject_id, kind, extract(epoch from at)) as mark from open.change where seq = $1`, [seq]);
  return row?.mark ?? '';
}

async function inSnapshot<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only');
  try {
    return await work();
  } finally {
    await client.query('commit');
  }
}
