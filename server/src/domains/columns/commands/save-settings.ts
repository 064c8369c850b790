import { columnCheckOn, now, civilDateOf } from '@tongming/law';
import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { allSitesActor } from '../../sites/index.ts';
import { zh } from '../messages.ts';
import { loadSettings, settingKey, type SettingsInput } from '../settings.ts';

/** The type list and the warnings, by the head of the openness office of the first government. @throws Refused 403, 'column-settings' (422) */
export async function saveSettings(db: Db, principal: Principal, input: SettingsInput, requestId: string): Promise<void> {
  const actor = await allSitesActor(db, principal, requestId);
  await runCommand(db, actor, async (ctx) => {
    const before = await loadSettings(ctx.tx);
    const used = (await ctx.tx.selectFrom('core.column').select('type').distinct().execute()).map((row) => row.type);
    const faults = faultsOf(input, used);
    if (faults.length > 0) refuse('column-settings', faults);
    await ctx.tx.insertInto('core.setting').values({ key: settingKey, value: json(input) }).onConflict((c) => c.column('key').doUpdateSet({ value: json(input) })).execute();
    return done(undefined, await journal(ctx, { action: 'column.settings', subjectType: 'setting', subjectId: settingKey, before, after: input }));
  });
}

function faultsOf({ types, warnings }: SettingsInput, used: readonly string[]): Reason[] {
  const names = types?.map((type) => type.name) ?? null;
  const check = columnCheckOn(civilDateOf(now()));
  const late = check !== null && (warnings.dynamicDays > check.dynamicDays || warnings.noticeMonths > check.noticeMonths || warnings.blank > check.blank);
  return [
    ...(names ?? []).filter((name, i) => names?.indexOf(name) !== i).map((name) => ({ code: 'column-type-twice', message: zh.settings.twice(name), field: 'types' })),
    ...(names === null ? [] : used.filter((name) => !names.includes(name)).map((name) => ({ code: 'column-type-used', message: zh.settings.used(name), field: 'types' }))),
    ...(late ? [{ code: 'column-warning-late', message: zh.settings.warning, field: 'warnings' }] : []),
  ];
}
