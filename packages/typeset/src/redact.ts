import type { OfficialDocument } from './document.ts';
import { messages } from './messages.ts';
import type { Block, Body, Inline, Mark } from './model.ts';
import { imageFilesOf, textOfInlines } from './text.ts';

/** One withheld passage. `where` tells a person which paragraph it is in. */
export type RedactedPiece = { ground: string; note?: string; text: string; where: string };

/** What stands for a withheld passage, whatever its length was: the length itself could betray a name or a sum. */
export const defaultBlank = '□□□';

type Redaction = { ground: string; note?: string };

function redactionOf(inline: Inline): Redaction | null {
  if (inline.type !== 'text') return null;
  const mark = inline.marks?.find((m): m is Extract<Mark, { type: 'redact' }> => m.type === 'redact');
  return mark?.attrs ?? null;
}

/** Every withheld passage in reading order; neighbours under one ground are one passage. */
export function redactionsOf(body: Body): RedactedPiece[] {
  return body.content.flatMap((block, i) => piecesOfBlock(block, messages.whereBody(i + 1)));
}

function piecesOfBlock(block: Block, where: string): RedactedPiece[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return piecesOfInlines(block.content ?? [], where);
    case 'image':
      return block.attrs.redact === undefined ? [] : [{ ...block.attrs.redact, text: block.attrs.alt ?? '', where }];
    case 'table':
      return block.content.flatMap((row, r) =>
        row.content.flatMap((cell, c) => cell.content.flatMap((inner) => piecesOfBlock(inner, messages.whereCell(where, r + 1, c + 1)))),
      );
  }
}

function piecesOfInlines(inlines: readonly Inline[], where: string): RedactedPiece[] {
  const pieces: RedactedPiece[] = [];
  let open = false;
  for (const inline of inlines) {
    const redaction = redactionOf(inline);
    const last = pieces.at(-1);
    if (redaction === null) open = false;
    else if (open && last !== undefined && last.ground === redaction.ground && last.note === redaction.note) {
      last.text += textOfInlines([inline]);
    } else {
      pieces.push({ ...redaction, text: textOfInlines([inline]), where });
      open = true;
    }
  }
  return pieces;
}

/**
 * The public text: each run of withheld passages becomes one blank of fixed width; no mark, note,
 * text, alternative text or file name of a withheld piece is left. A run bridges a line break
 * between two withheld passages, so that the number of lines is not told either.
 */
export function redactBody(body: Body, blank: string = defaultBlank): Body {
  return { type: 'doc', content: body.content.flatMap((block) => redactBlock(block, blank)) };
}

function redactBlock(block: Block, blank: string): Block[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [{ ...block, content: redactInlines(block.content ?? [], blank) }];
    case 'image':
      return block.attrs.redact === undefined ? [block] : [{ type: 'paragraph', content: [{ type: 'text', text: blank }] }];
    case 'table':
      return [
        {
          type: 'table',
          content: block.content.map((row) => ({
            type: 'tableRow',
            content: row.content.map((cell) => ({
              ...cell,
              content: cell.content.flatMap((inner) => redactBlock(inner, blank)),
            })),
          })),
        },
      ];
  }
}

function redactInlines(inlines: readonly Inline[], blank: string): Inline[] {
  const out: Inline[] = [];
  let open = false;
  inlines.forEach((inline, i) => {
    const withheld = redactionOf(inline) !== null;
    if (inline.type === 'hardBreak' && open && bridges(inlines, i)) return;
    if (withheld && open) return;
    open = withheld;
    out.push(withheld ? { type: 'text', text: blank } : inline);
  });
  return out;
}

function bridges(inlines: readonly Inline[], at: number): boolean {
  const next = inlines.slice(at + 1).find((inline) => inline.type === 'text');
  return next !== undefined && redactionOf(next) !== null;
}

/**
 * The document as the public gets it: body and attachments redacted, without 份号 and seals, with only the
 * pictures that are still in it. Title, number, addressees and names carry no marks: they are the caller's to change.
 */
export function publicCopyOf(doc: OfficialDocument): OfficialDocument {
  const body = redactBody(doc.body);
  const attachments = doc.attachments.map((attachment) => ({ ...attachment, body: redactBody(attachment.body) }));
  const left = new Set([body, ...attachments.map((attachment) => attachment.body)].flatMap(imageFilesOf));
  const { copyNumber: _copyNumber, sealImages: _sealImages, images = {}, ...rest } = doc;
  return {
    ...rest,
    body,
    attachments,
    images: Object.fromEntries(Object.entries(images).filter(([file]) => left.has(file))),
    meta: { ...doc.meta, publicCopy: true },
  };
}
