// How long does a whole answer take: hits with marked texts, exact total, all facets?
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { civilDate } from '@tongming/law';
import { startSearchEngine } from '../server/src/platform/search-engine/engine.ts';
import { searchOpen, type SearchOptions } from '../server/src/platform/search-open.ts';
import { postgresEngine } from '../server/src/platform/search-postgres.ts';
import type { System } from '../server/src/platform/system.ts';
import { machine, megabytes, memoryOf, percentile, processorOf, say, serverProcess, threeOf, withFreshSystem, withSystemIn } from './kit.ts';
import { stockOf, type MadeDocument, type Stock } from './search-documents.ts';
import { measureFollowing } from './search-following.ts';
import { loadDocuments, withOwner } from './search-load.ts';
import { questionsOf, sorts, type Question } from './search-queries.ts';
import { fts5, tsRank, type Rival } from './search-rivals.ts';

const USERS = 8;
const SAMPLE = 5000;
const HITS = 20;
/** An engine that is slow is not waited for longer than this; it is said how many questions it answered. */
const PATIENCE_MS = 240_000;

/**
 * `npm run bench -- search --documents N [--each N] [--corpus FOLDER] [--beside off] [--postgres off] [--keep FOLDER]`
 * `--keep`: what is built stays in this folder, and a later run with the same folder measures it again.
 */
export async function benchSpeed(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: {
    documents: { type: 'string' }, each: { type: 'string', default: '40' }, corpus: { type: 'string' }, beside: { type: 'string', default: 'on' }, postgres: { type: 'string', default: 'on' },
    keep: { type: 'string' },
  } });
  const count = Number(values.documents);
  if (!(count > 0)) throw new Error('--documents takes a number');
  say(machine());
  const measureAll = async (system: System, folder: string) => {
    const kept = readKept(folder, count);
    const rivals = values.beside === 'off' || kept?.beside === false ? [] : [fts5(join(folder, 'fts5.sqlite')), await tsRank(system)];
    const { made, sample } = kept ?? await build(system, folder, { stock: stockOf(values.corpus ?? null), count, rivals });
    say(made);
    await sizes(system);
    const questions = questionsOf(sample, Number(values.each));
    const others = questionsOf(sample, WARM_UP.each, WARM_UP.seed);
    await measureOwn(system, folder, { questions, others }, values.postgres !== 'off');
    for (const rival of rivals) await measureRival(rival, questions, system);
  };
  const { keep } = values;
  if (keep === undefined) await withFreshSystem(measureAll);
  else await withSystemIn(keep, (system) => measureAll(system, keep));
}

/** `made`: what was built and how long it took; `beside`: the rivals hold the documents too. */
type Kept = { count: number; made: string; beside: boolean; sample: MadeDocument[] };
const KEPT = 'bench-search.json';

function readKept(folder: string, count: number): Kept | null {
  const file = join(folder, KEPT);
  if (!existsSync(file)) return null;
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  if (kept.count !== count) throw new Error(`${folder} holds ${kept.count} documents`);
  return kept;
}

async function build(system: System, folder: string, { stock, count, rivals }: { stock: Stock; count: number; rivals: readonly Rival[] }): Promise<Kept> {
  const started = await system.db.selectFrom('open.record').select('id').limit(1).execute();
  if (started.length > 0) throw new Error(`${folder} holds documents of a run that was broken off`);
  const sample: MadeDocument[] = [];
  const spent = rivals.map(() => 0);
  const timed = async (i: number, work: Promise<void>) => {
    const from = performance.now();
    await work;
    spent[i] = (spent[i] ?? 0) + performance.now() - from;
  };
  const load = await loadDocuments(system, stock, count, async (batch) => {
    if (sample.length < SAMPLE) sample.push(...batch);
    for (const [i, rival] of rivals.entries()) await timed(i, rival.add(batch));
  });
  for (const [i, rival] of rivals.entries()) await timed(i, rival.finish());
  const made = `${count} documents, each of about 770 characters in ${stock.paragraphs.length} paragraphs of ${stock.source} put together anew, titles of two halves
made and loaded in ${load.documentsSeconds.toFixed(0)} s, PostgreSQL's indexes in ${load.indexSeconds.toFixed(0)} s; rivals ${rivals.map(({ name }, i) => `${name} ${((spent[i] ?? 0) / 1000).toFixed(0)} s`).join(', ') || 'none'}`;
  const kept = { count, made, beside: rivals.length > 0, sample };
  writeFileSync(join(folder, KEPT), JSON.stringify(kept));
  return kept;
}

async function sizes(system: System): Promise<void> {
  await withOwner(system.ownerUrl, async (client) => {
    const { rows: [row] } = await client.query<Record<'entries' | 'terms' | 'records', string>>(`select pg_table_size('open.search_entry') as entries,
      pg_indexes_size('open.search_entry') as terms, pg_total_relation_size('open.record') as records`);
    say(`PostgreSQL: texts ${megabytes(Number(row?.records))}, terms ${megabytes(Number(row?.entries))}, their indexes ${megabytes(Number(row?.terms))}`);
  });
}

async function measureOwn(system: System, folder: string, { questions, others }: { questions: Question[]; others: Question[] }, alsoPostgres: boolean): Promise<void> {
  const before = process.memoryUsage().rss;
  const from = performance.now();
  const engine = startSearchEngine(system.portalDb, { connectionString: system.ownerUrl, role: 'tongming_portal', name: 'bench index' }, { from: 1, folder });
  await engine.ready();
  const built = performance.now() - from;
  const { figures } = engine.state();
  await engine.warm();
  say(`\naccelerator: ready after ${(built / 1000).toFixed(1)} s, texts read ahead after ${((performance.now() - from) / 1000).toFixed(1)} s; ${figures?.terms} terms, ${figures?.postings} postings, ${megabytes(figures?.bytes ?? 0)}, ${Math.round((figures?.bytes ?? 0) / (figures?.records ?? 1))} bytes a document; this process grew by ${megabytes(process.memoryUsage().rss - before)}`);
  await measure('accelerator', questions, (q) => ask(system, q), { others, system });
  say(`memory: this process ${megabytes(memoryOf(process.pid))}, PostgreSQL ${megabytes(memoryOf(await serverProcess(system)))}`);
  await engine.stop();
  await measureFollowing(system);
  if (alsoPostgres) await measure('PostgreSQL, same plans', questions, (q) => ask(system, q, { engine: postgresEngine }), { others: others.slice(0, SHORT_WARM_UP), system });
}

async function ask(system: System, q: Question, options: SearchOptions = {}): Promise<number> {
  const { year, ...others } = q.filter;
  const filters = {
    ...others, ...(year === undefined ? {} : { year: Number(year) }), ...(q.from === undefined ? {} : { from: civilDate(q.from) }), ...(q.to === undefined ? {} : { to: civilDate(q.to) }),
  };
  return (await searchOpen(system.portalDb, { q: q.q, filters, limit: HITS }, options)).total;
}

async function measureRival(rival: Rival, questions: Question[], system: System): Promise<void> {
  say(`\n${rival.name}: index ${megabytes(await rival.bytes())}`);
  await measure(rival.name, questions, (q) => rival.answer(q), { others: [], system });
  await rival.close();
}

/** A server that has been up for a while has answered others of the same sorts. */
const SHORT_WARM_UP = 40;
const WARM_UP = { each: 50, seed: 8 };

/** Users one after the other without a pause, each asking what comes next. Processor time does not depend on who else uses the machine. */
async function measure(name: string, questions: Question[], answer: (q: Question) => Promise<number>, { others, system }: { others: readonly Question[]; system: System }): Promise<void> {
  for (const q of others) await answer(q);
  const server = await serverProcess(system);
  const used = () => [processorOf(process.pid), processorOf(server)].map((seconds) => seconds ?? Number.NaN);
  const before = used();
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
  const [own, database] = used().map((seconds, i) => (((seconds - (before[i] ?? 0)) * 1000) / all.length).toFixed(1));
  say(`\n${name}: ${all.length} of ${questions.length} questions, ${USERS} at once, ${(all.length / ((performance.now() - started) / 1000)).toFixed(0)} a second; processor ms a question: this process ${own}, PostgreSQL ${database}`);
  say(`${'sort'.padEnd(14)}${'hits (median)'.padStart(14)}   ms p50 / p95 / p99 / most`);
  for (const [sort, found] of [...times, ['all', all] as const]) {
    if (found.length > 0) say(`${sort.padEnd(14)}${String(percentile(totals.get(sort) ?? [...totals.values()].flat(), 0.5)).padStart(14)}   ${threeOf(found)} / ${Math.max(...found).toFixed(1)}`);
  }
}
