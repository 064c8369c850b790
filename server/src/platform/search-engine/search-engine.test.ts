import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate, fromDayNumber } from '@tongming/law';
import type { Clause, NearPlan, PlanFilters, SearchPlan } from '../search-plan.ts';
import { searchOpen } from '../search-open.ts';
import { parseQuery } from '../search-query.ts';
import { allTextTerms, wordTerm } from '../search-terms.ts';
import { postgresEngine } from '../search-postgres.ts';
import { testDatabase, type TestDatabase } from '../testing.ts';
import { startSearchEngine, type RunningEngine } from './engine.ts';
import { frequencies, near, run, type Index } from './evaluate.ts';
import { likeness, passages } from './likeness.ts';
import { buildIndex } from './live-index.ts';
import { postings } from './postings.ts';
import { bitsFor, countOf, hasBit, keepWithin, nextBit, setBit } from './bits.ts';
import { textCheck } from './text-check.ts';

describe('bits and postings', () => {
  it('give back what was put in', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(70_000)), { selector: ([t, r]) => `${t} ${r}`, maxLength: 400 }), (pairs) => {
      const lists = postings();
      const sorted = pairs.toSorted((a, b) => a[1] - b[1]);
      for (const [term, record] of sorted) lists.append(term * 2 ** 48 + 7, record);
      for (let term = 0; term <= 5; term += 1) {
        const bits = bitsFor(70_001);
        lists.mark(term * 2 ** 48 + 7, bits);
        const own = sorted.flatMap(([t, r]) => (t === term ? [r] : []));
        expect(members(bits)).toEqual(own);
        expect(countOf(bits)).toBe(own.length);
        expect(lists.count(term * 2 ** 48 + 7)).toBe(own.length);
      }
    }), { numRuns: 60 });
  });

  it('hold long lists over many slices', () => {
    const lists = postings();
    const records = Array.from({ length: 120_000 }, (_, i) => i * 3 + (i % 7 === 0 ? 1 : 0));
    for (const record of records) {
      lists.append(9, record);
      if (record % 11 === 0) lists.append(10 + (record % 5000), record);
    }
    const bits = bitsFor(400_000);
    lists.mark(9, bits);
    expect(members(bits)).toEqual(records);
  });

  it('keep what lies within', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(200), { minLength: 1 }), fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(200), (set, a, b, c, d) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const bits = bitsFor(201);
      for (const n of set) setBit(bits, n);
      keepWithin(bits, start, end, Math.min(c, d), Math.max(c, d));
      for (const n of set) expect(hasBit(bits, n)).toBe(n < start || n >= end || (n >= Math.min(c, d) && n < Math.max(c, d)));
    }));
  });
});

function members(bits: Uint32Array): number[] {
  const found: number[] = [];
  for (let at = nextBit(bits, 0); at >= 0; at = nextBit(bits, at + 1)) found.push(at);
  return found;
}

const WORDS = ['养老', '服务', 'Fire', '税收', '通知', '办法'];
const term = fc.integer({ min: 1, max: 12 });
const entry = fc.record({
  no: fc.integer({ min: 1, max: 60 }), day: fc.integer({ min: 19_000, max: 19_012 }), status: fc.constantFrom('in-force', 'repealed', 'expired'),
  issuer: fc.constantFrom('国务院', '通辽市政府', '民政局', '科尔沁区政府'), kind: fc.constantFrom('notice', 'other', 'plan'), agency: fc.constantFrom('150500', '150500-1'),
  theme: fc.constantFrom(null, '民政\\养老', '财税', '财税/预算'), item: fc.constantFrom('20-1', '20-2'), terms: fc.uniqueArray(term, { maxLength: 9 }),
  words: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }),
});
type Row = typeof entry extends fc.Arbitrary<infer T> ? T : never;
const change = fc.oneof({ weight: 6, arbitrary: fc.record({ put: entry }) }, { weight: 2, arbitrary: fc.record({ remove: fc.integer({ min: 1, max: 60 }) }) });

const way = fc.array(term, { minLength: 1, maxLength: 3 });
const clause: fc.Arbitrary<Clause> = fc.oneof({ weight: 4, arbitrary: term.map((t) => [[t]]) }, { weight: 1, arbitrary: fc.array(way, { maxLength: 3 }) });
const day = fc.integer({ min: 19_000, max: 19_012 }).map(fromDayNumber);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const filters: fc.Arbitrary<PlanFilters> = fc.record({
  kind: some(fc.constantFrom('notice', 'none-such')), theme: some(fc.constantFrom('民政', '财税')), agency: some(fc.constant('150500')), year: some(fc.constant(2022)),
  status: some(fc.constantFrom('in-force', 'repealed')), from: some(day), to: some(day), item: some(fc.constant('20-1')), agencies: some(fc.subarray(['150500', '150500-1', 'none-such'])),
}).map((f) => Object.fromEntries(Object.entries(f).filter(([, value]) => value !== undefined)));
const match = {
  none: fc.array(term, { maxLength: 1 }), filters, phrases: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constantFrom([['养老']], [['fire', '税收'], ['服务']]) }),
  nonePhrases: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant(['通知']) }),
};
const plan: fc.Arbitrary<SearchPlan> = fc.record({
  ...match, all: fc.array(clause, { maxLength: 3 }), sort: fc.constantFrom('relevance', 'date'), limit: fc.integer({ min: 1, max: 12 }), after: fc.constant(null), whole: fc.constantFrom(0, 5, 20),
  tiers: fc.array(fc.array(clause, { minLength: 1, maxLength: 2 }), { maxLength: 3 }).map((all) => all.map((clauses, i) => ({ rank: 70 - i * 10, all: clauses }))),
});
const nearest: fc.Arbitrary<NearPlan> = fc.record({
  ...match, parts: fc.array(fc.record({ clause: clause.filter((c) => c.length > 0), weight: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 5 }),
  least: fc.integer({ min: 1, max: 15 }), limit: fc.integer({ min: 1, max: 12 }),
});

const pairTerm = wordTerm('养'.charCodeAt(0), '老'.charCodeAt(0)) ?? 0;
const idOfNo = (no: number) => `${(no * 7919 % 256).toString(16).padStart(2, '0')}000000-0000-4000-8000-${String(no).padStart(12, '0')}`;

describe('the index beside PostgreSQL', () => {
  let t: TestDatabase;
  let client: pg.Client;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongming-index-'));
    t = await testDatabase();
    client = new pg.Client({ connectionString: t.ownerUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await t.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const apply = async (changes: readonly ({ put: Row } | { remove: number })[]) => {
    for (const one of changes) {
      await t.db.transaction().execute(async (tx) => {
        const id = idOfNo('put' in one ? one.put.no : one.remove);
        await tx.deleteFrom('open.record').where('id', '=', id).execute();
        if ('put' in one) await put(tx, id, one.put);
        await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'put' in one ? 'published' : 'withdrawn', tags: [] }).execute();
      });
    }
  };
  const compare = async (index: Index, plans: readonly SearchPlan[], nears: readonly NearPlan[]) => {
    const oracle = postgresEngine(t.portalDb);
    const check = textCheck(t.portalDb);
    for (const each of plans) {
      const [own, other] = [await run(index, each, check), await oracle.run(each)];
      expect(own).toEqual(other);
      const after = other.hits[Math.floor(other.hits.length / 2)];
      if (after) expect(await run(index, { ...each, after }, check)).toEqual(await oracle.run({ ...each, after }));
    }
    for (const each of nears) expect(await near(index, each, check)).toEqual(await oracle.near(each));
    const terms = Array.from({ length: 13 }, (_, i) => i + 1);
    expect(frequencies(index, terms)).toEqual(await oracle.frequencies(terms));
    const ids = Array.from({ length: 61 }, (_, i) => idOfNo(i));
    for (const lead of [null, '第一条']) expect(await passages(index, { words: ['养老', '通知'], lead }, ids)).toEqual(await oracle.passages({ words: ['养老', '通知'], lead }, ids));
    for (const typed of ['养老服务', '税收 通知 办法']) {
      const query = parseQuery(typed);
      for (const asked of [{ weights: null, by: 'passage' }, { weights: [[pairTerm, 3]], by: 'passage' }, { weights: [[pairTerm, 3]], by: 'clauses' }] as const) {
        if (query) expect(await likeness(index, { query, ...asked }, ids)).toEqual(await oracle.likeness({ query, ...asked }, ids));
      }
    }
  };

  it('answers as PostgreSQL does, whatever is asked and whatever changes in between', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(entry, { maxLength: 50 }), fc.array(fc.record({ changes: fc.array(change, { maxLength: 8 }), plans: fc.array(plan, { maxLength: 4 }), nears: fc.array(nearest, { maxLength: 2 }) }), { minLength: 1, maxLength: 3 }),
      async (rows, rounds) => {
        await apply([...new Map(rows.map((row) => [row.no, row])).values()].map((row) => ({ put: row })));
        const live = await buildIndex(client, folder);
        live.discard();
        for (const { changes, plans, nears } of rounds) {
          await apply(changes);
          await live.catchUp(client);
          await compare(live.index, plans, nears);
        }
        live.close();
      }), { numRuns: 25 });
  });

  const cutConnections = () => client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tongming search index' and datname = current_database()`);

  it('stands in for PostgreSQL while it runs, follows what is published even when connections break, and is built anew when asked', async () => {
    await apply([{ put: { no: 1, day: 19_001, status: 'in-force', issuer: '国务院', kind: 'notice', agency: '150500', theme: null, item: '20-1', terms: [], words: ['养老'] } }]);
    const engine: RunningEngine = startSearchEngine(t.portalDb, { connectionString: t.ownerUrl, role: 'tongming_portal', name: 'test index' }, { from: 1, folder });
    try {
      await engine.ready();
      const before = engine.state().figures?.young;
      const records = engine.state().figures?.records ?? 0;
      await apply([{ put: { no: 99, day: 19_002, status: 'in-force', issuer: '国务院', kind: 'notice', agency: '150500', theme: null, item: '20-1', terms: [3], words: ['税收'] } }]);
      await expect.poll(() => engine.state()).toMatchObject({ state: 'ready', figures: { young: (before ?? 0) + 1 } });
      expect((await searchOpen(t.portalDb, { q: '2022年', limit: 3 })).total).toBeGreaterThanOrEqual(0);
      await cutConnections();
      await apply([{ remove: 99 }]);
      await expect.poll(() => engine.state()).toMatchObject({ state: 'ready', figures: { records } });
      await sql`notify open_search`.execute(t.portalDb);
      await expect.poll(() => engine.state()).toMatchObject({ state: 'ready', figures: { young: 0 } });
    } finally {
      await engine.stop();
    }
  });
});

async function put(tx: Parameters<Parameters<ReturnType<TestDatabase['db']['transaction']>['execute']>[0]>[0], id: string, row: Row): Promise<void> {
  const made = civilDate(fromDayNumber(row.day));
  await tx.insertInto('open.record').values({
    id, externalId: null, indexNumber: id.slice(-12), agencyCode: row.agency, agencyName: '市政府', issuer: row.issuer, regionCode: '150500', kind: row.kind,
    category: 'policy', title: row.words.join(''), documentNumber: null, numberCode: null, numberYear: null, numberSeq: null, dateMade: made,
    publishedAt: '2026-01-01T00:00:00Z', datePublished: '2026-01-01', theme: row.theme, summary: null, status: row.status as 'in-force', statusNote: null,
    effectiveOn: null, expiresOn: null, attribute: 'full', edition: 1, official: sql`null`, body: sql`null`, bodyText: row.words.join('的'),
    articleItems: [row.item], updatedAt: '2026-01-01T00:00:00Z',
  }).execute();
  await sql`insert into open.search_entry (record_id, sorted_on, published_at, agency_code, region_code, kind, category, theme, year, status, terms)
    select id, date_made, published_at, agency_code, region_code, kind, category, open.first_theme(theme), extract(year from date_made)::int, status,
      ${[...row.terms, ...allTextTerms(`${row.words.join('')}\n${row.words.join('的')}`)]}::bigint[] from open.record where id = ${id}`.execute(tx);
}
