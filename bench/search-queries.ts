// Questions of every sort, chosen by how many of a sample of the documents hold them; the same each time.
import { randomOf } from './documents.ts';
import type { MadeDocument } from './search-documents.ts';

export const sorts = ['very common', 'common', 'medium', 'rare', 'phrase', 'two words', 'three words', 'faceted', 'dated'] as const;
export type Sort = (typeof sorts)[number];
/** `words`: the same cut into words, as engines need it that do not cut Chinese. */
export type Question = { sort: Sort; q: string; words: string[]; filter: { kind?: string; agency?: string; year?: string; status?: string }; from?: string; to?: string };

const DEVELOPED = { 'very common': [0.35, 1], common: [0.1, 0.35], medium: [0.01, 0.05], rare: [0, 0.001] } as const;

export function questionsOf(sample: readonly MadeDocument[], each: number, seed = 7): Question[] {
  const random = randomOf(seed);
  const holders = new Map<string, number>();
  for (const { words } of sample) for (const word of new Set(words.split(' '))) if (/^\p{Script=Han}{2,4}$/u.test(word)) holders.set(word, (holders.get(word) ?? 0) + 1);
  const band = (name: keyof typeof DEVELOPED) => [...holders].filter(([, n]) => n / sample.length > DEVELOPED[name][0] && n / sample.length <= DEVELOPED[name][1]).map(([word]) => word).toSorted();
  const bands = { 'very common': band('very common'), common: band('common'), medium: band('medium'), rare: band('rare') };
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('the sample is too small to choose questions from');
    return found;
  };
  const word = (of: keyof typeof DEVELOPED) => pick(bands[of]);
  const plain = (sort: Sort, ...words: string[]): Question => ({ sort, q: words.join(' '), words, filter: {} });
  const makers: Record<Sort, () => Question> = {
    'very common': () => plain('very common', word('very common')), common: () => plain('common', word('common')), medium: () => plain('medium', word('medium')), rare: () => plain('rare', word('rare')),
    phrase: () => {
      const tokens = pick(sample).words.split(' ');
      const at = Math.floor(random() * Math.max(1, tokens.length - 3));
      const words = tokens.slice(at, at + 3).filter((w) => /^\p{Script=Han}+$/u.test(w));
      return { ...plain('phrase', ...words), q: `"${words.join('')}"` };
    },
    'two words': () => plain('two words', word('very common'), word('common')),
    'three words': () => plain('three words', word('common'), word('common'), word('medium')),
    faceted: () => ({ ...plain('faceted', word('very common')), filter: pick([{ kind: 'notice' }, { year: '2024' }, { agency: '150507' }, { status: 'in-force', kind: 'plan' }]) }),
    dated: () => {
      const year = 2012 + Math.floor(random() * 12);
      return { ...plain('dated', word('common')), from: `${year}-03-01`, to: `${year + 2}-09-30` };
    },
  };
  const all = sorts.flatMap((sort) => Array.from({ length: each }, makers[sort]).filter((question) => question.words.length > 0 && question.words.join('').length > 1));
  return all.map((question) => ({ question, at: random() })).toSorted((a, b) => a.at - b.at).map(({ question }) => question);
}
