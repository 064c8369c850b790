// Dates as official pages write them: 2026年6月17日, 二〇二六年六月十七日, 2026-06-17 10:30, 2026/6/17.
import { isCivilDate, type CivilDate } from '@tongming/law';
import { readNumeral } from '@tongming/legaltext';

export type FoundDate = { date: CivilDate; start: number; end: number };

const numeral = '[0-9０-９零〇○ＯOoО一二三四五六七八九十]';
const written = new RegExp(`(${numeral}{4})[ \\u3000]*年[ \\u3000]*(${numeral}{1,3})[ \\u3000]*月[ \\u3000]*(${numeral}{1,3})[ \\u3000]*日`, 'gu');
const figures = /(?<![0-9])([12][0-9]{3})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])/gu;

function read(text: string): number | null {
  // 二OO四年: the letter O, of three alphabets, is what keyboards have for 〇.
  return readNumeral(text.replaceAll(/[ＯOoО]/gu, '〇'));
}

function dateOf(year: string, month: string, day: string): CivilDate | null {
  const [y, m, d] = [read(year), read(month), read(day)];
  if (y === null || m === null || d === null) return null;
  const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return isCivilDate(text) ? text : null;
}

/** In the order of the text. */
export function findDates(text: string): FoundDate[] {
  return [...text.matchAll(written), ...text.matchAll(figures)].flatMap((m): FoundDate[] => {
    const date = dateOf(m[1] ?? '', m[2] ?? '', m[3] ?? '');
    return date === null ? [] : [{ date, start: m.index, end: m.index + m[0].length }];
  }).toSorted((a, b) => a.start - b.start);
}

export function firstDate(text: string): CivilDate | null {
  return findDates(text)[0]?.date ?? null;
}

/** The date when the line holds nothing else; brackets and spaces aside. */
export function wholeDate(text: string): CivilDate | null {
  if (text.length > 40) return null;
  const [found] = findDates(text);
  return found !== undefined && /^[\s\u3000（(）)]*$/u.test(text.slice(0, found.start) + text.slice(found.end)) ? found.date : null;
}
