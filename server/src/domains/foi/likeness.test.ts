import { describe, expect, it } from 'vitest';
import { ALIKE, applicantKey, likeness, shinglesOf, termsOf } from './likeness.ts';

const plan = '科尔沁区2022年度农村危房改造补助资金分配方案';

describe('likeness', () => {
  it('sees the same request in other words around it, and not another request', () => {
    const own = shinglesOf(plan);
    expect(likeness(own, shinglesOf(`本人依法申请公开贵局${plan}的相关材料。`))).toBeGreaterThan(0.9);
    expect(likeness(own, shinglesOf('科尔沁区2021年度农村危房改造补助资金分配方案'))).toBeGreaterThan(ALIKE);
    expect(likeness(own, shinglesOf('霍林郭勒市公立幼儿园招生名额'))).toBeLessThan(0.1);
    expect(likeness(own, [])).toBe(0);
    expect(own.length).toBeLessThanOrEqual(48);
    expect(own.every((x) => Number.isInteger(x) && Math.abs(x) <= 2 ** 31)).toBe(true);
  });

  it('tells applicants apart under the installation’s secret only', () => {
    const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(applicantKey(a, { kind: 'naturalPerson', name: '张 三' })).toEqual(applicantKey(a, { kind: 'naturalPerson', name: '张三' }));
    expect(applicantKey(a, { kind: 'naturalPerson', name: '张三' })).not.toEqual(applicantKey(b, { kind: 'naturalPerson', name: '张三' }));
    expect(applicantKey(a, { kind: 'enterprise', name: '张三' })).not.toEqual(applicantKey(a, { kind: 'naturalPerson', name: '张三' }));
  });

  it('finds no pairs in single characters', () => {
    expect(termsOf('a，b')).toEqual([]);
  });
});
