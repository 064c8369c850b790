// Tries one mutant after another on the tests that touch it, and tells the parent process what became of each.
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { registered, type Test } from './harness.ts';
import { instrument, type Mutant } from './instrument.ts';

/** The package as it was when the run began: somebody may be writing meanwhile. `files`: names with their text. */
export type Task = { folder: string; files: readonly (readonly [string, string])[]; ids: readonly number[] };
export type Verdict = { id: number; status: 'killed' | 'survived' | 'not covered' | 'started' };
type Measured = Test & { ms: number };

const sources = new Map<string, string>();

/** The sources of the package with all mutants in them. Ids are the same in every process. */
function prepare({ folder, files }: Task): Mutant[] {
  const all: Mutant[] = [];
  for (const [name, code] of files) {
    const made = name.endsWith('.test.ts') ? { code, mutants: [] } : instrument(name, code, all.length);
    all.push(...made.mutants);
    sources.set(`${folder}${name}`, stripTypeScriptTypes(made.code));
  }
  return all;
}

let active = -1;
let hits = 0;
let covered: Set<number> | null = null;
/** A loop that no longer ends asks for mutants without end. */
const MOST_HITS = 20_000_000;
Reflect.set(globalThis, '__m', (id: number): boolean => {
  covered?.add(id);
  if (active === -1) return false;
  hits += 1;
  if (hits > MOST_HITS) throw new Error('endless');
  return id === active;
});

const harness = fileURLToPath(new URL('harness.ts', import.meta.url));
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return next(pathToFileURL(harness).href, context);
    const resolved = next(specifier, context);
    const generation = new URL(context.parentURL ?? 'file:///').search;
    return sources.has(resolved.url) && generation ? { ...resolved, url: resolved.url + generation } : resolved;
  },
  load(url, context, next) {
    const source = sources.get(url.replace(/\?.*/, ''));
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
  },
});

/** Modules loaded anew are never let go: after so many the process ends and another takes over. */
const MOST_LOADS = 100;
let loads = 0;

async function load(generation: number): Promise<Test[]> {
  registered.length = 0;
  loads += 1;
  for (const url of [...sources.keys()].filter((u) => u.endsWith('.test.ts'))) await import(`${url}?g=${generation}`);
  return [...registered];
}

async function failsOne(tests: readonly Test[]): Promise<boolean> {
  for (const test of tests) {
    hits = 0;
    try {
      await test.run();
    } catch {
      return true;
    }
  }
  return false;
}

/** Loads the modules anew with the mutant on: tables and constants are made at loading. */
async function failsAtLoading(id: number, order: readonly string[]): Promise<boolean> {
  hits = 0;
  try {
    const tests = await load(id);
    return await failsOne(tests.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)));
  } catch {
    return true;
  }
}

async function main(task: Task): Promise<void> {
  fc.configureGlobal({ seed: 20190515 });
  const mutants = prepare(task);
  const atLoading = covered = new Set<number>();
  const tests = await load(mutants.length);
  const touched = new Map<number, Measured[]>();
  const measured: Measured[] = [];
  for (const test of tests) {
    covered = new Set();
    const from = performance.now();
    await test.run();
    const one = { ...test, ms: performance.now() - from };
    measured.push(one);
    for (const id of covered) touched.set(id, [...(touched.get(id) ?? []), one]);
  }
  covered = null;
  const order = measured.toSorted((a, b) => a.ms - b.ms).map((t) => t.name);
  for (const id of task.ids) {
    if (loads > MOST_LOADS) return;
    process.send?.({ id, status: 'started' } satisfies Verdict);
    active = id;
    const mine = (touched.get(id) ?? []).toSorted((a, b) => a.ms - b.ms);
    const killed = await failsOne(mine) || (atLoading.has(id) && await failsAtLoading(id, order));
    active = -1;
    process.send?.({ id, status: killed ? 'killed' : mine.length > 0 || atLoading.has(id) ? 'survived' : 'not covered' } satisfies Verdict);
  }
}

process.once('message', (task: Task) => {
  main(task).then(() => process.exit(0), (error: unknown) => {
    console.error(error);
    process.exit(3);
  });
});
