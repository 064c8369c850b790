// COPY in its binary form: the fast way in for many rows. Values go as the bytes the server keeps, so nothing is parsed.
import { civilDate, dayNumber, instant, toEpochMs } from '@tongming/law';
import { from } from 'pg-copy-streams';
import type pg from 'pg';
import { encodeNumbers } from './copy-numbers.ts';

export type CopyType = 'uuid' | 'text' | 'int4' | 'int8' | 'date' | 'timestamptz' | 'jsonb' | 'text[]' | 'int8[]';
/** Columns in order, SQL name and type. A Buffer as value is taken as already encoded. */
export type CopyColumns = Record<string, CopyType>;
export type CopyValue = string | number | boolean | null | object;

const EPOCH_DAY = 10_957;
const EPOCH_MS = 946_684_800_000;
const TEXT_OID = 25;
const NULL_FIELD = int32(-1);
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);

/** Writes rows within the client's transaction. `rows` hold the columns in the order of `columns`. */
export async function copyRows(client: pg.ClientBase, table: string, columns: CopyColumns, rows: CopyValue[][]): Promise<void> {
  if (rows.length === 0) return;
  const types = Object.values(columns);
  const stream = client.query(from(`copy ${table} (${Object.keys(columns).join(', ')}) from stdin with (format binary)`));
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  finished.catch(() => undefined);
  const count = Buffer.alloc(2);
  count.writeInt16BE(types.length);
  stream.write(HEADER);
  for (const row of rows) {
    const parts: Buffer[] = [count];
    types.forEach((type, i) => parts.push(...field(type, row[i] ?? null)));
    if (!stream.write(Buffer.concat(parts))) {
      await Promise.race([new Promise<void>((resolve) => { stream.once('drain', resolve); }), finished]);
    }
  }
  stream.end(TRAILER);
  await finished;
}

function field(type: CopyType, value: CopyValue): Buffer[] {
  if (value === null) return [NULL_FIELD];
  const bytes = Buffer.isBuffer(value) ? value : encode(type, value);
  return [int32(bytes.length), bytes];
}

function encode(type: CopyType, value: CopyValue): Buffer {
  switch (type) {
    case 'text': return Buffer.from(String(value));
    case 'uuid': return Buffer.from(String(value).replaceAll('-', ''), 'hex');
    case 'int4': return int32(Number(value));
    case 'int8': return int64(BigInt(Number(value)));
    case 'date': return int32(dayNumber(civilDate(String(value))) - EPOCH_DAY);
    case 'timestamptz': return int64(BigInt(toEpochMs(instant(String(value))) - EPOCH_MS) * 1000n);
    case 'jsonb': return Buffer.concat([Buffer.from([1]), Buffer.from(JSON.stringify(value))]);
    case 'text[]': return array(TEXT_OID, (value as string[]).map((item) => Buffer.from(item)));
    case 'int8[]': return encodeNumbers(value as number[]);
    default: return type satisfies never;
  }
}

/** One dimension, no nulls, lower bound 1. */
function array(oid: number, items: Buffer[]): Buffer {
  if (items.length === 0) return emptyArray(oid);
  return Buffer.concat([...[1, 0, oid, items.length, 1].map(int32), ...items.flatMap((item) => [int32(item.length), item])]);
}

function emptyArray(oid: number): Buffer {
  return Buffer.concat([int32(0), int32(0), int32(oid)]);
}

function int32(n: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(n);
  return bytes;
}

function int64(n: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(n);
  return bytes;
}
