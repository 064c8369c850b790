import type { Block } from '@tongming/typeset';
import { describe, expect, it } from 'vitest';
import { renderBody, renderText } from './body.ts';

const text = (value: string) => [{ type: 'text' as const, text: value }];
const heading = (level: 1 | 2 | 3 | 4, value: string): Block => ({ type: 'heading', attrs: { level }, content: text(value) });

describe('renderBody', () => {
  it('makes an outline without gaps, with an address for every heading', () => {
    const { content, contents } = renderBody([heading(1, '一、总体要求'), heading(3, '1.目标'), heading(2, '（一）任务')], '/i/');
    expect(content.markup).toBe(
      '<h3 id="sec-1" class="level-1">一、总体要求</h3><h4 id="sec-1-0-1" class="level-3">1.目标</h4><h4 id="sec-1-1" class="level-2">（一）任务</h4>');
    expect(contents.map((c) => [c.id, c.level])).toEqual([['sec-1', 1], ['sec-1-0-1', 3], ['sec-1-1', 2]]);
  });

  it('sets only the first sentence of a running paragraph as its lead', () => {
    const { content, contents } = renderBody([heading(2, '（一）做好公开。各地要落实责任。')], '/i/');
    expect(content.markup).toBe('<p id="sec-0-1" class="level-2"><span class="lead">（一）做好公开。</span>各地要落实责任。</p>');
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
    expect(contents).toEqual([{ id: 'ch-1', text: '第一章　总则', level: 3 }]);
    expect(content.markup).toBe('<p>目录</p><p>第一章　总则</p><h3 id="ch-1" class="part part-chapter">第一章　总则</h3><p id="art-1" class="clause"><b class="article">第一条</b>　<span id="art-1-1">为了&lt;安全&gt;。</span></p>');
  });

  it('links what is here, says how each place is cited, and links nothing else', () => {
    const links = new Map([['行政处罚法', 'aaa'], ['国务院令第583号', 'bbb']]);
    const { content: { markup } } = renderText([
      '第一条　根据《中华人民共和国行政处罚法》第三十三条第一款和《某某条例》第二条（国务院令第583号），', '第二款，见本办法第一条：', '（一）甲。', '第二条　依照本办法第九条。'].join('\n'), { title: '某办法', links });
    expect([...markup.matchAll(/<a class="citation" href="([^"]+)">([^<]+)<\/a>/g)].map((m) => [m[1], m[2]])).toEqual([
      ['/records/aaa', '《中华人民共和国行政处罚法》'], ['/records/aaa#art-33-1', '第三十三条第一款'], ['/records/bbb', '国务院令第583号'], ['#art-1', '第一条']]);
    for (const cite of ['《某办法》第一条', '《某办法》第一条第一款', '《某办法》第一条第二款第（一）项', '《某办法》第二条']) expect(markup).toContain(`<b>${cite}</b>`);
    expect(markup).not.toContain('《某办法》第二条第一款');
  });

  it('keeps a link whole over bold words, and never links into a withheld passage', () => {
    const links = new Map([['甲条例', 'aaa']]);
    const paragraph: Block = { type: 'paragraph', content: [
      { type: 'text', text: '见《甲' }, { type: 'text', text: '条例》', marks: [{ type: 'bold' }] }, { type: 'text', text: '《甲条例》', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] }] };
    const { content: { markup } } = renderBody([paragraph], '', { title: '乙', links });
    expect(markup).toBe('<p>见<a class="citation" href="/records/aaa">《甲</a><strong><a class="citation" href="/records/aaa">条例》</a></strong><span class="withheld">（此处依法不予公开）</span></p>');
  });
});
