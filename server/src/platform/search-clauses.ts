// How much of what was typed stands together in a few clauses: for words remembered from here and there in a text, in
// another order, some of them wrong. Three clauses that hold several words each are where they were read; the same words one
// by one all over a text are chance.
import { bare } from './search-fold.ts';
import type { SearchQuery } from './search-query.ts';
import { wordTerm } from './search-terms.ts';

/** `apart`: the words are those that were typed. */
export type Remembered = { words: readonly { text: string; weight: number }[]; sum: number; apart: boolean };

/** Words apart are taken as they are; what is written in one is taken by the words of the dictionary in it. */
const APART = 3;
/** Of a word the dictionary does not know, and of a single character. */
const UNKNOWN = 6;
const SINGLE = 1;

export function rememberedOf({ words, phrases }: SearchQuery, weights: ReadonlyMap<number, number>): Remembered {
  const parts = [...new Set([...words, ...phrases].map(bare))].filter((part) => part !== '');
  const weightOf = (pair: string): number | null => {
    const term = wordTerm(pair.charCodeAt(0), pair.charCodeAt(1));
    return term === null ? null : weights.get(term) ?? null;
  };
  const known = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
    .flatMap((pair) => { const weight = weightOf(pair); return weight === null ? [] : [{ text: pair, weight }]; });
  const apart = parts.length >= APART;
  const taken = apart
    ? parts.map((text) => ({ text, weight: text.length === 1 ? SINGLE : Math.max(...known(text).map(({ weight }) => weight), 0) || UNKNOWN }))
    : [...new Map(known(parts.join('')).map((word) => [word.text, word])).values()];
  return { words: taken, sum: taken.reduce((sum, { weight }) => sum + weight, 0), apart };
}

/** Fewer words say nothing about the company they keep; a title with a slip has few. */
export const REMEMBERED_AT_LEAST = { apart: 4, inOne: 6 } as const;
const CLAUSES = 3;
/** What is not cut by a mark for so long is a table or a list. */
const LONGEST = 25;
/** More in one clause counts more than the same in two. */
const TOGETHER = 1.3;
/** What stands anywhere in the text counts so much of all. */
const ANYWHERE = 0.1;

/** From 0 to 1. */
export function clauseShare({ words, sum }: Remembered, text: string): number {
  if (sum === 0) return 0;
  const clauses = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const anywhere = new Set<number>();
  const held = clauses.flatMap((clause) => {
    const own = words.flatMap((word, n) => (clause.includes(word.text) ? [n] : []));
    for (const n of own) anywhere.add(n);
    return own.length > 0 && clause.length <= LONGEST ? [own] : [];
  });
  const weigh = (own: Iterable<number>) => [...own].reduce((all, n) => all + (words[n]?.weight ?? 0), 0);
  const taken = new Set<number>();
  let together = 0;
  for (let round = 0; round < CLAUSES; round += 1) {
    let [most, best]: [number, readonly number[]] = [0, []];
    for (const own of held) {
      const more = weigh(own.filter((n) => !taken.has(n)));
      if (more > most) [most, best] = [more, own];
    }
    together += most ** TOGETHER;
    for (const n of best) taken.add(n);
  }
  const all = CLAUSES * (sum / CLAUSES) ** TOGETHER;
  return (1 - ANYWHERE) * Math.min(1, together / all) + ANYWHERE * weigh(anywhere) / sum;
}
