import { addDays, civilDate, foiReplyClock, type ClockDay } from '@tongming/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayRuns, derivation } from './pages/days.ts';

const runsFrom = (received: string) => dayRuns(foiReplyClock([{ type: 'received', date: civilDate(received) }]).derivation);

describe('days in runs', () => {
  it('names a holiday, a day worked instead of another, and weekends', () => {
    const runs = runsFrom('2026-09-21').map((run) => [run.kind, run.from.slice(5), run.to.slice(5), run.reasons[0]]);
    expect(runs.slice(0, 9)).toEqual([
      ['start', '09-21', '09-21', '收到申请之日，不计入期间'], ['counted', '09-22', '09-24', '第1个工作日'], ['rest', '09-25', '09-27', '中秋节放假'],
      ['counted', '09-28', '09-30', '第4个工作日'], ['rest', '10-01', '10-07', '国庆节放假'], ['counted', '10-08', '10-09', '第7个工作日'],
      ['counted', '10-10', '10-10', '第9个工作日：调休上班（国庆节）'], ['rest', '10-11', '10-11', '周日'], ['counted', '10-12', '10-16', '第10个工作日'],
    ]);
  });

  it('loses no day and adds none, whenever it begins', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 6000 }), (offset) => {
      const { derivation: days } = foiReplyClock([{ type: 'received', date: addDays(civilDate('2010-01-04'), offset) }]);
      const runs = dayRuns(days);
      expect(runs.reduce((n, run) => n + run.days, 0)).toBe(days.length);
      expect(runs.flatMap((run) => Array.from({ length: run.days }, (_, i) => [addDays(run.from, i), run.kind]))).toEqual(days.map((d) => [d.date, d.kind]));
    }), { numRuns: 200 });
  });

  it('keeps what began anew apart, and escapes what it says', () => {
    const day = (date: string, reason: string, kind: ClockDay['kind'] = 'superseded'): ClockDay => ({ date: civilDate(date), counted: false, kind, reason, article: null });
    expect(dayRuns([day('2026-01-05', '甲'), day('2026-01-06', '甲'), day('2026-01-05', '甲')]).map((run) => run.days)).toEqual([2, 1]);
    const said = derivation([day('2026-01-05', '<b>甲', 'delayed')]).markup;
    expect([said.includes('&lt;b&gt;甲'), said.includes('延迟答复1天')]).toEqual([true, true]);
  });
});
