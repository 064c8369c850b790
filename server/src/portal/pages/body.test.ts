import type { Block } from '@tongming/typeset';
import { describe, expect, it } from 'vitest';
import { renderBody, renderText } from './body.ts';

const text = (value: string) => [{ type: 'text' as const, text: value }];
const heading = (level: 1 | 2 | 3 | 4, value: string): Block => ({ type: 'heading', attrs: { level }, content: text(value) });

describe('renderBody', () => {
  it('makes an outline without gaps, with an address for every heading', () => {
    const { content, contents } = renderBody([heading(1, '一、总体要求'), heading(3, '1.目标'), heading(2, '（一）任务')], '/i/');
    expect(content.markup).toBe(
      '<h3 id="s1" class="level-1">一、总体要求</h3><h4 id="s2" class="level-3">1.目标</h4><h4 id="s3" class="level-2">（一）任务</h4>');
    expect(contents.map((c) => [c.id, c.level])).toEqual([['s1', 1], ['s2', 3], ['s3', 2]]);
  });

  it('sets only the first sentence of a running paragraph as its lead', () => {
    const { content, contents } = renderBody([heading(2, '（一）做好公开。各地要落实责任。')], '/i/');
    expect(content.markup).toBe('<p id="s1" class="level-2"><span class="lead">（一）做好公开。</span>各地要落实责任。</p>');
    expect(contents[0]?.text).toBe('（一）做好公开');
  });

  it('never prints a passage or picture that is still marked as withheld', () => {
    const { content, contents } = renderBody([
      { type: 'paragraph', content: [{ type: 'text', text: '张某某', marks: [{ type: 'bold' }, { type: 'redact', attrs: { ground: 'third-party' } }] }] },
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '一、张某某', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] }] },
      { type: 'image', attrs: { file: 'abc', alt: '张某某', redact: { ground: 'third-party' } } },
    ], '/i/');
    expect(content.markup + JSON.stringify(contents)).not.toContain('张某某');
    expect(content.markup).not.toContain('abc');
  });

  it('writes hostile text as text, in tables and alternative texts too', () => {
    const { content } = renderBody([
      { type: 'image', attrs: { file: 'abc', alt: '"><script>' } },
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [{ type: 'paragraph', content: text('<b>') }] }] }] },
    ], '/i/');
    expect(content.markup).toContain('alt="&quot;&gt;&lt;script&gt;"');
    expect(content.markup).toContain('<th scope="col"><p>&lt;b&gt;</p></th>');
  });
});

describe('renderText', () => {
  it('takes the later of two equal chapter lines for the heading and sets articles bold', () => {
    const { content, contents } = renderText('目录\n第一章　总则\n第一章　总则\n第一条　为了<安全>。');
    expect(contents).toEqual([{ id: 's1', text: '第一章　总则', level: 1 }]);
    expect(content.markup).toBe('<p>目录</p><p>第一章　总则</p><h3 id="s1" class="part">第一章　总则</h3><p><b class="article">第一条</b>　为了&lt;安全&gt;。</p>');
  });
});
