import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStore } from '../../../platform/files.ts';
import { dryRun, type Finding } from './dry-run.ts';
import { importFile } from './import-file.ts';
import { zh } from './messages.ts';
import { reportSheets, reportText } from './report.ts';
import { startDryRunWorker, startWorker } from './start-worker.ts';
import { importStage, type ImportStage } from './testing.ts';

const worker = startWorker();
const checker = startDryRunWorker();
afterAll(async () => { await worker.terminate(); await checker.terminate(); });

let stage: ImportStage;
let t: ImportStage['t'];
let folder: string;
beforeEach(async () => {
  stage = await importStage();
  ({ t, folder } = stage);
});
afterEach(() => stage.drop());

/** Texts that share no runs: the numbers of a sequence as characters. */
const body = (n: number) => `第一条 ${Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + ((i + 1) * (n * 7919 + 13)) % 20_000)).join('')}。`;
const row = (n: number, more: object = {}) => JSON.stringify({ id: `d${n}`, title: `第${n}号文件管理办法`, issuer: '通辽市民政局', doc_no: `通民发〔2020〕${n}号`, date: '2020-03-01', body: body(n), ...more });
const fileOf = (name: string, lines: string[]) => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

/** Rows of every table and where every sequence stands. */
const stateOf = async () => {
  const { rows } = await sql<{ name: string; n: string }>`
    select table_schema || '.' || table_name as name, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', table_schema, table_name), false, true, '')))[1]::text as n
    from information_schema.tables where table_schema in ('core', 'open', 'inbox') and table_type = 'BASE TABLE' order by 1`.execute(t.db);
  const sequences = await sql`select schemaname, sequencename, last_value from pg_sequences order by 1, 2`.execute(t.db);
  return { rows, sequences: sequences.rows };
};

describe('a dry run', () => {
  it('says of each line what an import would do, and changes nothing', async () => {
    await importFile({ ownerUrl: t.ownerUrl, db: t.db, files: fileStore(join(folder, 'files')) }, worker, fileOf('a.jsonl', [1, 2, 3].map((n) => row(n))), '150500');
    const before = await stateOf();
    const path = fileOf('b.jsonl', [
      row(1), row(2, { title: '改了标题的办法', date: '2020-04-01' }), row(10), row(11, { body: body(3), doc_no: null }), row(12, { body: body(10).replace('。', '，并补充说明。') }),
      row(13, { body: ` ${body(10)}\n` }), row(14, { doc_no: '通民发〔2020〕1号', date: '2999-01-01', issuer: null }), '{"where":"表一第 3 行","fault":"没有标题"}',
      row(15, { doubts: [{ field: 'date', code: 'date-unread', reason: '看不懂' }], date: null, where: '表一第 4 行' }), row(10, { title: '又一次' }),
    ]);
    const run = await dryRun(t.db, checker, path, '150500');
    expect(await stateOf()).toEqual(before);
    const at = (line: number): Finding => run.findings[line - 1] ?? expect.fail(`no line ${line}`);
    expect(run.findings.map((f) => f.verdict)).toEqual(['unchanged', 'changed', 'new', 'duplicate', 'similar', 'duplicate', 'new', 'fault', 'new', 'duplicate']);
    expect(at(2).fields).toEqual(['title', 'date']);
    expect(at(4).match).toMatchObject({ title: '第3号文件管理办法', line: null, likeness: 1 });
    expect(at(5).match).toMatchObject({ line: 3 });
    expect(at(6).match).toMatchObject({ line: 3, likeness: 1 });
    expect(at(7).doubts.map((d) => d.code)).toEqual(['date-future', 'issuer-missing', 'number-other-title', 'number-twice']);
    expect(at(8)).toMatchObject({ where: '表一第 3 行', reason: '没有标题' });
    expect(at(9)).toMatchObject({ where: '表一第 4 行' });
    expect(at(9).doubts.map((d) => d.code)).toEqual(['date-unread', 'date-missing']);
    expect(at(10).doubts.map((d) => d.code)).toContain('same-id');
    expect(run).toMatchObject({ compared: 3, counts: { new: 3, changed: 1, unchanged: 1, duplicate: 3, similar: 1, fault: 1 } });
    const text = reportText('b.jsonl', run);
    expect(text).toContain(`${zh.report.verdicts.similar} 1`);
    expect(reportSheets(run)[1]?.rows).toHaveLength(10);
    await expect(dryRun(t.db, checker, path, '999999')).rejects.toMatchObject({ status: 404 });
  });
});
