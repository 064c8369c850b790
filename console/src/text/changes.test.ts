import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

test('names the fields that an action changed, nested ones by path', () => {
  expect(changesBetween({ a: 1, b: { c: '甲', d: [1] }, e: null }, { a: 1, b: { c: '乙', d: [1, 2] }, f: true })).toEqual([
    { path: 'b.c', before: '甲', after: '乙' }, { path: 'b.d', before: '[1]', after: '[1,2]' }, { path: 'f', before: null, after: 'true' },
  ]);
});

test('a made or removed row shows all its fields', () => {
  expect(changesBetween(null, { a: 1 })).toEqual([{ path: 'a', before: null, after: '1' }]);
  expect(changesBetween({ a: 1 }, undefined)).toHaveLength(1);
});
