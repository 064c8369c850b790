// The link of an alert. Its token is made of the installation's secret and kept nowhere; the public zone finds the alert by
// one digest of it, and proves with another, which it cannot know, that it holds the token.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Instant } from '@tongming/law';
import type { AlertCadence } from '../../platform/schema.ts';
import type { RecordFilter } from '../library/index.ts';

/** What the page behind the link shows. Titles are not in it: they are read from the public place when the page is. */
export type AlertView = {
  state: 'pending' | 'active' | 'paused'; q: string; filter: RecordFilter; recordId: string | null; cadence: AlertCadence; confirmUntil: Instant;
};

const TOKEN = /^[\w-]{27}$/;
const [NONCE, TAG] = [12, 16];

export function tokenOf(secret: Uint8Array, alertId: string): string {
  return Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), `tongming alert ${alertId}`, 20)).toString('base64url');
}

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** `key` stands in the public place. */
export function digestsOf(token: string): { key: Buffer; proof: Buffer } {
  return { key: sha256(`tongming alert key ${token}`), proof: sha256(`tongming alert proof ${token}`) };
}

export function actKeyOf(proof: Uint8Array): Buffer {
  return sha256(proof);
}

/** Tells one address from another without keeping it. */
export function addressKeyOf(secret: Uint8Array, address: string): Buffer {
  const own = createHmac('sha256', secret).update('tongming alert address').digest();
  return createHmac('sha256', own).update(address.toLowerCase()).digest();
}

export function topicKeyOf(topic: Pick<AlertView, 'q' | 'filter' | 'recordId'>): Buffer {
  return sha256(JSON.stringify([topic.recordId, topic.q, Object.entries(topic.filter).toSorted(([a], [b]) => (a < b ? -1 : 1))]));
}

export function sealView(token: string, view: AlertView): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', viewKey(token), nonce);
  return Buffer.concat([nonce, cipher.update(JSON.stringify(view)), cipher.final(), cipher.getAuthTag()]);
}

/** Null when it is another one's or damaged. */
export function openView(token: string, sealed: Uint8Array): AlertView | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', viewKey(token), sealed.subarray(0, NONCE));
    decipher.setAuthTag(sealed.subarray(-TAG));
    // Sealed by us: what opens has the shape it was sealed with.
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')) as AlertView;
  } catch {
    return null;
  }
}

function viewKey(token: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', token, new Uint8Array(), 'tongming alert view', 32));
}

function sha256(bytes: string | Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
