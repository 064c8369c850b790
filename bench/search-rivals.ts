// What the accelerator is measured against in the same run: FTS5 of the runtime, and PostgreSQL's own ts_rank. The same
// documents, cut into words beforehand; the same answer: 20 hits in order with marked texts, the exact total, all facets.
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { sql } from 'kysely';
import pg from 'pg';
import { copyTables, type CopyColumns } from '../server/src/platform/copy.ts';
import type { System } from '../server/src/platform/system.ts';
import type { MadeDocument } from './search-documents.ts';
import type { Question } from './search-queries.ts';

/** `finish` makes its index; `bytes` is the size of it. */
export type Rival = {
  name: string; add(batch: MadeDocument[]): Promise<void>; finish(): Promise<void>; bytes(): Promise<number>; answer(question: Question): Promise<number>; close(): Promise<void>;
};

const FACETS = 'category, status, agency, theme, kind, year, region';

/** Where clauses of a question over the columns both tables have. */
function narrowed(q: Question, place: (value: string) => string): string {
  const equal = (['kind', 'agency', 'year', 'status'] as const).flatMap((name) => (q.filter[name] === undefined ? [] : [`${name} = ${place(q.filter[name])}`]));
  return [...equal, ...(q.from === undefined ? [] : [`day >= ${place(q.from)}`]), ...(q.to === undefined ? [] : [`day <= ${place(q.to)}`])].map((part) => ` and ${part}`).join('');
}

export function fts5(path: string): Rival {
  const db = new DatabaseSync(path);
  db.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000;
    create table if not exists doc (id integer primary key, category, status, agency, theme, kind, year, region, day);
    create virtual table if not exists fts using fts5(title, body, tokenize = 'unicode61')`);
  const doc = db.prepare('insert into doc values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const text = db.prepare('insert into fts (rowid, title, body) values (?, ?, ?)');
  let chain: Promise<unknown> = Promise.resolve();
  return {
    name: 'SQLite FTS5',
    add: async (batch) => {
      db.exec('begin');
      for (const d of batch) {
        doc.run(d.no, d.category, d.status, d.agency, d.theme, d.kind, d.day.slice(0, 4), d.region, d.day);
        text.run(d.no, d.title, d.words);
      }
      db.exec('commit');
    },
    finish: async () => { db.exec(`insert into fts(fts) values ('optimize')`); },
    bytes: async () => (existsSync(path) ? statSync(path).size : 0),
    // One after the other, as a thread of its own would; who waits is told so by the clock.
    answer: (q) => {
      const done = chain.then(async () => {
        await new Promise((resolve) => { setImmediate(resolve); });
        return askFts5(db, q);
      });
      chain = done.catch(() => undefined);
      return done;
    },
    close: async () => db.close(),
  };
}

function askFts5(db: DatabaseSync, q: Question): number {
  const match = q.sort === 'phrase' ? `"${q.words.join(' ')}"` : q.words.map((word) => `"${word}"`).join(' AND ');
  const values: SQLInputValue[] = [match];
  const where = narrowed(q, (value) => {
    values.push(value);
    return '?';
  });
  const hits = 'from fts join doc on doc.id = fts.rowid where fts match ?';
  const cells = db.prepare(`select ${FACETS}, count(*) as n ${hits}${where} group by ${FACETS}`).all(...values) as { n: number }[];
  db.prepare(`select fts.rowid, snippet(fts, 1, '<b>', '</b>', '…', 40) ${hits}${where} order by bm25(fts, 10, 1) limit 20`).all(...values);
  return cells.reduce((sum, { n }) => sum + n, 0);
}

const columns: CopyColumns = { id: 'int4', title: 'text', body: 'text', category: 'text', status: 'text', agency: 'text', theme: 'text', kind: 'text', year: 'text', region: 'text', day: 'text' };

export async function tsRank(system: System): Promise<Rival> {
  const client = new pg.Client({ connectionString: system.ownerUrl });
  await client.connect();
  await client.query(`create unlogged table if not exists public.rival (id int primary key, title text, body text, category text, status text, agency text, theme text, kind text, year text,
    region text, day text, words tsvector generated always as (setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body)) stored);
    grant select on public.rival to tongming_app; grant usage on schema public to tongming_app`);
  return {
    name: 'PostgreSQL ts_rank',
    add: (batch) => copyTables(client, [{
      name: 'public.rival', columns, rows: batch.map((d) => [d.no, d.title, d.words, d.category, d.status, d.agency, d.theme, d.kind, d.day.slice(0, 4), d.region, d.day]),
    }]),
    finish: async () => {
      await client.query(`set maintenance_work_mem = '1GB'; create index on public.rival using gin (words)`);
      await client.query('vacuum (analyze) public.rival');
    },
    bytes: async () => Number((await client.query<{ n: string }>(`select pg_indexes_size('public.rival') + sum(pg_column_size(words)) as n from public.rival`)).rows[0]?.n ?? 0),
    answer: async (q) => {
      const ask = sql.raw(literal(q));
      const where = sql.raw(narrowed(q, (value) => `'${value}'`));
      const { rows } = await sql<{ n: number }>`select ${sql.raw(FACETS)}, count(*) as n from public.rival where words @@ ${ask} ${where} group by ${sql.raw(FACETS)}`.execute(system.db);
      await sql`select id, ts_headline('simple', body, ${ask}) from (select id, body from public.rival where words @@ ${ask} ${where} order by ts_rank(words, ${ask}) desc limit 20) h`.execute(system.db);
      return rows.reduce((sum, row) => sum + row.n, 0);
    },
    close: () => client.end(),
  };
}

/** Words hold nothing but letters and digits. */
function literal(q: Question): string {
  return q.sort === 'phrase' ? `phraseto_tsquery('simple', '${q.words.join(' ')}')` : `to_tsquery('simple', '${q.words.join(' & ')}')`;
}
