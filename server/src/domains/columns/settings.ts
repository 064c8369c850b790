// What an installation adds to the code list of types, and when it wants to be warned. Kept in core.setting.
import { columnGroups, columnTypes, columnWarnings, isUpdateDuty, unrenewedMonths, type ColumnType, type UpdateDuty } from '@tongming/law';
import { z } from 'zod';
import type { Db, Tx } from '../../platform/database.ts';
import type { Warnings } from './staleness.ts';

export const settingKey = 'columns';
const duty = z.custom<UpdateDuty>((value) => typeof value === 'string' && isUpdateDuty(value)).nullable();
const type = z.object({ name: z.string().trim().min(2).max(20), group: z.enum(columnGroups), duty });

export const settingsInput = z.object({
  /** The whole list; null = that of law. */
  types: z.array(type).min(1).max(60).nullable(),
  warnings: z.object({ dynamicDays: z.int().min(1).max(14), noticeMonths: z.int().min(1).max(6), blank: z.int().min(1).max(5), unrenewedMonths: z.int().min(1).max(24) }),
});
export type SettingsInput = z.output<typeof settingsInput>;
export type ColumnSettings = { types: readonly ColumnType[]; own: boolean; warnings: Warnings };

const usual: Warnings = {
  dynamicDays: columnWarnings.dynamicDays, noticeMonths: columnWarnings.noticeMonths, blank: columnWarnings.blank, unrenewedMonths: unrenewedMonths.default,
};

export async function loadSettings(db: Db | Tx): Promise<ColumnSettings> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', settingKey).executeTakeFirst();
  const stored = settingsInput.safeParse(row?.value);
  if (!stored.success) return { types: columnTypes, own: false, warnings: usual };
  const { types, warnings } = stored.data;
  return { types: types?.map((one) => ({ ...one, certainty: 'memory' })) ?? columnTypes, own: types !== null, warnings };
}
