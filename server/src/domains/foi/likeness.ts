// Likeness of applications: three-character shingles, the smallest hashes of them kept. It points; people decide.
import { createHmac } from 'node:crypto';

const KEPT = 48;
const SIZE = 3;

/** Words every application has: they would make all of them alike. */
const commonplace = /申请(?:公开|获取|人)?|政府信息|信息公开|贵单位|贵机关|贵局|贵委|请(?:求|予以|提供)|相关|有关|公开|提供|本人|我(?:单位|公司|村)?|依法|以下|内容|材料|复印件/g;

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** FNV-1a, as a signed 32-bit number: what a PostgreSQL integer holds. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  // FNV's high bits vary little on short strings, and the smallest are what is kept.
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** At most 48 numbers, ascending; empty for texts without three characters of substance. */
export function shinglesOf(text: string): number[] {
  const bare = plain(text.replace(commonplace, ''));
  const chars = [...(bare.length >= SIZE ? bare : plain(text))];
  const all = new Set<number>();
  for (let i = 0; i + SIZE <= chars.length; i += 1) all.add(hash(chars.slice(i, i + SIZE).join('')));
  return [...all].sort((a, b) => a - b).slice(0, KEPT);
}

/** Pairs of neighbouring characters, all of them: a text that holds a word holds its pairs. */
export function termsOf(text: string): number[] {
  const all = new Set<number>();
  for (const word of text.normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    const chars = [...word];
    for (let i = 0; i + 2 <= chars.length; i += 1) all.add(hash(chars.slice(i, i + 2).join('')));
  }
  return [...all];
}

/** Share of common shingles among the smallest of both (0 to 1): Jaccard's measure, estimated. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, Math.max(a.length, b.length));
  const [inA, inB] = [new Set(a), new Set(b)];
  return union.filter((x) => inA.has(x) && inB.has(x)).length / union.length;
}

/** From this on two applications are shown to the clerk as alike. */
export const ALIKE = 0.4;

/**
 * Tells one applicant's cases from another's without a name in an index. By name and kind: namesakes fall together where
 * no identity number tells them apart.
 */
export function applicantKey(secret: Uint8Array, applicant: { kind: string; name: string }): Buffer {
  return digested(secret, `${applicant.kind === 'naturalPerson' ? 'person' : 'organisation'}|${plain(applicant.name)}`);
}

/** Of an identity or credit number, whatever its writing; null for one too short to tell anybody apart. */
export function identityKey(secret: Uint8Array, number: string | null | undefined): Buffer | null {
  const bare = plain(number ?? '');
  return bare.length < 6 ? null : digested(secret, `identity|${bare}`);
}

function digested(secret: Uint8Array, text: string): Buffer {
  const own = createHmac('sha256', secret).update('tongming foi applicant').digest();
  return createHmac('sha256', own).update(text).digest();
}

type Keys = { applicantKey: Buffer; identityKey: Buffer | null };
/** Numbers decide where both gave one; else name and kind do. */
export function sameApplicant(a: Keys, b: Keys): boolean {
  return a.identityKey !== null && b.identityKey !== null ? a.identityKey.equals(b.identityKey) : a.applicantKey.equals(b.applicantKey);
}
