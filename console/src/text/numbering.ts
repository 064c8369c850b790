import { markedLevel, type Level } from './levels.ts';

const digits = '零一二三四五六七八九';

/** 1 to 99 in Chinese numerals: 十, 十二, 二十, 三十五. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`;
}

export function numberMark(level: Level, n: number): string {
  switch (level) {
    case 1: return `${chineseNumber(n)}、`;
    case 2: return `（${chineseNumber(n)}）`;
    case 3: return `${n}.`;
    case 4: return `（${n}）`;
  }
}

/** The number a new heading of `level` gets after the `lines` before it: one more than its sisters under the same parent. */
export function nextMark(lines: readonly string[], level: Level): string {
  let sisters = 0;
  for (const line of lines) {
    const found = markedLevel(line);
    if (found === level) sisters += 1;
    else if (found !== null && found < level) sisters = 0;
  }
  return numberMark(level, sisters + 1);
}

/** Drops the number a line begins with, so that another can take its place. */
export function withoutMark(text: string): string {
  return markedLevel(text) === null ? text : text.replace(/^[\s\u3000]*(?:[（(][^）)]{1,5}[）)]|[^、.．]{1,5}[、.．])\s*/, '');
}
