import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { toEpochMs, type Instant } from '@tongming/law';

/** Time-based one-time passwords, RFC 6238: SHA-1, 30 seconds, 6 digits, as every authenticator reads them. */
const period = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function makeTotpSeed(): Buffer {
  return randomBytes(20);
}

/** RFC 4648 base 32 without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export function totpStep(at: Instant): number {
  return Math.floor(toEpochMs(at) / period);
}

/** The six digits of a step (RFC 4226 §5.3). */
export function totpCode(seed: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', seed).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * The step whose code was given, within one step either way for clocks that differ; null when none fits. A step not
 * later than `lastStep` is refused: a code read over someone's shoulder cannot be used again.
 */
export function matchTotp(seed: Uint8Array, code: string, at: Instant, lastStep: number | null): number | null {
  const given = Buffer.from(code.replace(/\s/g, ''));
  const step = totpStep(at);
  const fits = [step, step - 1, step + 1].find((candidate) => {
    const expected = Buffer.from(totpCode(seed, candidate));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return fits !== undefined && fits > (lastStep ?? -1) ? fits : null;
}

export function totpUri(issuer: string, login: string, seed: Uint8Array): string {
  const [name, account] = [encodeURIComponent(issuer), encodeURIComponent(login)];
  return `otpauth://totp/${name}:${account}?secret=${base32(seed)}&issuer=${name}`;
}

function keyOf(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), 'tongming second factor', 32));
}

/** AES-256-GCM under the installation's secret, bound to the person: a seed copied to another row does not open. */
export function sealSeed(secret: Uint8Array, personId: string, seed: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(personId));
  return Buffer.concat([nonce, cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the seed was sealed under another secret or for another person. */
export function openSeed(secret: Uint8Array, personId: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, 12)).setAAD(Buffer.from(personId));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}
