// What is meant → what has to be fulfilled, in numbers. Pure.
import { bare } from './search-fold.ts';
import { dayTerm, initialsTerms, numberTerm, sameTitleTerms, soundTerms } from './search-identity.ts';
import { cutSyllables } from './search-pinyin.ts';
import type { Clause, Match, NearPlan, PlanFilters, Tier } from './search-plan.ts';
import type { SearchQuery } from './search-query.ts';
import { allTextTerms, inTitle, textQueryTerms, titleQueryTerms } from './search-terms.ts';

/** Groups of words that mean the same. */
export type Synonyms = readonly (readonly string[])[];

export const RANK = { number: 70, sameTitle: 60, title: 50, titleWords: 40, text: 0 } as const;

/** `titleOnly`: nothing but common single characters, looked for in titles. */
export type Exact = Match & { tiers: Tier[]; titleOnly: boolean };

/** A stretch of the query, said in one way or in several. */
type Segment = readonly string[];

/** Null when nothing of it can be looked for exactly. */
export function exactPlan(query: SearchQuery, synonyms: Synonyms, filters: PlanFilters): Exact | null {
  const words = query.words.map((word) => ({ word, segments: segmentsOf(word, synonyms) }));
  const texts = words.map(({ word, segments }) => ({ word, clauses: segments.flatMap(textClauses) }));
  const phraseTerms = query.phrases.flatMap((phrase) => textQueryTerms(phrase).terms.map((term) => [[term]]));
  const others: Clause[] = query.days.map(({ day, typed }) => [[dayTerm(day)], textQueryTerms(typed).terms]);
  const titled: Clause[] = [
    ...words.flatMap(({ segments }) => segments.map((s) => s.map(titleQueryTerms).filter(filled))).filter(filled), ...query.phrases.map((p) => [titleQueryTerms(p)]),
    ...query.days.map(({ day, typed }) => [[dayTerm(day)], titleQueryTerms(typed)]),
  ];
  const text = [...texts.flatMap((t) => t.clauses), ...phraseTerms, ...others];
  const titleOnly = text.length === 0 && query.number === null && query.phrases.length === 0;
  if (titleOnly && titled.length === 0) return null;
  const titleWords = [...texts.flatMap((t) => t.clauses.map((clause) => clause.map((terms) => terms.map(inTitle)))), ...titled.slice(titled.length - query.days.length)];
  const unknown = texts.filter((t) => t.clauses.length === 0).map((t) => t.word);
  const number: Clause[] = query.number ? [[[numberTerm(query.number.parts)], textQueryTerms(query.number.typed).terms].filter(filled)] : [];
  return {
    all: [...number, ...(titleOnly ? titled : text)],
    phrases: [...query.phrases, ...(titleOnly ? [] : unknown)].map((phrase) => [phrase]),
    ...exclusions(query), filters, tiers: tiersOf(query, titled, titleWords), titleOnly,
  };
}

function filled<T>(list: readonly T[]): boolean {
  return list.length > 0;
}

function tiersOf(query: SearchQuery, titled: readonly Clause[], titleWords: readonly Clause[]): Tier[] {
  const tiers: Tier[] = [];
  if (query.number) tiers.push({ rank: RANK.number, all: [[[numberTerm(query.number.parts)]]] });
  const typed = [...query.words, ...query.phrases, ...query.days.map((d) => d.typed)].join('');
  if (query.number === null && bare(typed) !== '') tiers.push({ rank: RANK.sameTitle, all: [sameTitleTerms(typed).map((term) => [term])] });
  if (titled.length > 0) tiers.push({ rank: RANK.title, all: titled });
  if (titleWords.length > 0) tiers.push({ rank: RANK.titleWords, all: titleWords });
  return tiers;
}

/** One word of the dictionary is a term; anything longer is looked for in the texts. */
function exclusions(query: SearchQuery): Pick<Match, 'none' | 'nonePhrases'> {
  const none: number[] = [];
  const nonePhrases: string[] = [];
  for (const word of query.excluded) {
    const { terms, loose } = textQueryTerms(word);
    const [only] = terms;
    if (terms.length === 1 && only !== undefined && loose.length === 0 && [...word].length <= 2) none.push(only);
    else nonePhrases.push(word);
  }
  return { none, nonePhrases };
}

/** Cuts a word where something in it has other names. */
function segmentsOf(word: string, synonyms: Synonyms): Segment[] {
  const segments: Segment[] = [];
  let plain = '';
  for (let i = 0; i < word.length;) {
    const here = synonyms.flatMap((group) => group.filter((w) => word.startsWith(w, i)).map((w) => ({ w, group }))).toSorted((a, b) => b.w.length - a.w.length)[0];
    if (here && !withinWord(word, i, here.w)) {
      if (plain !== '') segments.push([plain]);
      plain = '';
      segments.push([here.w, ...here.group.filter((w) => w !== here.w)]);
      i += here.w.length;
    } else {
      plain += word.charAt(i);
      i += 1;
    }
  }
  return plain === '' ? segments : [...segments, [plain]];
}

/** 国办 in 全国办理 is an accident: the characters at its borders belong to other words. */
function withinWord(word: string, at: number, synonym: string): boolean {
  const before = word.slice(Math.max(0, at - 1), at + 1);
  const behind = word.slice(at + synonym.length - 1, at + synonym.length + 1);
  return [before, behind].some((pair) => pair.length === 2 && textQueryTerms(pair).terms.some((term) => term >= 65536)) && textQueryTerms(synonym).terms.length === 0;
}

/** A word said in one way: each of its terms; in several: all terms of one of them. */
function textClauses(segment: Segment): Clause[] {
  const ways = segment.map((way) => textQueryTerms(way).terms).filter(filled);
  const [only] = ways;
  if (segment.length > 1) return ways.length > 0 ? [ways] : [];
  return (only ?? []).map((term) => [[term]]);
}

type Part = { clause: Clause; about: 'title' | 'text' };

/** Everything of a query that can be held by itself, in titles and in texts. */
export function nearParts(query: SearchQuery, synonyms: Synonyms): Part[] {
  const said = [...query.words, ...query.phrases];
  const parts: Part[] = [];
  for (const segment of said.flatMap((word) => segmentsOf(word, synonyms))) {
    const others = segment.slice(1);
    const title = others.map(titleQueryTerms).filter(filled);
    if (title.length > 0) parts.push({ about: 'title', clause: title });
    const text = others.map((way) => textQueryTerms(way).terms).filter(filled);
    if (text.length > 0) parts.push({ about: 'text', clause: text });
  }
  for (const word of said) {
    for (const term of titleQueryTerms(word)) parts.push({ about: 'title', clause: [[term]] });
    for (const term of allTextTerms(word)) parts.push({ about: 'text', clause: [[term]] });
  }
  for (const { day } of query.days) parts.push({ about: 'title', clause: [[dayTerm(day)]] }, { about: 'text', clause: [[dayTerm(day)]] });
  if (query.number) parts.push(...numberParts(query.number));
  if (query.sounds !== null) for (const term of soundParts(query.sounds)) parts.push({ about: 'title', clause: [[term]] });
  return distinctParts(parts);
}

function numberParts({ parts: { code, year, seq }, typed }: NonNullable<SearchQuery['number']>): Part[] {
  const known = [{ code, year, seq }, { code, year: null, seq }, { code: null, year, seq }].map(numberTerm);
  return [...known.map((term): Part => ({ about: 'title', clause: [[term]] })), ...allTextTerms(typed).map((term): Part => ({ about: 'text', clause: [[term]] }))];
}

function soundParts(sounds: string): number[] {
  return [...soundTerms(cutSyllables(sounds)), ...initialsTerms(sounds.replaceAll(' ', ''))];
}

function distinctParts(parts: Part[]): Part[] {
  return [...new Map(parts.map((part) => [`${part.about} ${JSON.stringify(part.clause)}`, part])).values()];
}

/** Parts that half of all records have say nothing; more than this many say no more. */
const MOST_PARTS = 32;
/** What has less of the query than this share is not like it. */
const LEAST_SHARE = 0.3;

/** Rarer parts weigh more. `having`: in the order of the parts' first terms. */
export function nearPlan(
  parts: readonly Part[], about: Part['about'], frequency: ReadonlyMap<number, number>, records: number,
  rest: Pick<NearPlan, 'none' | 'nonePhrases' | 'phrases' | 'filters' | 'limit'>,
): NearPlan | null {
  const weighed = parts.filter((part) => part.about === about).map(({ clause }) => ({ clause, having: havingOf(clause, frequency) }))
    .filter(({ having }) => having > 0).toSorted((a, b) => a.having - b.having).slice(0, MOST_PARTS)
    .map(({ clause, having }) => ({ clause, weight: 1 + Math.round(16 * Math.log2((records + 1) / having)) }));
  if (weighed.length === 0) return null;
  const sum = weighed.reduce((all, { weight }) => all + weight, 0);
  return { ...rest, parts: weighed, least: Math.max(1, Math.ceil(sum * LEAST_SHARE)) };
}

/** At most as many as have the rarest term of each way. */
function havingOf(clause: Clause, frequency: ReadonlyMap<number, number>): number {
  return clause.reduce((sum, terms) => sum + Math.min(...terms.map((term) => frequency.get(term) ?? 0)), 0);
}
