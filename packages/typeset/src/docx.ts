import {
  AlignmentType, BorderStyle, Document, DocumentGridType, Footer, Header, HeadingLevel, ImageRun, Packer, PageBreak, PageNumber, Paragraph,
  RelativeVerticalPosition, Tab, TabStopType, Table, TableAnchorType, TableCell, TableRow, TextRun, VerticalAlignTable, VerticalMergeType,
  WidthType, type IBorderOptions, type ISectionOptions,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { OfficialDocument } from './document.ts';
import { cell, docxBody, exactLine, faces, linePitch, loadPictures, picture, type Picture, textRuns, twips } from './docx-body.ts';
import { layoutOfficial, type OfficialLayout } from './layout.ts';
import { messages } from './messages.ts';
import { imageFilesOf } from './text.ts';
import { widthOf } from './title.ts';

const red = 'E10011';
const size3 = 32;
const size4 = 28;
const size2 = 44;

/** The document as DOCX with the geometry of GB/T 9704-2012: page, grid, red head, outline, page numbers, 版记. */
export async function renderDocx(doc: OfficialDocument): Promise<Uint8Array> {
  const layout = layoutOfficial(doc);
  const files = [...new Set([doc.body, ...doc.attachments.map((attachment) => attachment.body)].flatMap(imageFilesOf))];
  const pictures = await loadPictures(files, doc.images);
  const seals = await Promise.all((doc.sealImages ?? []).map((bytes, i) => picture(messages.sealName(i + 1), bytes)));
  const children = [
    ...head(layout),
    ...(layout.form === 'order' ? [] : titleLines(layout.titleLines)),
    ...(layout.addressees === null ? [] : [plain(layout.addressees)]),
    ...docxBody(doc.body, pictures),
    ...attachmentList(layout),
    ...signature(layout, seals),
    ...(layout.note === null ? [] : [plain(layout.note, { indent: { firstLine: 2 * cell } })]),
    ...attendees(layout),
    ...doc.attachments.flatMap((attachment, i) => [
      new Paragraph({ children: [new PageBreak()], spacing: exactLine }),
      plain(layout.attachments[i]?.label ?? '', {}, faces.hei),
      ...titleLines(layout.attachments[i]?.titleLines ?? []),
      ...docxBody(attachment.body, pictures),
    ]),
    ...imprint(layout),
  ];
  const document = new Document({
    title: layout.title,
    creator: layout.author,
    lastModifiedBy: layout.author,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: faces.fang, size: size3, language: { eastAsia: 'zh-CN', value: 'zh-CN' } } } } },
    sections: [{ ...section(layout), children }],
  });
  return settled(await Packer.toBuffer(document), doc.dateMade);
}

/**
 * The same document gives the same file: times of making are the document's own date, not the clock's.
 * @param mended its main part as it is to be, where the library cannot say it
 */
export function settled(docx: Uint8Array, date: string, mended: (xml: string) => string = (xml) => xml): Uint8Array {
  const parts = unzipSync(docx);
  const main = mended(strFromU8(parts['word/document.xml'] ?? new Uint8Array()));
  const core = strFromU8(parts['docProps/core.xml'] ?? new Uint8Array());
  const dated = core.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`);
  return zipSync({ ...parts, 'docProps/core.xml': strToU8(dated), 'word/document.xml': strToU8(main) }, { mtime: '1980-01-01T00:00:00' });
}

/** The letter's mark stands above the type area, 30 mm from the edge: in Word that is the first page's header. */
function section(layout: OfficialLayout): Pick<ISectionOptions, 'properties' | 'headers' | 'footers'> {
  const letter = layout.form === 'letter';
  return {
    properties: {
      titlePage: letter,
      // 7 mm from the type area to the dashes, and a line of 4号 below them.
      page: {
        size: { width: twips(210), height: twips(297) },
        margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), footer: twips(22), header: twips(30) },
      },
      grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch, charSpace: Math.round((442.2 / 28 - 16) * 4096) },
    },
    ...(letter ? { headers: { first: new Header({ children: [mark(layout.issuers.join('')), redDoubleLine('top')] }) } } : {}),
    footers: {
      default: new Footer({ children: [pageNumber(AlignmentType.RIGHT)] }),
      even: new Footer({ children: [pageNumber(AlignmentType.LEFT)] }),
      ...(letter ? { first: new Footer({ children: [redDoubleLine('bottom')] }) } : {}),
    },
  };
}

function pageNumber(alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Paragraph {
  const run = { font: faces.song, size: size4 };
  return new Paragraph({
    alignment,
    indent: { left: size4 * 10, right: size4 * 10 },
    children: [new TextRun({ ...run, text: '— ' }), new TextRun({ ...run, children: [PageNumber.CURRENT] }), new TextRun({ ...run, text: ' —' })],
  });
}

type ParagraphExtras = Omit<ConstructorParameters<typeof Paragraph>[0] & object, 'children'>;

function plain(text: string, extras: ParagraphExtras = {}, font: (typeof faces)[keyof typeof faces] = faces.fang): Paragraph {
  return new Paragraph({ spacing: exactLine, ...extras, children: textRuns([{ t: text }], font, size3) });
}

function blank(lines: number): Paragraph[] {
  return Array.from({ length: lines }, () => plain(''));
}

function gap(millimetres: number): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 0, line: twips(millimetres), lineRule: 'exact' }, children: [] });
}

function head(layout: OfficialLayout): Paragraph[] | (Paragraph | Table)[] {
  const corner = [
    ...(layout.copyNumber === null ? [] : [plain(layout.copyNumber)]),
    ...(layout.urgency === null ? [] : [plain(layout.urgency, {}, faces.hei)]),
  ];
  if (layout.form === 'letter') {
    return [...corner, plain(layout.documentNumber, { alignment: AlignmentType.RIGHT }), ...blank(2)];
  }
  const drop = layout.form === 'order' ? 20 : 35;
  const used = (corner.length * linePitch * 25.4) / 1440;
  const top = [...corner, gap(Math.max(drop - used, 1)), ...marks(layout), ...blank(2)];
  if (layout.form === 'order') return [...top, plain(layout.orderNumber, { alignment: AlignmentType.CENTER }), ...blank(2)];
  return [...top, ...numberLines(layout), ...blank(2)];
}

/** The narrower the room for each character, the more it is squeezed, as the red heads of long names are. */
function mark(text: string, size: number = 100, room: number = 425): Paragraph {
  const natural = widthOf(text) * (size / 2);
  const scale = Math.max(40, Math.min(100, Math.floor((room / natural) * 100)));
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0 },
    children: [new TextRun({ text, font: faces.title, size, color: red, scale, bold: true })],
  });
}

const noBorder = { style: BorderStyle.NIL } as const;
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };
const noTableBorders = { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder };

/** Joint issue: names one under another, the suffix beside them. */
function marks(layout: OfficialLayout): (Paragraph | Table)[] {
  const [first = '', ...others] = layout.issuers;
  if (others.length === 0) return [mark(first + layout.markSuffix)];
  const size = layout.issuers.length === 2 ? 80 : 64;
  const suffixWidth = twips(34);
  const nameWidth = twips(150) - suffixWidth;
  const rows = layout.issuers.map((name, i) => new TableRow({
    children: [
      new TableCell({ width: { size: nameWidth, type: WidthType.DXA }, borders: noBorders, children: [mark(name, size, nameWidth / 20 - 12)] }),
      new TableCell({
        width: { size: suffixWidth, type: WidthType.DXA },
        borders: noBorders,
        verticalAlign: VerticalAlignTable.CENTER,
        verticalMerge: i === 0 ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
        children: [i === 0 && layout.markSuffix !== '' ? mark(layout.markSuffix, size, suffixWidth / 20 - 12) : new Paragraph({})],
      }),
    ],
  }));
  return [new Table({ alignment: AlignmentType.CENTER, borders: noTableBorders, columnWidths: [nameWidth, suffixWidth], rows })];
}

/** Number, signers, and the red line 4 mm under them. Border space is given in points. */
function numberLines(layout: OfficialLayout): Paragraph[] {
  const border = { bottom: { style: BorderStyle.SINGLE, size: 14, color: red, space: 11 } };
  if (layout.form !== 'upward' || layout.signers.length === 0) {
    return [plain(layout.documentNumber, { alignment: AlignmentType.CENTER, border })];
  }
  const pairs = Array.from({ length: Math.ceil(layout.signers.length / 2) }, (_, i) => layout.signers.slice(2 * i, 2 * i + 2));
  const columns = Math.min(2, layout.signers.length);
  const firstName = twips(156) - (1 + 4 * columns) * cell;
  const stops = [
    { type: TabStopType.RIGHT, position: firstName },
    ...Array.from({ length: columns }, (_, i) => ({ type: TabStopType.LEFT, position: firstName + 4 * i * cell + 1 })),
  ];
  // Full spaces, not indents: an indent would shorten the red line under the paragraph.
  return pairs.map((names, i) => new Paragraph({
    spacing: exactLine,
    tabStops: stops,
    ...(i === pairs.length - 1 ? { border } : {}),
    children: [
      ...textRuns([{ t: i === pairs.length - 1 ? `　${layout.documentNumber}` : '' }], faces.fang, size3),
      tabbed(i === 0 ? layout.words.signer : '', faces.fang, size3),
      ...names.map((name) => tabbed(name, faces.kai, size3)),
    ],
  }));
}

function tabbed(text: string, font: (typeof faces)[keyof typeof faces], size: number): TextRun {
  return new TextRun({ children: [new Tab(), text], font, size });
}

/** 170 mm wide round the middle of the page: 8 mm out on the left of the type area, 6 mm on the right. */
function redDoubleLine(edge: 'top' | 'bottom'): Paragraph {
  const style = edge === 'top' ? BorderStyle.THICK_THIN_SMALL_GAP : BorderStyle.THIN_THICK_SMALL_GAP;
  const border: IBorderOptions = { style, size: 24, color: red, space: 1 };
  return new Paragraph({ indent: { left: -twips(8), right: -twips(6) }, spacing: { before: 0, after: 0, line: 240, lineRule: 'exact' }, border: { bottom: border }, children: [] });
}

function titleLines(lines: readonly string[]): Paragraph[] {
  const runs = lines.map((line, i) => new TextRun({ text: line, font: faces.title, size: size2, color: '000000', ...(i === 0 ? {} : { break: 1 }) }));
  const title = new Paragraph({
    alignment: AlignmentType.CENTER, heading: HeadingLevel.HEADING_1, spacing: { before: 0, after: 0, line: 700, lineRule: 'exact' }, children: runs,
  });
  return [title, ...blank(1)];
}

function attachmentList(layout: OfficialLayout): Paragraph[] {
  const names = layout.attachmentList;
  if (names.length === 0) return [];
  const label = 5 * cell;
  if (names.length === 1) return [...blank(1), plain(layout.words.attachments + (names[0] ?? ''), { indent: { left: label, hanging: 3 * cell } })];
  const rows = names.map((name, i) => plain(`${i === 0 ? layout.words.attachments : ''}${i + 1}.${name}`, {
    indent: { left: label + cell, hanging: i === 0 ? 4 * cell : cell },
  }));
  return [...blank(1), ...rows];
}

/** Right indents of name and date by GB/T 9704-2012 7.3.5, from the width of the words in characters. */
export function signatureIndents(name: string, date: string, sealed: boolean): { name: number; date: number } {
  const [nameWidth, dateWidth] = [widthOf(name), widthOf(date)];
  if (sealed) {
    const dateRight = 4 + Math.max(0, (nameWidth - dateWidth) / 2 - 4);
    return { date: dateRight, name: Math.max(0, dateRight + (dateWidth - nameWidth) / 2) };
  }
  const dateRight = Math.max(2, nameWidth - dateWidth);
  return { date: dateRight, name: Math.max(2, dateRight + dateWidth + 2 - nameWidth) };
}

function signature(layout: OfficialLayout, seals: readonly Picture[]): Paragraph[] {
  if (layout.form === 'minutes') return [];
  const right = (text: string, characters: number): Paragraph =>
    plain(text, { alignment: AlignmentType.RIGHT, indent: { right: Math.round(characters * cell) }, keepNext: true });
  if (layout.form === 'order' && layout.orderSigners.length > 0) {
    return [...blank(2), ...layout.orderSigners.map((signer) => right(signer.join('　　'), 4)), ...blank(1), right(layout.dateText, 4)];
  }
  const widest = layout.signatories.toSorted((a, b) => widthOf(b) - widthOf(a))[0] ?? '';
  const indents = signatureIndents(widest, layout.dateText, layout.sealed);
  const names = layout.signatories.map((name) => right(name, signatureIndents(name, layout.dateText, layout.sealed).name));
  return [...blank(layout.sealed ? 2 : 1), ...sealRow(seals), ...names, right(layout.dateText, layout.signatories.length === 0 ? 4 : indents.date)];
}

function sealRow(seals: readonly Picture[]): Paragraph[] {
  if (seals.length === 0) return [];
  const side = Math.round((42 / 25.4) * 96);
  const runs = seals.map((seal) => new ImageRun({ type: seal.type, data: seal.data, transformation: { width: side, height: side } }));
  return [new Paragraph({ alignment: AlignmentType.RIGHT, indent: { right: 3 * cell }, children: runs })];
}

function attendees(layout: OfficialLayout): Paragraph[] {
  const rows = layout.attendees.map(([label, names]) => new Paragraph({
    spacing: exactLine,
    indent: { left: 5 * cell, hanging: 3 * cell },
    children: [...textRuns([{ t: label }], faces.hei, size3), ...textRuns([{ t: names }], faces.fang, size3)],
  }));
  return rows.length === 0 ? [] : [...blank(1), ...rows];
}

/** A table anchored to the lower edge of the type area; sizes are eighths of a point: 0.35 mm and 0.25 mm. */
function imprint(layout: OfficialLayout): (Paragraph | Table)[] {
  const { copyTo, printedBy, printedOn } = layout.imprint;
  if (copyTo === null && printedBy === null) return [];
  const letter = layout.form === 'letter';
  const line = (size: number) => (letter ? noBorder : { style: BorderStyle.SINGLE, size, color: '000000' });
  const row = (paragraph: Paragraph): TableRow => new TableRow({ children: [new TableCell({ children: [paragraph] })] });
  const text = (value: string) => new TextRun({ text: value, font: faces.fang, size: size4 });
  const side = size4 * 10;
  const rows = [
    ...(copyTo === null ? [] : [row(new Paragraph({ indent: { left: 4 * side, hanging: 3 * side, right: side }, children: [text(layout.words.copyTo + copyTo)] }))]),
    ...(printedBy === null ? [] : [row(new Paragraph({
      indent: { left: side, right: side },
      tabStops: [{ type: TabStopType.RIGHT, position: twips(156) - side }],
      children: [text(printedBy), tabbed(printedOn, faces.fang, size4)],
    }))]),
  ];
  const table = new Table({
    width: { size: twips(156), type: WidthType.DXA },
    columnWidths: [twips(156)],
    margins: { left: 0, right: 0 },
    borders: { top: line(8), bottom: line(8), insideHorizontal: line(6), left: noBorder, right: noBorder, insideVertical: noBorder },
    float: {
      verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      horizontalAnchor: TableAnchorType.MARGIN, absoluteHorizontalPosition: 0,
    },
    rows,
  });
  return [table, gap(0.1)];
}
