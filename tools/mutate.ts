// npm run test:mutants: how many changes to packages/law the tests notice. Prints the score of each file and the total;
// exit 1 below 90 %. `--list` names the survivors, `--file NAME` looks at one file, `--workers N` (2).
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { instrument, type Mutant } from './mutation/instrument.ts';
import type { Task, Verdict } from './mutation/worker.ts';

const ENOUGH = 90;
const SILENT_MS = 180_000;
const { values } = parseArgs({ options: { list: { type: 'boolean' }, file: { type: 'string' }, workers: { type: 'string', default: '2' } } });
const folder = new URL('../packages/law/src/', import.meta.url);
const files = readdirSync(folder).filter((n) => n.endsWith('.ts')).sort().map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
const mutants: Mutant[] = [];
for (const [name, code] of files.filter(([n]) => !n.endsWith('.test.ts'))) mutants.push(...instrument(name, code, mutants.length).mutants);

const verdicts = new Map<number, Verdict['status']>();

/** Runs a share in a process of its own; one that hangs is ended, its mutant counts as noticed, and the rest goes on. */
async function run(ids: readonly number[]): Promise<void> {
  const child = fork(fileURLToPath(new URL('mutation/worker.ts', import.meta.url)), [], { execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=2048'] });
  let current = -1;
  let done = 0;
  const hung = (): void => void child.kill('SIGKILL');
  let timer = setTimeout(hung, SILENT_MS);
  child.on('message', (verdict: Verdict) => {
    clearTimeout(timer);
    timer = setTimeout(hung, SILENT_MS);
    current = verdict.id;
    if (verdict.status === 'started') return;
    verdicts.set(verdict.id, verdict.status);
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${verdicts.size} of ${wanted.length} `);
  });
  child.send({ folder: folder.href, files, ids } satisfies Task);
  const code = await new Promise<number | null>((settle) => child.once('exit', settle));
  clearTimeout(timer);
  if (done === ids.length) return;
  if (code === 0) return run(ids.slice(done));
  if (code !== null || current === -1) throw new Error(`the tests do not pass unchanged, or the process broke down (${code ?? 'ended'})`);
  verdicts.set(current, 'killed');
  await run(ids.slice(done + 1));
}

const wanted = mutants.filter((m) => values.file === undefined || m.file === values.file).map((m) => m.id);
const workers = Math.max(1, Number(values.workers) || 1);
const began = performance.now();
await Promise.all(Array.from({ length: workers }, (_, w) => run(wanted.filter((_id, i) => i % workers === w))));

function score(of: readonly Mutant[]): { killed: number; all: number; percent: string } {
  const killed = of.filter((m) => verdicts.get(m.id) === 'killed').length;
  return { killed, all: of.length, percent: of.length === 0 ? '100.0' : ((killed / of.length) * 100).toFixed(1) };
}

const tried = mutants.filter((m) => verdicts.has(m.id));
for (const file of new Set(tried.map((m) => m.file))) {
  const of = tried.filter((m) => m.file === file);
  const { killed, all, percent } = score(of);
  console.log(`${percent.padStart(5)} %  ${String(killed).padStart(4)} of ${String(all).padStart(4)}  ${file}`);
  if (!values.list) continue;
  for (const m of of.filter((x) => verdicts.get(x.id) !== 'killed')) {
    console.log(`         ${file}:${m.line} ${m.mutator} ${verdicts.get(m.id) ?? ''}: ${m.original.replace(/\s+/g, ' ').slice(0, 90)} → ${m.replacement.replace(/\s+/g, ' ').slice(0, 70)}`);
  }
}
const total = score(tried);
console.log(`${total.percent} % of ${total.all} mutants noticed (${total.killed}), ${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exitCode = Number(total.percent) >= ENOUGH ? 0 : 1;
