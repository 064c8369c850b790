import { addDays, weekday } from '@tongming/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDay, monthOf, readMonth, shiftMonth, weeksOf } from './month.ts';

const months = fc.tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`);

describe('weeksOf', () => {
  it('holds every day of the month once, in whole weeks from Monday', () => {
    fc.assert(fc.property(months, (month) => {
      const days = weeksOf(month).flat();
      expect(days.length % 7).toBe(0);
      expect(weekday(days[0] ?? firstDay(month))).toBe(1);
      expect(days.every((day, i) => i === 0 || day === addDays(days[i - 1] ?? day, 1))).toBe(true);
      const own = days.filter((day) => monthOf(day) === month);
      expect(own[0]).toBe(firstDay(month));
      expect(monthOf(addDays(own.at(-1) ?? firstDay(month), 1))).toBe(shiftMonth(month, 1));
      expect(weeksOf(month).every((week) => week.some((day) => monthOf(day) === month))).toBe(true);
    }));
  });
});

describe('months in the address', () => {
  it('goes over the year', () => expect([shiftMonth('2026-12', 1), shiftMonth('2026-01', -1)]).toEqual(['2027-01', '2025-12']));
  it('takes no nonsense', () => expect(['2026-13', '2026-1', 'x', undefined, '2026-11'].map(readMonth)).toEqual([null, null, null, null, '2026-11']));
});
