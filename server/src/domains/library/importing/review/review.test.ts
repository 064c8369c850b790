import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drainOutbox } from '../../../../platform/outbox.ts';
import { fileStore, stageFile, type FileStore } from '../../../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../../../platform/testing.ts';
import type { Principal } from '../../../identity/index.ts';
import { checks } from '../../verifying/checks.ts';
import { correctItem } from './correct-item.ts';
import { decideItems } from './decide-items.ts';
import { mapReview } from './map-review.ts';
import { listItems, listJobs, listReviews, readJob, readReview } from './queries.ts';
import { dropReview, startReview } from './start-review.ts';
import { undoJob } from './undo-job.ts';
import { uploadReview } from './upload-review.ts';
import { importHandlers } from './work.ts';

let t: TestDatabase;
let folder: string;
let files: FileStore;
let clerk: Principal;
beforeEach(async () => {
  t = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tongming-review-'));
  files = fileStore(join(folder, 'files'));
  await t.db.insertInto('core.region').values({ code: '150500', name: '通辽市', parentCode: null, level: 'city' }).execute();
  await t.db.insertInto('core.agency').values({
    code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', parentCode: null, kind: 'government', uscc: null, orgCode: '011603006',
  }).execute();
  const person = await t.db.insertInto('core.person').values({ login: 'wang', name: '王芳', phone: null, email: null, passwordHash: null, totpSecret: null, totpLastStep: null }).returning('id').executeTakeFirstOrThrow();
  clerk = { person: { id: person.id, login: 'wang', name: '王芳' }, roles: [{ role: 'openness-clerk', agencyCode: '150500' }], pending: null };
});
afterEach(async () => {
  await t.drop();
  rmSync(folder, { recursive: true, force: true });
});

const work = () => drainOutbox(t.db, new Map(Object.entries(importHandlers({ ownerUrl: t.ownerUrl, db: t.db, files }))));
const long = (n: number) => Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x4e00 + ((i + 1) * (n * 7919 + 13)) % 20_000)).join('');
const upload = async (rows: string[], name = '目录.csv') => {
  const path = join(folder, name);
  writeFileSync(path, rows.join('\n'));
  return uploadReview(t.db, files, clerk, '150500', { name, file: await stageFile(files, Buffer.from(rows.join('\n')), { limit: 1e6, name }) });
};
const columns = { 标题: 'title', 文号: 'doc_no', 发文机关: 'issuer', 成文日期: 'date', 正文: 'body' };
const head = '标题,文号,发文机关,成文日期,正文';
const ready = async (rows: string[]) => {
  const id = await upload([head, ...rows]);
  await mapReview(t.db, clerk, id, { columns });
  await work();
  return id;
};

describe('review of an import', () => {
  it('goes from upload over decisions and corrections to the library, and back', async () => {
    const id = await upload([head, `甲办法,通政发〔2020〕1号,市政府,2020-01-01,${long(1)}`, `乙办法,,市政府,2999-01-01,${long(2)}`, `甲办法副本,,市政府,2020-01-01,${long(1)}`, '没有正文,,,,', `丙通知,通政发〔2020〕3号,市政府,不详,${long(3)}`]);
    expect((await readReview(t.db, clerk, id)).suggestion).toMatchObject({ headers: head.split(','), mapping: { columns } });
    await mapReview(t.db, clerk, id, { columns });
    await work();
    const view = await readReview(t.db, clerk, id);
    expect(view).toMatchObject({ state: 'ready', fault: null, verdicts: [{ verdict: 'new', total: 3, take: 1, open: 2 }, { verdict: 'duplicate', total: 1, open: 1 }, { verdict: 'fault', total: 1, open: 0 }] });
    await expect(startReview(t.db, clerk, id)).rejects.toMatchObject({ code: 'import-undecided' });
    expect((await listItems(t.db, clerk, id, { show: 'open' })).items.map((item) => item.id)).toEqual([2, 3, 5]);
    await decideItems(t.db, clerk, id, { decision: 'leave', verdict: 'duplicate' });
    await expect(correctItem(t.db, clerk, id, 2, { date: '2020-13-01' })).rejects.toMatchObject({ code: 'import-line' });
    await correctItem(t.db, clerk, id, 2, { date: '2020-02-01', doc_no: '通政发〔2020〕2号' });
    await decideItems(t.db, clerk, id, { decision: 'take', code: 'date-unread' });
    await startReview(t.db, clerk, id);
    await expect(decideItems(t.db, clerk, id, { decision: 'leave', verdict: 'new' })).rejects.toMatchObject({ code: 'import-review-state' });
    await work();
    const finished = await readReview(t.db, clerk, id);
    expect(finished).toMatchObject({ state: 'done', job: { imported: 3, faults: 0, undoable: true, fileName: '目录.csv' } });
    expect(await t.db.selectFrom('open.record').select(['title', 'documentNumber', 'dateMade']).orderBy('title').execute()).toEqual([
      { title: '丙通知', documentNumber: '通政发〔2020〕3号', dateMade: null }, { title: '乙办法', documentNumber: '通政发〔2020〕2号', dateMade: '2020-02-01' }, { title: '甲办法', documentNumber: '通政发〔2020〕1号', dateMade: '2020-01-01' },
    ]);
    const jobId = finished.jobId ?? '';
    await undoJob(t.db, clerk, jobId);
    await expect(undoJob(t.db, clerk, jobId)).rejects.toMatchObject({ code: 'import-undone' });
    await work();
    expect(await readJob(t.db, jobId)).toMatchObject({ undo: { removed: 3, restored: 0, left: 0 }, undoable: false, left: [] });
    expect(await t.db.selectFrom('open.record').select('id').execute()).toEqual([]);
    const faults = (await Promise.all(checks.map((check) => check.run(t.db, files, () => undefined)))).flatMap((r) => r.faults);
    expect(faults).toEqual([]);
  });

  it('says why a file cannot be read, and lets the columns be named again', async () => {
    const id = await upload(['甲,乙', '1,2']);
    await expect(mapReview(t.db, clerk, id, { columns: { 甲: 'title' } })).rejects.toMatchObject({ code: 'import-mapping' });
    await mapReview(t.db, clerk, id, { columns: { 没有的列: 'title', 乙: 'body' } });
    await work();
    expect(await readReview(t.db, clerk, id)).toMatchObject({ state: 'mapping', fault: expect.stringContaining('表头') as string });
    await mapReview(t.db, clerk, id, { columns: { 甲: 'title', 乙: 'body' } });
    await work();
    expect((await readReview(t.db, clerk, id)).state).toBe('ready');
    await dropReview(t.db, clerk, id);
    expect(await listReviews(t.db, clerk, {})).toMatchObject({ total: 0, items: [] });
  });

  it('what the worker did twice is done once', async () => {
    const id = await ready([`甲办法,通政发〔2020〕1号,市政府,2020-01-01,${long(1)}`]);
    await startReview(t.db, clerk, id);
    await work();
    await t.db.updateTable('core.outbox').set({ doneAt: null }).where('topic', 'like', 'import%').execute();
    await work();
    expect(await listJobs(t.db, clerk, {})).toMatchObject({ total: 1, items: [{ imported: 1, unchanged: 0 }] });
  });

  it('belongs to the agency alone', async () => {
    const id = await ready([`甲办法,,市政府,2020-01-01,${long(1)}`]);
    const other: Principal = { ...clerk, roles: [{ role: 'openness-clerk', agencyCode: '999999' }] };
    const drafter: Principal = { ...clerk, roles: [{ role: 'drafter', agencyCode: '150500' }] };
    for (const who of [other, drafter]) {
      await expect(readReview(t.db, who, id)).rejects.toMatchObject({ status: 403 });
      await expect(startReview(t.db, who, id)).rejects.toMatchObject({ status: 403 });
      expect(await listReviews(t.db, who, {})).toMatchObject({ total: 0 });
    }
    await expect(readReview(t.db, clerk, 'x')).rejects.toMatchObject({ status: 404 });
  });
});
