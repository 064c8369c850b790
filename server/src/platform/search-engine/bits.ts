// Sets of records as bitmaps: bit n of the words stands for record n of a segment.
export type Bits = Uint32Array;

export function bitsFor(records: number): Bits {
  return new Uint32Array((records + 31) >>> 5);
}

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

export function clearBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31));
}

export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

/** False when nothing is left. `other` may be longer, never shorter. */
export function keepOnly(bits: Bits, other: Bits): boolean {
  let any = 0;
  for (let w = 0; w < bits.length; w += 1) any |= bits[w] = (bits[w] ?? 0) & (other[w] ?? 0);
  return any !== 0;
}

export function take(bits: Bits, other: Bits): void {
  for (let w = 0; w < bits.length; w += 1) bits[w] = (bits[w] ?? 0) & ~(other[w] ?? 0);
}

export function add(bits: Bits, other: Bits): void {
  for (let w = 0; w < bits.length; w += 1) bits[w] = (bits[w] ?? 0) | (other[w] ?? 0);
}

/** Keeps the records of [from, to) among those of [start, end); the others are not touched. */
export function keepWithin(bits: Bits, start: number, end: number, from: number, to: number): void {
  for (let at = start; at < Math.min(from, end);) at = clearUpTo(bits, at, Math.min(from, end));
  for (let at = Math.max(start, to); at < end;) at = clearUpTo(bits, at, end);
}

function clearUpTo(bits: Bits, at: number, end: number): number {
  if ((at & 31) === 0 && end - at >= 32) {
    bits[at >>> 5] = 0;
    return at + 32;
  }
  clearBit(bits, at);
  return at + 1;
}

export function countOf(bits: Bits): number {
  let n = 0;
  for (let w = 0; w < bits.length; w += 1) {
    let v = bits[w] ?? 0;
    if (v === 0) continue;
    v -= (v >>> 1) & 0x55555555;
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    n += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return n;
}

/** The first record of the set from `at` on; -1 when there is none. */
export function nextBit(bits: Bits, at: number): number {
  let w = at >>> 5;
  if (w >= bits.length) return -1;
  let v = (bits[w] ?? 0) & (-1 << (at & 31));
  while (v === 0) {
    w += 1;
    if (w >= bits.length) return -1;
    v = bits[w] ?? 0;
  }
  return (w << 5) + 31 - Math.clz32(v & -v);
}
