import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePreferences, readPreferences, safeReturn, writePreferences } from './preferences.ts';

describe('preferences', () => {
  it('survive the cookie', () => {
    const chosen = ['elder', 'l', 'kiosk'].reduce(changePreferences, readPreferences(undefined));
    const value = /show=([^;]*)/.exec(writePreferences(chosen, true))?.[1];
    expect(readPreferences(value)).toEqual({ elder: true, size: 'l', kiosk: true });
    expect(changePreferences(chosen, 'kiosk-off')).toEqual({ elder: true, size: 'l', kiosk: false });
    expect(readPreferences('nonsense"><')).toEqual({ elder: false, size: 'm', kiosk: false });
  });

  it('return only to a path of this site', () => {
    expect(safeReturn('/records/?q=1')).toBe('/records/?q=1');
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)', '/a\r\nset-cookie: x']) expect(safeReturn(bad)).toBe('/');
    fc.assert(fc.property(fc.string(), (text) => {
      expect(new URL(safeReturn(text), 'https://own.example').origin).toBe('https://own.example');
    }));
  });
});
