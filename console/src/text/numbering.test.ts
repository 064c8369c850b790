import { describe, expect, test } from 'vitest';
import { markedLevel } from './levels.ts';
import { chineseNumber, nextMark, numberMark, withoutMark } from './numbering.ts';

describe('numbers of levels', () => {
  test('Chinese numerals', () => expect([1, 9, 10, 12, 20, 35].map(chineseNumber)).toEqual(['一', '九', '十', '十二', '二十', '三十五']));

  test('every mark is read back as its level', () => {
    for (const level of [1, 2, 3, 4] as const) {
      for (const n of [1, 10, 21, 99]) expect(markedLevel(`${numberMark(level, n)}甲`)).toBe(level);
    }
  });

  test('counts sisters under the same parent', () => {
    const lines = ['一、甲', '（一）乙', '（二）丙。后文', '二、丁', '（一）戊'];
    expect(nextMark(lines, 1)).toBe('三、');
    expect(nextMark(lines, 2)).toBe('（二）');
    expect(nextMark(lines, 3)).toBe('1.');
    expect(nextMark([], 1)).toBe('一、');
  });

  test('takes a number away, and only a number', () => {
    expect(['一、甲', '（十二）甲', '12.甲', '(3)甲', '甲、乙'].map(withoutMark)).toEqual(['甲', '甲', '甲', '甲', '甲、乙']);
  });
});
