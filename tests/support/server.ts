// The real program as a child process: started, killed, started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../server/src/cli/index.ts', import.meta.url));
const FLAGS = ['--disable-warning=ExperimentalWarning', ENTRY];

export type Server = { base: string; child: ChildProcess; data: string; output(): string };

export async function startProgram(data: string, port: number, env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(process.execPath, [...FLAGS, 'serve'], {
    env: { ...process.env, TONGMING_DATA: data, PORT: String(port), ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => { output = (output + chunk.toString()).slice(-20_000); };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return healthy({ base: `http://127.0.0.1:${port}`, child, data, output: () => output });
}

/** Waits until the server answers for its database. */
export async function healthy(server: Server): Promise<Server> {
  for (let tries = 0; tries < 2400; tries += 1) {
    if (server.child.exitCode !== null) throw new Error(`the server ended:\n${server.output()}`);
    const up = await fetch(`${server.base}/healthz`, { signal: AbortSignal.timeout(2000) }).then((r) => r.status === 200, () => false);
    if (up) return server;
    await sleep(100);
  }
  throw new Error(`no answer from ${server.base} in time:\n${server.output()}`);
}

/** kill -9: no farewell. */
export async function killServer(server: Server): Promise<void> {
  const gone = exited(server.child);
  server.child.kill('SIGKILL');
  await gone;
}

export async function stopServer(server: Server): Promise<void> {
  const gone = exited(server.child);
  server.child.kill('SIGTERM');
  await gone;
}

/** kill -9 of the embedded PostgreSQL's first process; its children see that and end. */
export function killPostgres(data: string): void {
  const pid = Number(readFileSync(join(data, 'postgresql', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
}

/** Runs a command of the program to its end. */
export async function runProgram(
  data: string, args: string[], env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...FLAGS, ...args], { env: { ...process.env, TONGMING_DATA: data, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  await exited(child);
  return { code: child.exitCode, output };
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => { child.once('exit', () => resolve()); });
}
