import { addDays, civilDate as d } from '@tongming/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusOf, type End, type StatusInput } from './status.ts';

const plain: StatusInput = {
  today: d('2026-11-23'), effectiveOn: null, expiresOn: null, ends: [], amended: false, stated: null,
};
const status = (input: Partial<StatusInput>) => statusOf({ ...plain, ...input }).status;
const end = (kind: End['kind'], day: string): End => ({ kind, effectiveOn: d(day), publicNote: `注：${kind}` });

describe('the status of a record', () => {
  it('is in force by default, or what its source says', () => {
    expect(status({})).toBe('in-force');
    expect(status({ stated: 'unknown' })).toBe('unknown');
    expect(status({ stated: 'expired' })).toBe('expired');
  });

  it('begins on the day of effect and lasts through the last day', () => {
    expect(status({ effectiveOn: d('2026-11-24') })).toBe('not-yet');
    expect(status({ effectiveOn: d('2026-11-23') })).toBe('in-force');
    expect(status({ expiresOn: d('2026-11-23') })).toBe('in-force');
    expect(status({ expiresOn: d('2026-11-22') })).toBe('expired');
  });

  it('keeps the different ends apart, and tells their note', () => {
    expect(statusOf({ ...plain, ends: [end('repealed', '2026-11-23')] })).toEqual({ status: 'repealed', note: '注：repealed' });
    expect(status({ ends: [end('repealed', '2026-12-01')] })).toBe('in-force');
    expect(status({ ends: [end('expired', '2026-01-01')] })).toBe('expired');
    expect(status({ ends: [end('annulled', '2027-01-01')] })).toBe('annulled');
    expect(status({ ends: [end('annulled', '2026-01-01'), end('repealed', '2026-01-01')] })).toBe('annulled');
  });

  it('is amended while in force only', () => {
    expect(status({ amended: true })).toBe('amended');
    expect(status({ amended: true, ends: [end('repealed', '2026-01-01')] })).toBe('repealed');
    expect(status({ amended: true, effectiveOn: d('2027-01-01') })).toBe('not-yet');
  });

  it('never comes back once it has ended', () => {
    const kind = fc.constantFrom<End['kind']>('repealed', 'expired', 'annulled');
    fc.assert(fc.property(fc.array(fc.tuple(kind, fc.integer({ min: -50, max: 50 })), { minLength: 1, maxLength: 4 }),
      fc.option(fc.integer({ min: -50, max: 50 })), fc.boolean(), (ends, effect, amended) => {
        const input = {
          ...plain, amended, effectiveOn: effect === null ? null : addDays(plain.today, effect),
          ends: ends.map(([k, n]) => ({ kind: k, effectiveOn: addDays(plain.today, n), publicNote: 'x' })),
        };
        let ended = false;
        for (let n = -60; n <= 60; n += 1) {
          const now = ['repealed', 'expired', 'annulled'].includes(statusOf({ ...input, today: addDays(plain.today, n) }).status);
          expect(ended && !now).toBe(false);
          ended ||= now;
        }
        expect(ended).toBe(true);
      }));
  });
});
