import { fromDayNumber, fromEpochMs, toEpochMs } from '@tongming/law';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeNumbers } from './copy-numbers.ts';
import { copyTables, type CopyColumns } from './copy.ts';
import { asOwnerOf, testDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => { database = await testDatabase(); });
afterAll(async () => { await database.drop(); });

const columns: CopyColumns = {
  no: 'int4', big: 'int8', id: 'uuid', words: 'text', made: 'date', at: 'timestamptz', content: 'jsonb', list: 'text[]', numbers: 'encoded', bytes: 'text',
};
const DDL = `create temp table sample (no int, big bigint, id uuid, words text, made date, at timestamptz, content jsonb, list text[],
  numbers bigint[], bytes text)`;

const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map((s) => s.replaceAll('\u0000', '').toWellFormed());
/** Longer than a page of the writer, now and then. */
const long = fc.tuple(words, fc.constantFrom(0, 1, 3000, 100_000)).map(([text, times]) => `通${text}`.repeat(times).slice(0, 400_000).toWellFormed());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const row = fc.record({
  no: maybe(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), big: maybe(fc.maxSafeInteger()), id: maybe(fc.uuid()), words: maybe(long),
  made: maybe(fc.integer({ min: -20_000, max: 60_000 }).map((n) => fromDayNumber(n))),
  at: maybe(fc.integer({ min: 0, max: 4e12 }).map((ms) => fromEpochMs(ms))),
  content: maybe(fc.dictionary(words, words, { maxKeys: 4 })), list: maybe(fc.array(words, { maxLength: 4 })),
  numbers: maybe(fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { maxLength: 5 })), bytes: maybe(words),
});

test('what COPY puts in is what comes out, across pages, with nulls and wide characters', async () => {
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => asOwnerOf(database.ownerUrl, async (client) => {
    await client.query(DDL);
    await copyTables(client, [{ name: 'sample', columns, rows: rows.map((r) => [
      r.no, r.big, r.id, r.words, r.made, r.at, r.content, r.list, r.numbers && encodeNumbers(r.numbers), r.bytes === null ? null : Buffer.from(r.bytes),
    ]) }]);
    const { rows: read } = await client.query(`select no, big::text, id, words, made::text, floor(extract(epoch from at) * 1000)::text as at,
      content, list, numbers::text[] as numbers, bytes from sample`);
    expect(read).toEqual(rows.map((r) => ({
      ...r, big: r.big === null ? null : String(r.big), at: r.at === null ? null : String(toEpochMs(r.at)), numbers: r.numbers?.map(String) ?? null,
    })));
  })), { numRuns: 25 });
});
