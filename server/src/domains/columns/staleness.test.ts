import { addDays, addMonths, civilDate, columnCheckOn, type ColumnCheck } from '@tongming/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, homeStanding, standingOf, type Warnings, type Watched } from './staleness.ts';

const on = civilDate('2026-11-23');
const found = columnCheckOn(on);
if (found === null) throw new Error('no check');
const check: ColumnCheck = found;
const warnings: Warnings = { dynamicDays: 10, noticeMonths: 5, blank: 3, unrenewedMonths: 6 };
const column = (more: Partial<Watched> = {}): Watched => ({ id: 'c', level: 1, group: 'dynamic', duty: null, open: true, count: 3, lastOn: on, directory: false, ...more });
const standing = (more: Partial<Watched>, day = on) => standingOf(column(more), day, check, warnings);

describe('on the days that matter', () => {
  it('news: in time on the fourteenth day, stale on the fifteenth, warned from the tenth', () => {
    expect(standing({ lastOn: addDays(on, -14) })).toMatchObject({ state: 'warning', due: on, by: 'dynamic', counts: { stale: false } });
    expect(standing({ lastOn: addDays(on, -15) })).toMatchObject({ state: 'late', due: addDays(on, -1), counts: { stale: true, unrenewed: false } });
    expect(standing({ lastOn: addDays(on, -9) }).state).toBe('fresh');
    expect(standing({ lastOn: addDays(on, -10) }).state).toBe('warning');
  });

  it('notices and policy: six months to the day, level 1 only', () => {
    const last = addMonths(on, -6);
    expect(standing({ group: 'notice', lastOn: last })).toMatchObject({ state: 'warning', due: on, counts: { stale: false } });
    expect(standing({ group: 'notice', lastOn: addDays(last, -1) })).toMatchObject({ state: 'late', counts: { stale: true, unrenewed: true } });
    expect(standing({ group: 'notice', level: 2, lastOn: addDays(last, -1) })).toMatchObject({ state: 'late', counts: { stale: false, unrenewed: true } });
    expect(standing({ group: 'notice', lastOn: addMonths(on, -5) }).state).toBe('warning');
    expect(standing({ group: 'notice', lastOn: addDays(addMonths(on, -5), 1) }).state).toBe('fresh');
  });

  it('months end on the last day of a short one', () => {
    expect(standing({ group: 'notice', lastOn: civilDate('2026-08-31') }, civilDate('2027-02-28'))).toMatchObject({ counts: { stale: false } });
    expect(standing({ group: 'notice', lastOn: civilDate('2026-08-31') }, civilDate('2027-03-01'))).toMatchObject({ counts: { stale: true } });
  });

  it('a stricter duty of its own makes it late, and counts for nothing in the check', () => {
    expect(standing({ duty: 'P7D', lastOn: addDays(on, -8) })).toMatchObject({ state: 'late', by: 'duty', counts: { stale: false, unrenewed: false } });
  });

  it('a directory is as new as the newest below it, and is not counted twice as unrenewed', () => {
    expect(standing({ directory: true, count: 0, group: 'notice', lastOn: addDays(addMonths(on, -6), -1) })).toMatchObject({ state: 'late', by: 'notice', counts: { stale: true, unrenewed: false } });
    expect(standing({ directory: true, count: 0, group: 'other', lastOn: addMonths(on, -9) })).toMatchObject({ due: null, counts: { stale: false, unrenewed: false } });
  });

  it('static ones are never stale, closed and preparing ones not looked at', () => {
    for (const more of [{ group: 'static' as const }, { open: false }, { open: false, count: 0, lastOn: null }]) {
      expect(standing({ lastOn: civilDate('2001-01-01'), ...more })).toMatchObject({ state: 'exempt', counts: { stale: false, unrenewed: false, blank: false } });
    }
  });

  it('a blank one counts as blank alone', () => {
    expect(standing({ count: 0, lastOn: null })).toMatchObject({ state: 'blank', counts: { stale: false, unrenewed: false, blank: true } });
    expect(standing({ group: 'static', count: 0, lastOn: null }).state).toBe('blank');
    expect(standing({ directory: true, count: 0, lastOn: null }).state).toBe('blank');
  });
});

const columns = fc.array(fc.record({
  group: fc.constantFrom('dynamic' as const, 'notice' as const, 'interaction' as const, 'other' as const, 'static' as const), level: fc.integer({ min: 1, max: 3 }),
  age: fc.integer({ min: 0, max: 400 }), blank: fc.boolean(), open: fc.boolean(),
}), { maxLength: 30 }).map((all) => all.map(({ age, blank, ...one }, i) => column({ ...one, id: `c${i}`, count: blank ? 0 : 2, lastOn: blank ? null : addDays(on, -age) })));

describe('the home page', () => {
  it('is in time on the fourteenth day after the newest on it, a veto from the fifteenth', () => {
    const home = (age: number) => homeStanding(addDays(on, -age), on, check, warnings);
    expect([home(9), home(10), home(14), home(15)].map((one) => one.state)).toEqual(['fresh', 'warning', 'warning', 'late']);
    expect(homeStanding(null, on, check, warnings)).toEqual({ lastOn: null, due: null, state: 'late' });
  });
});

describe('the three counts', () => {
  it('are each counted by themselves, as a second walk over the columns counts them', () => {
    fc.assert(fc.property(columns, (all) => {
      const { vetoes } = assess(all, on, check, warnings);
      const shown = all.filter((one) => one.open);
      const aged = (one: Watched, last: string): boolean => one.lastOn !== null && one.lastOn < last;
      const stale = shown.filter((one) => (one.group === 'dynamic' && aged(one, addDays(on, -14))) || (one.group === 'notice' && one.level === 1 && aged(one, addMonths(on, -6))));
      const unrenewed = shown.filter((one) => one.group !== 'static' && aged(one, addMonths(on, -6)));
      const blank = shown.filter((one) => one.count === 0);
      expect(vetoes.map(({ key, count, reached }) => [key, count, reached])).toEqual([['stale', stale.length, stale.length >= 5], ['unrenewed', unrenewed.length, unrenewed.length >= 10], ['blank', blank.length, blank.length >= 5]]);
      expect(vetoes.every(({ count, columns: named }) => named.length === count)).toBe(true);
    }));
  });

  it('five stale together are the veto, four are not', () => {
    const some = (news: number, notices: number): Watched[] => [
      ...Array.from({ length: news }, (_, i) => column({ id: `n${i}`, lastOn: addDays(on, -15) })), ...Array.from({ length: notices }, (_, i) => column({ id: `p${i}`, group: 'notice', lastOn: addDays(addMonths(on, -6), -1) })),
    ];
    expect(assess(some(3, 1), on, check, warnings).vetoes[0]).toMatchObject({ count: 4, reached: false });
    expect(assess(some(3, 2), on, check, warnings).vetoes[0]).toMatchObject({ count: 5, reached: true });
  });
});
