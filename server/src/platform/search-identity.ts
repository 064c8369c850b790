// Terms for what a record is, not what it says: its number, its title as a whole, the sound of its title, its day.
import { parseDocumentNumber } from '@tongming/law';
import { bare, shortTitle } from './search-fold.ts';
import { searchMessages } from './search-messages.ts';
import { syllablesOf } from './search-pinyin.ts';

const TAG = 2 ** 48;
/** Above those of words and titles; never changed, for rows keep them. */
const TAGS = { number: 4, sameTitle: 5, sound: 6, initials: 7, day: 8 } as const;
const INITIALS = 4;

function term(kind: keyof typeof TAGS, text: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 13);
  }
  return TAGS[kind] * TAG + ((high >>> 8) & 0xffff) * 2 ** 32 + (low >>> 0);
}

/** Parts of a document number that are known; the agency's code without the name of the state. */
export type NumberParts = { code: string | null; year: number | null; seq: number };

export function numberTerm({ code, year, seq }: NumberParts): number {
  return term('number', `${code === null ? '' : bareCode(code)}|${year ?? ''}|${seq}`);
}

function bareCode(code: string): string {
  return bare(code).replace(searchMessages.stateName, '');
}

/** `text`: a title as it is typed. */
export function sameTitleTerms(text: string): number[] {
  return [...new Set([bare(text), shortTitle(text)])].map((title) => term('sameTitle', title));
}

export function soundTerms(syllables: readonly string[]): number[] {
  return syllables.slice(1).map((syllable, i) => term('sound', `${syllables[i]} ${syllable}`));
}

/** First letters of syllables, four at a time. */
export function initialsTerms(letters: string): number[] {
  return Array.from({ length: Math.max(0, letters.length - INITIALS + 1) }, (_, i) => term('initials', letters.slice(i, i + INITIALS)));
}

/** 2026, 2026-03 or 2026-03-09. */
export function dayTerm(day: string): number {
  return term('day', day);
}

export type Identity = { title: string; documentNumber: string | null; dateMade: string | null };

export function identityTerms({ title, documentNumber, dateMade }: Identity): Set<number> {
  const terms = new Set(sameTitleTerms(title));
  const number = documentNumber === null ? null : parseDocumentNumber(documentNumber);
  if (number) {
    const { code, year, seq } = number;
    for (const parts of [{ code, year, seq }, { code, year: null, seq }, { code: null, year, seq }]) terms.add(numberTerm(parts));
    // 711号令: of whatever organ.
    const order = /(?:令|公告|通告)$/u.exec(code);
    if (order) terms.add(numberTerm({ code: order[0], year: null, seq }));
  }
  if (dateMade !== null) for (const length of [4, 7, 10]) terms.add(dayTerm(dateMade.slice(0, length)));
  const syllables = syllablesOf(title);
  for (const sound of soundTerms(syllables)) terms.add(sound);
  for (const letters of initialsTerms(syllables.map((s) => s.charAt(0)).join(''))) terms.add(letters);
  return terms;
}
