// The index as a thread keeps it: built from `open` in one snapshot, then brought up to date from the change feed. The
// snapshot holds the last change it saw, so nothing between the two is missed.
import type pg from 'pg';
import { readAll, readSome } from './load.ts';
import { cellGroups, idOf, keyOf, segment } from './segment.ts';
import { groupsOf } from './spots.ts';
import { texts } from './texts.ts';
import type { Index } from './evaluate.ts';

export type LiveIndex = {
  index: Index;
  /** Takes in what changed; how many records that were. */
  catchUp(client: pg.ClientBase): Promise<number>;
  figures(): Figures;
  close(): void;
};
export type Figures = { records: number; young: number; terms: number; postings: number; bytes: number };

/** Records that came after the build are kept apart and read in any order; from so many on the index is built anew. */
export const YOUNG_AT_MOST = 20_000;
const AT_ONCE = 500;

/** Thrown when the feed does not continue what was built: the database was replaced, or more changed than is worth following. */
export class Outdated extends Error {}

/** `folder`: where texts are kept while the process lives. */
export async function buildIndex(client: pg.ClientBase, folder: string): Promise<LiveIndex> {
  const known = cellGroups();
  const main = segment(known, texts(folder));
  const young = segment(known, texts(folder));
  let cursor = 0;
  await inSnapshot(client, async () => {
    cursor = (await newest(client)).last;
    await readAll(client, (entry) => { main.append(entry); });
  });
  const index: Index = { cells: known, parts: [{ segment: main, groups: groupsOf(main.columns(), main.size()) }, { segment: young, groups: null }] };
  return {
    index,
    figures: () => {
      const sizes = [main.postings.size(), young.postings.size()];
      const sum = (name: 'terms' | 'postings' | 'bytes') => sizes.reduce((all, size) => all + size[name], 0);
      const columns = [main, young].flatMap((s) => Object.values(s.columns())).reduce((all, column) => all + column.byteLength, 0);
      return { records: main.living() + young.living(), young: young.size(), terms: sum('terms'), postings: sum('postings'), bytes: sum('bytes') + columns + main.texts.bytes() + young.texts.bytes() };
    },
    close: () => {
      for (const part of [main, young]) part.texts.close();
    },
    catchUp: (using) => inSnapshot(using, async () => {
      const { last } = await newest(using);
      if (last < cursor) throw new Outdated('the change feed begins anew');
      if (last === cursor) return 0;
      const { rows } = await using.query<{ id: string }>(
        `select distinct subject_id as id from open.change where seq > $1 and subject_type = 'record'`, [cursor]);
      if (young.size() + rows.length > YOUNG_AT_MOST) throw new Outdated('more changed than is worth following');
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        const ids = rows.slice(from, from + AT_ONCE).map((row) => row.id);
        const now = new Map<string, Parameters<typeof young.append>[0]>();
        await readSome(using, ids, (entry) => { now.set(idOf(entry.key), entry); });
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

async function newest(client: pg.ClientBase): Promise<{ last: number }> {
  const { rows: [row] } = await client.query<{ last: number }>('select coalesce(max(seq), 0) as last from open.change');
  return { last: Number(row?.last ?? 0) };
}

async function inSnapshot<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only');
  try {
    return await work();
  } finally {
    await client.query('commit');
  }
}
