// Sealing: what the applicant reads is sealed to a key made from the query code, identity proofs to the installation's
// own. X25519 with HKDF and AES-256-GCM; follow-ups are signed with Ed25519. Whoever seals cannot open.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt, sign, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { privateKey, publicBytes, publicKey } from '../../platform/sealed-box.ts';

export { intakeKeyOf, openSealed, sealTo } from '../../platform/sealed-box.ts';

/** Crockford's alphabet: no I, L, O, U, so that a code read out or written down comes back the same. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** 60 random bits as XXXX-XXXX-XXXX. */
export function makeQueryCode(): string {
  return spelt(randomBytes(CODE_LENGTH));
}

/** The code that belongs to a page's secret: the same again, and nothing else leads to it. */
export function codeOfSecret(secret: string): string {
  return spelt(Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'tongming foi query code', CODE_LENGTH)));
}

function spelt(bytes: Buffer): string {
  return [...bytes].map((byte) => alphabet[byte % 32]).join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as its holder may type it: small letters, spaces, O for 0, I or L for 1, full-width characters. */
export function plainCode(typed: string): string {
  return typed.slice(0, 100).normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

export type CodeKeys = { reader: KeyObject; readerKey: Buffer; sender: KeyObject; senderKey: Buffer };

const stretch = promisify<string, string, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
/** About 50 ms and 16 MiB: nothing beside a download, much beside 2^60 guesses. */
const cost = { N: 16_384, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** The applicant's two key pairs. The same number and code always make the same keys; neither is kept. */
export async function keysOfCode(number: string, code: string): Promise<CodeKeys> {
  const seed = await stretch(plainCode(code), `tongming foi ${number}`, 64, cost);
  const reader = privateKey('x25519', seed.subarray(0, 32));
  const sender = privateKey('ed25519', seed.subarray(32));
  return { reader, readerKey: publicBytes(reader), sender, senderKey: publicBytes(sender) };
}

const TAG = 16;
/** Each box has a key of its own, so that its nonce need not differ. */
const nonce = Buffer.alloc(12);

/** A file under a key of its own: for letters that lie in the public file place. */
export function sealFileBytes(bytes: Uint8Array): { sealed: Buffer; key: Buffer } {
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return { sealed: Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]), key };
}

/** @throws Error when the key is another one's or the bytes are damaged */
export function openFileBytes(sealed: Uint8Array, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-TAG));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]));
}

export function signedBy(keys: CodeKeys, bytes: Uint8Array): Buffer {
  return sign(null, bytes, keys.sender);
}

/** Whether the holder of the query code signed these bytes. */
export function isSignedBy(senderKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, bytes, publicKey('ed25519', senderKey), signature);
  } catch {
    return false;
  }
}
