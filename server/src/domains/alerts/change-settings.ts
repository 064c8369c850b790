import { done, runCommand } from '../../platform/command.ts';
import { json, type Db } from '../../platform/database.ts';
import { refuse } from '../../platform/errors.ts';
import { journal } from '../../platform/journal.ts';
import { actorFor, type Principal } from '../identity/index.ts';
import { zh } from './messages.ts';
import { alertSettings, type AlertSettings } from './settings.ts';

/** For all agencies of the site at once, so its openness head decides. */
export async function changeAlertSettings(db: Db, principal: Principal, settings: AlertSettings): Promise<AlertSettings> {
  const acting = principal.roles.find(({ role }) => role === 'openness-head');
  if (!acting) refuse('may-not-set-alerts', zh.mayNotSet, 403);
  return runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const before = await alertSettings(ctx.tx);
    const value = json(settings);
    await ctx.tx.insertInto('core.setting').values({ key: 'alerts', value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    return done(settings, await journal(ctx, { action: 'setting.alerts', subjectType: 'setting', subjectId: 'alerts', before, after: settings, agencyCode: acting.agencyCode }));
  });
}
