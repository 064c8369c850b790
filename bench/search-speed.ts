// How long does a whole answer take: hits with marked texts, exact total, all facets?
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { civilDate } from '@tongming/law';
import { startSearchEngine, type RunningEngine } from '../server/src/platform/search-engine/engine.ts';
import { searchOpen, type SearchOptions } from '../server/src/platform/search-open.ts';
import { postgresEngine } from '../server/src/platform/search-postgres.ts';
import type { System } from '../server/src/platform/system.ts';
import { machine, megabytes, memoryOf, percentile, say, serverProcess, threeOf, withFreshSystem } from './kit.ts';
import { stockOf, type MadeDocument } from './search-documents.ts';
import { loadDocuments, withOwner } from './search-load.ts';
import { questionsOf, sorts, type Question } from './search-queries.ts';
import { fts5, tsRank, type Rival } from './search-rivals.ts';

const USERS = 8;
const SAMPLE = 5000;
const HITS = 20;
/** An engine that is slow is not waited for longer than this; it is said how many questions it answered. */
const PATIENCE_MS = 240_000;

/** `npm run bench -- search --documents N [--each N] [--corpus FOLDER] [--beside off] [--postgres off]` */
export async function benchSpeed(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    documents: { type: 'string' }, each: { type: 'string', default: '40' }, corpus: { type: 'string' }, beside: { type: 'string', default: 'on' }, postgres: { type: 'string', default: 'on' },
  } });
  const count = Number(values.documents);
  if (!(count > 0)) throw new Error('--documents takes a number');
  say(machine());
  const stock = stockOf(values.corpus ?? null);
  say(`${count} documents, each of about 770 characters in ${stock.paragraphs.length} paragraphs of ${stock.source} put together anew, titles of two halves`);
  await withFreshSystem(async (system, folder) => {
    const rivals = values.beside === 'off' ? [] : [fts5(join(folder, 'fts5.sqlite')), await tsRank(system)];
    const sample: MadeDocument[] = [];
    const spent = rivals.map(() => 0);
    const load = await loadDocuments(system, stock, count, async (batch) => {
      if (sample.length < SAMPLE) sample.push(...batch);
      for (const [i, rival] of rivals.entries()) {
        const from = performance.now();
        await rival.add(batch);
        spent[i] = (spent[i] ?? 0) + performance.now() - from;
      }
    });
    say(`documents made and loaded in ${load.documentsSeconds.toFixed(0)} s (rivals ${spent.map((ms) => `${(ms / 1000).toFixed(0)} s`).join(', ') || 'none'} of it), PostgreSQL's indexes in ${load.indexSeconds.toFixed(0)} s`);
    await sizes(system);
    const questions = questionsOf(sample, Number(values.each));
    await measureOwn(system, folder, questions, values.postgres !== 'off');
    for (const rival of rivals) await measureRival(rival, questions);
  });
}

async function sizes(system: System): Promise<void> {
  await withOwner(system.ownerUrl, async (client) => {
    const { rows: [row] } = await client.query<Record<'entries' | 'terms' | 'records', string>>(`select pg_table_size('open.search_entry') as entries,
      pg_indexes_size('open.search_entry') as terms, pg_total_relation_size('open.record') as records`);
    say(`PostgreSQL: texts ${megabytes(Number(row?.records))}, terms ${megabytes(Number(row?.entries))}, their indexes ${megabytes(Number(row?.terms))}`);
  });
}

async function measureOwn(system: System, folder: string, questions: Question[], alsoPostgres: boolean): Promise<void> {
  const before = process.memoryUsage().rss;
  const from = performance.now();
  const engine = startSearchEngine(system.portalDb, { connectionString: system.ownerUrl, role: 'tongming_portal', name: 'bench index' }, { from: 1, folder });
  await engine.ready();
  const built = performance.now() - from;
  const { figures } = engine.state();
  say(`\naccelerator: built in ${(built / 1000).toFixed(1)} s; ${figures?.terms} terms, ${figures?.postings} postings, ${megabytes(figures?.bytes ?? 0)}; this process grew by ${megabytes(process.memoryUsage().rss - before)}`);
  await measure('accelerator', questions, (q) => ask(system, q), true);
  say(`memory: this process ${megabytes(memoryOf(process.pid))}, PostgreSQL ${megabytes(memoryOf(await serverProcess(system)))}`);
  await measureFollowing(system, engine);
  await engine.stop();
  if (alsoPostgres) await measure('PostgreSQL, same plans', questions, (q) => ask(system, q, { engine: postgresEngine }), true);
}

async function ask(system: System, q: Question, options: SearchOptions = {}): Promise<number> {
  const { year, ...others } = q.filter;
  const filters = {
    ...others, ...(year === undefined ? {} : { year: Number(year) }), ...(q.from === undefined ? {} : { from: civilDate(q.from) }), ...(q.to === undefined ? {} : { to: civilDate(q.to) }),
  };
  return (await searchOpen(system.portalDb, { q: q.q, filters, limit: HITS }, options)).total;
}

/** A record's status changes: how long until the index says so? */
async function measureFollowing(system: System, engine: RunningEngine): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const young = engine.state().figures?.young ?? 0;
    await withOwner(system.ownerUrl, (client) => client.query(`with one as (select id from open.record offset ${i * 37} limit 1), up as (update open.record set status = 'repealed' where id in (select id from one))
      insert into open.change (subject_type, subject_id, kind) select 'record', id::text, 'status' from one`));
    const from = performance.now();
    while ((engine.state().figures?.young ?? 0) === young && performance.now() - from < 10_000) await new Promise((resolve) => { setTimeout(resolve, 1); });
    times.push(performance.now() - from);
  }
  say(`a change is in the index after ms p50 / p95 / p99: ${threeOf(times)}`);
}

async function measureRival(rival: Rival, questions: Question[]): Promise<void> {
  const from = performance.now();
  const bytes = await rival.finish();
  say(`\n${rival.name}: index finished in ${((performance.now() - from) / 1000).toFixed(0)} s more, ${megabytes(bytes)}`);
  await measure(rival.name, questions, (q) => rival.answer(q), false);
  await rival.close();
}

const WARM_UP = 40;

/** Users one after the other without a pause, each asking what comes next. */
async function measure(name: string, questions: Question[], answer: (q: Question) => Promise<number>, warm: boolean): Promise<void> {
  if (warm) for (const q of questions.slice(0, WARM_UP)) await answer(q);
  const times = new Map<string, number[]>(sorts.map((sort) => [sort, []]));
  const totals = new Map<string, number[]>(sorts.map((sort) => [sort, []]));
  const started = performance.now();
  let next = 0;
  const user = async () => {
    for (let q = questions[next]; q && performance.now() - started < PATIENCE_MS; q = questions[next]) {
      next += 1;
      const from = performance.now();
      const total = await answer(q);
      times.get(q.sort)?.push(performance.now() - from);
      totals.get(q.sort)?.push(total);
    }
  };
  await Promise.all(Array.from({ length: USERS }, user));
  const all = [...times.values()].flat();
  say(`\n${name}: ${all.length} of ${questions.length} questions, ${USERS} at once, ${(all.length / ((performance.now() - started) / 1000)).toFixed(0)} a second`);
  say(`${'sort'.padEnd(14)}${'hits (median)'.padStart(14)}   ms p50 / p95 / p99 / most`);
  for (const [sort, found] of [...times, ['all', all] as const]) {
    if (found.length > 0) say(`${sort.padEnd(14)}${String(percentile(totals.get(sort) ?? [...totals.values()].flat(), 0.5)).padStart(14)}   ${threeOf(found)} / ${Math.max(...found).toFixed(1)}`);
  }
}

