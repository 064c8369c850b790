// Pairs of texts that are nearly the same, by their sketches: locality-sensitive hashing, one band at a time, so that memory
// grows with the number of texts and not with the pairs.
import { SKETCH } from './sketch.ts';

/** 32 bands of 4 values: of two texts that share 0.6 of their runs one in 80 is missed, of 0.7 one in 5,000. */
const ROWS = 4;
/** Texts in a row of one bucket that are compared with each other; the next band puts them into another order. */
const NEIGHBOURS = 64;

/** From this share of common runs on, two texts are shown to a person as nearly the same. */
export const NEAR = 0.6;

export type Near = { other: number; likeness: number };

/**
 * For each text from `from` on, the text before it that is most like it, at least by `least` (shared runs of characters
 * over all runs of both, 0 to 1). `sketches` holds SKETCH values for each of `count` texts; `has` says which have one.
 */
export function nearest(sketches: Uint16Array, count: number, from: number, has: (text: number) => boolean, least: number): Map<number, Near> {
  const best = new Map<number, Near>();
  const order = new Uint32Array([...Array(count).keys()].filter(has));
  const keys = new Uint32Array(count);
  for (let band = 0; band < SKETCH / ROWS; band += 1) {
    for (const text of order) keys[text] = keyOf(sketches, text * SKETCH + band * ROWS);
    order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
    for (let i = 1; i < order.length; i += 1) {
      const text = order[i] ?? 0;
      if (text < from) continue;
      for (let j = i - 1; j >= 0 && i - j <= NEIGHBOURS && keys[order[j] ?? 0] === keys[text]; j -= 1) {
        const other = order[j] ?? 0;
        const likeness = likenessOf(sketches, text, other);
        if (likeness >= least && likeness > (best.get(text)?.likeness ?? 0)) best.set(text, { other, likeness });
      }
    }
  }
  return best;
}

function keyOf(sketches: Uint16Array, at: number): number {
  let key = 0x811c9dc5;
  for (let i = 0; i < ROWS; i += 1) key = Math.imul(key ^ (sketches[at + i] ?? 0), 0x01000193);
  return key >>> 0;
}

export function likenessOf(sketches: Uint16Array, a: number, b: number): number {
  let same = 0;
  for (let i = 0; i < SKETCH; i += 1) if (sketches[a * SKETCH + i] === sketches[b * SKETCH + i]) same += 1;
  return same / SKETCH;
}
