import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedRecord } from '../portal/testing.ts';
import { testDatabase, type TestDatabase } from '../platform/testing.ts';
import { runCli } from './command.ts';
import { evaluateSearchCommand } from './evaluate-search.ts';

let t: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'tongming-evaluate-'));
beforeAll(async () => {
  t = await testDatabase();
  await seedRecord(t.db, { externalId: 'heating', title: '城市供热管理办法' });
  await seedRecord(t.db, { externalId: 'water', title: '城市供水管理办法' });
});
afterAll(async () => {
  await t.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(lines: unknown[], ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, 'queries.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const said = { out: [] as string[], err: [] as string[] };
  const code = await runCli(evaluateSearchCommand, [file, ...args], {
    env: { DATABASE_URL: t.ownerUrl, TONGMING_DATA: folder }, out: (line) => said.out.push(line), err: (line) => said.err.push(line), progress: () => undefined, endProgress: () => undefined,
  });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

const queries = [
  { query: '供热管理', kind: 'title', expect_id: 'heating' }, { query: '城市管理办法', kind: 'title', expect_id: 'heating' },
  { query: '供水', kind: 'word', expect_id: 'nowhere' },
];

it('prints success and mean reciprocal rank for each kind and for all', async () => {
  const { code, out } = await run(queries, '--json');
  expect(code).toBe(0);
  // Of two titles that hold the same words the newer comes first, so that one of the two is second.
  expect(JSON.parse(out)).toEqual([
    { kind: 'title', queries: 2, success1: expect.any(Number), success10: 1, mrr: expect.any(Number) },
    { kind: 'word', queries: 1, success1: 0, success10: 0, mrr: 0 }, { kind: 'all', queries: 3, success1: expect.any(Number), success10: 2 / 3, mrr: expect.any(Number) },
  ]);
  const table = (await run(queries, '--misses')).out;
  expect(table).toMatch(/kind\s+queries\s+success@1\s+success@10\s+MRR/);
  expect(table).toContain('"expect_id":"nowhere","place":-1');
});

it('names the line that is none', async () => {
  const { code, err } = await run([queries[0], '{"query":1}']);
  expect(code).toBe(2);
  expect(err).toContain('第 2 行');
});
