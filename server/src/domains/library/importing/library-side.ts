// What the library holds already of what is to be imported. Reads only.
import type { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database.ts';
import type { CheckedLine, TextsAnswer } from './dry-run-worker.ts';
import { textHash } from './sketch.ts';
import { throughWorker, type ToWorker } from './through-worker.ts';

/** `hash`: of what was last imported, whatever the agency has made of the record since. */
export type KnownRecord = { id: string; hash: string | null; withdrawn: boolean };
export type Held = { id: string; indexNumber: string; title: string };
type Document = (CheckedLine & { ok: true })['document'];

const AT_ONCE = 1000;

function* slices<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += AT_ONCE) yield all.slice(i, i + AT_ONCE);
}

export async function knownRecords(tx: Tx, agencyCode: string, externalIds: readonly string[]): Promise<Map<string, KnownRecord>> {
  const known = new Map<string, KnownRecord>();
  for (const some of slices(externalIds)) {
    const { rows } = await sql<KnownRecord & { externalId: string }>`
      select r.id, r.external_id, exists (select from core.record_end x where x.record_id = r.id and x.kind = 'withdrawn') as withdrawn,
        (select e.content->>'importHash' from core.edition e where e.record_id = r.id and e.content ? 'importHash'
          order by e.no desc limit 1) as hash
      from core.record r where r.agency_code = ${agencyCode} and r.external_id = any(${some})`.execute(tx);
    for (const { externalId, ...row } of rows) known.set(externalId, row);
  }
  return known;
}

/** Public records that carry one of these numbers. */
export async function heldNumbers(tx: Tx, numbers: readonly string[]): Promise<Map<string, Held[]>> {
  const held = new Map<string, Held[]>();
  for (const some of slices([...new Set(numbers)])) {
    const rows = await tx.selectFrom('open.record').select(['id', 'indexNumber', 'title', 'documentNumber']).where('documentNumber', 'in', some).execute();
    for (const { documentNumber, ...row } of rows) held.set(documentNumber ?? '', [...held.get(documentNumber ?? '') ?? [], row]);
  }
  return held;
}

type Changed = { line: number; recordId: string; document: Document };
type Live = { recordId: string; content: Record<string, unknown>; bodyText: string };

/** Line → what differs from the live edition: fields of an import line. */
export async function changedFields(tx: Tx, agencyName: string, changed: readonly Changed[]): Promise<Map<number, string[]>> {
  const fields = new Map<number, string[]>();
  for (let i = 0; i < changed.length; i += 100) {
    const some = changed.slice(i, i + 100);
    const { rows } = await sql<Live>`select record_id, content, body_text from core.edition
      where state = 'live' and record_id = any(${some.map((c) => c.recordId)}::uuid[])`.execute(tx);
    const live = new Map(rows.map((row) => [row.recordId, row]));
    for (const { line, recordId, document } of some) {
      const now = live.get(recordId);
      if (now) fields.set(line, differences(now, document, agencyName));
    }
  }
  return fields;
}

function differences({ content, bodyText }: Live, d: Document, agencyName: string): string[] {
  const pairs: [string, unknown, unknown][] = [
    ['title', content['title'], d.title], ['issuer', content['issuer'], d.issuer ?? agencyName], ['doc_no', content['documentNumber'], d.documentNumber],
    ['date', content['dateMade'], d.dateMade], ['theme', content['theme'], d.theme], ['status', content['statedStatus'], d.statedStatus],
    ['kind', content['kind'], d.kind], ['category', content['category'], d.category], ['body', textHash(bodyText), d.text],
    ['keywords', JSON.stringify(content['keywords'] ?? []), JSON.stringify(d.keywords)],
  ];
  return pairs.filter(([, was, is]) => (was ?? null) !== is).map(([name]) => name);
}

export type LibraryPage = TextsAnswer & { records: Held[] };
const PAGE = 200;

/** The texts of all public records by way of their sketches, a page at a time. */
export async function* libraryTexts(tx: Tx, worker: Worker): AsyncGenerator<LibraryPage> {
  const waiting: Held[][] = [];
  const pages = async function* (): AsyncGenerator<ToWorker> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await tx.selectFrom('open.record').select(['id', 'indexNumber', 'title', 'bodyText'])
        .where('id', '>', after).orderBy('id').limit(PAGE).execute();
      if (rows.length === 0) return;
      after = rows.at(-1)?.id ?? after;
      waiting.push(rows.map(({ bodyText: _text, ...record }) => record));
      yield { message: { texts: rows.map((row) => row.bodyText) }, transfer: [] };
    }
  };
  for await (const answer of throughWorker<TextsAnswer>(worker, pages())) yield { ...answer, records: waiting.shift() ?? [] };
}
