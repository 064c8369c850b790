import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importStage, type ImportStage } from '../domains/library/importing/testing.ts';

let stage: ImportStage;
let t: ImportStage['t'];
let folder: string;
beforeAll(async () => {
  stage = await importStage();
  ({ t, folder } = stage);
});
afterAll(() => stage.drop());

const run = (...args: string[]): Promise<{ code: number | null; out: string }> => new Promise((resolve) => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./index.ts', import.meta.url)), 'import', ...args], {
    env: { ...process.env, DATABASE_URL: t.ownerUrl, TONGMING_DATA: join(folder, 'data'), TONGMING_DEMO: 'off' },
  });
  let out = '';
  const add = (chunk: Buffer) => { out += chunk.toString('utf8'); };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  child.once('exit', (code) => resolve({ code, out }));
});
const words = (n: number) => Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x4e00 + ((i + 1) * (n * 7919 + 13)) % 15_000)).join('');

it('a table is mapped, tried, imported without its duplicates, and undone', async () => {
  const path = join(folder, '目录.csv');
  writeFileSync(path, ['题目,文号,机关,内容', `甲办法,通政发〔2020〕1号,市政府,${words(1)}`, `甲办法副本,,市政府,${words(1)}`, '乙办法,通政发〔2020〕2号,市政府,'].join('\r\n'));
  const tried = await run(path, '--agency', '150500', '--dry-run');
  expect(tried).toMatchObject({ code: 1 });
  expect(tried.out).toContain('找不到表头');
  expect((await run(path, '--suggest-mapping')).out).toContain('没有认出的列：题目、机关');
  const mapping = `${path}.mapping.json`;
  const suggested = JSON.parse(readFileSync(mapping, 'utf8')) as { columns: Record<string, string> };
  writeFileSync(mapping, JSON.stringify({ ...suggested, columns: { ...suggested.columns, 题目: 'title', 机关: 'issuer' } }));
  const report = join(folder, '报告.xlsx');
  const dry = await run(path, '--agency', '150500', '--mapping', mapping, '--dry-run', '--json', '--report', report);
  expect(JSON.parse(dry.out.split('\n').find((line) => line.startsWith('{')) ?? '')).toMatchObject({ counts: { new: 1, duplicate: 1, fault: 1 } });
  expect(readFileSync(report).subarray(0, 2).toString()).toBe('PK');
  expect(await t.db.selectFrom('core.record').select('id').execute()).toEqual([]);
  const imported = await run(path, '--agency', '150500', '--mapping', mapping, '--leave-out', 'duplicate');
  expect(imported.out).toContain('新增 1，更新 0，未变 0，有问题 1');
  expect(imported.out).toMatch(/(^|\n)第 4 行：没有正文/);
  const jobId = /--undo ([0-9a-f-]{36})/.exec(imported.out)?.[1] ?? '';
  expect((await run('--undo', jobId)).out).toContain('撤下 1 件');
  expect(await t.db.selectFrom('open.record').select('id').execute()).toEqual([]);
  expect(await t.db.selectFrom('open.tombstone').select('id').execute()).toHaveLength(1);
});

it('a wrong call is said with the help', async () => {
  for (const args of [['x.csv'], ['--undo', 'x'], ['x.csv', '--agency', '1', '--leave-out', 'all'], ['x.csv', '--from', 'fax', '--agency', '1']]) {
    expect(await run(...args)).toMatchObject({ code: 2 });
  }
});
