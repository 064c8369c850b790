// Numbers no text we know states: kept as settings with a default, and never quoted as a rule.
import { z } from 'zod';
import type { ContentSettings } from '../../console-api/contract-content.ts';
import { done, runCommand } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { journal } from '../../platform/journal.ts';
import type { Principal } from '../identity/index.ts';
import { allSitesActor } from '../sites/index.ts';

/** Half of what a site publishes in a quarter being news is worth a look; a hotline is rung up every quarter. */
const defaults: ContentSettings = { newsShare: 0.5, shareDays: 90, hotlineDays: 90 };
export const settingsInput = z.object({
  newsShare: z.number().min(0.05).max(1), shareDays: z.int().min(7).max(366), hotlineDays: z.int().min(7).max(366),
}) satisfies z.ZodType<ContentSettings>;
const key = 'content';

export async function contentSettings(db: Db | Tx): Promise<ContentSettings> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', key).executeTakeFirst();
  const read = settingsInput.safeParse(row?.value);
  return read.success ? read.data : defaults;
}

/** They count for every site: by the head of the openness office of the first government. @throws Refused 'forbidden' (403) */
export async function changeContentSettings(db: Db, principal: Principal, settings: ContentSettings, requestId: string): Promise<void> {
  await runCommand(db, await allSitesActor(db, principal, requestId), async (ctx) => {
    const before = await contentSettings(ctx.tx);
    await ctx.tx.insertInto('core.setting').values({ key, value: json(settings) }).onConflict((c) => c.column('key').doUpdateSet({ value: json(settings) })).execute();
    return done(undefined, await journal(ctx, { action: 'setting.content', subjectType: 'setting', subjectId: key, before, after: settings, agencyCode: ctx.actor.agencyCode }));
  });
}
