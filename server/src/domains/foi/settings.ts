// What this office has settled where the law leaves room, and what is known of holidays. Kept in core.setting.
import {
  calendarOf, civilDate, isCivilDate, nationalCalendar, withRegionalDays, withYear, LawInputError, type Calendar, type CalendarYear, type RegionalDay,
} from '@tongming/law';
import { z } from 'zod';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { refuse } from '../../platform/errors.ts';
import type { FoldSettings } from './fold.ts';
import { zh } from './messages.ts';

const FOI = 'foi';
const CALENDAR = 'calendar';

/** The defaults are law's (foiClockDefaults, receiptDefaults); a key left out keeps its default. */
export const foiSettingsSchema = z.object({
  clock: z.object({
    payment: z.enum(['restart', 'exclude', 'none']), lateOpinion: z.enum(['capped', 'excluded']), lateExtension: z.enum(['void', 'counts']),
    extensionAfterRestart: z.enum(['lapses', 'kept']), reasons: z.enum(['counts', 'exclude']), correctionBefore2019: z.enum(['restart', 'none']),
    narrowed: z.enum(['exclude', 'restart', 'none']), reopenedWorkingDays: z.int().min(1).max(200), recordCorrectionWorkingDays: z.int().min(1).max(200),
    correctionWorkingDays: z.int().min(1).max(200), paymentWorkingDays: z.int().min(1).max(200),
  }).partial().default({}),
  receipt: z.object({ emailCounts: z.enum(['confirmedOn', 'arrivedOn']) }).partial().default({}),
  /** Where reconsideration can be applied for over the internet (复议法第二十二条第二款). */
  onlineReconsideration: z.url().nullable().default(null),
});
export type FoiSettingsData = z.output<typeof foiSettingsSchema>;

const date = z.string().refine(isCivilDate, zh.input.day).transform((text) => civilDate(text));
/** A year's holiday notice as law's CalendarYear, and days of the region. */
export const calendarDataSchema = z.object({
  years: z.array(z.object({
    year: z.int().min(2000).max(2100),
    notices: z.array(z.object({ number: z.string().max(100).nullable(), certainty: z.enum(['sourced', 'memory']) })).default([]),
    off: z.array(z.object({ name: z.string().max(40), from: date, to: date })).max(30),
    work: z.array(z.object({ name: z.string().max(40), date })).max(30),
  })).max(30).default([]),
  regional: z.array(z.object({ date, working: z.boolean(), name: z.string().max(40), source: z.string().max(200).nullable() })).max(300).default([]),
});
export type CalendarData = z.output<typeof calendarDataSchema>;

export type FoiEnvironment = FoldSettings & { onlineReconsideration: string | null };

export async function loadSettings(db: Db | Tx): Promise<FoiEnvironment> {
  const rows = await db.selectFrom('core.setting').selectAll().where('key', 'in', [FOI, CALENDAR]).execute();
  const foi = foiSettingsSchema.parse(rows.find((row) => row.key === FOI)?.value ?? {});
  return { ...foi, calendar: calendarFor(rows.find((row) => row.key === CALENDAR)?.value) };
}

/** As it was saved; what the national notices say is not part of it. */
export async function loadCalendarData(db: Db | Tx): Promise<CalendarData> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', CALENDAR).executeTakeFirst();
  return calendarDataSchema.parse(row?.value ?? {});
}

/** @throws Refused 'calendar' */
export const withCalendar = (settings: FoiEnvironment, data: CalendarData): FoiEnvironment => ({ ...settings, calendar: buildCalendar(data) });

let remembered: { text: string; calendar: Calendar } | null = null;

/** Building a calendar takes longer than using it: the last one is kept. */
function calendarFor(value: unknown): Calendar {
  if (value === undefined) return nationalCalendar;
  const text = JSON.stringify(value);
  if (remembered?.text !== text) remembered = { text, calendar: buildCalendar(calendarDataSchema.parse(value)) };
  return remembered.calendar;
}

/** @throws Refused 'calendar' for days that contradict each other */
export function buildCalendar(data: CalendarData): Calendar {
  const years: readonly CalendarYear[] = data.years;
  const regional: readonly RegionalDay[] = data.regional;
  try {
    const all = years.reduce((cal, year) => withYear(cal, year), calendarOf(nationalCalendar.years));
    return regional.length > 0 ? withRegionalDays(all, regional) : all;
  } catch (error) {
    if (error instanceof LawInputError) refuse('calendar', [{ code: 'calendar', message: `${zh.refusal.calendar}：${error.message}` }]);
    throw error;
  }
}

export async function saveSetting(tx: Tx, key: typeof FOI | typeof CALENDAR | 'foi-archive', value: unknown): Promise<unknown> {
  const before = await tx.selectFrom('core.setting').select('value').where('key', '=', key).forUpdate().executeTakeFirst();
  await tx.insertInto('core.setting').values({ key, value: json(value) })
    .onConflict((c) => c.column('key').doUpdateSet({ value: json(value) })).execute();
  return before?.value ?? null;
}
