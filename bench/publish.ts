// From the call of the issue command to the document being seen in page, list, search and feed, while readers browse.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { act } from '../server/src/domains/drafting/index.ts';
import { documentIn, draftOf, drive, noticeSheet, type Person, type TestCity } from '../server/src/domains/drafting/testing.ts';
import { rolesOf, type Principal, type Role } from '../server/src/domains/identity/index.ts';
import { makePerson } from '../server/src/domains/identity/testing.ts';
import { importFile } from '../server/src/domains/library/importing/import-file.ts';
import { startWorker } from '../server/src/domains/library/importing/start-worker.ts';
import { startServer } from '../server/src/main.ts';
import { setLogSink } from '../server/src/platform/log.ts';
import type { System } from '../server/src/platform/system.ts';
import { writeDocuments } from './documents.ts';
import { machine, megabytes, memoryOf, say, serverProcess, threeOf, withFreshSystem } from './kit.ts';

const READERS = 50;
const PAUSE_MS = 500;
const STOCK = 3000;
const POLL_MS = 5;
const channels = ['page', 'list', 'search', 'feed'] as const;
type Channel = (typeof channels)[number];

/** `npm run bench -- publish [COUNT]` (default 100 documents issued). */
export async function benchPublish(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 100);
  setLogSink(() => undefined);
  say(machine());
  await withFreshSystem(async (system, folder) => {
    const stock = join(folder, 'stock.jsonl.gz');
    writeDocuments(stock, STOCK);
    const worker = startWorker();
    await importFile(system, worker, stock, '150500');
    await worker.terminate();
    const city = await cityOf(system);
    say(`${STOCK} documents stand there; preparing ${count} more up to the last step`);
    const ready: string[] = [];
    for (let i = 0; i < count; i += 1) ready.push((await drive(city, await draftOf(city, noticeSheet({ title: titleOf(i) })), 'dispatching')).id);
    const server = await startServer(system, 'all', 'production');
    try {
      await measure(city, ready, `http://127.0.0.1:${server.port}`, system);
    } finally {
      await server.stop();
    }
  });
}

function titleOf(i: number): string {
  return `关于测量第${i + 1}号公文公开用时的通知`;
}

async function cityOf(system: System): Promise<TestCity> {
  const holders: [Person, Role][] = [
    ['drafter', 'drafter'], ['reviewer', 'reviewer'], ['secrecy', 'secrecy-reviewer'], ['legality', 'legality-reviewer'],
    ['signer', 'signer'], ['office', 'office'],
  ];
  const people: Partial<Record<Person, Principal>> = {};
  for (const [login, role] of holders) {
    const { id } = await makePerson(system.db, login, { roles: [role], agencyCode: '150500', ready: true });
    people[login] = { person: { id, name: login, login }, roles: await rolesOf(system.db, id), pending: null };
  }
  const { db, portalDb, ownerUrl, files } = system;
  return { db, portalDb, ownerUrl, env: { db, files }, people: people as TestCity['people'], drop: async () => undefined, close: async () => undefined };
}

async function measure(city: TestCity, ready: string[], base: string, system: System): Promise<void> {
  const readers = fork(fileURLToPath(new URL('./readers.ts', import.meta.url)), [base, String(READERS), String(PAUSE_MS)]);
  const browsed = new Promise<{ times: number[]; failures: number }>((resolve, reject) => {
    readers.once('message', (message) => resolve(message as { times: number[]; failures: number }));
    readers.once('exit', (code) => reject(new Error(`readers ended with ${code}`)));
  });
  await new Promise((resolve) => { setTimeout(resolve, 3000); });
  const seen: Record<Channel | 'command', number[]> = { command: [], page: [], list: [], search: [], feed: [] };
  const started = performance.now();
  for (const [i, id] of ready.entries()) {
    const { version } = await documentIn(city, id);
    const called = performance.now();
    await act(city.env, city.people.office, id, 'issue', { version });
    seen.command.push(performance.now() - called);
    const { recordId } = await city.db.selectFrom('core.document').select('recordId').where('id', '=', id).executeTakeFirstOrThrow();
    await Promise.all(channels.map(async (channel) => {
      await until(base + pathOf(channel, recordId ?? '', titleOf(i)), channel === 'page' ? titleOf(i) : recordId ?? '', i);
      seen[channel].push(performance.now() - called);
    }));
  }
  const seconds = (performance.now() - started) / 1000;
  const rss = process.memoryUsage().rss;
  readers.send('stop');
  const pages = await browsed;
  say(`\n${ready.length} documents issued one after another, ${READERS} readers (a page every ${PAUSE_MS} ms each, ${Math.round(pages.times.length / (seconds + 3))} pages/s)`);
  say('ms from the call of issue             p50 / p95 / p99');
  say(`  the command returns                 ${threeOf(seen.command)}`);
  for (const channel of channels) say(`  seen in ${channel.padEnd(28)}${threeOf(seen[channel])}`);
  say(`  seen in all four                    ${threeOf(ready.map((_, i) => Math.max(...channels.map((c) => seen[c][i] ?? 0))))}`);
  say(`readers' pages, ms                    ${threeOf(pages.times)}   failed ${pages.failures} of ${pages.times.length}`);
  say(`memory: server (with this driver) ${megabytes(rss)}, database ${megabytes(memoryOf(await serverProcess(system)))}`);
}

function pathOf(channel: Channel, recordId: string, title: string): string {
  switch (channel) {
    case 'page': return `/records/${recordId}`;
    case 'list': return '/records/';
    case 'search': return `/search?q=${encodeURIComponent(title)}`;
    case 'feed': return '/feed.xml';
    default: return channel satisfies never;
  }
}

async function until(url: string, text: string, n: number): Promise<void> {
  for (let tries = 0; tries < 4000; tries += 1) {
    const response = await fetch(url, { headers: { 'x-forwarded-for': `10.2.${n % 200}.${1 + (tries % 200)}` } });
    if ((await response.text()).includes(text)) return;
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
  }
  throw new Error(`${url} never showed what was published`);
}
