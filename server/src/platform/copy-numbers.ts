import { endianness } from 'node:os';

const LITTLE_ENDIAN = endianness() === 'LE';
const INT8_OID = 20;

/** Whole numbers of 0 to 2^53 as a bigint[] field. */
export function encodeNumbers(numbers: readonly number[] | Float64Array): Buffer {
  if (numbers.length === 0) return Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, INT8_OID]);
  const words = new Int32Array(5 + numbers.length * 3);
  words.set([1, 0, INT8_OID, numbers.length, 1]);
  let at = 5;
  for (const n of numbers) {
    const high = Math.floor(n / 0x1_0000_0000);
    words[at] = 8;
    words[at + 1] = high;
    words[at + 2] = n - high * 0x1_0000_0000;
    at += 3;
  }
  const bytes = Buffer.from(words.buffer);
  return LITTLE_ENDIAN ? bytes.swap32() : bytes;
}
