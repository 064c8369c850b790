import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civilDate, instant } from '@tongming/law';
import { testDatabase, type TestDatabase } from '../../../platform/testing.ts';
import { seedAgency, seedRecord } from '../../../portal/testing.ts';
import { decodeCursor } from '../../library/open/cursor.ts';
import { feedRule, readRule, takes, type FeedRule, type RuleFacts } from './rule.ts';
import { recordsOfFeed, recordsOfRule, type Feed, type FeedPage, type FeedScope } from './records-of-rule.ts';

let t: TestDatabase;
type Known = RuleFacts & { id: string; at: string };
const known: Known[] = [];
const pick = <T>(values: readonly T[], i: number): T => values[i % values.length] as T;
const kinds = ['notice', 'opinion', 'letter'], categories = ['news', 'policy', 'normative'], themes = ['综合政务\\政务公开', '科技、教育\\教育', null];
const agencies = ['150500', '150500-MZJ', '150523'], regions = ['150500', '150523'], languages = ['zh-CN', 'mn-Mong-CN'], words = ['供热', '招生', '低保', '公积金'];

beforeAll(async () => {
  t = await testDatabase();
  await seedAgency(t.db);
  for (let i = 0; i < 60; i += 1) {
    const day = civilDate(`2026-${String(1 + (i % 9)).padStart(2, '0')}-${String(1 + (i % 7)).padStart(2, '0')}`);
    const facts: RuleFacts = {
      kind: pick(kinds, i), category: pick(categories, Math.floor(i / 2)), theme: pick(themes, Math.floor(i / 3)), agencyCode: pick(agencies, Math.floor(i / 4)),
      regionCode: pick(regions, Math.floor(i / 5)), language: pick(languages, Math.floor(i / 7)), title: `关于${pick(words, i * 3)}工作的通知`, keywords: [pick(words, i + 1)],
    };
    const publishedAt = instant(`${day}T01:30:00Z`);
    const id = await seedRecord(t.db, { ...facts, keywords: [...facts.keywords], datePublished: day, publishedAt });
    known.push({ ...facts, id, at: publishedAt });
  }
});
afterAll(() => t.drop());

const some = (values: readonly string[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const rules: fc.Arbitrary<FeedRule> = fc.record({
  kinds: some(kinds), categories: some(categories), themes: some(['综合政务', '科技、教育', '没有']), agencies: some([...agencies, '150581']), regions: some(regions), words: some([...words, '政务%_']),
  languages: some(languages),
}, { requiredKeys: [] });
const scopes: fc.Arbitrary<FeedScope> = fc.option(fc.subarray(agencies), { nil: null });

/** All pages one after the other. */
async function walk(feed: Feed, scope: FeedScope, limit: number): Promise<FeedPage> {
  const ids = [];
  let page = await recordsOfFeed(t.portalDb, feed, scope, { limit });
  ids.push(...page.items);
  while (page.next !== null) {
    page = await recordsOfFeed(t.portalDb, feed, scope, { limit, after: decodeCursor(page.next) });
    expect(page.items.length).toBeGreaterThan(0);
    ids.push(...page.items);
  }
  return { ...page, items: ids };
}

const newestFirst = (a: Known, b: Known): number => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1);
const expected = (rule: FeedRule | null, scope: FeedScope): Known[] =>
  rule === null ? [] : known.filter((one) => takes(rule, one) && (scope === null || scope.includes(one.agencyCode))).toSorted(newestFirst);

describe('feedRule', () => {
  test('takes lists of words and nothing else', () => {
    expect(readRule({ kinds: ['notice'] })).toEqual({ kinds: ['notice'] });
    for (const bad of [null, 'notice', { kinds: [] }, { kinds: 'notice' }, { words: [''] }, { words: ['a\0b'] }, { status: ['in-force'] }]) expect(readRule(bad)).toBeNull();
    expect(feedRule.parse({})).toEqual({});
  });

  test('a word with signs of a pattern is a word', () => {
    const facts = known[0] as Known;
    expect(takes({ words: ['%'] }, facts)).toBe(false);
    expect(takes({ words: ['工作'] }, facts)).toBe(true);
  });
});

describe('recordsOfRule', () => {
  test('PostgreSQL takes what `takes` takes, in order, with the exact number, over all pages', async () => {
    await fc.assert(fc.asyncProperty(rules, scopes, fc.integer({ min: 1, max: 25 }), async (rule, scope, limit) => {
      const found = await walk({ rule, pinned: [], placed: [], excluded: [] }, scope, limit);
      const wanted = expected(rule, scope);
      expect(found.items.map((item) => item.id)).toEqual(wanted.map((one) => one.id));
      expect(found.total).toBe(wanted.length);
    }), { numRuns: 60 });
  });

  test('a page of its own', async () => {
    const page = await recordsOfRule(t.portalDb, { categories: ['news'] }, null, { limit: 5 });
    expect(page.items).toHaveLength(5);
    expect(page.total).toBe(known.filter((one) => one.category === 'news').length);
    expect(page.next).not.toBeNull();
  });
});

describe('recordsOfFeed', () => {
  const ids = (): fc.Arbitrary<string[]> => fc.subarray([...known.slice(0, 12).map((one) => one.id), '00000000-0000-4000-8000-000000000000']);

  test('pinned first, placed from the whole pool, excluded never, each once, counted exactly', async () => {
    await fc.assert(fc.asyncProperty(fc.option(rules, { nil: null }), scopes, ids(), ids(), ids(), fc.integer({ min: 14, max: 30 }), async (rule, scope, pins, puts, outs, limit) => {
      const pinned = pins.slice(0, 4), placed = puts.filter((id) => !pinned.includes(id)), excluded = outs.filter((id) => !pinned.includes(id) && !placed.includes(id));
      const found = await walk({ rule, pinned, placed, excluded }, scope, limit);
      const there = (id: string): boolean => known.some((one) => one.id === id);
      const rest = known.filter((one) => !pinned.includes(one.id) && !excluded.includes(one.id) && (placed.includes(one.id) || expected(rule, scope).includes(one))).toSorted(newestFirst);
      expect(found.items.map((item) => item.id)).toEqual([...pinned.filter(there), ...rest.map((one) => one.id)]);
      expect(found.total).toBe(found.items.length);
    }), { numRuns: 60 });
  });

  test('more pinned ones than a page holds: the others follow on the next', async () => {
    const pinned = known.slice(0, 4).map((one) => one.id);
    const page = await recordsOfFeed(t.portalDb, { rule: {}, pinned, placed: [], excluded: [] }, null, { limit: 3 });
    expect(page.items.slice(0, 4).map((item) => item.id)).toEqual(pinned);
    expect(page.items).toHaveLength(5);
    expect(page.total).toBe(known.length);
    const all = await walk({ rule: {}, pinned, placed: [], excluded: [] }, null, 3);
    expect(new Set(all.items.map((item) => item.id)).size).toBe(known.length);
  });
});
