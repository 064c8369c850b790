// What this office has settled about alerts; kept in core.setting, each with its default.
import { z } from 'zod';
import type { AlertSettings } from '../../console-api/contract.ts';
import type { Db, Tx } from '../../platform/database.ts';

export const alertSettingsSchema = z.object({
  /** How long the link of a confirmation holds. */
  confirmHours: z.int().min(1).max(720).default(72),
  /** What comes within this time goes into one mail. */
  gatherSeconds: z.int().min(0).max(3600).default(60),
  /** When daily mails leave, by the clock of China. */
  dailyHour: z.int().min(0).max(23).default(8),
  /** Mails refused for good one after another, until no more are sent. */
  failuresToPause: z.int().min(1).max(20).default(3),
  /** A paused alert goes after this. */
  pausedDays: z.int().min(1).max(3650).default(180),
  /** Of one address: alerts at most, and mails in a day that nobody has confirmed to want. */
  perAddress: z.int().min(1).max(1000).default(50),
  unaskedPerDay: z.int().min(1).max(100).default(5),
}) satisfies z.ZodType<AlertSettings>;
export type { AlertSettings };

export async function alertSettings(db: Db | Tx): Promise<AlertSettings> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'alerts').executeTakeFirst();
  return alertSettingsSchema.parse(row?.value ?? {});
}
