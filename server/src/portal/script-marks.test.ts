import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { markScripts } from './script-marks.ts';
import { interfaceWords, wordsOf } from './words.ts';

const word = 'ᠮᠣᠩᠭᠣᠯ';
const plain = (markup: string): string => markup.replace(/<span(?: lang="[\w-]+"| class="(?:together|digits)")?>|<\/span>/g, '').replace(/<(title|option) lang="[\w-]+"/g, '<$1');

describe('languages of runs', () => {
  it.each([
    ['Chinese in a Mongolian page', '<p>首页</p>', 'mn-Mong-CN', '<p><span lang="zh-Hans">首页</span></p>'],
    ['both in one text', `<a>${word} 首页</a>`, 'mn-Mong-CN', `<a><span>${word} <span lang="zh-Hans">首页</span></span></a>`],
    ['Mongolian in a Chinese page', `<li>${word}</li>`, 'zh-CN', `<li><span lang="mn-Mong-CN">${word}</span></li>`],
    ['a title and an option say it themselves', '<title>首页</title><option value="a">大</option>', 'mn-Mong-CN', '<title lang="zh-Hans">首页</title><option lang="zh-Hans" value="a">大</option>'],
    ['what is typed, scripts and drawings', '<textarea>首页</textarea><script type="a">"首页"</script><svg><text>首页</text></svg>', 'mn-Mong-CN', '<textarea>首页</textarea><script type="a">"首页"</script><svg><text>首页</text></svg>'],
    ['attributes', '<img alt="首页">', 'mn-Mong-CN', '<img alt="首页">'],
    ['a day, said in Mongolian', '<time datetime="2026-11-23">2026年11月23日</time>发', 'mn-Mong-CN', null],
    ['digits within Mongolian', `<p>${word} 12</p>`, 'mn-Mong-CN', `<p><span>${word} <span class="digits">12</span></span></p>`],
    ['a colon and its bracket stay together', `<p>${word}᠄《${word}</p>`, 'mn-Mong-CN', `<p><span>${word.slice(0, -1)}${word.at(-1)}<span class="together">᠄《</span>${word}</span></p>`],
  ] as const)('%s', (_what, given, page, expected) => {
    const marked = markScripts(given, page);
    if (expected === null) expect(marked).toContain('ᠰᠠᠷ᠎ᠠ');
    else expect(marked).toBe(expected);
  });

  it('change nothing but by adding them', () => {
    const text = fc.stringMatching(/^[a-z0-9<>&"' 首页大小，。ᠮᠣᠩᠭᠣᠯ᠎ᠠ\u202f᠄《]{0,40}$/u);
    fc.assert(fc.property(fc.array(text, { maxLength: 4 }), fc.constantFrom('zh-CN' as const, 'mn-Mong-CN' as const), (texts, page) => {
      const { markup } = html`<main title="${texts[0] ?? ''}">${texts.map((one) => html`<p class="${one}">${one}</p><textarea>${one}</textarea>`)}</main>`;
      expect(plain(markScripts(markup, page))).toBe(markup);
    }));
  });
});

/** As a parser reads it: what stands between two tags is read alone, and an `&` that is no entity is seen as such. */
const textOf = (markup: string): string => markup.split(/<[^>]*>/).map((piece) => piece
  .replace(/&(?:(amp|lt|gt|quot)|#(\d+));|&/g, (found, name?: string, code?: string) => (name ? { amp: '&', lt: '<', gt: '>', quot: '"' }[name] ?? '?' : code ? String.fromCharCode(Number(code)) : `?${found}`))).join('');

describe('quotes and brackets beside Mongolian', () => {
  it('stay whole', () => {
    expect(markScripts(html`<p>${`${word}"周刊"`}</p>`.markup, 'mn-Mong-CN')).not.toMatch(/&<|&[a-z]+</);
  });

  it('read the same, in whatever text', () => {
    const text = fc.array(fc.constantFrom(word, '首页', 'ab', '1', ' ', '"', "'", '&', '<', '>', 'amp;', '《', '᠄'), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, fc.constantFrom('zh-CN' as const, 'mn-Mong-CN' as const), (one, page) => {
      expect(textOf(markScripts(html`<p>${one}</p>`.markup, page))).toBe(one);
    }));
  });
});

describe('words', () => {
  it('are those of the site where one has a source, and Chinese elsewhere', () => {
    const [chinese, mongolian] = [wordsOf('zh-CN'), wordsOf('mn-Mong-CN')];
    expect(mongolian.site.sizes['s']).toBe('ᠵᠢᠵᠢᠭ');
    expect(mongolian.kinds['report']).toBe('ᠢᠯᠡᠳᠬᠡᠯ');
    expect(mongolian.site.home).toBe(chinese.site.home);
    expect(mongolian.records.count('3')).toBe(chinese.records.count('3'));
  });

  it('are listed, each with its source or as waiting', () => {
    const all = interfaceWords();
    expect(new Set(all.map((one) => one.path)).size).toBe(all.length);
    for (const { mongolian } of all) if (mongolian !== null) expect(mongolian.sense).not.toBe('');
    expect(all.filter((one) => one.mongolian === null).length).toBeGreaterThan(500);
  });
});
