import type { CivilDate, ClockDay } from '@tongming/law';
import { f } from './messages.ts';

/** What stands behind a reply's due date, in numbers: working days counted, left out by law, rest days, days before a new start. */
export type ClockSum = { counted: number; excluded: number; rest: number; superseded: number };

/** The days of the last count only make the first three; what a new start took away is told apart. */
export function sumOf(days: readonly ClockDay[]): ClockSum {
  const lastStart = days.findLastIndex((day) => day.kind === 'start');
  const last = days.slice(Math.max(0, lastStart));
  const of = (kind: ClockDay['kind']): number => last.filter((day) => day.kind === kind).length;
  return { counted: of('counted'), excluded: of('excluded'), rest: of('rest'), superseded: Math.max(0, lastStart) };
}

export function dueWords(daysLeft: number): string {
  if (daysLeft < 0) return f.due.over(-daysLeft);
  return daysLeft === 0 ? f.due.today : f.due.left(daysLeft);
}

const regulation = '《中华人民共和国政府信息公开条例》';
/** The regulation is cited on every line of a derivation: its short name is enough there. */
export const shortArticle = (article: string): string => article.replace(regulation, '《条例》');

/** `6-17`, with the year where it changes or the table begins. */
export function dayLabel(date: CivilDate, previous: CivilDate | null): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const short = `${Number(month)}月${Number(day)}日`;
  return previous !== null && previous.startsWith(year) ? short : `${year}年${short}`;
}
