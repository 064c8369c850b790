// Known-item search: is the document that was meant the first one, and how long does it take?
import { readFileSync } from 'node:fs';
import { importFile } from '../server/src/domains/library/importing/import-file.ts';
import { startWorker } from '../server/src/domains/library/importing/start-worker.ts';
import { searchOpen } from '../server/src/platform/search-open.ts';
import { benchSpeed } from './search-speed.ts';
import { machine, say, threeOf, withFreshSystem } from './kit.ts';

type Query = { query: string; kind: string; expect_id: string };

/**
 * `npm run bench -- search QUERIES.jsonl FILE.jsonl.gz …`: {query, kind, expect_id} a line, and documents to import.
 * `npm run bench -- search --documents N`: speed among N documents (search-speed.ts).
 */
export async function benchSearch(args: string[]): Promise<void> {
  if (args.includes('--documents')) return benchSpeed(args);
  const [queryFile, ...files] = args;
  if (!queryFile || files.length === 0) throw new Error('usage: npm run bench -- search QUERIES.jsonl FILE.jsonl.gz …');
  const queries = readFileSync(queryFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Query);
  say(machine());
  await withFreshSystem(async (system) => {
    const worker = startWorker();
    for (const file of files) await importFile(system, worker, file, '150500');
    await worker.terminate();
    await searchOpen(system.portalDb, { q: queries[0]?.query ?? '', limit: 1 });
    const places = new Map<string, number[]>();
    const times: number[] = [];
    for (const { query, kind, expect_id } of queries) {
      const started = performance.now();
      const { items } = await searchOpen(system.portalDb, { q: query, limit: 10 });
      times.push(performance.now() - started);
      places.set(kind, [...places.get(kind) ?? [], items.findIndex((item) => item.externalId === expect_id)]);
    }
    const share = (found: number[], within: number) => (found.filter((at) => at >= 0 && at < within).length / found.length).toFixed(3);
    say(`\n${'kind'.padEnd(16)}queries  success@1  success@10`);
    for (const [kind, found] of [...places, ['all', [...places.values()].flat()] as const]) {
      say(`${kind.padEnd(16)}${String(found.length).padStart(7)}${share(found, 1).padStart(11)}${share(found, 10).padStart(12)}`);
    }
    say(`\nms p50 / p95 / p99: ${threeOf(times)}`);
  });
}
