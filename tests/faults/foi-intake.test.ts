// Between "your application has been received" and the case on the clerk's desk anything may die. What was acknowledged
// becomes a case, once.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCase, submitApplication, withdraw, type Submitted } from '../../server/src/domains/foi/inbox.ts';
import { publishIntakeKey, takeInFoi, type Env } from '../../server/src/domains/foi/index.ts';
import { application } from '../../server/src/domains/foi/testing.ts';
import { makeAgencies } from '../../server/src/domains/identity/testing.ts';
import { fileStore } from '../../server/src/platform/files.ts';
import { setLogSink } from '../../server/src/platform/log.ts';
import { asOwnerOf, testDatabase, type TestDatabase } from '../../server/src/platform/testing.ts';

const ROUNDS = 8;
const worker = fileURLToPath(new URL('foi-intake-worker.ts', import.meta.url));
let t: TestDatabase;
let env: Env;
let folder: string;
const secret = randomBytes(32);

beforeAll(async () => {
  setLogSink(() => undefined);
  t = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongming-foi-faults-'));
  env = { db: t.db, files: fileStore(folder), secret };
  await makeAgencies(t.db);
  await publishIntakeKey(env);
});
afterAll(async () => {
  await t.drop();
  await rm(folder, { recursive: true, force: true });
  setLogSink((line) => process.stderr.write(`${line}\n`));
});

async function startIntake(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [worker, t.ownerUrl, folder, secret.toString('hex')], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

/** Cuts every connection the intake has: the database's side of the same accident. */
function cutConnections(): Promise<unknown> {
  return asOwnerOf(t.ownerUrl, (client) => client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'foi intake under fire'`));
}

it(`loses no acknowledged application and takes none in twice through ${ROUNDS} kills`, async () => {
  const told: Submitted[] = [];
  const withdrawn: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = await startIntake();
    let over = false;
    const load = (async () => {
      while (!over) {
        const one = await submitApplication(t.portalDb, application({ attachments: [{ name: '说明.txt', bytes: Buffer.from(`第${told.length}件`) }] }));
        told.push(one);
        if (told.length % 5 === 0 && (await withdraw(t.portalDb, one.receiptNumber, one.queryCode, null)).ok) withdrawn.push(one.receiptNumber);
      }
    })();
    await sleep(150 + Math.random() * 350);
    if (round % 2 === 0) child.kill('SIGKILL');
    else await cutConnections();
    await sleep(50);
    over = true;
    await load;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await takeInFoi(env);
  const cases = await t.db.selectFrom('core.foiCase').select(['id', 'receiptNumber', 'state']).execute();
  expect(cases.map((c) => c.receiptNumber).sort()).toEqual(told.map((x) => x.receiptNumber).sort());
  expect(told.length).toBeGreaterThan(ROUNDS);
  for (const left of ['inbox.submission', 'inbox.foiBlob'] as const) expect(await t.db.selectFrom(left).selectAll().execute()).toEqual([]);
  // Whole, not half: first event, identity, file and page are there for each.
  const count = async (table: 'core.foiIdentity' | 'core.foiFile' | 'open.foiStatus'): Promise<number> =>
    (await t.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
  expect([await count('core.foiIdentity'), await count('core.foiFile'), await count('open.foiStatus')]).toEqual([told.length, told.length, told.length]);
  expect(await t.db.selectFrom('core.foiEvent').select('caseId').where('type', '=', 'submit').execute()).toHaveLength(told.length);
  for (const number of withdrawn) expect(cases.find((c) => c.receiptNumber === number)?.state).toBe('closed');
  const last = told.at(-1);
  expect(last && (await readCase(t.portalDb, last.receiptNumber, last.queryCode))?.number).toBe(last?.receiptNumber);
});
