import { describe, expect, it } from 'vitest';
import { Refused } from './errors.ts';
import { createRateLimiter, limits, pageSize, rates } from './limits.ts';

describe('rates', () => {
  it('let a burst pass, then as many as the table says, each client for itself', () => {
    let at = 0;
    const limiter = createRateLimiter(() => at);
    const passes = (client: string): boolean => {
      try {
        limiter.take('login', client);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
        expect(error).toMatchObject({ status: 429, code: 'too-many-requests' });
        return false;
      }
    };
    const many = (client: string, n: number): number => Array.from({ length: n }, () => passes(client)).filter(Boolean).length;
    expect(many('a', 100)).toBe(rates.login.burst);
    expect(passes('b')).toBe(true);
    at += 60_000 / rates.login.perMinute;
    expect(many('a', 5)).toBe(1);
    at += 3_600_000;
    expect(many('a', 100)).toBe(rates.login.burst);
  });

  it('say what is left of them', () => {
    let at = 0;
    const limiter = createRateLimiter(() => at);
    const { burst, perMinute } = rates.openApi;
    expect(limiter.left?.('openApi', 'a')).toEqual({ limit: burst, remaining: burst, reset: 0 });
    for (let i = 0; i < 20; i += 1) limiter.take('openApi', 'a');
    expect(limiter.left?.('openApi', 'a')).toEqual({ limit: burst, remaining: burst - 20, reset: (20 / perMinute) * 60 });
    expect(limiter.left?.('openApi', 'b')).toMatchObject({ remaining: burst });
    at += 60_000;
    expect(limiter.left?.('openApi', 'a')).toMatchObject({ remaining: burst, reset: 0 });
  });
});

describe('page size', () => {
  it.each([[undefined, limits.pageRowsDefault], ['5', 5], ['0', limits.pageRowsDefault], ['-1', limits.pageRowsDefault], ['1e9', limits.pageRows], ['x', limits.pageRowsDefault]])(
    '%s → %i', (asked, rows) => {
      expect(pageSize(asked)).toBe(rows);
    });
});
