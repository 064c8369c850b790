import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '@tongming/law';
import { isReceiptNumber, makeReceiptNumber, spacedNumber } from './receipt-number.ts';
import { intakeKeyOf, isSignedBy, keysOfCode, makeQueryCode, openFileBytes, openSealed, plainCode, sealFileBytes, sealTo, signedBy } from './seal.ts';

const number = '20230315000000012';

describe('sealing', () => {
  it('opens for number and code however the code is typed, and for nothing else', async () => {
    const code = makeQueryCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const keys = await keysOfCode(number, code);
    const sealed = sealTo(keys.readerKey, Buffer.from('申请人张三'), number);
    const again = await keysOfCode(number, ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `);
    expect(openSealed(again.reader, sealed, number)?.toString()).toBe('申请人张三');
    expect(openSealed((await keysOfCode(number, makeQueryCode())).reader, sealed, number)).toBeNull();
    expect(openSealed((await keysOfCode('20230315000000020', code)).reader, sealed, number)).toBeNull();
    expect(openSealed(keys.reader, sealed, 'another number')).toBeNull();
    expect(sealed.includes('张三')).toBe(false);
  });

  it('notices every changed byte', () => {
    const { key, publicKey } = intakeKeyOf(new Uint8Array(32).fill(7));
    const sealed = sealTo(publicKey, Buffer.from('152301199001010011'), number);
    fc.assert(fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const damaged = Buffer.from(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ flip;
      return openSealed(key, damaged, number) === null;
    }), { numRuns: 100 });
    expect(openSealed(key, sealed.subarray(0, 20), number)).toBeNull();
  });

  it('proves who holds the code, and seals files under keys of their own', async () => {
    const keys = await keysOfCode(number, 'AAAA-BBBB-CCCC');
    const words = Buffer.from('撤回');
    expect(isSignedBy(keys.senderKey, words, signedBy(keys, words))).toBe(true);
    expect(isSignedBy(keys.senderKey, Buffer.from('不撤回'), signedBy(keys, words))).toBe(false);
    expect(isSignedBy(keys.senderKey, words, Buffer.alloc(3))).toBe(false);
    const { sealed, key } = sealFileBytes(words);
    expect(Buffer.from(openFileBytes(sealed, key)).toString()).toBe('撤回');
    expect(() => openFileBytes(sealed, Buffer.alloc(32))).toThrow();
  });

  it('reads full-width letters and lets the dashes be', () => {
    expect(plainCode('ａｂ１-oil')).toBe('AB1011');
  });
});

describe('receipt numbers', () => {
  it('carry the day and a check digit that notices one wrong digit and swapped neighbours', () => {
    fc.assert(fc.property(fc.nat(15), fc.integer({ min: 1, max: 9 }), (at, add) => {
      const made = makeReceiptNumber(civilDate('2023-03-15'));
      const digits = [...made];
      digits[at] = String((Number(digits[at]) + add) % 10);
      return isReceiptNumber(made) && made.startsWith('20230315') && !isReceiptNumber(digits.join(''));
    }), { numRuns: 200 });
    expect(isReceiptNumber('2023031500000001')).toBe(false);
    expect(spacedNumber('20230315123456780')).toBe('20230315-1234-5678-0');
  });
});
