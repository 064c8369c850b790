import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Body, Inline } from './model.ts';
import { bodyLimits, TypesetInputError } from './model.ts';
import { parseBody } from './parse.ts';
import { defaultBlank, redactBody, redactionsOf } from './redact.ts';
import { bodyFromText, bodyToText, headedParts } from './text.ts';

const faultOf = (json: unknown): TypesetInputError => {
  try {
    parseBody(json);
  } catch (error) {
    if (error instanceof TypesetInputError) return error;
    throw error;
  }
  throw new Error('was accepted');
};
const text = (words: string) => ({ type: 'text', text: words });
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });

describe('parseBody', () => {
  test('takes what the editor writes, with null attributes', () => {
    const body = parseBody(doc({ type: 'paragraph', attrs: { textAlign: null }, content: [text('甲'), { type: 'hardBreak' }] }, { type: 'paragraph' }));
    expect(body.content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: '甲' }, { type: 'hardBreak' }] },
      { type: 'paragraph', content: [] },
    ]);
  });

  test.each([
    [null, 'body.not-object', ''],
    [{ type: 'paragraph' }, 'body.type', ''],
    [doc({ type: 'script' }), 'body.unknown-node', 'content[0]'],
    [doc(paragraph(text('a'), { type: 'text', text: 1 })), 'body.bad-field', 'content[0].content[1]'],
    [doc(paragraph({ ...text('a'), marks: [{ type: 'link' }] })), 'body.unknown-mark', 'content[0].content[0].marks[0]'],
    [doc(paragraph({ ...text('a'), marks: [{ type: 'redact', attrs: { ground: ' ' } }] })), 'body.no-ground', 'content[0].content[0].marks[0].attrs'],
    [doc({ type: 'heading', attrs: { level: 5 } }), 'body.bad-field', 'content[0].attrs'],
    [doc({ type: 'image', attrs: { file: '../../etc/passwd' } }), 'body.bad-field', 'content[0].attrs'],
    [doc({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'table', content: [] }] }] }] }),
      'body.nested-table', 'content[0].content[0].content[0].content[0]'],
  ])('refuses %j with its path', (json, code, path) => {
    const fault = faultOf(json);
    expect([fault.code, fault.path]).toEqual([code, path]);
  });

  test('ten thousand levels of nesting are a clear error, not a stack overflow', () => {
    let node: unknown = text('甲');
    for (let i = 0; i < 10_000; i += 1) node = { type: 'tableCell', content: [node] };
    expect(faultOf(doc(node)).code).toBe('body.too-deep');
  });

  test('too many nodes and too much text are refused', () => {
    expect(faultOf({ type: 'doc', content: Array.from({ length: bodyLimits.nodes }, () => ({ type: 'paragraph' })) }).code).toBe('body.too-large');
    expect(faultOf(doc(paragraph(text('国'.repeat(bodyLimits.characters + 1))))).code).toBe('body.too-long');
  });

  test('control characters, bidi overrides and lone surrogates leave the text', () => {
    const body = parseBody(doc(paragraph(text('甲\u0000\u202e乙\ud800丙\ufeff\t丁'))));
    expect(bodyToText(body)).toBe('甲乙\ufffd丙 丁');
  });

  test('what was parsed parses to itself', () => {
    const body = bodyFromText('一、甲\n乙');
    expect(parseBody(structuredClone(body))).toEqual(body);
  });
});

describe('text', () => {
  test('levels are found by the typed number', () => {
    const body = bodyFromText('总起\n一、甲\n（一）乙。丙\n1.丁\n（1）戊\n\n　　己');
    expect(body.content.map((b) => (b.type === 'heading' ? b.attrs.level : b.type))).toEqual(['paragraph', 1, 'paragraph', 3, 4, 'paragraph']);
    expect(bodyToText(body)).toBe('总起\n一、甲\n（一）乙。丙\n1.丁\n（1）戊\n己');
  });

  test('a numbered line that runs on is parted after its first sentence', () => {
    const inlines: Inline[] = [{ type: 'text', text: '（一）做好' }, { type: 'text', text: '公开。各地要', marks: [{ type: 'bold' }] }];
    for (const block of [{ type: 'paragraph' as const, content: inlines }, { type: 'heading' as const, attrs: { level: 2 as const }, content: inlines }]) {
      expect(headedParts(block)).toEqual({
        level: 2, lead: [{ type: 'text', text: '（一）做好' }, { type: 'text', text: '公开。', marks: [{ type: 'bold' }] }],
        rest: [{ type: 'text', text: '各地要', marks: [{ type: 'bold' }] }],
      });
    }
    expect(headedParts({ type: 'paragraph', content: [{ type: 'text', text: '（一）做好公开。' }] })).toBeNull();
  });
});

const ground = '第十五条';
const withheld = (words: string, note?: string): Inline => ({ type: 'text', text: words, marks: [{ type: 'bold' }, { type: 'redact', attrs: { ground, ...(note ? { note } : {}) } }] });
const plain = (words: string): Inline => ({ type: 'text', text: words });
const bodyOf = (...content: Inline[]): Body => ({ type: 'doc', content: [{ type: 'paragraph', content }] });

describe('redaction', () => {
  test('lists passages with ground, note and place; neighbours are one', () => {
    const body: Body = { type: 'doc', content: [
      { type: 'paragraph', content: [plain('姓名'), withheld('张'), withheld('三'), plain('电话'), withheld('139', '个人信息')] },
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph', content: [withheld('李四')] }] }] }] },
      { type: 'image', attrs: { file: 'ab12', alt: '身份证', redact: { ground } } },
    ] };
    expect(redactionsOf(body)).toEqual([
      { ground, text: '张三', where: '正文第1段' },
      { ground, note: '个人信息', text: '139', where: '正文第1段' },
      { ground, text: '李四', where: '正文第2段（表格第1行第1列）' },
      { ground, text: '身份证', where: '正文第3段' },
    ]);
    const out = JSON.stringify(redactBody(body));
    for (const word of ['张', '三', '139', '李四', '身份证', 'ab12', 'redact', ground, '个人信息']) expect(out).not.toContain(word);
  });

  test('the blank tells neither length nor number of passages nor lines', () => {
    const short = redactBody(bodyOf(plain('甲'), withheld('张'), plain('乙')));
    const long = redactBody(bodyOf(plain('甲'), withheld('张三丰'), withheld('等人', '注'), { type: 'hardBreak' }, withheld('又一行'), plain('乙')));
    expect(long).toEqual(short);
    expect(bodyToText(short)).toBe(`甲${defaultBlank}乙`);
  });

  test('property: no withheld character survives, every other one does', () => {
    const secret = fc.stringMatching(/^[\u3400-\u3450]{1,12}$/);
    const open = fc.stringMatching(/^[\u5000-\u5050]{1,12}$/);
    const inline = fc.oneof(secret.map((s) => withheld(s, `注${s}`)), open.map(plain), fc.constant<Inline>({ type: 'hardBreak' }));
    const block = fc.array(inline, { maxLength: 8 }).map((content): Block => ({ type: 'paragraph', content }));
    const cell = fc.array(block, { maxLength: 2 }).map((content) => ({ type: 'tableCell' as const, content }));
    const table = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells): Block => ({ type: 'table', content: [{ type: 'tableRow', content: cells }] }));
    const body = fc.array(fc.oneof(block, table), { maxLength: 6 }).map((content): Body => ({ type: 'doc', content }));
    fc.assert(fc.property(body, (source) => {
      const made = redactBody(source);
      expect(JSON.stringify(made)).not.toMatch(/[\u3400-\u3450]|redact|第十五条/);
      const openOf = (b: Body) => bodyToText(b).replaceAll(/[^\u5000-\u5050]/g, '');
      expect(openOf(made)).toBe(openOf(source));
      expect(redactionsOf(made)).toEqual([]);
      expect(redactBody(made)).toEqual(made);
    }));
  });
});
