import { describe, expect, test } from 'vitest';
import { ApiError, errorFrom, isTemporary, networkError, reasonsOf } from './errors.ts';

describe('errors of the API', () => {
  test('a refusal keeps code, message and reasons', () => {
    const error = errorFrom(409, { error: { code: 'edit-conflict', message: '已被他人修改', reasons: [{ code: 'x', message: 'y', field: 'title' }] } });
    expect(error).toMatchObject({ status: 409, code: 'edit-conflict', message: '已被他人修改' });
    expect(reasonsOf(error)).toEqual([{ code: 'x', message: 'y', field: 'title' }]);
  });

  test('another shape (a proxy page) still gives words', () => {
    const error = errorFrom(502, null);
    expect(error.code).toBe('unreadable');
    expect(error.message).not.toBe('');
    expect(reasonsOf(error)).toHaveLength(1);
  });

  test('only what may pass by itself is temporary', () => {
    expect(isTemporary(networkError())).toBe(true);
    expect(isTemporary(errorFrom(503, {}))).toBe(true);
    expect(isTemporary(errorFrom(422, {}))).toBe(false);
    expect(isTemporary(new Error('bug'))).toBe(false);
  });

  test('an unknown error says so without showing its insides', () => {
    expect(reasonsOf(new Error('select * from secret'))[0]?.message).not.toContain('select');
    expect(reasonsOf(new ApiError(400, 'a', 'b'))).toEqual([{ code: 'a', message: 'b' }]);
  });
});
