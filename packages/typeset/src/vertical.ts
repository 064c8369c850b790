// Records in traditional Mongolian: vertical lines that follow one another to the right, on landscape A4. What is here says where a
// line may break and how each piece of it stands; the template measures, fills the lines and places them.
import { lineBreaks } from '@tongming/mongolian';
import type { CivilDate } from '@tongming/law';
import { cleanImage } from './image.ts';
import { imagePath } from './layout.ts';
import { messages, words } from './messages.ts';
import { type Block, type Body, type Inline, TypesetInputError } from './model.ts';
import { cleanText } from './parse.ts';
import { type PdfRendering, typst } from './pdf.ts';
import { inLanguage } from './pdf-language.ts';
import { imageFilesOf } from './text.ts';

/** A record in Mongolian as it is printed: no red head, as none of the standard is for vertical script. */
export type VerticalDocument = {
  title: string;
  /** Lines before the title: what this print is, 发文字号. */
  head: string[];
  body: Body;
  /** Lines at the end, set to the end of the line: agency, day. */
  foot: string[];
  /** Without brackets; empty: none. */
  note: string;
  /** Pictures of the body, by content hash. */
  images?: Record<string, Uint8Array>;
  meta: { author: string; date: CivilDate };
};

/** `m` Mongolian and spaces; `h` each character upright; `w` lying on its side with the line, smaller (mlreq). */
export type Piece = { t: string; k: 'm' | 'h' | 'w'; u: boolean };
/** What is not parted: its pieces, the spaces that stretch within it, and whether one follows, and whether that is marked. */
type Segment = { p: Piece[]; i: number; s: boolean; su: boolean };
type Style = 'head' | 'title' | 'text' | 'heading' | 'plain' | 'centre' | 'end' | 'note';
export type VerticalBlock = { style: Style; segments: Segment[] } | { style: 'image'; path: string; alt: string; width: number };

const language = 'mn-Mong-CN';

/** @throws TypesetInputError for pictures that are missing or unreadable. */
export async function renderVerticalPdf(doc: VerticalDocument): Promise<PdfRendering> {
  const files = await Promise.all([...new Set(imageFilesOf(doc.body))].map(async (file) => {
    const bytes = doc.images?.[file];
    if (bytes === undefined) throw new TypesetInputError('image.missing', messages.badImage(file));
    return { path: imagePath(file), bytes: await cleanImage(file, bytes) };
  }));
  const { bytes, pages, standard } = await typst({ template: 'vertical', data: layoutVertical(doc), files, fontFolder: null, lines: [1] });
  return { bytes: inLanguage(bytes, language), pages, standard, substitutedFonts: [] };
}

export function layoutVertical(doc: VerticalDocument) {
  const [year = 1, month = 1, day = 1] = doc.meta.date.split('-').map(Number);
  const lines = (texts: readonly string[], style: Style): VerticalBlock[] => texts.flatMap((text) => blockOf([{ type: 'text', text }], style));
  return {
    title: cleanText(doc.title), author: cleanText(doc.meta.author), date: { year, month, day },
    blocks: [
      ...lines(doc.head, 'head'), ...lines([doc.title], 'title'), ...doc.body.content.flatMap(blocksOf), ...lines(doc.foot, 'end'), ...lines(doc.note === '' ? [] : [words.note(doc.note)], 'note'),
    ],
  };
}

const aligned = { left: 'plain', center: 'centre', right: 'end' } as const;

function blocksOf(block: Block): VerticalBlock[] {
  switch (block.type) {
    case 'paragraph': {
      const align = block.attrs?.textAlign ?? null;
      return blockOf(block.content ?? [], align === null ? 'text' : aligned[align]);
    }
    case 'heading':
      return blockOf(block.content ?? [], 'heading');
    case 'image':
      return [{ style: 'image', path: imagePath(block.attrs.file), alt: block.attrs.alt ?? '', width: block.attrs.width ?? 400 }];
    case 'table':
      // Each row is a line of its own, its cells one after another.
      return block.content.flatMap((row) => {
        const images = row.content.flatMap((cell) => cell.content.flatMap(blocksOf)).filter((one) => one.style === 'image');
        return [...blockOf(row.content.flatMap((cell) => [...cell.content.flatMap(inlinesOf), gap]), 'plain'), ...images];
      });
  }
}

const gap: Inline = { type: 'text', text: '\u2003' };

function inlinesOf(block: Block): Inline[] {
  if (block.type === 'image') return [];
  if (block.type === 'table') return block.content.flatMap((row) => row.content.flatMap((cell) => [...cell.content.flatMap(inlinesOf), gap]));
  return [...(block.content ?? []).map((inline): Inline => inline.type === 'hardBreak' ? gap : inline), gap];
}

/** A forced break begins a paragraph without indent. */
function blockOf(inlines: readonly Inline[], style: Style): VerticalBlock[] {
  const parts: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.type === 'hardBreak') parts.push([]);
    else parts.at(-1)?.push(inline);
  }
  return parts.map((part, i): VerticalBlock => ({ style: i > 0 && style === 'text' ? 'plain' : style, segments: segmentsOf(part) })).filter((block) => block.style === 'image' || block.segments.length > 0);
}

/** Every white space that is not part of a word is one space that stretches. */
const spaces = /[\t-\r \u2000-\u200a\u205f\u3000]+/g;

/** What is longer than any word is measured in parts: the time of typst grows with the square of a part. */
const unbroken = /[^]{1,200}(?:\p{M}|[\u180e\u200c\u202f]|\u200d)*/gu;

function segmentsOf(inlines: readonly Inline[]): Segment[] {
  let text = '';
  const marked: { start: number; end: number }[] = [];
  for (const inline of inlines) {
    if (inline.type !== 'text') continue;
    const start = text.length;
    const added = cleanText(inline.text).replaceAll(spaces, ' ');
    text += text === '' || text.endsWith(' ') ? added.replace(/^ /, '') : added;
    if ((inline.marks ?? []).some((mark) => mark.type !== 'redact')) marked.push({ start, end: text.length });
  }
  const whole = text.trimEnd();
  const ends = [...lineBreaks(whole), whole.length];
  return ends.flatMap((end, i): Segment[] => {
    const start = ends[i - 1] ?? 0;
    const words = whole.slice(start, end).replace(/ +$/, '');
    if (words === '') return [];
    const isMarked = (at: number): boolean => marked.some((range) => at >= range.start && at < range.end);
    let at = start;
    return (words.match(unbroken) ?? []).map((part) => {
      const from = at;
      at += part.length;
      const s = at < end && whole[at] === ' ' && at === start + words.length;
      return { p: piecesOf(part, (within) => isMarked(from + within)), i: part.split(' ').length - 1, s, su: s && isMarked(at) && isMarked(end) };
    });
  });
}

const mongolian = /[ \u1800-\u18af\u{11660}-\u{1167f}\u202f]/u;
/** Of the width of a full character: upright in vertical lines (UAX 50). */
const upright = /[\u2e80-\u33ff\u3400-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;
/** Belongs to the character before it. */
const attached = /[\p{M}\u200c\u200d]/u;

/** Bold and slanted forms of the script are not to be imitated: a line at the right sets a passage apart (mlreq). */
function piecesOf(words: string, markedAt: (at: number) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of words) {
    const last = pieces.at(-1);
    const k = mongolian.test(character) ? 'm' : attached.test(character) ? (last?.k ?? 'm') : upright.test(character) ? 'h' : 'w';
    const u = markedAt(at);
    if (last !== undefined && last.k === k && last.u === u) last.t += character;
    else pieces.push({ t: character, k, u });
    at += character.length;
  }
  return pieces;
}
