// What nobody confirmed and what could not be delivered for long is forgotten, address and all.
import { addSeconds, now } from '@tongming/law';
import { done, runCommand, unchanged } from '../../platform/command.ts';
import { journalMany } from '../../platform/journal.ts';
import { alertSettings } from './settings.ts';
import { actor, removeAlerts, type AlertEnv } from './store.ts';

const atOnce = 500;
const DAY_SECONDS = 86_400;
/** How long the console counts mails back, with room to spare. */
const MAILS_KEPT_DAYS = 90;

/** Returns how many alerts were forgotten. */
export async function sweepAlerts({ db, at }: Pick<AlertEnv, 'db' | 'at'>): Promise<number> {
  const { pausedDays } = await alertSettings(db);
  for (let total = 0; ;) {
    const gone = await runCommand(db, actor, async (ctx) => {
      const old = await ctx.tx.selectFrom('core.alert').select(['id', 'linkKey', 'state']).where((eb) => eb.or([
        eb.and([eb('state', '=', 'pending'), eb('confirmUntil', '<', ctx.now)]),
        eb.and([eb('state', '=', 'paused'), eb('pausedAt', '<', addSeconds(ctx.now, -pausedDays * DAY_SECONDS))]),
      ])).orderBy('id').limit(atOnce).forUpdate().skipLocked().execute();
      if (old.length === 0) return unchanged(0);
      await removeAlerts(ctx, old);
      return done(old.length, await journalMany(ctx, old.map(({ id, state }) => ({ action: 'alert.expire', subjectType: 'alert', subjectId: id, after: { state } }))));
    }, { at });
    total += gone;
    if (gone < atOnce) {
      await db.deleteFrom('core.alertMail').where('endedAt', '<', addSeconds(at ?? now(), -MAILS_KEPT_DAYS * DAY_SECONDS)).execute();
      return total;
    }
  }
}
