import type { CivilDate } from '@tongming/law';

/** A part of a letter; `must` are words that stay in it however it is edited. */
export type LetterPart = { key: string; name: string; required: boolean; text: string; must: string[]; article: string | null };
/** A letter as its paper holds it (`FoiPaperView.content`), as far as the console edits it. `withheldWords` may stand nowhere in it or in what goes with it. */
export type Letter = {
  title: string; number: string | null; partial: boolean; agencyName: string; addressee: string; parts: LetterPart[]; attachments: string[]; withheldWords: string[]; date: CivilDate | null; notes: string[];
};

type Raw = Record<string, unknown>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((x): x is string => typeof x === 'string') : []);

/** The letter in a paper, or null where the paper is none (a form, an upload). */
export function readLetter(content: unknown): Letter | null {
  if (!isRaw(content) || !Array.isArray(content['parts'])) return null;
  const parts = content['parts'].filter(isRaw).map((p): LetterPart => ({
    key: text(p['key']), name: text(p['name']), required: p['required'] === true, text: text(p['text']), must: texts(p['must']), article: text(p['article']) || null,
  }));
  return {
    partial: content['outcome'] === 'partial',
    title: text(content['title']), number: text(content['number']) || null, agencyName: text(content['agencyName']), addressee: text(content['addressee']),
    parts, attachments: texts(content['attachments']), withheldWords: texts(content['withheldWords']), date: (text(content['date']) || null) as CivilDate | null, notes: texts(content['notes']),
  };
}

const squeeze = (words: string): string => words.replace(/\s/g, '');

/** What a part lacks: all of it, or words that must stay. An optional part may be empty. */
export function lacksOf(part: LetterPart): { empty: boolean; words: string[] } {
  const written = squeeze(part.text);
  if (written === '') return { empty: part.required, words: [] };
  return { empty: false, words: part.must.filter((words) => !written.includes(squeeze(words))) };
}

/** Only what was changed goes to the server. */
export const changedParts = (before: Letter, after: Letter): { key: string; text: string }[] =>
  after.parts.filter((part, i) => part.text !== before.parts[i]?.text).map(({ key, text: words }) => ({ key, text: words }));
