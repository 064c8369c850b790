// The tables of the platform as they stand in a database: in the order of their references, and as COPY text.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { zh } from './messages.ts';

/** `name` with schema; `key`: primary key columns, by which rows are ordered so that equal tables give equal text. */
export type Table = { name: string; columns: string[]; key: string[]; identity: string | null };
export type TableSum = { rows: number; sha256: string };

const NEWLINE = 10;
const SCHEMAS = ['core', 'open', 'inbox'];
const MIGRATIONS = 'public.tongming_migration';

/** A session whose text output is the same on every server. */
export async function plainSession(ownerUrl: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: name });
  await client.connect();
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
    set extra_float_digits = 1; set client_encoding = 'UTF8'; set search_path = pg_catalog; set statement_timeout = 0`);
  return client;
}

export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname || '.' || c.relname as name,
      array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attname) as columns,
      array(select quote_ident(a.attname) from pg_index i, unnest(i.indkey) with ordinality k(no, at), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.no order by k.at) as key,
      (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '' limit 1) as identity
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any($1) order by 1`, [SCHEMAS]);
  return inOrder(rows, await referencesOf(client));
}

async function referencesOf(client: pg.ClientBase): Promise<{ from: string; to: string }[]> {
  const { rows } = await client.query<{ from: string; to: string }>(`
    select distinct n.nspname || '.' || c.relname as "from", rn.nspname || '.' || rc.relname as "to"
    from pg_constraint x join pg_class c on c.oid = x.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class rc on rc.oid = x.confrelid join pg_namespace rn on rn.oid = rc.relnamespace
    where x.contype = 'f' and x.conrelid <> x.confrelid and n.nspname = any($1)`, [SCHEMAS]);
  return rows;
}

/** What is referred to comes first: references are checked while rows go in. */
function inOrder(tables: Table[], references: { from: string; to: string }[]): Table[] {
  const ordered: Table[] = [];
  let left = tables;
  while (left.length > 0) {
    const waiting = new Set(left.map((t) => t.name));
    const free = left.filter((t) => !references.some((r) => r.from === t.name && waiting.has(r.to)));
    if (free.length === 0) throw new Error(zh.cycle(left.map((t) => t.name).join('、')));
    ordered.push(...free);
    left = left.filter((t) => !free.includes(t));
  }
  return ordered;
}

/** Rows as COPY text in pieces that end with the first row beyond `pieceBytes`; their number and digest when all are out. */
export async function* copyOut(client: pg.ClientBase, table: Table, pieceBytes: number, done: (sum: TableSum) => void): AsyncGenerator<Buffer> {
  const order = (table.key.length > 0 ? table.key : table.columns.map((c) => `${c}::text`)).join(', ');
  const stream = client.query(to(`copy (select ${table.columns.join(', ')} from ${table.name} order by ${order}) to stdout`));
  const digest = createHash('sha256');
  let rows = 0;
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    digest.update(chunk);
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
    parts.push(chunk);
    size += chunk.length;
    while (size >= pieceBytes) {
      const held = Buffer.concat(parts);
      const end = held.indexOf(NEWLINE, pieceBytes - 1) + 1;
      parts = [held];
      if (end === 0) break;
      yield held.subarray(0, end);
      parts = [held.subarray(end)];
      size -= end;
    }
  }
  if (size > 0) yield Buffer.concat(parts);
  done({ rows, sha256: digest.digest('hex') });
}

export async function sumOf(client: pg.ClientBase, table: Table): Promise<TableSum> {
  const result: { sum: TableSum | null } = { sum: null };
  const pieces = copyOut(client, table, 1 << 20, (sum) => { result.sum = sum; });
  while (!(await pieces.next()).done);
  if (!result.sum) throw new Error(`${table.name} could not be read`);
  return result.sum;
}

/** Takes pieces of one table. */
export function copyIn(client: pg.ClientBase, table: Pick<Table, 'name' | 'columns'>): { write(piece: Uint8Array): Promise<void>; end(): Promise<void> } {
  const stream = client.query(from(`copy ${table.name} (${table.columns.join(', ')}) from stdin`));
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  finished.catch(() => undefined);
  return {
    async write(piece) {
      if (!stream.write(piece)) await Promise.race([new Promise<void>((resolve) => { stream.once('drain', resolve); }), finished]);
    },
    async end() {
      stream.end();
      await finished;
    },
  };
}

export type AppliedMigration = { no: number; name: string; hash: string };

export async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const { rows: [found] } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [MIGRATIONS]);
  if (!found?.there) return [];
  return (await client.query<AppliedMigration>(`select no, name, hash from ${MIGRATIONS} order by no`)).rows;
}

/** Filled by the migrations themselves; whoever changes them leaves a row in the journal. */
const BORN_FULL: ReadonlySet<string> = new Set(['core.search_synonym', 'open.search_synonym', 'core.citation_reader', 'core.alert_reader']);

/** Whether any table of the platform holds a row that did not come with the schema. */
export async function holdsData(client: pg.ClientBase): Promise<boolean> {
  for (const table of (await tablesOf(client)).filter(({ name }) => !BORN_FULL.has(name))) {
    const { rowCount } = await client.query(`select from ${table.name} limit 1`);
    if (rowCount) return true;
  }
  return false;
}
