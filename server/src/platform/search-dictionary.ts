// The words of two characters that texts are cut into, in a table where each lies at a place of its own: whether a pair is one
// is told by one look, without a branch that a processor could guess wrong.
import { dict } from '@node-rs/jieba/dict.js';

/** The commonest characters are of little use alone and would make the index a half larger. */
const COMMON_CHARACTERS = 1500;
/** Names of people are in no dictionary: a surname and the character after it count as a word. */
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦邹孟熊秦邱尹薛闫侯陶黎贺顾毛郝龚邵钱覃戴莫孔包乌';

/** So few that the table stays near the processor. */
const SLOT_BITS = 17;
export const SLOT_SHIFT = 32 - SLOT_BITS;
const BUCKET_BITS = 15;

export type Dictionary = {
  /** Pairs of characters that are words, 0 where there is none; the slot of a word is its number. */
  keys: Int32Array;
  /** By bucket: what its pairs are multiplied by to lie apart from all others. */
  factors: Int32Array;
  /** What using a word costs a cut: rare words cost a little more. */
  cost: Float32Array;
  common: Uint8Array;
  surname: Uint8Array;
};

let dictionary: Dictionary | null = null;

export function loadDictionary(): Dictionary {
  if (dictionary) return dictionary;
  const entries = Array.from(dictionaryEntries());
  const words = entries.filter(([word]) => word.length === 2);
  const keys = new Int32Array(2 ** SLOT_BITS);
  const d: Dictionary = {
    keys, factors: spread(new Int32Array(new Set(words.map(([word]) => keyOf(word)))), keys),
    cost: new Float32Array(2 ** SLOT_BITS), common: commonCharacters(entries), surname: new Uint8Array(65536),
  };
  for (const character of SURNAMES) d.surname[character.charCodeAt(0)] = 1;
  for (const [word, uses] of words) d.cost[slotOf(keyOf(word), d)] = 1 + 0.4 / Math.log2(2 + uses);
  dictionary = d;
  return d;
}

function keyOf(word: string): number {
  return (word.charCodeAt(0) << 16) | word.charCodeAt(1);
}

/** Where a pair lies if it is a word. */
export function slotOf(key: number, { factors }: Dictionary): number {
  return Math.imul(key, factors[bucketOf(key)] ?? 1) >>> SLOT_SHIFT;
}

export function bucketOf(key: number): number {
  return Math.imul(key ^ (key >>> 16), 0x9e3779b1) >>> (32 - BUCKET_BITS);
}

/** Fills `keys`, the fullest buckets first, while there is room for many at once; the factor of each bucket. */
function spread(words: Int32Array, keys: Int32Array): Int32Array {
  const starts = new Int32Array(2 ** BUCKET_BITS + 1);
  for (const key of words) starts[bucketOf(key) + 1] = (starts[bucketOf(key) + 1] ?? 0) + 1;
  for (let bucket = 1; bucket < starts.length; bucket += 1) starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  const filled = starts.slice();
  const sorted = new Int32Array(words.length);
  for (const key of words) {
    const bucket = bucketOf(key);
    const at = filled[bucket] ?? 0;
    sorted[at] = key;
    filled[bucket] = at + 1;
  }
  const factors = new Int32Array(2 ** BUCKET_BITS).fill(1);
  const sizeOf = (bucket: number) => (starts[bucket + 1] ?? 0) - (starts[bucket] ?? 0);
  for (const bucket of Array.from(factors.keys()).filter((one) => sizeOf(one) > 0).sort((a, b) => sizeOf(b) - sizeOf(a))) {
    factors[bucket] = placed(sorted.subarray(starts[bucket], starts[bucket + 1]), keys);
  }
  return factors;
}

/** The first factor by which all of a bucket come to places that are empty. */
function placed(bucket: Int32Array, keys: Int32Array): number {
  for (let factor = 0x85ebca6b | 0; ; factor = Math.imul(factor, 0x2c1b3c6d)) {
    let done = 0;
    for (; done < bucket.length; done += 1) {
      const key = bucket[done] ?? 0;
      const slot = Math.imul(key, factor) >>> SLOT_SHIFT;
      if (keys[slot] !== 0) break;
      keys[slot] = key;
    }
    if (done === bucket.length) return factor;
    for (let back = 0; back < done; back += 1) keys[Math.imul(bucket[back] ?? 0, factor) >>> SLOT_SHIFT] = 0;
  }
}

/** Lines of the dictionary are "word uses kind" in UTF-8; of 350,000 only those of one or two Han characters are decoded. */
function* dictionaryEntries(): Generator<[word: string, uses: number]> {
  const SPACE = 32;
  for (let start = 0, end = 0; start < dict.length; start = end + 1) {
    end = dict.indexOf(10, start);
    if (end < 0) end = dict.length;
    const size = dict[start + 3] === SPACE ? 3 : dict[start + 6] === SPACE ? 6 : 0;
    if (size === 0 || !isHanAt(start) || (size === 6 && !isHanAt(start + 3))) continue;
    let uses = 0;
    for (let at = start + size + 1; at < end && dict[at] !== SPACE; at += 1) uses = uses * 10 + (dict[at] ?? 0) - 48;
    yield [String.fromCharCode(...(size === 3 ? [hanAt(start)] : [hanAt(start), hanAt(start + 3)])), uses];
  }
}

function hanAt(at: number): number {
  return (((dict[at] ?? 0) & 15) << 12) | (((dict[at + 1] ?? 0) & 63) << 6) | ((dict[at + 2] ?? 0) & 63);
}

function isHanAt(at: number): boolean {
  return ((dict[at] ?? 0) & 0xf0) === 0xe0 && hanAt(at) >= 0x3400 && hanAt(at) <= 0x9fff;
}

function commonCharacters(entries: [string, number][]): Uint8Array {
  const uses = new Float64Array(65536);
  for (const [word, n] of entries) for (let i = 0; i < word.length; i += 1) uses[word.charCodeAt(i)] = (uses[word.charCodeAt(i)] ?? 0) + n;
  const common = new Uint8Array(65536);
  const order = Array.from(uses.keys()).sort((a, b) => (uses[b] ?? 0) - (uses[a] ?? 0) || a - b);
  for (const unit of order.slice(0, COMMON_CHARACTERS)) common[unit] = 1;
  return common;
}
