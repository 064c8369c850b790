// npm test: lint, layer rule, types, console build, every test on a real PostgreSQL and in a real Chromium; the
// database tests again on PostgreSQL 15 where one is installed. The last line reads "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runtime } from '../server/bin/runtime.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const node = runtime() ?? process.execPath;
const require = createRequire(import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), 'tongming-run-'));
const POSTGRES_15 = '/usr/lib/postgresql/15/bin';
let passed = 0;
let failed = 0;
const failures = [];

const env = { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', TONGMING_LOG: 'quiet' };
const binary = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

function step(title, args, extra = {}) {
  console.log(`\n── ${title}`);
  const from = performance.now();
  const result = spawnSync(node, args, { cwd: top, stdio: 'inherit', env: { ...env, ...extra } });
  console.log(`   ${title}: ${result.status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return result.status === 0;
}

function check(title, args) {
  if (step(title, args)) passed += 1;
  else fail(title);
}

function fail(name, message = '') {
  failed += 1;
  failures.push(message === '' ? name : `${name}\n${message}`);
}

function tests(title, filters, extra = {}) {
  const output = join(scratch, `${passed}-${failed}.json`);
  const ok = step(title, [binary('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile=${output}`, ...filters], extra);
  if (!existsSync(output)) {
    fail(title, 'the run left no report');
    return;
  }
  const report = JSON.parse(readFileSync(output, 'utf8'));
  passed += report.numPassedTests;
  const before = failed;
  for (const file of report.testResults) {
    const broken = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const test of broken) fail(`${title}: ${relative(top, file.name)} > ${test.fullName}`, test.failureMessages.join('\n'));
    if (file.status === 'failed' && broken.length === 0) fail(`${title}: ${relative(top, file.name)}`, file.message);
  }
  // An unhandled error belongs to no file.
  if (!ok && failed === before) fail(title, 'an error outside of every test, see above');
}

check('lint', [binary('oxlint', 'bin/oxlint'), '--deny-warnings']);
check('layer rule', ['tools/layers.ts']);
check('types', [binary('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json']);
check('types of the console', [binary('typescript', 'bin/tsc'), '--noEmit', '-p', 'console/tsconfig.json']);
check('refusal codes are documented', ['tools/errors.ts', '--check']);
check('the law is documented', ['tools/law-doc.ts', '--check']);
check('console build', ['tools/build-console.ts']);
tests('tests (PostgreSQL from npm)', []);
if (existsSync(join(POSTGRES_15, 'initdb'))) {
  // What a browser makes of a page is the same on either.
  tests('database tests again on PostgreSQL 15', ['server/src', '--exclude', '**/*-browser.test.ts'], { TONGMING_TEST_POSTGRES: POSTGRES_15 });
} else {
  console.log('\n── no PostgreSQL 15 installed: the database tests ran on the npm-shipped version only');
}
rmSync(scratch, { recursive: true, force: true });
// What failed stands at the end, where whoever keeps only the end of a log finds it.
if (failures.length > 0) console.log(`\n── failed\n\n${failures.join('\n\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
