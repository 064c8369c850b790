import { describe, expect, test } from 'vitest';
import { bodyFromEditor, bodyLines, characterCount, redactionsOf } from './body.ts';

const redact = (ground: string) => ({ type: 'redact', attrs: { ground, note: null } });
const doc = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '（一）甲' }] },
    { type: 'paragraph', attrs: { textAlign: null }, content: [
      { type: 'text', text: '张' , marks: [redact('third-party')] },
      { type: 'text', text: '某', marks: [{ type: 'bold' }, redact('third-party')] },
      { type: 'text', text: '到 场', marks: [{ type: 'link', attrs: { href: 'javascript:x' } }] },
    ] },
    { type: 'table', content: [{ type: 'tableRow', content: [
      { type: 'tableCell', attrs: { colspan: 2, rowspan: 1, colwidth: null }, content: [{ type: 'paragraph', content: [{ type: 'text', text: '单位' }] }] },
      { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1 }, content: [{ type: 'paragraph' }] },
    ] }] },
    { type: 'image', attrs: { file: 'abc', alt: null, width: null, redact: null } },
    { type: 'bulletList', content: [] },
  ],
};

describe('body', () => {
  const body = bodyFromEditor(doc);
  test('drops what the contract does not know', () => {
    expect(body.content.map((b) => b.type)).toEqual(['heading', 'paragraph', 'table', 'image']);
    expect(JSON.stringify(body)).not.toMatch(/null|link|colwidth/);
    expect(body.content[2]).toMatchObject({ content: [{ content: [{ attrs: { colspan: 2 } }, { type: 'tableHeader' }] }] });
  });
  test('lists marked passages, neighbours joined', () => {
    expect(redactionsOf(body)).toEqual([{ text: '张某', ground: 'third-party' }]);
  });
  test('lines and count', () => {
    expect(bodyLines(body)).toEqual(['（一）甲', '⟦张⟧⟦某⟧到 场', '单位 ｜ ', '［图］']);
    expect(characterCount(body)).toBe(10);
  });
});
