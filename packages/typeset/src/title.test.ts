import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakTitle, widthOf } from './title.ts';

test.each([
  ['关于召开会议的通知', ['关于召开会议的通知']],
  ['通辽市人民政府办公室关于印发通辽市2020年政务公开工作要点的通知', ['通辽市人民政府办公室关于印发', '通辽市2020年政务公开工作要点的通知']],
  // As wide as the line when digits take half; printed, they take more.
  ['通辽市人民政府办公室关于做好2026—2027年采暖期低温天气供热保障工作的通知', ['通辽市人民政府办公室', '关于做好2026—2027年采暖期低温', '天气供热保障工作的通知']],
  ['通辽市人民政府办公室关于商请提供政务数据共享目录的函', ['通辽市人民政府办公室关于商请', '提供政务数据共享目录的函']],
])('%s', (title, lines) => {
  expect(breakTitle(title, ['通辽市人民政府办公室'])).toEqual(lines);
});

test('property: nothing is lost, no line is too wide, no last line of one or two characters when it can be helped', () => {
  const words = ['通辽市', '人民政府', '办公室', '关于', '印发', '《', '政务公开', '》', '工作', '要点', '的', '通知', '2026年', '和', '（试行）', '信息化'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 40 }), (parts) => {
    const title = parts.join('');
    const lines = breakTitle(title);
    expect(lines.join('')).toBe(title);
    expect(Math.max(...lines.map((line) => widthOf(line, 0.55)))).toBeLessThanOrEqual(20);
    if (lines.length > 1) expect(widthOf(lines.at(-1) ?? '')).toBeGreaterThan(2);
  }));
});

test('a word longer than a line is cut rather than lost', () => {
  const lines = breakTitle('a'.repeat(100));
  expect(lines.join('')).toBe('a'.repeat(100));
  expect(Math.max(...lines.map((line) => widthOf(line, 0.55)))).toBeLessThanOrEqual(20);
});
