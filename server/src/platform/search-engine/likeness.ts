// What is read from the texts beside the index: how like they are to what was typed, and what to show of them. They need not
// go from process to process.
import { marker, type TextPart } from '../search-marks.ts';
import type { Likeness, LikenessAsked, PassageAsked } from '../search-plan.ts';
import { likenessTo, READ, type ScoredTexts } from '../search-score.ts';
import type { Index } from './evaluate.ts';
import { keyOf } from './segment.ts';
import { BETWEEN } from './texts.ts';
import { turns } from './turns.ts';

export function likeness(index: Index, asked: LikenessAsked, ids: readonly string[]): Promise<(Likeness | null)[]> {
  const like = likenessTo(asked);
  return ofEach(index, ids, (text) => like(textsOf(text)));
}

export function passages(index: Index, { words, lead }: PassageAsked, ids: readonly string[]): Promise<(TextPart[] | null)[]> {
  const { snippet } = marker(words);
  return ofEach(index, ids, (text) => snippet(text.split(BETWEEN, 3)[2] ?? '', lead));
}

async function ofEach<T>({ parts }: Index, ids: readonly string[], make: (text: string) => T): Promise<(T | null)[]> {
  const found: (T | null)[] = [];
  const turn = turns();
  for (const id of ids) {
    const text = textOf(parts, id);
    found.push(text === null ? null : make(text));
    if (turn.over()) await turn.give();
  }
  return found;
}

function textOf(parts: Index['parts'], id: string): string | null {
  const key = keyOf(id);
  for (const { segment } of parts) {
    const at = segment.find(key);
    if (at >= 0) return segment.texts.text(at);
  }
  return null;
}

function textsOf(text: string): ScoredTexts {
  const [title = '', number = '', body = '', ...attachments] = text.split(BETWEEN);
  return { title, documentNumber: number === '' ? null : number, bodyText: firstOf(body), attachmentsText: attachments.map(firstOf).join('\n') };
}

/** Characters as the database counts them. */
function firstOf(text: string): string {
  return text.length <= READ ? text : Array.from(text.slice(0, READ * 2)).slice(0, READ).join('');
}
