// A database with one agency to import for, and a folder for its files. For tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '../../../platform/testing.ts';

export type ImportStage = { t: TestDatabase; folder: string; drop(): Promise<void> };

export async function importStage(): Promise<ImportStage> {
  const t = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tongming-import-'));
  await t.db.insertInto('core.region').values({ code: '150500', name: '通辽市', parentCode: null, level: 'city' }).execute();
  await t.db.insertInto('core.agency').values({
    code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', parentCode: null, kind: 'government', uscc: null, orgCode: '011603006',
  }).execute();
  return {
    t, folder,
    drop: async () => {
      await t.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
