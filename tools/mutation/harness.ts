// Stands in for vitest while mutants are tried: the same tests and the same `expect`, run in one process without its
// start-up, a thousand times.
import { ASYMMETRIC_MATCHERS_OBJECT, chai, customMatchers, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from '@vitest/expect';

type Body = (...args: unknown[]) => unknown;
type Each = (rows: readonly unknown[]) => (name: string, body: Body) => void;
type Named = ((name: string, body: Body, timeout?: number) => void) & { each: Each; skipIf(skipped: unknown): Named };
export type Test = { name: string; run: () => unknown };

/** Filled while test files load. */
export const registered: Test[] = [];
const path: string[] = [];

function named(take: (name: string, body: Body, args: readonly unknown[]) => void, active = true): Named {
  const each: Each = (rows) => (name, body) => rows.forEach((row) => active && take(name, body, Array.isArray(row) ? row : [row]));
  return Object.assign((name: string, body: Body) => void (active && take(name, body, [])), { each, skipIf: (skipped: unknown) => named(take, active && !skipped) });
}

export const it = named((name, body, args) => registered.push({ name: [...path, name].join(' > '), run: () => body(...args) }));
export const test = it;
export const describe = named((name, body, args) => {
  path.push(name);
  body(...args);
  path.pop();
});

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const made = (value: unknown, message?: string): unknown => chai.expect(value, message);
export const expect = Object.assign(made, chai.expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT));
Reflect.set(globalThis, GLOBAL_EXPECT, expect);
setState({ assertionCalls: 0, isExpectingAssertions: false, testPath: '', currentTestName: '' } as never, expect as never);
const extend: unknown = Reflect.get(chai.expect, 'extend');
if (typeof extend === 'function') Reflect.apply(extend, chai.expect, [expect, customMatchers]);
