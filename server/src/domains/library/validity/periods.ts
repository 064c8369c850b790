// How long a normative document holds when nobody says it: a local rule, so a setting, from its day on.
import { civilDate, isCivilDate, validityDefaults, validUntil, type CivilDate } from '@tongming/law';
import { z } from 'zod';
import type { ValidityPeriod, ValiditySettingsView } from '../../../console-api/contract-validity.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db, type Tx } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import type { EditionContent } from '../model.ts';
import { mayKeep } from '../policy.ts';
import { zh } from './messages.ts';

const KEY = 'validity';
/** What the rules on 行政规范性文件 speak of; 裁量权基准 are made as such. */
export const periodCategories: readonly string[] = ['normative', 'discretion'];

const day = z.string().refine(isCivilDate).transform((text): CivilDate => civilDate(text));
const storedSchema = z.object({
  periods: z.array(z.object({ from: day, years: z.int().min(1).max(50), trialYears: z.int().min(1).max(50), basis: z.string().max(300).transform((s) => s.trim()) })).max(30).default([]),
});
export const settingsSchema = storedSchema.required() satisfies z.ZodType<{ periods: ValidityPeriod[] }>;

export async function loadPeriods(db: Db | Tx): Promise<ValidityPeriod[]> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return storedSchema.parse(row?.value ?? {}).periods;
}

/** Before the first day that was set, and while nothing is set, law's defaults hold. */
export function periodFor(periods: readonly ValidityPeriod[], title: string, from: CivilDate): { years: number; until: CivilDate } {
  const set = periods.filter((p) => p.from <= from).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  const settings = set === undefined ? validityDefaults : { years: set.years, trialYears: set.trialYears };
  const trial = zh.trial.test(title);
  return { years: trial ? settings.trialYears : settings.years, until: validUntil(from, { trial, settings }) };
}

/** The last day an edition gets when it says none; null when it says one or needs none. */
export async function defaultExpiry(
  db: Db | Tx, content: Pick<EditionContent, 'category' | 'title' | 'effectiveOn' | 'dateMade' | 'expiresOn'>, otherwise: CivilDate,
): Promise<{ years: number; until: CivilDate } | null> {
  if (content.expiresOn !== null || !periodCategories.includes(content.category)) return null;
  return periodFor(await loadPeriods(db), content.title, content.effectiveOn ?? content.dateMade ?? otherwise);
}

/** In words for the drafter, who may still write another day. */
export function defaultExpiryWarning(period: { years: number; until: CivilDate }): string {
  return zh.periodSet(period.until, period.years);
}

export async function validitySettings(db: Db, principal: Principal): Promise<ValiditySettingsView> {
  return { periods: await loadPeriods(db), defaults: validityDefaults, editable: mayKeep(principal) !== null };
}

export async function saveValiditySettings(db: Db, principal: Principal, { periods }: z.output<typeof settingsSchema>): Promise<void> {
  const acting = mayKeep(principal);
  if (!acting) refuse('may-not-set-validity', zh.mayNotSet, 403);
  if (new Set(periods.map((p) => p.from)).size < periods.length) refuse('validity-periods-twice', zh.periodsTwice);
  if (periods.some((p) => p.basis.length < 2)) refuse('validity-basis-missing', zh.basisMissing);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const before = await loadPeriods(ctx.tx);
    const value = json({ periods: periods.toSorted((a, b) => (a.from < b.from ? -1 : 1)) });
    await ctx.tx.insertInto('core.setting').values({ key: KEY, value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    return done(undefined, await journal(ctx, {
      action: 'setting.validity', subjectType: 'setting', subjectId: KEY, before: { periods: before }, after: { periods }, agencyCode: acting.agencyCode,
    }));
  });
}
