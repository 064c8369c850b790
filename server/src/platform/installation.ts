// What this database is: empty, the demonstration city, or a real one. A demonstration never mixes with real data.
import { json, type Db, type Tx } from './database.ts';

export type Installation = 'empty' | 'demo' | 'production';

export async function installationOf(db: Db | Tx): Promise<Installation> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'installation').executeTakeFirst();
  if (row) return row.value === 'demo' ? 'demo' : 'production';
  const people = await db.selectFrom('core.person').select('id').limit(1).executeTakeFirst();
  const agencies = await db.selectFrom('core.agency').select('code').limit(1).executeTakeFirst();
  return people || agencies ? 'production' : 'empty';
}

/** Said once, when the first rows are written. */
export async function markInstallation(tx: Tx, kind: 'demo' | 'production'): Promise<void> {
  await tx.insertInto('core.setting').values({ key: 'installation', value: json(kind) })
    .onConflict((c) => c.column('key').doNothing()).execute();
}
