// Of what was guessed, what a person should look at.
import type { Guessed } from './guess.ts';
import { guessWords, type GuessField } from './guess-words.ts';
import type { Doubt, SourceDocument } from './source.ts';

/** What one file was found to be. */
export type FileGuess = { path: string } & ({ guessed: Guessed } | { fault: string });

/** Fields of a guess → fields of a document. */
export const targets = { title: 'title', documentNumber: 'doc_no', issuer: 'issuer', dateMade: 'date', theme: 'theme', keywords: 'keywords', status: 'status' } as const satisfies Partial<Record<GuessField, keyof SourceDocument>>;

export type Target = keyof typeof targets;

const asked = ['title', 'documentNumber', 'issuer', 'dateMade'] as const;

/** What is missing is not among them: the dry run counts that whatever the source is. */
export function doubtsOf(guessed: Guessed, confirmed = false): Doubt[] {
  const doubts: Doubt[] = confirmed ? [] : asked.flatMap((field): Doubt[] => {
    const { value, confidence, evidence, other } = guessed.fields[field];
    const name = guessWords.fieldNames[field];
    return value !== null && confidence === 'unsure' ? [{ field: targets[field], code: 'guess-unsure', reason: guessWords.unsure(name, value, evidence, other) }] : [];
  });
  if (guessed.damaged) doubts.push({ field: 'body', code: 'damaged', reason: guessWords.damaged });
  if (guessed.attachments.length > 0) doubts.push({ field: null, code: 'attachments', reason: guessWords.attachments(guessed.attachments.map(({ text, href }) => text || href)) });
  return doubts;
}

export function missingOf(guessed: Guessed): string[] {
  return asked.filter((field) => guessed.fields[field].value === null).map((field) => guessWords.missing(guessWords.fieldNames[field]));
}
