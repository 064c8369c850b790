import { describe, expect, test } from 'vitest';
import { headingLevel, markedLevel, trimIndent } from './levels.ts';

describe('levels', () => {
  test.each([
    ['一、总体要求', 1], ['十二、附则', 1], ['（一）加强领导', 2], ['(三)压实责任', 2], ['1.完善机制', 3], ['１．完善机制', 3],
    ['（1）建立台账', 4], ['(12)建立台账', 4], ['　　一、总体要求', 1],
  ])('%s → %s', (text, level) => expect(headingLevel(text)).toBe(level));

  test.each(['各旗县市区人民政府：', '1.5万元', '一、二季度完成', '一、二、三等奖', '2026.3.1起施行', '（一）项规定的情形', ''])(
    '%s is text', (text) => expect(markedLevel(text)).toBe(null));

  test('a numbered line that runs on is a paragraph', () => {
    expect(headingLevel('（一）加强领导。各地各部门要高度重视。')).toBe(null);
    expect(markedLevel('（一）加强领导。各地各部门要高度重视。')).toBe(2);
    expect(headingLevel('（一）加强领导。')).toBe(null);
  });

  test('typed indents go', () => expect(trimIndent('\u3000\u3000各地')).toBe('各地'));
});
