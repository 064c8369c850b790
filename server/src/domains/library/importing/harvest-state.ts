// How far the harvest of another system has come, for one agency and address.
import { done, runCommand, type Actor } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';

/** Null before the first harvest. */
export async function harvestState(db: Db, agencyCode: string, address: string): Promise<unknown> {
  const row = await db.selectFrom('core.harvest').select('state').where('agencyCode', '=', agencyCode).where('address', '=', address).executeTakeFirst();
  return row?.state ?? null;
}

/** After everything the harvest gave has been taken in: a run cut off before is done again from where this one began. */
export async function saveHarvest(db: Db, actor: Omit<Actor, 'agencyCode'>, agencyCode: string, address: string, state: unknown, jobId: string): Promise<void> {
  await runCommand(db, { ...actor, agencyCode }, async (ctx) => {
    const row = { state: json(state), harvestedAt: ctx.now };
    await ctx.tx.insertInto('core.harvest').values({ agencyCode, address, ...row }).onConflict((c) => c.columns(['agencyCode', 'address']).doUpdateSet(row)).execute();
    return done(null, await journal(ctx, { action: 'import.harvest', subjectType: 'import', subjectId: jobId, after: { address, state } }));
  });
}
