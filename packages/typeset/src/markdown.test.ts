import { expect, it } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import type { Block } from './model.ts';

const p = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const render = (blocks: Block[], levels: number[] = []) => renderMarkdown({ title: '标题', facts: [['发文字号', '通政发〔2026〕1号'], ['主题', '']], blocks, levels, imageBase: 'images/' });

it('writes headings, facts and paragraphs', () => {
  expect(render([p('第一章　总则'), p('第一条　甲')], [1, 0])).toBe('# 标题\n\n- 发文字号：通政发〔2026〕1号\n\n## 第一章　总则\n\n第一条　甲\n');
});

it('lets no text act as markup', () => {
  const text = render([p('# 井号 *星* [链接](http://a) <script>'), p('- 减号'), p('1. 数字'), p('a_b_c | d')]);
  expect(text).toContain(String.raw`\# 井号 \*星\* \[链接\](http://a) \<script\>`);
  expect(text).toContain(String.raw`\- 减号`);
  expect(text).toContain(String.raw`1\. 数字`);
  expect(text).toContain(String.raw`a\_b\_c \| d`);
});

it('keeps a table in its columns when cells span others', () => {
  const cell = (text: string, colspan = 1, rowspan = 1) => ({ type: 'tableCell' as const, attrs: { colspan, rowspan }, content: [p(text)] });
  const table: Block = { type: 'table', content: [{ type: 'tableRow', content: [cell('甲', 1, 2), cell('乙', 2)] }, { type: 'tableRow', content: [cell('丙'), cell('丁')] }] };
  expect(render([table])).toContain('| 甲 | 乙 |  |\n| --- | --- | --- |\n|  | 丙 | 丁 |');
});

it('never writes a withheld passage', () => {
  const text = render([{ type: 'paragraph', content: [{ type: 'text', text: '李某某', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] }] }, { type: 'image', attrs: { file: 'f', alt: '李某某', redact: { ground: 'third-party' } } }]);
  expect(text).not.toContain('李某某');
});
