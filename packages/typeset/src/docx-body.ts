import {
  AlignmentType, HeadingLevel, ImageRun, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun,
  UnderlineType, VerticalAlignTable, WidthType, type IParagraphOptions, type IRunOptions,
} from 'docx';
import sharp from 'sharp';
import { cleanImage } from './image.ts';
import { imagePath, layoutBody, type LaidBlock, type LaidCell, type Run } from './layout.ts';
import { messages } from './messages.ts';
import type { Body } from './model.ts';
import { TypesetInputError } from './model.ts';

/** Twips (1/20 pt) of a length in millimetres. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

/** 三号 characters on the 28-character grid, in twips. */
export const cell = twips(156 / 28);

/** 22 lines fill 225 mm. Word counts whole lines only, so the pitch is rounded down. */
export const linePitch = Math.floor(twips(225) / 22);

/** A document opened on an official's own machine has the licensed faces; others are substituted by Word. */
export const faces = {
  fang: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' },
  hei: { ascii: '黑体', hAnsi: '黑体', eastAsia: '黑体' },
  kai: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '楷体_GB2312' },
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  song: { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体' },
} as const;

export const exactLine = { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

export type Picture = { data: Buffer; type: 'png' | 'jpg'; width: number; height: number };

/** Pictures by the path that the layout names them with. */
export async function loadPictures(files: readonly string[], images: Record<string, Uint8Array> | undefined): Promise<Map<string, Picture>> {
  const entries = files.map(async (file): Promise<[string, Picture]> => {
    const bytes = images?.[file];
    if (bytes === undefined) throw new TypesetInputError('image.missing', messages.badImage(file));
    return [imagePath(file), await picture(file, bytes)];
  });
  return new Map(await Promise.all(entries));
}

export async function picture(name: string, bytes: Uint8Array): Promise<Picture> {
  const data = Buffer.from(await cleanImage(name, bytes));
  const { format, width, height } = await sharp(data).metadata();
  return { data, type: format === 'jpeg' ? 'jpg' : 'png', width, height };
}

export function docxBody(body: Body, pictures: Map<string, Picture>): (Paragraph | Table)[] {
  return layoutBody(body).map((block) => docxBlock(block, pictures, textStyle));
}

type BlockStyle = { size: number; indent: boolean; spacing: IParagraphOptions['spacing'] };
const textStyle: BlockStyle = { size: 32, indent: true, spacing: exactLine };
const cellStyle: BlockStyle = { size: 24, indent: false, spacing: { before: 0, after: 0, line: 340, lineRule: LineRuleType.AT_LEAST } };

const levelFaces = { 1: faces.hei, 2: faces.kai, 3: faces.fang, 4: faces.fang } as const;
const headingLevels = { 1: HeadingLevel.HEADING_2, 2: HeadingLevel.HEADING_3, 3: HeadingLevel.HEADING_4, 4: HeadingLevel.HEADING_5 } as const;
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function docxBlock(block: LaidBlock, pictures: Map<string, Picture>, style: BlockStyle): Paragraph | Table {
  const indent = style.indent ? { firstLine: 2 * cell } : { firstLine: 0 };
  const base = { spacing: style.spacing, alignment: style.indent ? AlignmentType.BOTH : AlignmentType.LEFT };
  switch (block.kind) {
    case 'paragraph':
      if (block.align !== null) {
        return new Paragraph({ spacing: style.spacing, alignment: alignments[block.align], children: textRuns(block.runs, faces.fang, style.size) });
      }
      return new Paragraph({ ...base, indent, children: textRuns(block.runs, faces.fang, style.size) });
    case 'heading': {
      const level = levelOf(block.level);
      return new Paragraph({
        ...base, indent, keepNext: true, heading: headingLevels[level], children: textRuns(block.runs, levelFaces[level], style.size),
      });
    }
    case 'run-in': {
      const level = levelOf(block.level);
      return new Paragraph({
        ...base, indent, children: [...textRuns(block.lead, levelFaces[level], style.size), ...textRuns(block.runs, faces.fang, style.size)],
      });
    }
    case 'image':
      return imageParagraph(block, pictures);
    case 'table':
      return docxTable(block, pictures);
  }
}

function levelOf(level: number): 1 | 2 | 3 | 4 {
  return level === 1 || level === 2 || level === 3 ? level : 4;
}

type Font = IRunOptions['font'];

export function textRuns(runs: readonly Run[], font: Font, size: number): TextRun[] {
  return runs.map((run) =>
    'br' in run
      ? new TextRun({ break: 1 })
      : new TextRun({
          // Word colours headings blue unless told otherwise.
          text: run.t, font: run.i === true ? faces.kai : font, size, color: '000000', ...(run.b === true ? { bold: true } : {}),
          ...(run.u === true ? { underline: { type: UnderlineType.SINGLE } } : {}),
        }),
  );
}

/** 156 mm and 225 mm at 96 pixels to the inch. */
const typeArea = { width: 589, height: 850 };

/** A picture in the middle, no larger than `room` (pixels). */
export function imageParagraph(block: { path: string; alt: string; width: number }, pictures: Map<string, Picture>, room = typeArea): Paragraph {
  const found = pictures.get(block.path);
  if (found === undefined) throw new TypesetInputError('image.missing', messages.badImage(block.path));
  const scale = Math.min(block.width / found.width, room.width / found.width, room.height / found.height);
  const [width, height] = [found.width, found.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  const alt = { name: block.alt, title: block.alt, description: block.alt };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new ImageRun({ type: found.type, data: found.data, transformation: { width, height }, altText: alt })],
  });
}

function docxTable(table: Extract<LaidBlock, { kind: 'table' }>, pictures: Map<string, Picture>): Table {
  const total = table.weights.reduce((sum, weight) => sum + weight, 0);
  const rows = Math.max(...table.cells.map((c) => c.y + 1));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(156), type: WidthType.DXA },
    columnWidths: table.weights.map((weight) => Math.round((twips(156) * weight) / total)),
    rows: Array.from({ length: rows }, (_, y) => new TableRow({
      tableHeader: y < table.headRows,
      cantSplit: false,
      children: table.cells.filter((c) => c.y === y).map((c) => tableCell(c, pictures)),
    })),
  });
}

function tableCell(laid: LaidCell, pictures: Map<string, Picture>): TableCell {
  const children = laid.blocks.map((block) => docxBlock(block, pictures, cellStyle));
  return new TableCell({
    columnSpan: laid.colspan,
    rowSpan: laid.rowspan,
    verticalAlign: VerticalAlignTable.CENTER,
    children: children.length === 0 ? [new Paragraph({})] : children,
  });
}
