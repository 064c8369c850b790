// Two Chinese characters side by side that are no word of the dictionary: words are terms of the record, with these a text is
// known by all its pairs, and few texts have to be read that do not hold a phrase. Characters as they stand, not folded: a
// phrase is looked for as it is typed.
import { wordTerm } from '../search-terms.ts';
import type { Postings } from './postings.ts';

/** Above all terms of records. */
const PAIR_TAG = 9 * 2 ** 48;
const FIRST = 0x4e00;
const LAST = 0x9fff;

function isHan(unit: number): boolean {
  return unit >= FIRST && unit <= LAST;
}

/** What a text with this phrase in it certainly has. */
export function phraseTerms(phrase: string): number[] {
  const terms = new Set<number>();
  for (let i = 0; i + 1 < phrase.length; i += 1) {
    const [a, b] = [phrase.charCodeAt(i), phrase.charCodeAt(i + 1)];
    if (isHan(a) && isHan(b)) terms.add(wordTerm(a, b) ?? PAIR_TAG + a * 65536 + b);
  }
  return [...terms];
}

const WORD = -1;

/** Enters the pairs of text after text. */
export function pairWriter(lists: Postings): (text: string, record: number) => void {
  // [pair, its list] side by side: a look-up touches one line of memory.
  let cells = new Int32Array(1 << 13);
  let known = 0;
  const cellOf = (pair: number): number => {
    const mask = cells.length - 1;
    const h = Math.imul(pair, 0x9e3779b1);
    let at = ((h ^ (h >>> 15)) << 1) & mask;
    while (cells[at + 1] !== 0 && cells[at] !== pair) at = (at + 2) & mask;
    return at;
  };
  const enter = (at: number, pair: number, list: number) => {
    cells[at] = pair;
    cells[at + 1] = list;
  };
  const grow = () => {
    const old = cells;
    cells = new Int32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== 0) enter(cellOf(old[i] ?? 0), old[i] ?? 0, old[i + 1] ?? 0);
  };
  return (text, record) => {
    let b = text.charCodeAt(0);
    for (let i = 1; i < text.length; i += 1) {
      const a = b;
      b = text.charCodeAt(i);
      if (!isHan(a) || !isHan(b)) continue;
      const pair = (a << 16) | b;
      let at = cellOf(pair);
      if (cells[at + 1] === 0) {
        if (known * 4 > cells.length) {
          grow();
          at = cellOf(pair);
        }
        known += 1;
        enter(at, pair, wordTerm(a, b) === null ? lists.listOf(PAIR_TAG + a * 65536 + b) : WORD);
      }
      const list = cells[at + 1] ?? WORD;
      if (list !== WORD) lists.appendTo(list, record);
    }
  };
}
