import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolated } from './process.ts';

let folder: string;
let child: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typeset-'));
  const file = join(folder, 'child.mjs');
  await writeFile(file, `process.on('message', ({ job }) => {
    if (job === 'hang') { for (;;) {} }
    if (job === 'die') process.exit(3);
    process.send({ ok: true, result: job + ':' + (process.env.DATABASE_URL ?? 'none') });
  });`);
  child = pathToFileURL(file);
});
afterAll(() => rm(folder, { recursive: true }));

test('a hang and a crash cost one job each; the next ones run; secrets do not reach the child', async () => {
  process.env['DATABASE_URL'] = 'postgres://secret';
  const run = isolated<string, string>(child, 10);
  const results = await Promise.allSettled([run('a'), run('hang'), run('b'), run('die'), run('c')]);
  delete process.env['DATABASE_URL'];
  expect(results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason.code))).toEqual(['a:none', 'typeset.timeout', 'b:none', 'typeset.stopped', 'c:none']);
});
