import { addDays, civilDate, isCivilDate, weekday, type CalendarYear, type CivilDate, type DaysOff, type MakeUpDay } from '@tongming/law';
import { c } from './messages.ts';

/** What was read of a notice; `faults` are for a person to check against it. */
export type ReadNotice = { year: number | null; number: string | null; off: DaysOff[]; work: MakeUpDay[]; faults: string[] };

const headings = /(?:^|[\n。；])\s*[一二三四五六七八九十]+、([^：:\n。]{1,12})[：:]/g;
const dates = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?`;
const tokens = new RegExp(String.raw`${dates}(?:\s*[至到—–~～-]+\s*${dates})?|(放假|调休|补休|公休)|(上班)|共?(\d{1,2})天`, 'g');

/** Reads the text of a yearly notice (国务院办公厅关于……年部分节假日安排的通知). Weekdays and numbers of days it names are checked. */
export function readNotice(text: string, usual: number): ReadNotice {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[ \t\u3000]/g, '');
  const number = /[\u4e00-\u9fa5]{2,12}[〔[［](\d{4})[〕\]］]\d+号/.exec(plain)?.[0].replace(/[[［]/, '〔').replace(/[\]］]/, '〕') ?? null;
  const named = /(\d{4})年(?:部分)?节假日/.exec(plain)?.[1];
  const year = named === undefined ? null : Number(named);
  const read: ReadNotice = { year, number, off: [], work: [], faults: [] };
  const heads = [...plain.matchAll(headings)];
  heads.forEach((head, i) => {
    const from = head.index + head[0].length;
    readHoliday(read, head[1] ?? '', plain.slice(from, heads[i + 1]?.index ?? plain.length), year ?? usual);
  });
  if (read.off.length === 0) read.faults.push(c.nothing);
  return read;
}

function readHoliday(read: ReadNotice, name: string, text: string, year: number): void {
  const context: Context = { year, month: null, newYear: name.includes('元旦') };
  for (const sentence of text.split(/[。；\n]/).filter((part) => /放假|上班|补休/.test(part))) {
    let pending: DaysOff[] = [];
    const off: DaysOff[] = [];
    for (const token of sentence.matchAll(tokens)) {
      const [, , , , , , , , , rests, works, days] = token;
      if (rests !== undefined) {
        off.push(...pending);
        pending = [];
      } else if (works !== undefined) {
        read.work.push(...pending.flatMap((range) => daysOf(range)).map((date) => ({ name, date })));
        pending = [];
      } else if (days !== undefined) {
        const counted = off.flatMap((range) => daysOf(range)).length;
        if (off.length > 0 && counted !== Number(days)) read.faults.push(c.countWrong(name, Number(days), counted));
      } else {
        const range = rangeOf(token, name, context, read.faults);
        if (range !== null) pending.push(range);
      }
    }
    read.off.push(...off);
  }
}

type Context = { year: number; month: number | null; newYear: boolean };

function rangeOf([whole, y1, m1, d1, n1, y2, m2, d2, n2]: RegExpMatchArray, name: string, context: Context, faults: string[]): DaysOff | null {
  const from = dateOf({ y: y1, m: m1, d: d1, note: n1 }, context, faults);
  const to = d2 === undefined ? from : dateOf({ y: y2, m: m2, d: d2, note: n2 }, context, faults);
  if (from === null || to === null) {
    faults.push(c.badDate(whole));
    return null;
  }
  return { name, from, to };
}

type Written = { y: string | undefined; m: string | undefined; d: string | undefined; note: string | undefined };

/** A month or year that is left out is that of the date before; New Year's December is the year's before. */
function dateOf({ y, m: month, d, note }: Written, context: Context, faults: string[]): CivilDate | null {
  const next = month === undefined ? context.month : Number(month);
  if (next === null || d === undefined) return null;
  context.month = next;
  const year = y === undefined ? context.year - (context.newYear && next === 12 ? 1 : 0) : Number(y);
  const text = `${year}-${String(next).padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (!isCivilDate(text)) return null;
  const date = civilDate(text);
  const said = /(?:周|星期)([一二三四五六日天])/.exec(note ?? '')?.[1]?.replace('天', '日');
  const is = c.weekdays[weekday(date) - 1] ?? '';
  if (said !== undefined && said !== is) faults.push(c.weekdayWrong(date, said, is));
  return date;
}

export function daysOf({ from, to }: Pick<DaysOff, 'from' | 'to'>): CivilDate[] {
  const days: CivilDate[] = [];
  for (let date = from; date <= to && days.length < 60; date = addDays(date, 1)) days.push(date);
  return days;
}

/** What keeps a year from being saved. */
export function faultsOfYear(year: Pick<CalendarYear, 'off' | 'work'>): string[] {
  const seen = new Set<CivilDate>();
  const twice = [...year.off.flatMap((range) => daysOf(range)), ...year.work.map((day) => day.date)].filter((date) => seen.has(date) || !seen.add(date));
  return [
    ...(year.off.length === 0 ? [c.empty] : []), ...([...year.off, ...year.work].some((day) => day.name.trim() === '') ? [c.unnamed] : []),
    ...year.off.filter((range) => range.from > range.to).map((range) => c.reversed(range.name)), ...year.work.filter((day) => weekday(day.date) < 6).map((day) => c.notWeekend(day.date)),
    ...[...new Set(twice)].map((date) => c.twice(date)),
  ];
}
