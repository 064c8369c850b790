// Days as spreadsheets, pages and people write them.
import { fromDayNumber, isCivilDate, type CivilDate } from '@tongming/law';
import { readNumeral } from '@tongming/legaltext';

const shapes: readonly RegExp[] = [
  /^(?<y>\d{4})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?(?=$|[\sT])/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?=$|\s)/,
];

/**
 * 2020-3-1, 2020/03/01 10:20, 2020年3月1日, 20200301, 二〇二〇年三月一日, a spreadsheet's serial number, and what the
 * patterns of a mapping file say (YYYY, MM or M, DD or D). Null for anything else: a day is never guessed.
 */
export function readDay(text: string, patterns: readonly string[] = []): CivilDate | null {
  const plain = text.normalize('NFKC').trim();
  for (const shape of [...patterns.map(patternOf), ...shapes]) {
    const found = shape.exec(plain)?.groups;
    if (found) return dayOf(found['y'], found['m'], found['d']);
  }
  if (/^\d{5}(?:\.\d+)?$/.test(plain)) return serialDay(Number(plain), false);
  return chineseDay(text.trim());
}

const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

/** A spreadsheet's count of days; null outside 1910 to 2173, where it is some other number. */
export function serialDay(serial: number, from1904: boolean): CivilDate | null {
  if (serial < 3_654 || serial > 100_000) return null;
  return fromDayNumber(Math.floor(serial) - (from1904 ? EPOCH_1904 : EPOCH_1900));
}

function patternOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace('YYYY', '(?<y>\\d{4})').replace(/MM?/, '(?<m>\\d{1,2})').replace(/DD?/, '(?<d>\\d{1,2})')}(?=$|\\s)`);
}

function dayOf(y = '', m = '', d = ''): CivilDate | null {
  const text = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isCivilDate(text) ? text : null;
}

function chineseDay(text: string): CivilDate | null {
  const found = /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/.exec(text);
  return found && dayOf(...found.slice(1, 4).map((part) => String(readNumeral(part))));
}
