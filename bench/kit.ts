// A fresh durable system in a throw-away folder, and how figures are printed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { makeAgencies } from '../server/src/domains/identity/testing.ts';
import { loadConfig, type Config } from '../server/src/platform/config.ts';
import { openSystem, type System } from '../server/src/platform/system.ts';

export const say = (line = ''): void => { process.stdout.write(`${line}\n`); };

/** Runs `work` on an empty system with two agencies (150500 and its office); all of it is removed afterwards. */
export async function withFreshSystem<T>(work: (system: System, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tongming-bench-'));
  chmodSync(folder, 0o755);
  try {
    return await withSystemIn(folder, async (system) => {
      await makeAgencies(system.db);
      return work(system, folder);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `work` on the system of a folder, which stays. */
export async function withSystemIn<T>(folder: string, work: (system: System) => Promise<T>): Promise<T> {
  const system = await openSystem(configOf(folder));
  try {
    return await work(system);
  } finally {
    await system.close();
  }
}

export function configOf(folder: string): Config {
  const { DATABASE_URL: _never, ...env } = process.env;
  return loadConfig({ ...env, TONGMING_DATA: folder, PORT: '0', HOST: '127.0.0.1', TONGMING_PROXIES: '1', TONGMING_DEMO: 'off' });
}

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export function threeOf(samples: number[]): string {
  return [0.5, 0.95, 0.99].map((p) => percentile(samples, p).toFixed(1)).join(' / ');
}

export function megabytes(bytes: number | null): string {
  return bytes === null ? 'not known' : `${Math.round(bytes / 1024 / 1024)} MB`;
}

/** Process id of the PostgreSQL server: the parent of our backend. Null where it cannot be known. */
export async function serverProcess(system: System): Promise<number | null> {
  const { rows: [row] } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(system.db);
  try {
    return Number(readFileSync(`/proc/${row?.pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
  } catch {
    return null;
  }
}

/** Memory of a process and its children, what they share counted once (PSS). Linux only. */
export function memoryOf(pid: number | null | undefined): number | null {
  return sumOf(pid, (p) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${p}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024);
}

const TICKS_PER_SECOND = 100;

/** Processor seconds of a process and its children, ended ones too. Linux only. */
export function processorOf(pid: number | null | undefined): number | null {
  return sumOf(pid, (p, child) => {
    const fields = readFileSync(`/proc/${p}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number);
    return fields.slice(11, child ? 13 : 15).reduce((sum, n) => sum + n, 0) / TICKS_PER_SECOND;
  });
}

function sumOf(pid: number | null | undefined, measure: (pid: string, child: boolean) => number): number | null {
  if (!pid || process.platform !== 'linux') return null;
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '));
    return children.filter((p) => p !== '').reduce((sum, p) => sum + measure(p, true), measure(String(pid), false));
  } catch {
    return null;
  }
}

export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}, Node ${process.versions.node}`;
}
