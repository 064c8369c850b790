import { fold, foldPieces, occurrences } from './fold.ts';
import type { Box, Glyph } from './pdfium.ts';

/** Text of one page in the file's order, with boxes of the full character height (tight ones do not tell lines). */
export type PageText = { glyphs: Glyph[] };

/** Which glyphs of each page belong to a term; `missed` are terms found nowhere. */
export type TermHits = { hits: Set<number>[]; missed: string[] };

/**
 * Finds terms however the file cuts them up: over lines, with spaces between the characters, drawn
 * out of order (reading order by position is searched as well), over a page break past running
 * heads and page numbers. What is left after removal is searched again, until nothing is found.
 */
export function findTerms(pages: readonly PageText[], terms: readonly string[]): TermHits {
  const hits = pages.map(() => new Set<number>());
  const found = new Set<string>();
  const words = terms.map((term) => ({ term, word: fold(term) })).filter(({ word }) => word !== '');
  let grew = true;
  while (grew) {
    const before = total(hits);
    pages.forEach((page, p) => searchPage(page, hits[p] ?? new Set(), words, found));
    for (let p = 0; p + 1 < pages.length; p += 1) searchBreak(pages, hits, p, words, found);
    grew = total(hits) > before;
  }
  return { hits, missed: words.filter(({ term }) => !found.has(term)).map(({ term }) => term) };
}

type Word = { term: string; word: string };

function total(hits: readonly Set<number>[]): number {
  return hits.reduce((sum, set) => sum + set.size, 0);
}

function searchPage(page: PageText, hits: Set<number>, words: readonly Word[], found: Set<string>): void {
  const drawn = page.glyphs.map((_, i) => i).filter((i) => !hits.has(i));
  for (const order of [drawn, inReadingOrder(page.glyphs, drawn)]) {
    const folded = foldPieces(order.map((i) => page.glyphs[i]?.text ?? ''));
    for (const { term, word } of words) {
      for (const at of occurrences(folded.text, word)) {
        found.add(term);
        for (let n = at; n < at + word.length; n += 1) {
          const glyph = order[folded.source[n] ?? -1];
          if (glyph !== undefined) hits.add(glyph);
        }
      }
    }
  }
}

/** Up to two lines at the foot of one page and the head of the next may be running matter. */
function searchBreak(pages: readonly PageText[], hits: Set<number>[], p: number, words: readonly Word[], found: Set<string>): void {
  const first = lineOrder(pages[p], hits[p]);
  const second = lineOrder(pages[p + 1], hits[p + 1]);
  for (const skipEnd of [0, 1, 2]) {
    for (const skipStart of [0, 1, 2]) {
      const tail = first.slice(0, Math.max(0, first.length - skipEnd)).flat();
      const start = second.slice(skipStart).flat();
      const entries = [...tail.map((i) => ({ p, i })), ...start.map((i) => ({ p: p + 1, i }))];
      const folded = foldPieces(entries.map((e) => pages[e.p]?.glyphs[e.i]?.text ?? ''));
      for (const { term, word } of words) {
        for (const at of occurrences(folded.text, word)) {
          const span = [...new Set(folded.source.slice(at, at + word.length))];
          const places = span.map((s) => entries[s]).filter((e) => e !== undefined);
          if (!places.some((e) => e.p === p) || !places.some((e) => e.p === p + 1)) continue;
          found.add(term);
          for (const e of places) hits[e.p]?.add(e.i);
        }
      }
    }
  }
}

function lineOrder(page: PageText | undefined, hits: Set<number> | undefined): number[][] {
  if (page === undefined) return [];
  return linesOf(page.glyphs, page.glyphs.map((_, i) => i).filter((i) => hits?.has(i) !== true));
}

function inReadingOrder(glyphs: readonly Glyph[], indices: readonly number[]): number[] {
  return linesOf(glyphs, indices).flat();
}

/** Glyphs grouped into lines from top to bottom, each from left to right. */
export function linesOf(glyphs: readonly Glyph[], indices: readonly number[]): number[][] {
  const placed = indices
    .map((i) => ({ i, box: glyphs[i]?.box ?? null }))
    .filter((entry): entry is { i: number; box: Box } => entry.box !== null)
    .toSorted((a, b) => middle(a.box) - middle(b.box));
  const lines: { middle: number; half: number; members: { i: number; box: Box }[] }[] = [];
  for (const entry of placed) {
    const line = lines.at(-1);
    const half = Math.max((entry.box.bottom - entry.box.top) / 2, 1);
    if (line !== undefined && Math.abs(middle(entry.box) - line.middle) < Math.max(half, line.half)) line.members.push(entry);
    else lines.push({ middle: middle(entry.box), half, members: [entry] });
  }
  return lines.map((line) => line.members.toSorted((a, b) => a.box.left - b.box.left).map((member) => member.i));
}

function middle(box: Box): number {
  return (box.top + box.bottom) / 2;
}
