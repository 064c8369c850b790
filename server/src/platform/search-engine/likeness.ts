// How like texts are to what was typed, read from the file beside the index: they need not go from process to process.
import { setImmediate as others } from 'node:timers/promises';
import type { Likeness, LikenessAsked } from '../search-plan.ts';
import { likenessTo, READ, type ScoredTexts } from '../search-score.ts';
import type { Index } from './evaluate.ts';
import { keyOf } from './segment.ts';
import { BETWEEN } from './texts.ts';

/** Other questions are answered in between. */
const TURN_MS = 5;

export async function likeness({ parts }: Index, asked: LikenessAsked, ids: readonly string[]): Promise<(Likeness | null)[]> {
  const like = likenessTo(asked);
  const found: (Likeness | null)[] = [];
  let turn = performance.now();
  for (const id of ids) {
    const text = textOf(parts, id);
    found.push(text === null ? null : like(textsOf(text)));
    if (performance.now() - turn < TURN_MS) continue;
    await others();
    turn = performance.now();
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
