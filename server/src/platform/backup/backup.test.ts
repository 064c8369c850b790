import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, runCommand } from '../command.ts';
import { fileStore, listFiles, publishFile, putFile, recordFile } from '../files.ts';
import { journal, sealJournal, verifyJournal } from '../journal.ts';
import { testActor, testDatabase, type TestDatabase } from '../testing.ts';
import { makeBackup } from './make-backup.ts';
import { restoreBackup } from './restore-backup.ts';

const quiet = () => undefined;
let from: TestDatabase;
let to: TestDatabase;
let folder: string;
const source = () => ({ ownerUrl: from.ownerUrl, files: fileStore(join(folder, 'from')) });
const target = () => ({ ownerUrl: to.ownerUrl, files: fileStore(join(folder, 'to')) });
const backup = () => join(folder, 'backup.tar.zst');

beforeAll(async () => {
  [from, to] = [await testDatabase(), await testDatabase()];
  folder = mkdtempSync(join(tmpdir(), 'tongming-backup-'));
  await from.db.insertInto('core.region').values([
    { code: '15', name: '内蒙古', parentCode: null, level: 'province' }, { code: '1505', name: '通辽\t市\\\n', parentCode: '15', level: 'city' },
  ]).execute();
  const file = await putFile(source().files, Buffer.from('公开的文件'), { limit: 1000, mime: 'text/plain' });
  await publishFile(source().files, file.hash);
  await runCommand(from.db, testActor, async (ctx) => {
    await recordFile(ctx.tx, file);
    return done(0, await journal(ctx, { action: 'test', subjectType: 'thing', subjectId: '1', after: { text: '"引号"\n' } }));
  });
  await sealJournal(from.db);
  await makeBackup(source(), backup(), quiet);
});
afterAll(async () => {
  await Promise.all([from.drop(), to.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

const filesOf = async (store: ReturnType<typeof fileStore>) => {
  const found: string[] = [];
  for (const place of ['core', 'open'] as const) for await (const hash of listFiles(store, place)) found.push(`${place}/${hash}`);
  return found;
};

describe('backup', () => {
  it('does not write over a file, and leaves nothing half done', async () => {
    await expect(makeBackup(source(), backup(), quiet)).rejects.toMatchObject({ code: 'backup-exists' });
    const store = fileStore(join(folder, 'empty'));
    await expect(makeBackup({ ...source(), files: store }, join(folder, 'other'), quiet)).rejects.toMatchObject({ code: 'file-missing' });
    expect(existsSync(join(folder, 'other'))).toBe(false);
    expect(existsSync(join(folder, 'other.partial'))).toBe(false);
  });

  it('refuses every damage before anything is changed', async () => {
    const whole = readFileSync(backup());
    const bad = join(folder, 'bad');
    for (let i = 0; i < whole.length; i += Math.ceil(whole.length / 40)) {
      const damaged = Buffer.from(whole);
      damaged[i] = (damaged[i] ?? 0) ^ (1 << (i % 8));
      writeFileSync(bad, damaged);
      await expect(restoreBackup(target(), bad, { replace: true }, quiet)).rejects.toMatchObject({ code: 'bad-backup' });
    }
    for (const bytes of [whole.subarray(0, -1), whole.subarray(0, whole.length / 2), Buffer.alloc(0), Buffer.from('PK\u0003\u0004 not ours'), Buffer.concat([whole, whole])]) {
      writeFileSync(bad, bytes);
      await expect(restoreBackup(target(), bad, { replace: true }, quiet)).rejects.toMatchObject({ code: 'bad-backup' });
    }
    expect(await to.db.selectFrom('core.region').selectAll().execute()).toEqual([]);
    expect(await filesOf(target().files)).toEqual([]);
  });

  it('restores everything, equal to the byte', async () => {
    await restoreBackup(target(), backup(), { replace: false }, quiet);
    expect(await filesOf(target().files)).toEqual(await filesOf(source().files));
    const again = await makeBackup(target(), join(folder, 'again'), quiet);
    const first = await makeBackup(source(), join(folder, 'first'), quiet);
    expect(again.tables).toEqual(first.tables);
    expect(again.entries).toEqual(first.entries);
    expect(await verifyJournal(to.db)).toMatchObject({ ok: true, blocks: 1 });
    await runCommand(to.db, testActor, async (ctx) => done(0, await journal(ctx, { action: 'after', subjectType: 'thing', subjectId: '2' })));
    await expect(to.db.deleteFrom('core.journal').execute()).rejects.toThrow();
    expect((await to.db.selectFrom('core.journal').select('id').execute()).length).toBe(2);
  });

  it('replaces what is there only when told to', async () => {
    copyFileSync(backup(), join(folder, 'copy'));
    await expect(restoreBackup(target(), join(folder, 'copy'), { replace: false }, quiet)).rejects.toMatchObject({ code: 'not-empty' });
    const stray = await putFile(target().files, Buffer.from('之前的公开文件'), { limit: 1000, mime: 'text/plain' });
    await publishFile(target().files, stray.hash);
    await restoreBackup(target(), join(folder, 'copy'), { replace: true }, quiet);
    expect(await filesOf(target().files)).toEqual(await filesOf(source().files));
    expect((await to.db.selectFrom('core.journal').select('id').execute()).length).toBe(1);
  });
});
