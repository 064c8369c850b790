import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { asOwnerOf } from './testing.ts';

const binaries = process.env['TONGMING_TEST_POSTGRES'];
const folders: string[] = [];
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tongming-embedded-'));
  chmodSync(path, 0o755);
  folders.push(path);
  return join(path, 'pg');
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});
const open = (path: string, durable = false) => startEmbedded({ folder: path, durable, ...(binaries ? { binaries } : {}) });
const one = (url: string) => asOwnerOf(url, async (c) => (await c.query('select 1 as one')).rows[0]);

it('is joined by a second process and stopped by the last to leave', async () => {
  const path = folder();
  const first = await open(path);
  const second = await open(path);
  expect([first.started, second.started]).toEqual([true, false]);
  await second.leave();
  expect(await one(first.ownerUrl)).toEqual({ one: 1 });
  await first.leave();
  await expect(one(first.ownerUrl)).rejects.toThrow(/ECONNREFUSED|ENOENT|connect/);
});

it('lets a program that does nothing else come to its end, and not before it has left', async () => {
  const path = folder();
  const program = `import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./embedded.ts'))};
    const server = await startEmbedded(${JSON.stringify({ folder: path, durable: false, ...(binaries ? { binaries } : {}) })});
    await server.leave();
    console.log('left');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stdout).toBe('left\n');
});

it('keeps what it held over a stop and a kill, and comes back when watched', async () => {
  const path = folder();
  const server = await open(path, true);
  await asOwnerOf(server.ownerUrl, (c) => c.query('create table kept as select 7 as n'));
  let restarts = 0;
  const unwatch = server.watch(() => { restarts += 1; });
  process.kill(Number(readFileSync(join(path, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  await expect.poll(() => restarts).toBe(1);
  expect(await asOwnerOf(server.ownerUrl, async (c) => (await c.query('select n from kept')).rows)).toEqual([{ n: 7 }]);
  unwatch();
  await server.leave();
});

it('works where the path is too long for a socket', async () => {
  const path = join(folder(), 'a'.repeat(60), 'b'.repeat(60));
  const server = await open(path);
  expect(await one(server.ownerUrl)).toEqual({ one: 1 });
  await server.leave();
});
