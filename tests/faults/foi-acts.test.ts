// While applications are entered and handled anything may die: what was acknowledged is there, whole, and every series of
// numbers goes on without gap or repetition.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCase } from '../../server/src/domains/foi/index.ts';
import { columnsOf } from '../../server/src/domains/foi/store.ts';
import { testOffice, type TestOffice } from '../../server/src/domains/foi/testing.ts';
import { sealJournal, verifyJournal } from '../../server/src/platform/journal.ts';
import { asOwnerOf } from '../../server/src/platform/testing.ts';

const ROUNDS = 6;
const worker = fileURLToPath(new URL('foi-acts-worker.ts', import.meta.url));
let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

async function startWorker(told: string[]): Promise<ChildProcess> {
  const { files, secret } = t.env;
  const child = spawn(process.execPath, [worker, t.ownerUrl, files.root, Buffer.from(secret).toString('hex'), JSON.stringify(t.people)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let half = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (half + chunk.toString()).split('\n');
    half = lines.pop() ?? '';
    told.push(...lines);
  });
  await once(child.stdout, 'data');
  return child;
}

const cutConnections = (): Promise<unknown> => asOwnerOf(t.ownerUrl, (client) =>
  client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'foi acts under fire'`));

const busy = (): Promise<number> => asOwnerOf(t.ownerUrl, async (client) =>
  (await client.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where application_name = 'foi acts under fire'`)).rows[0]?.n ?? 0);

it(`loses no acknowledged act of the office and no number through ${ROUNDS} kills`, async () => {
  const told: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = await startWorker(told);
    // A slow machine gets the time it needs to have something to lose.
    const before = told.length;
    await expect.poll(() => told.length).toBeGreaterThan(before + 5);
    await sleep(Math.random() * 1500);
    if (round % 2 === 0) child.kill('SIGKILL');
    else await cutConnections();
    await sleep(round % 2 === 0 ? 50 : 600);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  // What was sent before the last kill may still be on its way in.
  await expect.poll(busy).toBe(0);
  const said = (what: string): string[][] => told.map((line) => line.split(' ')).filter((words) => words[0] === what);
  expect(said('act').length).toBeGreaterThan(ROUNDS * 3);

  const cases = await t.db.selectFrom('core.foiCase').select(['id', 'receiptNumber', 'registerYear', 'registerSeq']).execute();
  const byId = new Map(cases.map((c) => [c.id, c]));
  for (const [, id = '', receipt] of said('case')) expect(byId.get(id)?.receiptNumber).toBe(receipt);
  const events = await t.db.selectFrom('core.foiEvent').select(['caseId', 'type', 'seq']).execute();
  const done = Map.groupBy(events, (e) => `${e.caseId} ${e.type}`);
  for (const [key, acts] of Map.groupBy(said('act'), ([, id, name]) => `${id} ${name}`)) expect(done.get(key)?.length, key).toBeGreaterThanOrEqual(acts.length);

  const papers = await t.db.selectFrom('core.foiPaper').select(['caseId', 'number', 'numberSeq', 'state']).where('number', 'is not', null).execute();
  for (const [, id, number] of said('letter')) expect(papers).toContainEqual(expect.objectContaining({ caseId: id, number }));
  expect(sorted(papers.map((p) => p.numberSeq))).toEqual(papers.map((_, i) => i + 1));
  const registered = cases.flatMap((c) => (c.registerSeq === null ? [] : [c.registerSeq]));
  expect(sorted(registered)).toEqual(registered.map((_, i) => i + 1));
  const last = await t.db.selectFrom('core.foiReceiptSeries').select(['series', 'last']).execute();
  expect(Object.fromEntries(last.map((s) => [s.series, s.last]))).toEqual(Object.fromEntries(Object.entries({ register: registered.length, reply: papers.length }).filter(([, n]) => n > 0)));
  expect(new Set(cases.map((c) => c.receiptNumber)).size).toBe(cases.length);

  // Whole, not half: what lists show is what the events make, and an answered case has its letter.
  for (const { id } of cases) {
    const c = await loadCase(t.db, id);
    const row = await t.db.selectFrom('core.foiCase').select(['state', 'version']).where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.state).toBe(columnsOf(c).state);
    expect(c.events.map((e) => e.seq)).toEqual(c.events.map((_, i) => i + 1));
    if (row.state === 'answered') expect(papers.find((p) => p.caseId === id)?.state).toBe('served');
  }
  await sealJournal(t.db);
  expect(await verifyJournal(t.db, () => undefined)).toMatchObject({ ok: true, faults: [] });
  process.stdout.write(`foi acts: ${said('act').length} acts of ${said('case').length} cases acknowledged, ${papers.length} letters numbered, ${ROUNDS} kills\n`);
});

const sorted = (numbers: (number | null)[]): number[] => numbers.flatMap((n) => n ?? []).toSorted((a, b) => a - b);
