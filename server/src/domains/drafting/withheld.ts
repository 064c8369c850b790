// The words a public copy must not hold, and the search for them in everything that goes out.
import { bodyToText, type Block, type Body, type Inline } from '@tongming/typeset';
import type { Case } from './store.ts';

/** How much of what stands around a very short passage is searched for with it. */
const contextLength = 4;

/**
 * What to search for: every withheld passage, line by line. One that is too short to mean anything alone (a single
 * character, up to three digits) is taken together with its neighbours.
 */
export function withheldWords(c: Pick<Case, 'doc' | 'attachments'>): string[] {
  const { sheet } = c.doc;
  if (sheet.disclosure.attribute !== 'redacted') return [];
  const title = sheet.publicTitle !== null && !squeeze(sheet.publicTitle).includes(squeeze(sheet.title)) ? [sheet.title] : [];
  const terms = c.attachments.flatMap((a) => (a.redaction.terms ?? []).map((term) => term.text));
  return [...new Set([...title, ...passagesOf(sheet.body), ...terms].map((w) => w.trim()).filter((w) => w !== ''))];
}

function passagesOf(body: Body): string[] {
  return body.content.flatMap(passagesOfBlock);
}

function passagesOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return passagesOfLine(block.content ?? []);
    case 'table':
      return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content.flatMap(passagesOfBlock)));
    case 'image':
      return block.attrs.redact === undefined ? [] : [block.attrs.alt ?? ''];
  }
}

function passagesOfLine(inlines: readonly Inline[]): string[] {
  const text = inlines.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
  const found: string[] = [];
  let at = 0;
  let start: number | null = null;
  for (const inline of [...inlines, null]) {
    const hidden = inline?.type === 'text' && (inline.marks?.some((mark) => mark.type === 'redact') ?? false);
    if (hidden && start === null) start = at;
    if (!hidden && start !== null) {
      found.push(...wordsOf(text, start, at));
      start = null;
    }
    at += inline === null ? 0 : inline.type === 'text' ? inline.text.length : 1;
  }
  return found;
}

function wordsOf(text: string, start: number, end: number): string[] {
  const passage = text.slice(start, end);
  if (isTelling(passage)) return passage.split('\n').filter(isTelling);
  return [text.slice(Math.max(0, start - contextLength), end + contextLength)];
}

function isTelling(passage: string): boolean {
  const bare = squeeze(passage);
  return /^[0-9.,，%]+$/.test(bare) ? bare.length > 3 : bare.length > 1;
}

/** Whether a text holds one of the words, whatever white space or width it is written with. */
export function holdsAny(text: string, words: readonly string[]): boolean {
  const bare = squeeze(text);
  return words.some((word) => bare.includes(squeeze(word)));
}

/** Paragraphs of a public text that still hold one of the words, counted from 1. */
export function paragraphsHolding(body: Body, words: readonly string[]): number[] {
  return body.content.flatMap((block, i) => (holdsAny(bodyToText({ type: 'doc', content: [block] }), words) ? [i + 1] : []));
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '').toLowerCase();
}
