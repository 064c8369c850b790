import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, citationOf, findReferences, issuedTitle, namesDocument, parseStructure, readNumeral, titleKey, writeNumeral } from './index.ts';

const anchors = (...lines: string[]) => parseStructure(lines).units.map((u) => u.anchor);

describe('numerals', () => {
  it.each([[1, '一'], [10, '十'], [19, '十九'], [20, '二十'], [101, '一百零一'], [110, '一百一十'], [1001, '一千零一'], [1260, '一千二百六十'], [10_010, '一万零一十']])(
    '%i is %s', (n, text) => {
      expect(writeNumeral(n)).toBe(text);
      expect(readNumeral(text)).toBe(n);
    });
  it('reads every way of writing', () => {
    expect(['２６', '26', '一百〇二', '一百十五', '二〇二三', '一十二'].map(readNumeral)).toEqual([26, 26, 102, 115, 2023, 12]);
    expect(['', '十十', '百', '甲', '二百三', '一二万三四'].map(readNumeral)).toEqual([null, null, null, null, null, null]);
  });
  it('goes round', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => { expect(readNumeral(writeNumeral(n))).toBe(n); }));
  });
});

describe('structure', () => {
  it('finds 章 条 款 项 目, and gives each an address', () => {
    expect(anchors('第三章　附　则', '第二十六条　第一款：', '（一）甲；', '（二）乙：', '1.丙；', '第二款。', '（一）丁。', '第二十六条之一 增加。', '第二十七条'))
      .toEqual(['ch-3', 'art-26', 'art-26-1-1', 'art-26-1-2', 'art-26-1-2-1', 'art-26-2', 'art-26-2-1', 'art-26z1', 'art-27']);
  });
  it('takes the printed table of contents for what it is', () => {
    const lines = ['2020年5月28日第十三届全国人民代表大会第三次会议通过', '目　录', '第一编　总则', '第一章　基本规定', '第二编　物权', '第一章　一般规定', '第一编　总则', '第一章　基本规定', '第一条　为了甲。', '第二编　物权', '第一章　一般规定', '第二条　为了乙。'];
    const { units, contents } = parseStructure(lines);
    expect(units.slice(0, 6).map((u) => u.role)).toEqual(['history', ...Array(5).fill('contents')]);
    expect(contents).toEqual([
      { anchor: 'part-1', text: '第一编　总则', level: 1 }, { anchor: 'part-1-ch-1', text: '第一章　基本规定', level: 3 },
      { anchor: 'part-2', text: '第二编　物权', level: 1 }, { anchor: 'part-2-ch-1', text: '第一章　一般规定', level: 3 },
    ]);
  });
  it('does not take an article that is spoken of for one that begins', () => {
    expect(anchors('第一条　甲。', '第九十条的规定适用于本条。', '第三条、第四条除外。', '第八条 引文如此。', '第二条　乙。', '第三条　丙。'))
      .toEqual(['art-1', 'art-1-2', 'art-1-3', 'art-1-4', 'art-2', 'art-3']);
  });
  it('counts an annexed text for itself', () => {
    expect(anchors('第一条　甲。', '第二条　乙。', '附件：实施细则', '第一条　丙。', '第二条　丁。')).toEqual(['art-1', 'art-2', null, 'd2-art-1', 'd2-art-2']);
  });
  it('gives levels to what has no articles', () => {
    const { units, contents, articles } = parseStructure(['各旗县人民政府：', '一、总体要求', '坚持为民。', '二、重点任务', '（一）做好公开。各地要落实。', '1.目标', '2026年6月1日']);
    expect(units.map((u) => u.anchor)).toEqual([null, 'sec-1', null, 'sec-2', 'sec-2-1', 'sec-2-1-1', null]);
    expect(contents.map((c) => c.text)).toEqual(['一、总体要求', '二、重点任务', '（一）做好公开']);
    expect(articles).toBe(0);
  });
  it('is total, gives one unit a paragraph and no address twice', () => {
    const line = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'第一二三十百条款项章节编分之（）()、。　 1附件目录甲') }),
      fc.constantFrom('第一条　甲', '第二条　乙', '第一章　总则', '（一）丙', '1.丁', '附件：', '一、戊', '目录'));
    fc.assert(fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const { units, contents } = parseStructure(lines);
      const given = units.flatMap((u) => u.anchor ?? []);
      expect(units).toHaveLength(lines.length);
      expect(new Set(given).size).toBe(given.length);
      expect(contents.every((c) => given.includes(c.anchor))).toBe(true);
      units.forEach((u, i) => expect(u.lead).toBeLessThanOrEqual((lines[i] ?? '').trim().length));
    }), { numRuns: 500 });
  });
  it.each([['目录\n'], ['第一章　甲\n'], ['第一条　甲\n'], ['（一）甲\n'], ['《'], ['第一条、'], ['以下简称《'], ['本法第']])('takes a time in proportion to the length: %j', (piece) => {
    const time = (times: number) => {
      const text = piece.repeat(times);
      const from = performance.now();
      parseStructure(text.split('\n'));
      findReferences(text.split('\n'));
      return performance.now() - from;
    };
    time(2000);
    expect(time(80_000)).toBeLessThan(60 * Math.max(time(4000), 40));
  });
});

describe('places and titles', () => {
  const place = { article: 26, inserted: 0, clause: 1, item: null, point: null };
  it('writes a citation', () => {
    expect(citationOf('中华人民共和国政府信息公开条例', place)).toBe('《中华人民共和国政府信息公开条例》第二十六条第一款');
    expect(citationOf('关于实施《甲法》的办法', { ...place, clause: 1, item: 2, inserted: 1 })).toBe('《关于实施〈甲法〉的办法》第二十六条之一第一款第（二）项');
    expect(anchorOf({ ...place, inserted: 1, item: 2 })).toBe('art-26z1-1-2');
  });
  it('brings titles to one form', () => {
    expect(new Set(['中华人民共和国行政处罚法', '《行政处罚法》', '中华人民共和国 行政处罚法（2021年修订）', '行政处罚法(2017修正)'].map(titleKey))).toEqual(new Set(['行政处罚法']));
    expect(titleKey('某办法（试行）')).toBe('某办法试行');
    expect(issuedTitle('国务院关于印发个人所得税专项附加扣除暂行办法的通知')).toBe('个人所得税专项附加扣除暂行办法');
    expect(issuedTitle('通辽市人民政府关于印发《通辽市供热办法》的通知')).toBe('通辽市供热办法');
    expect([namesDocument('城镇燃气管理条例'), namesDocument('某办法（试行）'), namesDocument('人民日报')]).toEqual([true, true, false]);
  });
});

describe('references', () => {
  const found = (...lines: string[]) => findReferences(lines).map((line, i) => line.map((r) => [r.title, lines[i]?.slice(r.start, r.end), ...r.articles.map((a) => anchorOf(a.place))]));
  it('finds titles, articles behind them and 以下简称', () => {
    expect(found('根据《中华人民共和国行政处罚法》（以下简称《行政处罚法》）第三十三条第一款、第二款和第四十条', '依照《行政处罚法》第五条、本办法第八条之一第（二）项'))
      .toEqual([[['中华人民共和国行政处罚法', '《中华人民共和国行政处罚法》', 'art-33-1', 'art-33-2', 'art-40']],
        [['中华人民共和国行政处罚法', '《行政处罚法》', 'art-5'], [null, '本办法', 'art-8z1-1-2']]]);
  });
  it('finds a short name without marks where an article follows', () => {
    expect(found('《城镇燃气管理条例》（国务院令第583号，以下简称条例）已经公布。', '违反条例第十四条的，条例另有规定的除外。'))
      .toEqual([[['城镇燃气管理条例', '《城镇燃气管理条例》']], [['城镇燃气管理条例', '条例', 'art-14']]]);
  });
  it('keeps a title with a title in it whole, and passes over what never closes', () => {
    expect(found('《关于修改《甲条例》的决定》和《乙')).toEqual([[['关于修改《甲条例》的决定', '《关于修改《甲条例》的决定》']]]);
  });
  it('is total, in order and without overlap', () => {
    const words = fc.array(fc.constantFrom('《', '》', '甲条例', '第三条', '第二款', '（以下简称', '）', '、', '本法', '丙', '第（一）项'), { maxLength: 40 });
    fc.assert(fc.property(fc.array(words.map((w) => w.join('')), { maxLength: 5 }), (lines) => {
      findReferences(lines).forEach((refs, i) => {
        let end = 0;
        for (const r of refs) {
          expect(r.start).toBeGreaterThanOrEqual(end);
          for (const part of [r, ...r.articles]) {
            expect(part.end).toBeGreaterThan(part.start);
            end = part.end;
          }
          expect(end).toBeLessThanOrEqual(lines[i]?.length ?? 0);
        }
      });
    }));
  });
});
