// Documents imported a second, end to end: read, checked, published, indexed, journalled, committed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { writeDocuments } from './documents.ts';
import { machine, megabytes, memoryOf, processorOf, say, serverProcess, withFreshSystem } from './kit.ts';

const CLI = fileURLToPath(new URL('../server/src/cli/index.ts', import.meta.url));

/** `npm run bench -- import [FILE.jsonl.gz …]`: files of the import format, else 3,000 made ones. */
export async function benchImport(args: string[]): Promise<void> {
  say(machine());
  await withFreshSystem(async (system, folder) => {
    const files = args.length > 0 ? args : [join(folder, 'made.jsonl.gz')];
    if (args.length === 0) writeDocuments(files[0] ?? '', 3000);
    const server = await serverProcess(system);
    const started = performance.now();
    const peak = await runImport(files, folder, server);
    const seconds = (performance.now() - started) / 1000;
    const { rows: [row] } = await sql<{ documents: number; characters: number; searched: number }>`
      select count(*) as documents, sum(length(body_text)) as characters, (select count(*) from open.search_entry) as searched from open.record`.execute(system.db);
    say();
    say(`documents ${row?.documents}, characters ${row?.characters}, in the search index ${row?.searched}`);
    say(`whole command ${seconds.toFixed(2)} s: ${Math.round((row?.documents ?? 0) / seconds)} documents/s, ${((row?.characters ?? 0) / seconds / 1e6).toFixed(1)} M characters/s`);
    say(`processor: import ${peak.ownSeconds.toFixed(1)} s, database ${peak.serverSeconds.toFixed(1)} s`);
    say(`memory at most: import ${megabytes(peak.own)}, database ${megabytes(peak.server)}`);
  });
}

/** Bytes at most, and processor seconds. */
type Cost = { own: number; server: number; ownSeconds: number; serverSeconds: number };

async function runImport(files: string[], folder: string, server: number | null): Promise<Cost> {
  const { DATABASE_URL: _never, ...env } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, 'import', ...files, '--agency', '150500'], {
    env: { ...env, TONGMING_DATA: folder }, stdio: ['ignore', 'inherit', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
  const peak = { own: 0, server: 0, ownSeconds: 0, serverSeconds: 0 };
  const before = processorOf(server) ?? 0;
  // Reading memory maps stops the processes for a moment: seldom.
  const watches = [setInterval(() => {
    peak.server = Math.max(peak.server, memoryOf(server) ?? 0);
    peak.own = Math.max(peak.own, memoryOf(child.pid) ?? 0);
  }, 1500), setInterval(() => { peak.ownSeconds = Math.max(peak.ownSeconds, processorOf(child.pid) ?? 0); }, 100)];
  const code = await ended;
  watches.forEach(clearInterval);
  if (code !== 0) throw new Error(`import ended with ${code}`);
  return { ...peak, serverSeconds: (processorOf(server) ?? 0) - before };
}
