// How fast are pages: kept ones beside a bare server that sends the same bytes, those made anew by what they cost, the export beside nginx.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeAgencies } from '../server/src/domains/identity/testing.ts';
import type { SiteLanguage } from '../server/src/platform/schema.ts';
import type { System } from '../server/src/platform/system.ts';
import type { LoadResult, LoadTask } from './http-load.ts';
import { machine, megabytes, memoryOf, percentile, processorOf, say, serverProcess, withSystemIn } from './kit.ts';
import { stockOf } from './search-documents.ts';
import { loadDocuments } from './search-load.ts';
import { measureExport } from './portal-export.ts';
import { loadMongolian } from './portal-mongolian.ts';
import { measureWordPress } from './rival-wordpress.ts';

const QUESTIONS = ['管理办法', '通知', '资金 管理', '教育', '安全生产', '科尔沁区', '住房公积金', '社会保障', '国税发', '环境保护', '农牧业', '政务公开'];
const HOST = 'www.example.gov.cn';
const DOCUMENTS = 200;
const WARM_MS = 300;

export type Kind = { name: string; paths: string[] };
/** Pages of one site. */
type Asked = { host: string; kinds: Kind[] };
type Server = { port: number; pid: number; stop: () => Promise<void> };
export type PortalBench = { seconds: number; connections: number };

/** `npm run bench -- portal [--records 10000,200000] [--seconds 3] [--connections 64] [--corpus FOLDER] [--mongolian 500] [--export off] [--rival off] [--cold off]` */
export async function benchPortal(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    records: { type: 'string', default: '10000,200000' }, seconds: { type: 'string', default: '3' }, connections: { type: 'string', default: '64' },
    corpus: { type: 'string' }, mongolian: { type: 'string', default: '500' }, export: { type: 'string', default: 'on' }, rival: { type: 'string', default: 'wordpress' }, cold: { type: 'string', default: 'on' },
  } });
  const how = { seconds: Number(values.seconds), connections: Number(values.connections) };
  say(`${machine()}; ${how.connections} connections, ${how.seconds} s each, answers in br`);
  for (const records of values.records.split(',').map(Number)) {
    const folder = mkdtempSync(join(tmpdir(), 'tongming-bench-'));
    chmodSync(folder, 0o755);
    try {
      await withSystemIn(folder, async (system) => {
        await makeAgencies(system.db);
        const load = await loadDocuments(system, stockOf(values.corpus ?? null), records, async () => undefined);
        say(`\n${records} records (made and loaded in ${(load.documentsSeconds + load.indexSeconds).toFixed(0)} s)`);
        const kinds = kindsOf(await idsOf(system, 'zh-CN'), ['/records/?year=2025', '/records/?category=policy', '/records/?status=in-force'], QUESTIONS);
        await measurePages(system, folder, { host: HOST, kinds }, how);
        if (values.export === 'on') await measureExport(system, folder, how);
        if (values.rival === 'wordpress') await measureWordPress(system, folder, kinds, how);
        await measureMongolian(system, folder, Number(values.mongolian), how);
      });
      if (values.cold === 'on') await measureStart(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function idsOf(system: System, language: SiteLanguage): Promise<string[]> {
  const rows = await system.portalDb.selectFrom('open.record').select('id').where('language', '=', language).orderBy('id').limit(DOCUMENTS).execute();
  return rows.map(({ id }) => id);
}

function kindsOf(documents: readonly string[], lists: readonly string[], questions: readonly string[]): Kind[] {
  return [
    { name: 'home', paths: ['/'] }, { name: 'list', paths: ['/records/', ...lists] }, { name: 'document', paths: documents.map((id) => `/records/${id}`) },
    { name: 'search', paths: questions.map((q) => `/search?q=${encodeURIComponent(q)}`) },
  ];
}

/** The same pages of a Mongolian site beside the Chinese one. */
async function measureMongolian(system: System, folder: string, records: number, how: PortalBench): Promise<void> {
  const { host, questions, lists } = await loadMongolian(system, HOST, records);
  say(`\nMongolian, standing: ${records} records, each of one of the Chinese`);
  await measurePages(system, folder, { host, kinds: kindsOf(await idsOf(system, 'mn-Mong-CN'), lists, questions) }, how);
}

async function measurePages(system: System, folder: string, { host, kinds }: Asked, how: PortalBench): Promise<void> {
  const kept = await serve('portal', folder);
  const given = join(folder, 'same-bytes.json');
  writeFileSync(given, JSON.stringify(await Promise.all(kinds.flatMap((kind) => kind.paths).map((path) => answerOf(kept.port, host, path)))));
  const bare = await serve('bare', given);
  say(`${'page'.padEnd(10)}${'cached /s'.padStart(11)}${'bare node /s'.padStart(14)}${'ratio'.padStart(7)}   ms p50 / p99 cached, p99 bare; processor µs a request cached, bare`);
  for (const { name, paths } of kinds) {
    // By turns, so that others who use the machine weigh on both.
    const turns = { kept: [] as LoadResult[], bare: [] as LoadResult[] };
    const before = [kept, bare].map(({ pid }) => processorOf(pid));
    for (let turn = 0; turn < 2; turn += 1) {
      turns.kept.push(await load(kept, paths, { ...how, seconds: how.seconds / 2 }, { host }));
      turns.bare.push(await load(bare, paths, { ...how, seconds: how.seconds / 2 }, { host }));
    }
    const [own, other] = [joined(turns.kept), joined(turns.bare)];
    const micros = [kept, bare].map(({ pid }, i) => ((((processorOf(pid) ?? Number.NaN) - (before[i] ?? 0)) * 1e6) / ([own, other][i]?.all ?? 1)).toFixed(0));
    say(`${name.padEnd(10)}${own.rate.toFixed(0).padStart(11)}${other.rate.toFixed(0).padStart(14)}${(own.rate / other.rate).toFixed(2).padStart(7)}   ${ms(own.times, 0.5)} / ${ms(own.times, 0.99)}, ${ms(other.times, 0.99)}; ${micros.join(', ')}${failed(own)}${failed(other)}`);
  }
  say(`memory: portal with ${kinds.reduce((sum, kind) => sum + kind.paths.length, 0)} kept pages ${megabytes(memoryOf(kept.pid))}, bare server ${megabytes(memoryOf(bare.pid))}`);
  await Promise.all([kept.stop(), bare.stop()]);
  await measureUncached(system, folder, { host, kinds }, how);
}

async function measureUncached(system: System, folder: string, { host, kinds }: Asked, how: PortalBench): Promise<void> {
  const anew = await serve('portal', folder, { TONGMING_PAGE_CACHE: '0' });
  const database = await serverProcess(system);
  say(`${'page'.padEnd(10)}${'uncached /s'.padStart(13)}   ms p50 / p99; processor ms a request: portal, PostgreSQL`);
  for (const { name, paths } of kinds) {
    const before = [processorOf(anew.pid), processorOf(database)];
    const result = joined([await load(anew, paths, how, { host })]);
    const spent = [processorOf(anew.pid), processorOf(database)].map((now, i) => ((((now ?? Number.NaN) - (before[i] ?? 0)) * 1000) / result.all).toFixed(2));
    say(`${name.padEnd(10)}${result.rate.toFixed(0).padStart(13)}   ${ms(result.times, 0.5)} / ${ms(result.times, 0.99)}; ${spent.join(', ')}${failed(result)}`);
  }
  say(`memory: portal without kept pages ${megabytes(memoryOf(anew.pid))}`);
  await anew.stop();
}

/** `all`: with those before the clock ran. */
type Joined = { rate: number; times: number[]; failures: number; requests: number; all: number };

export function joined(results: readonly LoadResult[]): Joined {
  const requests = results.reduce((sum, r) => sum + r.requests, 0);
  return {
    requests, all: results.reduce((sum, r) => sum + r.requests + r.warmed, 0), rate: requests / results.reduce((sum, r) => sum + r.seconds, 0), times: results.flatMap((r) => r.times), failures: results.reduce((sum, r) => sum + r.failures, 0),
  };
}

export const ms = (times: number[], p: number): string => percentile(times, p).toFixed(1);
export const failed = ({ failures }: Joined): string => (failures > 0 ? `  ${failures} FAILED` : '');

export async function load(server: { port: number }, paths: string[], { seconds, connections }: PortalBench, { host = HOST, encoding = 'br' } = {}): Promise<LoadResult> {
  const child = fork(fileURLToPath(new URL('./http-load.ts', import.meta.url)));
  const ask = (time: number): Promise<LoadResult> => new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as LoadResult));
    child.once('exit', (code) => reject(new Error(`load generator ended with ${code}`)));
    child.send({ port: server.port, host, paths, connections, ms: time, encoding } satisfies LoadTask);
  });
  try {
    const { requests } = await ask(Math.min(WARM_MS, seconds * 1000));
    return { ...await ask(seconds * 1000), warmed: requests };
  } finally {
    child.disconnect();
  }
}

export async function serve(kind: 'portal' | 'bare', given: string, env: Record<string, string> = {}): Promise<Server> {
  const child = fork(fileURLToPath(new URL('./portal-server.ts', import.meta.url)), [kind, given], { env: { ...process.env, ...env } });
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`server ended with ${code}`)));
  });
  await settled(child.pid);
  return { port, pid: child.pid ?? 0, stop: () => ended(child, () => child.disconnect()) };
}

/** A portal reads the texts of its search ahead once it has started: until that is over it measures its start. */
async function settled(pid: number | undefined): Promise<void> {
  for (let last = processorOf(pid), i = 0; last !== null && i < 200; i += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    const now = processorOf(pid) ?? last;
    if (now - last < 0.05) return;
    last = now;
  }
}

export function ended(child: ChildProcess, end: () => void): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    end();
  });
}

/** The second answer: the first is made, the second is as it stays. */
export async function answerOf(port: number, host: string, path: string, encoding = 'br'): Promise<{ path: string; headers: string[]; body: string }> {
  const once = () => new Promise<{ path: string; headers: string[]; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host, 'accept-encoding': encoding, 'x-forwarded-for': '10.8.0.1' }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => { parts.push(part); });
      response.on('end', () => {
        const pairs = response.rawHeaders.flatMap((name, i) => (i % 2 === 0 && !/^(date|connection|keep-alive)$/i.test(name) ? [name, response.rawHeaders[i + 1] ?? ''] : []));
        resolve({ path, headers: pairs, body: Buffer.concat(parts).toString('base64') });
      });
    }).on('error', reject).end();
  });
  await once();
  return once();
}

/** From the command to the first page, with everything stopped before. The first start of a checkout compiles, so the second counts. */
async function measureStart(folder: string): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 2; i += 1) {
    const port = await freePort();
    const from = performance.now();
    const { DATABASE_URL: _never, ...env } = process.env;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('../server/src/cli/index.ts', import.meta.url)), 'serve'], {
      env: { ...env, TONGMING_DATA: folder, PORT: String(port), HOST: '127.0.0.1', TONGMING_DEMO: 'off' }, stdio: 'ignore',
    });
    while (child.exitCode === null && !(await answers(port))) await new Promise((resolve) => { setTimeout(resolve, 20); });
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`);
    times.push((performance.now() - from) / 1000);
    await ended(child, () => child.kill('SIGTERM'));
  }
  say(`start with this database to the first page: ${times.map((t) => t.toFixed(1)).join(' s, then ')} s`);
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(async (response) => (await response.text()).includes('</html>') && response.ok, () => false);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
