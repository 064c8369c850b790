import type { OfficialDocument } from './document.ts';
import { formatChineseDate as formatDate } from '@tongming/law';
import { messages, words } from './messages.ts';
import type { Block, Body, Inline, Table } from './model.ts';
import { TypesetInputError } from './model.ts';
import { cleanText } from './parse.ts';
import { headedParts, textOfInlines } from './text.ts';
import { breakTitle, widthOf } from './title.ts';

/** A stretch of text in one style, or a line break, as the template reads it. */
export type Run = { t: string; b?: boolean; i?: boolean; u?: boolean } | { br: true };

export type LaidCell = {
  x: number;
  y: number;
  colspan: number;
  rowspan: number;
  header: boolean;
  short: boolean;
  blocks: LaidBlock[];
};

export type LaidBlock =
  | { kind: 'paragraph'; align: 'left' | 'center' | 'right' | null; runs: Run[] }
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'run-in'; level: number; lead: Run[]; runs: Run[] }
  | { kind: 'image'; path: string; alt: string; width: number }
  | { kind: 'table'; weights: number[]; headRows: number; cells: LaidCell[] };

/** The data file of the template: plain values only, so that no word of a document is ever read as markup. */
export type OfficialLayout = ReturnType<typeof layoutOfficial>;

/** @throws TypesetInputError without an issuer, and for tables that overlap. */
export function layoutOfficial(doc: OfficialDocument) {
  if (doc.issuers.every((issuer) => cleanText(issuer.name).trim() === '')) throw new TypesetInputError('document.no-issuer', messages.noIssuer);
  const text = (value: string): string => cleanText(value);
  const names = [...doc.issuers.map((issuer) => text(issuer.name)), ...doc.signatories.map(text)];
  return {
    form: doc.form,
    title: text(doc.title),
    titleLines: breakTitle(text(doc.title), names),
    author: text(doc.meta.author),
    date: dateParts(doc.dateMade),
    dateText: formatDate(doc.dateMade),
    issuers: doc.issuers.map((issuer) => text(issuer.name)),
    markSuffix: doc.markSuffix,
    documentNumber: text(doc.documentNumber),
    orderNumber: text(doc.orderNumber ?? ''),
    copyNumber: doc.copyNumber === undefined || doc.copyNumber === '' || doc.meta.publicCopy ? null : text(doc.copyNumber),
    urgency: doc.urgency ?? null,
    signers: doc.form === 'upward' ? doc.signers.map((signer) => text(signer.name)) : [],
    orderSigners: doc.form === 'order' ? doc.signers.map((signer) => [text(signer.agency), text(signer.name)]) : [],
    addressees: doc.addressees.length === 0 ? null : words.addressees(doc.addressees.map(text)),
    blocks: layoutBody(doc.body),
    attachmentList: doc.attachmentList.map(text),
    signatories: doc.signatories.map(text),
    sealed: doc.sealed,
    seals: (doc.sealImages ?? []).map((_, i) => sealPath(i)),
    note: doc.note === null || doc.note === '' ? null : words.note(text(doc.note)),
    attendees: layoutAttendees(doc),
    attachments: doc.attachments.map((attachment, i) => ({
      label: words.attachment(doc.attachments.length === 1 ? null : i + 1),
      titleLines: breakTitle(text(attachment.title), names),
      blocks: layoutBody(attachment.body),
    })),
    imprint: imprintOf(doc),
    words: { signer: words.signer, attachments: words.attachments, copyTo: words.copyTo, dash: words.dash, sealAlt: words.sealAlt },
  };
}

/** Path of a picture in the template's folder. */
export function imagePath(file: string): string {
  return `image-${file}`;
}

export function sealPath(index: number): string {
  return `seal-${index}`;
}

function dateParts(date: string): { year: number; month: number; day: number } {
  const [year = 1, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

function layoutAttendees(doc: OfficialDocument): [string, string][] {
  if (doc.form !== 'minutes' || doc.attendees === undefined) return [];
  const { present, absent, observers } = doc.attendees;
  const rows: [string, string[]][] = [[words.present, present], [words.absent, absent], [words.observers, observers]];
  return rows.filter(([, names]) => names.length > 0).map(([label, names]) => [label, names.map(cleanText).join(words.listComma)]);
}

/** 信函 carries no printing office and date in its 版记 (GB/T 9704-2012 10.1). */
export function imprintOf(doc: OfficialDocument): { copyTo: string | null; printedBy: string | null; printedOn: string } {
  const printed = doc.form !== 'letter' && doc.printedBy !== '';
  return {
    copyTo: doc.copyTo.length === 0 ? null : words.copyToList(doc.copyTo.map(cleanText)),
    printedBy: printed ? cleanText(doc.printedBy) : null,
    printedOn: printed && doc.printedOn !== null ? words.printedOn(formatDate(doc.printedOn)) : '',
  };
}

export function layoutBody(body: Body): LaidBlock[] {
  return body.content.flatMap(layoutBlock);
}

function layoutBlock(block: Block): LaidBlock[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const headed = headedParts(block);
      if (headed === null) return [{ kind: 'paragraph', align: alignOf(block), runs: runsOf(block.content ?? []) }];
      const { level, lead, rest } = headed;
      if (rest.length === 0) return [{ kind: 'heading', level, runs: runsOf(lead) }];
      return [{ kind: 'run-in', level, lead: runsOf(lead), runs: runsOf(rest) }];
    }
    case 'image':
      return [{ kind: 'image', path: imagePath(block.attrs.file), alt: block.attrs.alt ?? '', width: block.attrs.width ?? 400 }];
    case 'table': {
      const table = layoutTable(block);
      return table === null ? [] : [table];
    }
  }
}

function alignOf(block: Block): 'left' | 'center' | 'right' | null {
  return block.type === 'paragraph' ? (block.attrs?.textAlign ?? null) : null;
}

function runsOf(inlines: readonly Inline[]): Run[] {
  return inlines.map((inline): Run => {
    if (inline.type === 'hardBreak') return { br: true };
    const has = (type: string): boolean => inline.marks?.some((mark) => mark.type === type) ?? false;
    return { t: inline.text, ...(has('bold') ? { b: true } : {}), ...(has('italic') ? { i: true } : {}), ...(has('underline') ? { u: true } : {}) };
  });
}

/** Gives every cell its place, as HTML does, and each column a share of the width by what it holds. */
function layoutTable(table: Table): LaidBlock | null {
  const taken = new Set<string>();
  const cells: LaidCell[] = [];
  table.content.forEach((row, y) => {
    let x = 0;
    for (const cell of row.content) {
      while (taken.has(`${x},${y}`)) x += 1;
      const colspan = cell.attrs?.colspan ?? 1;
      const rowspan = Math.min(cell.attrs?.rowspan ?? 1, table.content.length - y);
      occupy(taken, x, y, colspan, rowspan);
      const blocks = cell.content.flatMap(layoutBlock);
      const width = Math.max(0, ...cell.content.map(blockWidth));
      cells.push({ x, y, colspan, rowspan, header: cell.type === 'tableHeader', short: width <= 8, blocks });
      x += colspan;
    }
  });
  if (cells.length === 0) return null;
  const columns = Math.max(...cells.map((cell) => cell.x + cell.colspan));
  if (columns > 60) throw new TypesetInputError('table.too-wide', messages.tableTooWide);
  return { kind: 'table', weights: columnWeights(table, cells, columns), headRows: headRowsOf(table, cells), cells };
}

function occupy(taken: Set<string>, x: number, y: number, colspan: number, rowspan: number): void {
  for (let dy = 0; dy < rowspan; dy += 1) {
    for (let dx = 0; dx < colspan; dx += 1) {
      const key = `${x + dx},${y + dy}`;
      if (taken.has(key)) throw new TypesetInputError('table.overlap', messages.tableOverlap);
      taken.add(key);
    }
  }
}

/** Leading rows made of header cells only repeat on every page, unless a cell reaches below them. */
function headRowsOf(table: Table, cells: readonly LaidCell[]): number {
  const first = table.content.findIndex((row) => !row.content.every((cell) => cell.type === 'tableHeader'));
  const rows = first === -1 ? 0 : first;
  return cells.some((cell) => cell.y < rows && cell.y + cell.rowspan > rows) ? 0 : rows;
}

function columnWeights(table: Table, cells: readonly LaidCell[], columns: number): number[] {
  const weights = Array.from({ length: columns }, () => 2);
  const sources = table.content.flatMap((row) => row.content);
  cells.forEach((cell, i) => {
    if (cell.colspan !== 1) return;
    const width = Math.max(0, ...(sources[i]?.content ?? []).map(blockWidth));
    weights[cell.x] = Math.max(weights[cell.x] ?? 2, Math.min(width + 1, 18));
  });
  return weights;
}

function blockWidth(block: Block): number {
  return block.type === 'paragraph' || block.type === 'heading' ? widthOf(textOfInlines(block.content ?? [])) : 12;
}
