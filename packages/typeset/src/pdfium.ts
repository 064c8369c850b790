import { PDFiumModule } from '@hyzyla/pdfium';
import { messages } from './messages.ts';
import { TypesetInputError } from './model.ts';

/** Points (1/72 inch) from the top left corner of the page as it is shown. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** One character of a page in the file's own order; `box` is null for breaks that PDFium puts in. */
export type Glyph = { text: string; box: Box | null; size: number };

export type Bitmap = { width: number; height: number; rgba: Buffer };

/** Functions of the PDFium build that its wrapper exports but does not type. */
type Extra = {
  _FPDF_InitLibrary(): void;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_IsGenerated(text: number, index: number): number;
  _FPDFText_GetFontSize(text: number, index: number): number;
  _FPDFText_GetCharBox(text: number, index: number, left: number, right: number, bottom: number, top: number): number;
  _FPDFText_GetLooseCharBox(text: number, index: number, rect: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFTextObj_GetFont(object: number): number;
  _FPDFFont_GetIsEmbedded(font: number): number;
  _FPDF_PageToDevice(page: number, x: number, y: number, w: number, h: number, rotate: number, px: number, py: number, dx: number, dy: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
};
type Pdfium = Awaited<ReturnType<typeof PDFiumModule>> & Extra;

let loading: Promise<Pdfium> | null = null;

async function pdfium(): Promise<Pdfium> {
  loading ??= PDFiumModule({}).then((module) => {
    const library = module as Pdfium;
    library._FPDF_InitLibrary();
    return library;
  });
  return loading;
}

/** The kinds of page objects of fpdf_edit.h that are used here. */
export const objectKinds = { path: 2, image: 3 } as const;

export type PdfPage = {
  /** Size in points, rotation applied. */
  width: number;
  height: number;
  /** Tight boxes round the ink; `loose` gives boxes of the full character height and advance. */
  glyphs(loose?: boolean): Glyph[];
  /** Without annotations and form fields: their words are in no text layer, so nothing could find them there. */
  render(scale: number): Bitmap;
  /** Glyphs whose font is not in the file, so that they are drawn with another face or not at all. */
  unembedded(): Set<number>;
  /** Bounds of the top-level objects of one kind. */
  objects(kind: number): Box[];
};

export type PdfFile = { pages: number; page<T>(index: number, use: (page: PdfPage) => T): T };

const errorPassword = 4;

/**
 * Opens a PDF for the time of `use`; everything is freed after.
 * @throws TypesetInputError when it is broken or has a password.
 */
export async function withPdf<T>(bytes: Uint8Array, use: (file: PdfFile) => T | Promise<T>): Promise<T> {
  const m = await pdfium();
  const data = m._malloc(Math.max(bytes.length, 1));
  try {
    m.HEAPU8.set(bytes, data);
    const document = m._FPDF_LoadMemDocument(data, bytes.length, 0);
    if (document === 0) {
      throw m._FPDF_GetLastError() === errorPassword
        ? new TypesetInputError('pdf.password', messages.passwordPdf)
        : new TypesetInputError('pdf.broken', messages.badPdf);
    }
    try {
      const pages = m._FPDF_GetPageCount(document);
      return await use({ pages, page: (index, usePage) => withPage(m, document, index, usePage) });
    } finally {
      m._FPDF_CloseDocument(document);
    }
  } finally {
    m._free(data);
  }
}

function withPage<T>(m: Pdfium, document: number, index: number, use: (page: PdfPage) => T): T {
  const page = m._FPDF_LoadPage(document, index);
  if (page === 0) throw new TypesetInputError('pdf.broken', messages.badPdf, messages.wherePage(index + 1));
  const scratch = m._malloc(64);
  try {
    const width = m._FPDF_GetPageWidth(page);
    const height = m._FPDF_GetPageHeight(page);
    const toPage = (x: number, y: number): [number, number] => {
      // Device units are whole, so they are taken fine: a thousandth of a point.
      const fine = 1000;
      m._FPDF_PageToDevice(page, 0, 0, Math.round(width * fine), Math.round(height * fine), 0, x, y, scratch, scratch + 4);
      return [(m.HEAP32[scratch / 4] ?? 0) / fine, (m.HEAP32[scratch / 4 + 1] ?? 0) / fine];
    };
    const box = (left: number, bottom: number, right: number, top: number): Box => {
      const [ax, ay] = toPage(left, top);
      const [bx, by] = toPage(right, bottom);
      return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) };
    };
    return use({
      width,
      height,
      glyphs: (loose = false) => readGlyphs(m, page, scratch, box, loose),
      render: (scale) => render(m, page, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))),
      unembedded: () => readUnembedded(m, page),
      objects: (kind) => readObjects(m, page, scratch, box, kind),
    });
  } finally {
    m._free(scratch);
    m._FPDF_ClosePage(page);
  }
}

function readUnembedded(m: Pdfium, page: number): Set<number> {
  const text = m._FPDFText_LoadPage(page);
  if (text === 0) return new Set();
  try {
    const indices = Array.from({ length: Math.max(0, m._FPDFText_CountChars(text)) }, (_, i) => i);
    return new Set(indices.filter((i) => {
      const object = m._FPDFText_GetTextObject(text, i);
      const font = object === 0 ? 0 : m._FPDFTextObj_GetFont(object);
      return font !== 0 && m._FPDFFont_GetIsEmbedded(font) === 0;
    }));
  } finally {
    m._FPDFText_ClosePage(text);
  }
}

type ToBox = (left: number, bottom: number, right: number, top: number) => Box;

function readGlyphs(m: Pdfium, page: number, scratch: number, box: ToBox, loose: boolean): Glyph[] {
  const text = m._FPDFText_LoadPage(page);
  if (text === 0) return [];
  try {
    return Array.from({ length: Math.max(0, m._FPDFText_CountChars(text)) }, (_, i) => {
      const code = m._FPDFText_GetUnicode(text, i);
      const shown = code > 0 && code <= 0x10_ffff && m._FPDFText_IsGenerated(text, i) !== 1;
      return {
        text: code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : '',
        box: shown ? (loose ? looseBox(m, text, i, scratch, box) : tightBox(m, text, i, scratch, box)) : null,
        size: m._FPDFText_GetFontSize(text, i),
      };
    });
  } finally {
    m._FPDFText_ClosePage(text);
  }
}

function tightBox(m: Pdfium, text: number, index: number, scratch: number, box: ToBox): Box | null {
  if (m._FPDFText_GetCharBox(text, index, scratch, scratch + 8, scratch + 16, scratch + 24) === 0) return null;
  const [left = 0, right = 0, bottom = 0, top = 0] = m.HEAPF64.subarray(scratch / 8, scratch / 8 + 4);
  return box(left, bottom, right, top);
}

function looseBox(m: Pdfium, text: number, index: number, scratch: number, box: ToBox): Box | null {
  if (m._FPDFText_GetLooseCharBox(text, index, scratch) === 0) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = m.HEAPF32.subarray(scratch / 4, scratch / 4 + 4);
  return box(left, bottom, right, top);
}

function readObjects(m: Pdfium, page: number, scratch: number, box: ToBox, kind: number): Box[] {
  const boxes: Box[] = [];
  const count = m._FPDFPage_CountObjects(page);
  for (let i = 0; i < count; i += 1) {
    const object = m._FPDFPage_GetObject(page, i);
    if (m._FPDFPageObj_GetType(object) !== kind) continue;
    if (m._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = m.HEAPF32.subarray(scratch / 4, scratch / 4 + 4);
    boxes.push(box(left, bottom, right, top));
  }
  return boxes;
}

function render(m: Pdfium, page: number, width: number, height: number): Bitmap {
  const format = 4;
  const reverseByteOrder = 0x10;
  const bytes = width * height * 4;
  const buffer = m._malloc(bytes);
  const bitmap = m._FPDFBitmap_CreateEx(width, height, format, buffer, width * 4);
  try {
    m._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffff_ffff);
    m._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, reverseByteOrder);
    return { width, height, rgba: Buffer.from(m.HEAPU8.slice(buffer, buffer + bytes)) };
  } finally {
    m._FPDFBitmap_Destroy(bitmap);
    m._free(buffer);
  }
}
