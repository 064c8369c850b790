// A clean-up campaign half worked, so that every step of it can be tried.
import { addDays, addSeconds, civilDateOf, type Instant } from '@tongming/law';
import { cleanupItems, decideCleanup, remindOfValidity, startCleanup } from '../domains/library/index.ts';
import type { Principal } from '../domains/identity/index.ts';
import type { Db } from '../platform/database.ts';
import { holderOf } from './people.ts';
import { words } from './words.ts';

const leader = '150500-ZFB';
const BEGUN_SECONDS_AGO = 12 * 86_400;
const DAYS_LEFT = 30;

/** Begun once; a loading that was cut short takes the decisions that are missing. */
export async function beginCleanup({ db, people }: { db: Db; people: readonly Principal[] }, at: Instant): Promise<void> {
  await remindOfValidity(db);
  const { name, grounds } = words.cleanup;
  const office = holderOf(people, leader, 'office', []);
  const begun = await db.selectFrom('core.cleanup').select('id').where('name', '=', name).executeTakeFirst();
  const id = begun?.id ?? await startCleanup(db, office, {
    agencyCode: leader, name, deadline: addDays(civilDateOf(at), DAYS_LEFT),
    scope: { agencies: [], categories: ['normative', 'discretion'], yearFrom: null, yearTo: null, statuses: [] },
  }, { at: addSeconds(at, -BEGUN_SECONDS_AGO) });
  const { items } = await cleanupItems(db, office, id, { limit: '100' });
  const half = items.slice(0, Math.ceil(items.length / 2));
  for (const [i, item] of half.entries()) {
    if (item.decision !== null) continue;
    const decision = i % 3 === 1 ? 'amend' : 'keep';
    await decideCleanup(db, office, id, { items: [{ id: item.id, version: item.version }], decision, ground: grounds[decision] });
  }
}
