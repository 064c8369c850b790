// What a text is like, in 256 bytes: one-permutation MinHash over its runs of five characters. Pure.
import { createHash } from 'node:crypto';

/** Values of a sketch; the error of a likeness is about 1 / (2 · √128) = 0.04 at worst. */
export const SKETCH = 128;
const RUN = 5;
const BASE = 0x01000193;
const BASE_TO_RUN = Array.from({ length: RUN }).reduce<number>((product) => Math.imul(product, BASE), 1);
const EMPTY = 0xffffffff;

/** Letters, digits and characters alone: how a copy is spaced, punctuated or broken into lines makes no difference. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

export function textHash(plain: string): string {
  return createHash('sha256').update(plain).digest('base64url').slice(0, 22);
}

/** Writes the sketch of a text into `out`. False for a text too short to be like another by more than chance. */
export function sketchInto(plain: string, out: Uint16Array): boolean {
  if (plain.length < RUN * 8) return false;
  const least = new Uint32Array(SKETCH).fill(EMPTY);
  let rolling = 0;
  for (let i = 0; i < plain.length; i += 1) {
    rolling = Math.imul(rolling, BASE) + plain.charCodeAt(i) | 0;
    if (i >= RUN) rolling = rolling - Math.imul(plain.charCodeAt(i - RUN), BASE_TO_RUN) | 0;
    if (i < RUN - 1) continue;
    const mixed = mix(rolling);
    const bin = mixed >>> 25;
    const value = mixed & 0x1ffffff;
    if (value < (least[bin] ?? 0)) least[bin] = value;
  }
  for (let bin = 0; bin < SKETCH; bin += 1) {
    let from = bin;
    // A bin that nothing fell into borrows from the next that has something; how far it is makes part of the value.
    while (least[from % SKETCH] === EMPTY) from += 1;
    out[bin] = Math.imul((least[from % SKETCH] ?? 0) + (from - bin) * 0x9e3779b1, 0x85ebca6b) >>> 16;
  }
  return true;
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
