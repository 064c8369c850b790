import { describe, expect, it } from 'vitest';
import { hashPassword, makePassword, passwordFaults, passwordMatches } from './password.ts';

const rules = { passwordMinLength: 10, passwordClasses: 3, lockAfterFailures: 5, lockMinutes: 15, sessionIdleMinutes: 30, sessionHours: 12 };

describe('passwords', () => {
  it.each([
    ['short1A', 1], ['alllowercaseletters', 1], ['lowercase1234567', 1], ['Xx1-lin.xiaowen', 1], ['LIN.XIAOWEN1a', 1], ['a', 2],
    ['Tongliao-2026', 0], ['通辽Ab1234567890', 0], [`Aa1${'x'.repeat(200)}`, 1],
  ])('%s has %i faults', (password, faults) => {
    expect(passwordFaults(password, 'lin.xiaowen', rules)).toHaveLength(faults);
  });
  it('made ones keep the rules and differ', () => {
    const made = Array.from({ length: 200 }, makePassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) expect(passwordFaults(password, 'someone', { ...rules, passwordClasses: 4 })).toEqual([]);
  });
  it('match only their own hash; nobody matches nothing', async () => {
    const stored = await hashPassword('Tongliao-2026');
    expect(stored.startsWith('$argon2id$')).toBe(true);
    expect(await passwordMatches(stored, 'Tongliao-2026')).toBe(true);
    expect(await passwordMatches(stored, 'Tongliao-2027')).toBe(false);
    expect(await passwordMatches(null, 'Tongliao-2026')).toBe(false);
  });
});
