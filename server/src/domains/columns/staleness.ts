// 栏目不更新 (检查指标, 单项否决), counted as the check counts: (a), (b) and (c) each by itself, never summed. Pure.
import { lastDayOf, type CivilDate, type ColumnCheck, type ColumnGroup, type UpdateDuty } from '@tongming/law';

export type Watched = {
  id: string; level: number; group: ColumnGroup; duty: UpdateDuty | null; open: boolean;
  /** Public records in it, and the day the newest was published; of a directory the newest below it. */
  count: number; lastOn: CivilDate | null;
  /** No rule, no hand: its page shows its sub-columns. */
  directory: boolean;
};
export type Warnings = { dynamicDays: number; noticeMonths: number; blank: number; unrenewedMonths: number };

/** `due`: the last day on which an update is in time; `by`: what asks for it first. */
export type Standing = {
  id: string; state: 'fresh' | 'warning' | 'late' | 'blank' | 'exempt'; due: CivilDate | null; by: 'duty' | 'dynamic' | 'notice' | 'unrenewed' | null;
  counts: { stale: boolean; unrenewed: boolean; blank: boolean; warns: boolean };
};
export type Veto = { key: 'stale' | 'unrenewed' | 'blank'; count: number; limit: number; warnAt: number | null; reached: boolean; columns: string[] };
/** 首页不更新: a veto of its own. */
export type HomeStanding = { lastOn: CivilDate | null; due: CivilDate | null; state: 'fresh' | 'warning' | 'late' };
export type Assessment = { standings: Standing[]; vetoes: Veto[]; warned: string[] };

const none = { stale: false, unrenewed: false, blank: false, warns: false };

export function standingOf(column: Watched, on: CivilDate, check: ColumnCheck, warnings: Warnings): Standing {
  const { id } = column;
  const blank = column.count === 0 && (!column.directory || column.lastOn === null);
  if (!column.open) return { id, state: 'exempt', due: null, by: null, counts: none };
  if (blank) return { id, state: 'blank', due: null, by: null, counts: { ...none, blank: true } };
  if (column.group === 'static' || column.lastOn === null) return { id, state: 'exempt', due: null, by: null, counts: none };
  const limits = limitsOf(column, column.lastOn, check, warnings);
  const [first] = limits.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const over = (by: Standing['by']): boolean => limits.some((limit) => limit.by === by && on > limit.day);
  const counts = { stale: over('dynamic') || over('notice'), unrenewed: over('unrenewed'), blank: false, warns: warnsOn(column, column.lastOn, on, warnings) };
  const late = limits.some((limit) => on > limit.day);
  return { id, state: late ? 'late' : counts.warns ? 'warning' : 'fresh', due: first?.day ?? null, by: first?.by ?? null, counts };
}

type Limit = { by: NonNullable<Standing['by']>; day: CivilDate };

function limitsOf(column: Watched, lastOn: CivilDate, check: ColumnCheck, warnings: Warnings): Limit[] {
  return [
    ...(column.group === 'dynamic' ? [{ by: 'dynamic' as const, day: lastDayOf(lastOn, `P${check.dynamicDays}D`) }] : []),
    // Of notices and policy documents the check looks at level-1 columns only.
    ...(column.group === 'notice' && column.level === 1 ? [{ by: 'notice' as const, day: lastDayOf(lastOn, `P${check.noticeMonths}M`) }] : []),
    ...(column.duty === null ? [] : [{ by: 'duty' as const, day: lastDayOf(lastOn, column.duty) }]),
    // A directory is as old as the newest below it, which is counted there.
    ...(column.directory ? [] : [{ by: 'unrenewed' as const, day: lastDayOf(lastOn, `P${warnings.unrenewedMonths}M`) }]),
  ];
}

/** From the day on which so much time has passed. */
function warnsOn(column: Watched, lastOn: CivilDate, on: CivilDate, { dynamicDays, noticeMonths }: Warnings): boolean {
  if (column.group === 'dynamic') return on >= lastDayOf(lastOn, `P${dynamicDays}D`);
  return on >= lastDayOf(lastOn, `P${noticeMonths}M`);
}

/** `lastOn`: the newest of what the home page shows. Warned as news is. */
export function homeStanding(lastOn: CivilDate | null, on: CivilDate, check: ColumnCheck, { dynamicDays }: Warnings): HomeStanding {
  if (lastOn === null) return { lastOn, due: null, state: 'late' };
  const due = lastDayOf(lastOn, `P${check.homeDays}D`);
  return { lastOn, due, state: on > due ? 'late' : on >= lastDayOf(lastOn, `P${dynamicDays}D`) ? 'warning' : 'fresh' };
}

export function assess(columns: readonly Watched[], on: CivilDate, check: ColumnCheck, warnings: Warnings): Assessment {
  const standings = columns.map((column) => standingOf(column, on, check, warnings));
  const veto = (key: Veto['key'], limit: number, warnAt: number | null): Veto => {
    const found = standings.filter((standing) => standing.counts[key]).map((standing) => standing.id);
    return { key, count: found.length, limit, warnAt, reached: found.length >= limit, columns: found };
  };
  return {
    standings, warned: standings.filter((standing) => standing.state === 'warning').map((standing) => standing.id),
    vetoes: [veto('stale', check.staleTogether, null), veto('unrenewed', check.unrenewed, null), veto('blank', check.blank, warnings.blank)],
  };
}
