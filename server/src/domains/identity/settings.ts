import type { Db, Tx } from '../../platform/database.ts';
import { z } from 'zod';

/**
 * Rules of signing in. Kept under the key `security` of core.setting; a missing part has its default. The defaults follow
 * common practice for classified protection level 3 and are settings, not law.
 */
const schema = z.object({
  passwordMinLength: z.number().int().min(8).max(64).default(10),
  passwordClasses: z.number().int().min(1).max(4).default(3),
  lockAfterFailures: z.number().int().min(3).max(20).default(5),
  lockMinutes: z.number().int().min(1).max(1440).default(15),
  sessionIdleMinutes: z.number().int().min(5).max(480).default(30),
  sessionHours: z.number().int().min(1).max(24).default(12),
});
export type SecuritySettings = z.infer<typeof schema>;

export async function securitySettings(db: Db | Tx): Promise<SecuritySettings> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'security').executeTakeFirst();
  return schema.parse(row?.value ?? {});
}
