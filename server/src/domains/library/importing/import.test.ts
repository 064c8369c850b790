import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkDisclosure } from '@tongming/law';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { fileStore } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { searchOpen } from '../../../platform/search-open.ts';
import { testActor } from '../../../platform/testing.ts';
import { publishRecords } from '../commands/publish-records.ts';
import { changeOf, withdrawRecords } from '../project.ts';
import { checks } from '../verifying/checks.ts';
import { importFile, type ImportFault } from './import-file.ts';
import { zh } from './messages.ts';
import { startWorker } from './start-worker.ts';
import { importStage, type ImportStage } from './testing.ts';

const worker = startWorker();
afterAll(() => worker.terminate());

let stage: ImportStage;
let t: ImportStage['t'];
let folder: string;
beforeEach(async () => {
  stage = await importStage();
  ({ t, folder } = stage);
});
afterEach(() => stage.drop());

const system = () => ({ ownerUrl: t.ownerUrl, db: t.db, files: fileStore(join(folder, 'files')) });
const row = (n: number, more: object = {}) => JSON.stringify({
  id: `d${n}`, title: `第${n}号文件管理办法`, issuer: '通辽市民政局', doc_no: null, date: '2020-03-01', theme: '地方性法规/内蒙古', status: '有效',
  body: `第一条 为了测试第${n}份文件。\n第二条 自公布之日起施行。`, ...more,
});
const fileOf = (name: string, lines: (string | Buffer)[], zip = false) => {
  const bytes = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
  const path = join(folder, name);
  writeFileSync(path, zip ? gzipSync(bytes) : bytes);
  return path;
};
const run = async (path: string) => {
  const faults: ImportFault[] = [];
  const result = await importFile(system(), worker, path, '150500', () => undefined, (fault) => faults.push(fault));
  return { ...result, list: faults };
};
const faultsFound = async () => {
  const all = await Promise.all(checks.map((check) => check.run(t.db, system().files, () => undefined)));
  return all.flatMap((result) => result.faults);
};

describe('import', () => {
  it('makes records public, numbered without gaps, found and journalled; a second run changes nothing', async () => {
    const path = fileOf('a.jsonl.gz', Array.from({ length: 120 }, (_, i) => row(i + 1)), true);
    expect(await run(path)).toMatchObject({ imported: 120, faults: 0, lines: 120 });
    expect(await run(path)).toMatchObject({ imported: 0, unchanged: 120, revised: 0 });
    expect((await searchOpen(t.portalDb, { q: '第77份文件', limit: 3 })).items[0]).toMatchObject({ externalId: 'd77', issuer: '通辽市民政局', status: 'in-force' });
    const numbers = await t.db.selectFrom('open.record').select('indexNumber').orderBy('indexNumber').execute();
    expect(numbers.map((r) => Number(r.indexNumber.split('-')[1]))).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
    expect(await faultsFound()).toEqual([]);
  });

  it('names bad lines with their numbers while the good ones go in', async () => {
    const result = await run(fileOf('b.jsonl', [
      row(1), '{"id": "x", ', '[]', '', row(2, { title: ' ' }), row(3, { body: null }), row(4, { date: '2021-02-30' }),
      Buffer.from(row(5), 'latin1'), row(6, { title: 'a\u0000b' }), row(7, { title: '长'.repeat(501) }), row(8, { body: '坏\ud800字' }),
      row(9, { issuer: 7 }), row(10, { body: '机密★5年\n内容' }), Buffer.alloc(17 * 1024 * 1024, 'x'), row(11), row(1, { title: '第1号文件管理办法（修订）' }),
    ]));
    expect(result.list.map((f) => f.line)).toEqual([2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(result.list.map((f) => f.reason).slice(0, 3)).toEqual([zh.fault.json, zh.fault.object, zh.fault.missing('title')]);
    expect(result).toMatchObject({ imported: 2, revised: 1, faults: 12 });
    expect(await t.db.selectFrom('core.importFault').select('line').execute()).toHaveLength(12);
    expect(await faultsFound()).toEqual([]);
  });

  it('a changed document becomes a new edition and keeps its number; withdrawn ones stay withdrawn', async () => {
    await run(fileOf('c.jsonl', [row(1), row(2)]));
    const before = await t.db.selectFrom('open.record').select(['id', 'indexNumber']).where('externalId', '=', 'd1').executeTakeFirstOrThrow();
    expect(await run(fileOf('d.jsonl', [row(1, { body: '第一条 新的内容。' }), row(2)]))).toMatchObject({ revised: 1, unchanged: 1 });
    expect(await t.db.selectFrom('open.record').select(['indexNumber', 'edition', 'bodyText']).where('id', '=', before.id).executeTakeFirst())
      .toEqual({ indexNumber: before.indexNumber, edition: 2, bodyText: '第一条 新的内容。' });
    await runCommand(t.db, testActor, async (ctx) => {
      await ctx.tx.insertInto('core.recordEnd').values({
        recordId: before.id, kind: 'withdrawn', effectiveOn: ctx.today, ground: '内容有误', publicNote: '内容有误', byRecord: null, personId: null,
      }).execute();
      await withdrawRecords(ctx, [before.id], '内容有误');
      const written = await journal(ctx, { action: 'test', subjectType: 'record', subjectId: before.id });
      await publishChanges(ctx, [changeOf('withdrawn', { id: before.id, agencyCode: '150500' })]);
      return done(0, written);
    });
    const again = await run(fileOf('d2.jsonl', [row(1, { body: '第一条 又是新的内容。' }), row(2)]));
    expect(again).toMatchObject({ revised: 0, unchanged: 1, list: [{ line: 1, reason: zh.fault.withdrawn }] });
    expect(await faultsFound()).toEqual([]);
  });

  it('writes the same rows as the ordinary way of publication', async () => {
    await run(fileOf('e.jsonl', [row(1, { doc_no: '通政发（2020）3号', theme: '城乡建设' })]));
    const bulk = await t.db.selectFrom('open.record').selectAll().executeTakeFirstOrThrow();
    const edition = await t.db.selectFrom('core.edition').selectAll().executeTakeFirstOrThrow();
    const gate = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
    if (!gate.ok) throw new Error('gate');
    const content = { ...(edition.content as object), bodyText: edition.bodyText } as Parameters<typeof publishRecords>[2][number]['content'];
    const { published } = await runCommand(t.db, testActor, async (ctx) => {
      const made = await publishRecords(ctx, system().files, [{
        record: { agencyCode: '150500', externalId: 'other' }, documentId: null, content, disclosure: gate.value,
        files: { renditions: [], attachments: [] }, publishedAt: ctx.now,
      }]);
      return done(made, await journal(ctx, { action: 'test', subjectType: 'record', subjectId: '1' }));
    });
    const single = await t.db.selectFrom('open.record').selectAll().where('id', '=', published[0]?.recordId ?? '').executeTakeFirstOrThrow();
    const own = { id: '', externalId: '', indexNumber: '', publishedAt: '', updatedAt: '' };
    expect({ ...bulk, ...own }).toEqual({ ...single, ...own });
    expect(bulk).toMatchObject({ documentNumber: '通政发〔2020〕3号', numberCode: '通政发', numberYear: 2020, numberSeq: 3 });
    const entries = await t.db.selectFrom('open.searchEntry').selectAll().execute();
    const [a, b] = entries.map((e) => ({ ...e, recordId: '', publishedAt: '', terms: e.terms.map(Number).toSorted((x, y) => x - y) }));
    expect(a).toEqual(b);
  });

  it('refuses an unknown agency', async () => {
    await expect(importFile(system(), worker, fileOf('f.jsonl', [row(1)]), '999999')).rejects.toMatchObject({ status: 404 });
  });

  it('goes on after kill -9, nothing twice and nothing lost', async () => {
    const path = fileOf('g.jsonl', Array.from({ length: 3000 }, (_, i) => row(i + 1)));
    const cli = fileURLToPath(new URL('../../../cli/index.ts', import.meta.url));
    const child = spawn(process.execPath, [cli, 'import', path, '--agency', '150500'], {
      env: { ...process.env, DATABASE_URL: t.ownerUrl, TONGMING_DATA: join(folder, 'data') }, stdio: 'ignore',
    });
    const ended = new Promise((resolve) => { child.once('exit', resolve); });
    for (let n = 0; n < 100; ) {
      n = (await t.db.selectFrom('open.record').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
      if (child.exitCode !== null) break;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    child.kill('SIGKILL');
    await ended;
    // The server notices the broken connection in its own time; until then the lock is held.
    let result: Awaited<ReturnType<typeof run>> | null = null;
    for (let tries = 0; tries < 100 && !result; tries += 1) {
      result = await run(path).catch((error: { code?: string }) => { if (error.code !== 'import-busy') throw error; return null; });
      if (!result) await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    expect(result?.resumedAt).toBeGreaterThan(0);
    expect(result).toMatchObject({ imported: 3000, unchanged: 0, faults: 0, lines: 3000 });
    expect(await faultsFound()).toEqual([]);
  });
});
