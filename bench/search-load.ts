// Fills `open` in bulk: rows as COPY takes them, indexes made afterwards. No journal and no editions: search reads neither.
import { sql } from 'kysely';
import pg from 'pg';
import { yearOf, civilDate } from '@tongming/law';
import { copyTables, type CopyColumns, type CopyValue } from '../server/src/platform/copy.ts';
import { encodeNumbers } from '../server/src/platform/copy-numbers.ts';
import { termCollector, termsOf } from '../server/src/platform/search-terms.ts';
import type { System } from '../server/src/platform/system.ts';
import { documentsOf, type MadeDocument, type Stock } from './search-documents.ts';

const recordColumns: CopyColumns = {
  id: 'uuid', index_number: 'text', agency_code: 'text', agency_name: 'text', issuer: 'text', region_code: 'text', kind: 'text', category: 'text', title: 'text',
  document_number: 'text', date_made: 'date', published_at: 'timestamptz', date_published: 'date', theme: 'text', status: 'text', attribute: 'text', edition: 'int4',
  body_text: 'text', updated_at: 'timestamptz',
};
const entryColumns: CopyColumns = {
  record_id: 'uuid', sorted_on: 'date', published_at: 'timestamptz', agency_code: 'text', region_code: 'text', kind: 'text', category: 'text', theme: 'text', year: 'int4',
  status: 'text', terms: 'encoded', standing: 'encoded',
};
const AT_ONCE = 2000;
const MOMENT = '2026-01-01T00:00:00Z';

/** A number spread over the id: records of one day do not come in the order they were made in. */
function idOf(no: number): string {
  const spread = (Math.imul(no + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${spread}-0000-4000-8000-${String(no).padStart(12, '0')}`;
}

export type LoadFigures = { documentsSeconds: number; indexSeconds: number };

/** `onBatch` sees what is loaded, for engines measured beside. */
export async function loadDocuments(system: System, stock: Stock, count: number, onBatch: (batch: MadeDocument[]) => Promise<void>): Promise<LoadFigures> {
  const started = performance.now();
  const indexes = await dropIndexes(system.ownerUrl);
  const [records, entries] = await Promise.all([clientOf(system.ownerUrl), clientOf(system.ownerUrl)]);
  const standing = await standings(system);
  const collector = termCollector();
  let sent: Promise<unknown> = Promise.resolve();
  for (const batch of batches(documentsOf(stock, count))) {
    const rows = batch.map((d) => [
      idOf(d.no), `BENCH/${d.no}`, d.agency, d.issuer, d.issuer, d.region, d.kind, d.category, d.title, d.number, d.day, MOMENT, d.day, d.theme, d.status, 'full', 1, d.body, MOMENT,
    ] satisfies CopyValue[]);
    const found = batch.map((d) => [
      idOf(d.no), d.day, MOMENT, d.agency, d.region, d.kind, d.category, d.theme, yearOf(civilDate(d.day)), d.status,
      encodeNumbers(termsOf({ title: d.title, documentNumber: d.number, bodyText: d.body, keywords: [], attachmentsText: '', dateMade: d.day }, collector)),
      standing.get(`${d.status} ${d.issuer}`) ?? Buffer.alloc(2),
    ]);
    await sent;
    sent = Promise.all([copyTables(records, [{ name: 'open.record', columns: recordColumns, rows }]), copyTables(entries, [{ name: 'open.search_entry', columns: entryColumns, rows: found }]), onBatch(batch)]);
  }
  await sent;
  await Promise.all([records.end(), entries.end()]);
  const loaded = performance.now();
  await withOwner(system.ownerUrl, async (client) => {
    await client.query(`set maintenance_work_mem = '1GB'`);
    for (const index of indexes) await client.query(index);
    await client.query('vacuum (analyze) open.search_entry');
    await client.query('analyze open.record');
  });
  return { documentsSeconds: (loaded - started) / 1000, indexSeconds: (performance.now() - loaded) / 1000 };
}

function* batches(documents: Iterable<MadeDocument>): Generator<MadeDocument[]> {
  let batch: MadeDocument[] = [];
  for (const d of documents) {
    batch.push(d);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Every index that is no key; how to make it again. */
async function dropIndexes(ownerUrl: string): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string; made: string }>(`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
      where i.indrelid in ('open.record'::regclass, 'open.search_entry'::regclass) and not i.indisprimary and not i.indisunique`);
    for (const { name } of rows) await client.query(`drop index ${name}`);
    return rows.map((row) => row.made);
  });
}

/** What the trigger would compute row by row. */
async function standings(system: System): Promise<Map<string, Buffer>> {
  const pairs = new Set([...documentsOf({ source: '', paragraphs: [], heads: [], tails: [] }, 5000)].map((d) => `${d.status} ${d.issuer}`));
  const found = new Map<string, Buffer>();
  for (const pair of pairs) {
    const [status = '', issuer = ''] = pair.split(' ');
    const { rows: [row] } = await sql<{ standing: number }>`select open.standing_of(${status}, ${issuer}) as standing`.execute(system.db);
    const bytes = Buffer.alloc(2);
    bytes.writeInt16BE(row?.standing ?? 0);
    found.set(pair, bytes);
  }
  return found;
}

/** Triggers and references are left out: a row's standing comes with it. */
async function clientOf(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('set session_replication_role = replica; set synchronous_commit = off');
  return client;
}

export async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
