// Reads rows of open.search_entry in the binary form of COPY: numbers as the bytes the server keeps, nothing parsed as text.
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { planFacets } from '../search-plan.ts';
import { idOf, type Entry } from './segment.ts';

const columns = `e.record_id, e.sorted_on, e.standing, e.category, e.status, e.agency_code, coalesce(e.theme, ''), e.kind, e.year::text, e.region_code,
  e.terms, r.article_items, concat_ws(chr(1), r.title, coalesce(r.document_number, ''), r.body_text,
    (select string_agg(a.text, chr(1) order by a.position) from open.attachment a where a.record_id = r.id))`;
const source = 'from open.search_entry e join open.record r on r.id = e.record_id';
const EPOCH_DAY = 10_957;

const AT_ONCE = 1000;

/** All records, in the order of relevance: their ids are sorted first, so that no texts are. Within a transaction. */
export async function readAll(client: pg.ClientBase, each: (entry: Entry) => void): Promise<void> {
  // A few rows of many are asked for at a time; a plan that reads all of them each time would take hours.
  await client.query('set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off');
  const { rows } = await client.query<[string]>({ text: 'select record_id from open.search_entry order by standing desc, sorted_on desc, record_id desc', rowMode: 'array' });
  const ids = rows.map(([id]) => id);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const asked = ids.slice(from, from + AT_ONCE);
    const found = new Map<string, Entry>();
    await readSome(client, asked, (entry) => { found.set(idOf(entry.key), entry); });
    for (const id of asked) {
      const entry = found.get(id);
      if (entry) each(entry);
    }
  }
}

export async function readSome(client: pg.ClientBase, ids: readonly string[], each: (entry: Entry) => void): Promise<void> {
  const listed = ids.filter((id) => UUID.test(id)).map((id) => `'${id}'`);
  if (listed.length > 0) await copyOut(client, `select ${columns} ${source} where e.record_id in (${listed.join(',')})`, each);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HEADER = 19;
const END = -1;

async function copyOut(client: pg.ClientBase, query: string, each: (entry: Entry) => void): Promise<void> {
  const stream = client.query(to(`copy (${query}) to stdout with (format binary)`));
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const page = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    if (!begun && page.length >= HEADER) {
      at = HEADER + page.readInt32BE(HEADER - 4);
      begun = true;
    }
    for (let end = begun ? rowEnd(page, at) : null; end !== null; end = rowEnd(page, at)) {
      each(entryOf(page, at + 2));
      at = end;
    }
    rest = page.subarray(at);
  }
}

/** Null when the row is not there as a whole yet, or there are no more. */
function rowEnd(page: Buffer, start: number): number | null {
  if (start + 2 > page.length) return null;
  const fields = page.readInt16BE(start);
  if (fields === END) return null;
  let at = start + 2;
  for (let i = 0; i < fields; i += 1) {
    if (at + 4 > page.length) return null;
    at += 4 + Math.max(0, page.readInt32BE(at));
  }
  return at > page.length ? null : at;
}

function entryOf(page: Buffer, start: number): Entry {
  let at = start;
  const next = (): Buffer => {
    const size = page.readInt32BE(at);
    at += 4 + size;
    return page.subarray(at - size, at);
  };
  const id = next();
  const day = next().readInt32BE(0) + EPOCH_DAY;
  const standing = next().readInt16BE(0);
  return {
    key: [id.readUInt32BE(0), id.readUInt32BE(4), id.readUInt32BE(8), id.readUInt32BE(12)], day, standing,
    values: planFacets.map(() => next().toString()), terms: numbersOf(next()), items: textsOf(next()), text: next().toString(),
  };
}

/** Dimensions, nulls, type, then length and lower bound of the one dimension, then each value after its size. */
const ARRAY_HEAD = 20;

function numbersOf(field: Buffer): Float64Array {
  if (field.length < ARRAY_HEAD) return new Float64Array(0);
  const view = new DataView(field.buffer, field.byteOffset, field.length);
  const numbers = new Float64Array(view.getInt32(12));
  for (let i = 0, at = ARRAY_HEAD + 4; i < numbers.length; i += 1, at += 12) numbers[i] = view.getUint32(at) * 4_294_967_296 + view.getUint32(at + 4);
  return numbers;
}

function textsOf(field: Buffer): string[] {
  const texts: string[] = [];
  for (let at = ARRAY_HEAD; at < field.length;) {
    const size = field.readInt32BE(at);
    texts.push(field.toString('utf8', at + 4, at + 4 + size));
    at += 4 + size;
  }
  return texts;
}
