import fc from 'fast-check';
import { instant } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

describe('cursor', () => {
  it('comes back as it went', () => {
    fc.assert(fc.property(fc.uuid(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (id, month, day) => {
      const position = { at: instant(`2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T08:30:00.123Z`), id };
      expect(decodeCursor(encodeCursor(position))).toEqual(position);
    }));
  });

  it('is nothing when it is anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(decodeCursor(text)).toBeNull();
    }));
    expect(decodeCursor(Buffer.from("2026-02-30T00:00:00.000Z|00000000-0000-0000-0000-000000000000").toString('base64url'))).toBeNull();
    expect(decodeCursor(Buffer.from("2026-02-03T00:00:00.000Z|' or 1=1").toString('base64url'))).toBeNull();
  });
});
