import { addDays, addMonths, civilDate, weekday, type CivilDate } from '@tongming/law';

/** `2026-11`. */
export type Month = string;

export const monthOf = (date: CivilDate): Month => date.slice(0, 7);

/** The month a text names, or null: the address bar can hold anything. */
export function readMonth(text: string | undefined): Month | null {
  return text !== undefined && /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null;
}

export const firstDay = (month: Month): CivilDate => civilDate(`${month}-01`);
export const shiftMonth = (month: Month, by: number): Month => monthOf(addMonths(firstDay(month), by));

/** Whole weeks from Monday that hold the month, row by row. */
export function weeksOf(month: Month): CivilDate[][] {
  const first = firstDay(month);
  const weeks: CivilDate[][] = [];
  for (let monday = addDays(first, 1 - weekday(first)); monday <= first || monthOf(monday) === month; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)));
  }
  return weeks;
}
