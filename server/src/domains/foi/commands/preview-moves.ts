import { runCommand, unchanged } from '../../../platform/command.ts';
import { actorOf, type Principal } from '../../identity/index.ts';
import type { Env } from '../perform.ts';
import { loadSettings, withCalendar, type CalendarData, type FoiEnvironment, type FoiSettingsData } from '../settings.ts';
import { loadCases } from '../store.ts';
import { CHUNK, movedOf, openCaseIds, type Moved, type Recomputed } from './recompute.ts';

/** What saving these settings would do to open cases; nothing is written. */
export async function previewSettings(env: Env, principal: Principal, data: FoiSettingsData): Promise<Recomputed> {
  return preview(env, principal, { ...await loadSettings(env.db), ...data });
}

/** @throws Refused 'calendar' for days that contradict each other */
export async function previewCalendar(env: Env, principal: Principal, data: CalendarData): Promise<Recomputed> {
  return preview(env, principal, withCalendar(await loadSettings(env.db), data));
}

async function preview(env: Env, principal: Principal, settings: FoiEnvironment): Promise<Recomputed> {
  const ids = await openCaseIds(env.db);
  const moved: Moved[] = [];
  for (let i = 0; i < ids.length; i += CHUNK) {
    moved.push(...await runCommand(env.db, actorOf(principal, 'openness-head', env.requestId), async (ctx) =>
      unchanged((await loadCases(ctx.tx, ids.slice(i, i + CHUNK), settings)).flatMap((loaded) => movedOf(loaded)))));
  }
  return { recomputed: ids.length, moved };
}
