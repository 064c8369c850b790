// Boxes that whoever seals cannot open again: X25519 with HKDF and AES-256-GCM. The public zone seals to the
// installation's key what only the office may read.
import {
  createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject,
} from 'node:crypto';

/** The installation's key, from its secret: the public half goes to the public zone. The words of derivation stay as they were: what is sealed must open. */
export function intakeKeyOf(secret: Uint8Array): { key: KeyObject; publicKey: Buffer } {
  const key = privateKey('x25519', Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'tongming foi intake', 32)));
  return { key, publicKey: publicBytes(key) };
}

// RFC 8410: a raw key stands behind a fixed head.
const privateHead = { x25519: '302e020100300506032b656e04220420', ed25519: '302e020100300506032b657004220420' } as const;
const publicHead = { x25519: '302a300506032b656e032100', ed25519: '302a300506032b6570032100' } as const;
export type Curve = keyof typeof privateHead;

export function privateKey(curve: Curve, seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([Buffer.from(privateHead[curve], 'hex'), seed]), format: 'der', type: 'pkcs8' });
}

export function publicKey(curve: Curve, raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([Buffer.from(publicHead[curve], 'hex'), raw]), format: 'der', type: 'spki' });
}

export function publicBytes(key: KeyObject): Buffer {
  const own = key.type === 'private' ? createPublicKey(key) : key;
  return own.export({ format: 'der', type: 'spki' }).subarray(-32);
}

const VERSION = 1;
const HEAD = 33;
const TAG = 16;
/** Each box has a key of its own, so that its nonce need not differ. */
const nonce = Buffer.alloc(12);

/** Seals to a raw X25519 public key. `context` (the receipt number) must be the same to open. */
export function sealTo(recipient: Uint8Array, bytes: Uint8Array, context: string): Buffer {
  const pair = generateKeyPairSync('x25519');
  const own = publicBytes(pair.publicKey);
  const shared = diffieHellman({ privateKey: pair.privateKey, publicKey: publicKey('x25519', recipient) });
  const cipher = createCipheriv('aes-256-gcm', boxKey(shared, own, recipient, context), nonce);
  return Buffer.concat([Buffer.from([VERSION]), own, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Null when it was not sealed to this key under this context, or is damaged. */
export function openSealed(key: KeyObject, sealed: Uint8Array, context: string): Buffer | null {
  if (sealed.length < HEAD + TAG || sealed[0] !== VERSION) return null;
  try {
    const from = sealed.subarray(1, HEAD);
    const shared = diffieHellman({ privateKey: key, publicKey: publicKey('x25519', from) });
    const decipher = createDecipheriv('aes-256-gcm', boxKey(shared, from, publicBytes(key), context), nonce);
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(HEAD, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

function boxKey(shared: Uint8Array, from: Uint8Array, to: Uint8Array, context: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', shared, Buffer.concat([from, to]), `tongming foi ${context}`, 32));
}
