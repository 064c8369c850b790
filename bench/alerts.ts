// How long one published document is held against very many stored searches.
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from '@tongming/law';
import { sql } from 'kysely';
import { followAlerts } from '../server/src/domains/alerts/index.ts';
import { importFile } from '../server/src/domains/library/importing/import-file.ts';
import { startWorker } from '../server/src/domains/library/importing/start-worker.ts';
import { json } from '../server/src/platform/database.ts';
import { setLogSink } from '../server/src/platform/log.ts';
import type { System } from '../server/src/platform/system.ts';
import { randomOf, writeDocuments } from './documents.ts';
import { machine, say, threeOf, withFreshSystem } from './kit.ts';

const GOAL_MS = 1000;
const ROUNDS = 20;
const AT_ONCE = 1000;

/** `npm run bench -- alerts [SUBSCRIPTIONS]` (default 10,000): words out of titles, one in ten a phrase, a third with facets. */
export async function benchAlerts(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 10_000);
  setLogSink(() => undefined);
  say(machine());
  await withFreshSystem(async (system, folder) => {
    const lines = documentsIn(join(folder, 'all.jsonl.gz'), ROUNDS + 500);
    await subscribe(system, lines.map((line) => (JSON.parse(line) as { title: string }).title), count);
    const [starting] = await timed(() => followAlerts({ db: system.db }));
    const worker = startWorker();
    const [found, stalls] = [[] as number[], [] as number[]];
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const path = join(folder, `${i}.jsonl.gz`);
      writeFileSync(path, gzipSync(lines[i] ?? ''));
      await importFile(system, worker, path, '150500');
      const [ms, stall, hits] = await timed(() => followAlerts({ db: system.db }));
      times.push(ms);
      stalls.push(stall);
      found.push(hits);
    }
    await worker.terminate();
    say(`${count.toLocaleString('en')} subscriptions, one published document, matched and its mails queued`);
    say(`  ${ROUNDS} documents, each p50/p95/p99: ${threeOf(times)} ms (bar: ${GOAL_MS} ms); once when a worker starts: ${starting.toFixed(0)} ms`);
    say(`  alerts that found something: ${Math.min(...found)} to ${Math.max(...found)}; longest time nothing else ran: ${Math.max(...stalls).toFixed(0)} ms`);
    if (Math.max(...times) > GOAL_MS) process.exitCode = 1;
  });
}

function documentsIn(path: string, count: number): string[] {
  writeDocuments(path, count);
  return gunzipSync(readFileSync(path)).toString('utf8').split('\n');
}

async function subscribe(system: System, titles: readonly string[], count: number): Promise<void> {
  const random = randomOf(7);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  for (let done = 0; done < count; done += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - done) }, () => {
      const title = pick(titles, '').slice(2, -3);
      const words = title.slice(Math.floor(random() * 8)).slice(0, 2 + Math.floor(random() * 5));
      const filter = random() < 0.33 ? { agency: '150500', ...(random() < 0.5 ? { year: '2019' } : {}) } : {};
      return { id: randomUUID(), q: random() < 0.1 ? `"${words}"` : words, filter };
    });
    await sql`insert into core.alert (id, state, address, address_key, cadence, q, filter, label, topic_key, link_key, act_key, asked_at, confirm_until)
      select id, 'active', ''::bytea, uuid_send(id), 'daily', q, filter, '', uuid_send(id), uuid_send(id), uuid_send(id), ${now()}::timestamptz, ${now()}::timestamptz
      from jsonb_to_recordset(${json(rows)}) as x(id uuid, q text, filter jsonb)`.execute(system.db);
  }
}

/** Milliseconds, the longest pause of the process meanwhile, and the result. */
async function timed(work: () => Promise<number>): Promise<[number, number, number]> {
  let [last, stall] = [performance.now(), 0];
  const tick = setInterval(() => {
    stall = Math.max(stall, performance.now() - last);
    last = performance.now();
  }, 1);
  const from = performance.now();
  const result = await work();
  const ms = performance.now() - from;
  stall = Math.max(stall, performance.now() - last);
  clearInterval(tick);
  return [ms, stall, result];
}
