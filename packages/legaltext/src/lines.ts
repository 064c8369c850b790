// What one line says of itself, without its neighbours.
import { readNumeral } from './numerals.ts';

export type HeadingRole = 'part' | 'subpart' | 'chapter' | 'section';
export type Line =
  | { type: 'heading'; role: HeadingRole; number: number; lead: number }
  | { type: 'article'; number: number; inserted: number; lead: number; label: string }
  | { type: 'sign'; level: 1 | 2 | 3 | 4; number: number; lead: number }
  | { type: 'contents' | 'annex' | 'day' | 'blank' | 'plain' };

const numeral = '[零〇○一二三四五六七八九十百千两0-9０-９]{1,9}';
const heading = new RegExp(`^第(${numeral})(编|分编|章|节)([\\s\\u3000]*)(.*)$`, 'u');
const article = new RegExp(`^第(${numeral})条(?:之(${numeral}))?`, 'u');
/** After these 第五条 is spoken of, not begun; a space between says that it begins, but for the words of an amendment. */
const amended = /^(?:修改为|改为|删去|移至|合并)/u;
const spokenOf = /^(?:第|的|规定|所|、|，|,|；|。|和|或|及|至|与|中|之|后|前|改为|修改|删去|增加|移至|合并)/u;
const signs: readonly [level: 1 | 2 | 3 | 4, pattern: RegExp][] = [
  [1, new RegExp('^([零〇一二三四五六七八九十百]{1,5})、[\\s\\u3000]*', 'u')],
  [2, new RegExp('^[（(]([零〇一二三四五六七八九十百]{1,5})[)）][、.．]?[\\s\\u3000]*', 'u')],
  [3, new RegExp('^([0-9０-９]{1,3})(?:[、．]|[.](?![0-9]))[\\s\\u3000]*', 'u')],
  [4, new RegExp('^[（(]([0-9０-９]{1,3})[)）][、.．]?[\\s\\u3000]*', 'u')],
];
const annex = /^附(?:件|表|录|图|注)[\s\u3000]*(?:[0-9０-９一二三四五六七八九十]{0,3})(?:$|[：:．.、\s\u3000])/u;
const day = /^(?:[12]\d{3}|[一二三四五六七八九十〇○零]{4})年[^，。；]{2,6}月[^，。；]{1,4}日$/u;
const longestHeading = 60;

/** `line` is trimmed. Looks at its beginning only, whatever its length. */
export function readLine(line: string): Line {
  if (line === '') return { type: 'blank' };
  const start = line.slice(0, 40);
  if (/^目[\s\u3000]*[录次]$/u.test(start)) return { type: 'contents' };
  if (start.startsWith('第')) return headingOf(line) ?? articleOf(line) ?? { type: 'plain' };
  if (annex.test(start)) return { type: 'annex' };
  if (line.length < 20 && day.test(line)) return { type: 'day' };
  for (const [level, pattern] of signs) {
    const m = pattern.exec(start);
    const number = m?.[1] === undefined ? null : readNumeral(m[1]);
    if (m && number !== null && number > 0) return { type: 'sign', level, number, lead: m[0].length };
  }
  return { type: 'plain' };
}

function headingOf(line: string): Line | null {
  if (line.length > longestHeading) return null;
  const m = heading.exec(line);
  const number = m?.[1] === undefined ? null : readNumeral(m[1]);
  if (!m || number === null) return null;
  const [, , word = '', space = '', rest = ''] = m;
  // 第三章的规定 speaks of the chapter; a heading is set off, or is short and without a sentence mark.
  if (space === '' && rest !== '' && (rest.length > 24 || /[，。；：]/u.test(rest) || /^(?:的|规定|和|、|中|所)/u.test(rest))) return null;
  const role = word === '编' ? 'part' : word === '分编' ? 'subpart' : word === '章' ? 'chapter' : 'section';
  return { type: 'heading', role, number, lead: line.length - rest.length };
}

function articleOf(line: string): Line | null {
  const m = article.exec(line.slice(0, 40));
  const number = m?.[1] === undefined ? null : readNumeral(m[1]);
  if (!m || number === null || number === 0) return null;
  const inserted = m[2] === undefined ? 0 : (readNumeral(m[2]) ?? 0);
  const rest = line.slice(m[0].length);
  const text = rest.trimStart();
  if ((text === rest ? spokenOf : amended).test(text)) return null;
  return { type: 'article', number, inserted, lead: line.length - text.length, label: m[0] };
}
