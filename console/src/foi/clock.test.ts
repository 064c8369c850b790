import { addWorkingDays, civilDate, foiReplyClock } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { dayLabel, dueWords, shortArticle, sumOf } from './clock.ts';

const on = civilDate;

describe('what a derivation adds up to', () => {
  it('counts working days, rest days and what the law leaves out', () => {
    const { derivation } = foiReplyClock([
      { type: 'received', date: on('2026-09-18') }, { type: 'third-party-sent', date: on('2026-10-12') },
      { type: 'third-party-received', date: on('2026-10-14') }, { type: 'third-party-answered', date: on('2026-10-20') },
    ]);
    const sum = sumOf(derivation);
    expect(sum).toMatchObject({ counted: 20, excluded: 6, superseded: 0 });
    expect(1 + sum.counted + sum.excluded + sum.rest).toBe(derivation.length);
  });

  it('tells the days before a new start apart', () => {
    const { derivation } = foiReplyClock([
      { type: 'received', date: on('2026-03-02') }, { type: 'correction-notified', date: on('2026-03-06') }, { type: 'correction-received', date: on('2026-03-12') },
    ]);
    expect(sumOf(derivation)).toMatchObject({ counted: 20, superseded: 10 });
  });

  it('has nothing to say of no days', () => {
    expect(sumOf([])).toEqual({ counted: 0, excluded: 0, rest: 0, superseded: 0 });
  });
});

describe('words', () => {
  it('says how many working days are left', () => {
    expect([dueWords(-2), dueWords(0), dueWords(3)]).toEqual(['已超期 2 个工作日', '今天到期', '还剩 3 个工作日']);
  });
  it('shortens the regulation, and only it', () => {
    expect(shortArticle('《中华人民共和国政府信息公开条例》第三十三条')).toBe('《条例》第三十三条');
    expect(shortArticle('《中华人民共和国民法典》第二百零一条')).toBe('《中华人民共和国民法典》第二百零一条');
  });
  it('writes the year where it changes', () => {
    const { derivation } = addWorkingDays(on('2025-12-30'), 3, { article: '' });
    expect(derivation.map((d, i) => dayLabel(d.date, derivation[i - 1]?.date ?? null)).slice(0, 3)).toEqual(['2025年12月30日', '12月31日', '2026年1月1日']);
  });
});
