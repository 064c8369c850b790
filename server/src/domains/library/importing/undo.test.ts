import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { fileStore } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { searchOpen } from '../../../platform/search-open.ts';
import { changeOf, refreshStatus } from '../project.ts';
import { checks } from '../verifying/checks.ts';
import { importFile } from './import-file.ts';
import { zh } from './messages.ts';
import { startWorker } from './start-worker.ts';
import { undoImport } from './undo-import.ts';
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

const operator = { personId: null, name: '运维', role: 'system' };
const system = () => ({ ownerUrl: t.ownerUrl, db: t.db, files: fileStore(join(folder, 'files')) });
const row = (n: number, word = '原来') => JSON.stringify({ id: `d${n}`, title: `第${n}号文件管理办法`, date: '2020-03-01', body: `第一条 ${word}的第${n}份文件。` });
const run = (name: string, lines: string[]) => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return importFile(system(), worker, path, '150500');
};
const faultsFound = async () => (await Promise.all(checks.map((check) => check.run(t.db, system().files, () => undefined)))).flatMap((r) => r.faults);
const texts = async () => Object.fromEntries((await t.db.selectFrom('open.record').select(['externalId', 'bodyText']).execute()).map((r) => [r.externalId, r.bodyText]));

/** What an official does: an end with a person behind it. */
async function touch(externalId: string): Promise<void> {
  const person = await t.db.insertInto('core.person').values({ login: `p${externalId}`, name: '王芳', phone: null, email: null, passwordHash: null, totpSecret: null, totpLastStep: null }).returning('id').executeTakeFirstOrThrow();
  const { id } = await t.db.selectFrom('core.record').select('id').where('externalId', '=', externalId).executeTakeFirstOrThrow();
  await runCommand(t.db, { personId: person.id, name: '王芳', role: 'office', agencyCode: '150500' }, async (ctx) => {
    await ctx.tx.insertInto('core.recordEnd').values({ recordId: id, kind: 'repealed', effectiveOn: ctx.today, ground: '市政府决定', publicNote: '自今日起废止。', byRecord: null, personId: person.id, at: ctx.now }).execute();
    await refreshStatus(ctx, [id]);
    const written = await journal(ctx, { action: 'record.repealed', subjectType: 'record', subjectId: id });
    await publishChanges(ctx, [changeOf('status', { id, agencyCode: '150500' })]);
    return done(0, written);
  });
}

describe('undo of an import', () => {
  it('takes away what it made, gives back what it changed, leaves and names what was touched', async () => {
    const first = await run('a.jsonl', Array.from({ length: 150 }, (_, i) => row(i + 1)));
    const second = await run('b.jsonl', [row(1, '改过'), row(2, '改过'), row(2, '又改过'), ...Array.from({ length: 120 }, (_, i) => row(i + 201))]);
    expect(second).toMatchObject({ imported: 120, revised: 3 });
    await touch('d201');
    expect(await undoImport(system(), second.jobId, operator)).toEqual({ removed: 119, restored: 2, left: 1 });
    const now = await texts();
    expect(Object.keys(now)).toHaveLength(151);
    expect([now['d1'], now['d2'], now['d201']]).toEqual(['第一条 原来的第1份文件。', '第一条 原来的第2份文件。', '第一条 原来的第201份文件。']);
    expect(await t.db.selectFrom('core.importItem').select('reason').where('outcome', '=', 'left').executeTakeFirst()).toEqual({ reason: zh.undo.touched.ended });
    expect((await searchOpen(t.portalDb, { q: '第250份文件', limit: 3 })).items.map((i) => i.externalId)).not.toContain('d250');
    expect((await searchOpen(t.portalDb, { q: '又改过的第2份', limit: 3 })).items.filter((i) => i.title === '又改过')).toEqual([]);
    expect((await t.db.selectFrom('open.edition').select(['hidden', 'bodyText']).where('hidden', '=', true).execute()).every((e) => e.bodyText === '')).toBe(true);
    expect(await t.db.selectFrom('open.tombstone').select('id').execute()).toHaveLength(119);
    expect(await undoImport(system(), second.jobId, operator)).toEqual({ removed: 119, restored: 2, left: 1 });
    expect(await faultsFound()).toEqual([]);
    // The same file can come again: new records under new numbers, and the mistake of before is a change again.
    expect(await run('b.jsonl', [row(1, '改过'), row(2, '改过'), row(2, '又改过'), ...Array.from({ length: 120 }, (_, i) => row(i + 201))]))
      .toMatchObject({ imported: 119, revised: 3, unchanged: 1, faults: 0, jobId: second.jobId });
    expect(await faultsFound()).toEqual([]);
    expect(await undoImport(system(), first.jobId, operator)).toMatchObject({ left: 2, removed: 148 });
  });

  it('cut off after any batch, it goes on and ends the same', async () => {
    let tries = 0;
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 3 }), async (batches) => {
      tries += 1;
      const [name, lines] = [`c${tries}.jsonl`, Array.from({ length: 320 }, (_, i) => row(i + 1, `第${tries}次`))];
      const { jobId } = await run(name, lines);
      let seen = 0;
      await undoImport(system(), jobId, operator, () => {
        seen += 1;
        if (seen === batches) throw new Error('power cut');
      }).catch(() => undefined);
      const left = await t.db.selectFrom('open.record').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
      expect(Number(left.n)).toBe(320 - batches * 100);
      await expect(run(name, lines)).rejects.toMatchObject({ code: 'import-undo-unfinished' });
      expect(await undoImport(system(), jobId, operator)).toEqual({ removed: 320, restored: 0, left: 0 });
      expect(await texts()).toEqual({});
    }), { numRuns: 3, examples: [[1], [2], [3]] });
    expect(await faultsFound()).toEqual([]);
  });

  it('names what cannot be undone', async () => {
    await expect(undoImport(system(), '00000000-0000-4000-8000-000000000000', operator)).rejects.toMatchObject({ status: 404 });
    const { jobId } = await run('d.jsonl', [row(1)]);
    await t.db.updateTable('core.importJob').set({ traced: false }).execute();
    await expect(undoImport(system(), jobId, operator)).rejects.toMatchObject({ code: 'import-untraced' });
  });
});
