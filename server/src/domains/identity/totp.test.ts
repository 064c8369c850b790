import { addSeconds, instant } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { base32, makeTotpSeed, matchTotp, openSeed, sealSeed, totpCode, totpStep, totpUri } from './totp.ts';

const seed = Buffer.from('12345678901234567890');

describe('one-time passwords', () => {
  // RFC 6238 appendix B, SHA-1, last six of the eight digits.
  it.each([
    ['1970-01-01T00:00:59Z', '287082'], ['2005-03-18T01:58:29Z', '081804'], ['2005-03-18T01:58:31Z', '050471'],
    ['2009-02-13T23:31:30Z', '005924'], ['2033-05-18T03:33:20Z', '279037'],
  ])('at %s', (at, code) => {
    expect(totpCode(seed, totpStep(instant(at)))).toBe(code);
  });

  it('one step either way fits, two do not, and none fits twice', () => {
    const at = instant('2026-06-17T00:00:00Z');
    const code = totpCode(seed, totpStep(at));
    expect(matchTotp(seed, code, addSeconds(at, 30), null)).toBe(totpStep(at));
    expect(matchTotp(seed, code, addSeconds(at, -30), null)).toBe(totpStep(at));
    expect(matchTotp(seed, code, addSeconds(at, 90), null)).toBeNull();
    expect(matchTotp(seed, code, at, totpStep(at))).toBeNull();
    expect(matchTotp(seed, '', at, null)).toBeNull();
  });

  it('RFC 4648 vectors and the address for an authenticator', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(totpUri('通明', 'lin.xiaowen', seed)).toBe(
      'otpauth://totp/%E9%80%9A%E6%98%8E:lin.xiaowen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%80%9A%E6%98%8E');
  });

  it('a seed opens only under its secret and for its person', () => {
    const [secret, own] = [Buffer.alloc(32, 1), makeTotpSeed()];
    const sealed = sealSeed(secret, 'a', own);
    expect(openSeed(secret, 'a', sealed)).toEqual(own);
    expect(sealed.includes(own)).toBe(false);
    expect(() => openSeed(secret, 'b', sealed)).toThrow();
    expect(() => openSeed(Buffer.alloc(32, 2), 'a', sealed)).toThrow();
  });
});
