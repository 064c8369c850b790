// Mongolian words in search: the terms of packages/mongolian, which are the same for every encoding of a word, as text.
import { match, terms } from '@tongming/mongolian';

/** Letters, and the private codes of Menksoft fonts. */
const letter = /[\u1820-\u18aa\ue264-\ue34f]/;

export function hasMongolian(text: string): boolean {
  return letter.test(text);
}

/** Every word of a text: as it is spelt, as it looks, and without its suffixes. */
export function mongolianWords(text: string): string[] {
  return hasMongolian(text) ? terms(text) : [];
}

/** What a text must hold to be found by a word of a question: its stem as it looks, whatever suffix either has. */
export function askedWords(piece: string): string[] {
  if (!hasMongolian(piece)) return [];
  return piece.split(/\s+/).flatMap((word) => terms(word).filter((term) => term.startsWith('~')).at(-1) ?? []);
}

/** A record in the script, by its title: whatever stands in its text. */
export const mongolianTitle = '=mn-Mong';

/** The space before a suffix is no space between words: typed with NNBSP a word would fall apart. */
export function joinSuffixes(text: string): string {
  return text.replace(/\u202f(?=[\u1820-\u18aa])/g, '\u180e');
}

export type Hit = { start: number; end: number };

/** Where words of a question stand, however either is encoded. */
export function mongolianHits(text: string, words: readonly string[]): Hit[] {
  const asked = words.filter(hasMongolian).join(' ');
  return asked === '' || !hasMongolian(text) ? [] : match(text, asked).map(({ start, end }) => ({ start, end }));
}
