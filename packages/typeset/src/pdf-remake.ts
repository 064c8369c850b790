import sharp from 'sharp';
import { fold } from './fold.ts';
import { messages } from './messages.ts';
import { TypesetInputError } from './model.ts';
import { pdfLimits, type RedactionRequest, type RedactionResult } from './pdf-redact.ts';
import { findTerms } from './pdf-terms.ts';
import { type PagePicture, writePicturePdf } from './pdf-writer.ts';
import { type Bitmap, type Box, type Glyph, objectKinds, type PdfFile, withPdf } from './pdfium.ts';

const dotsPerInch = 200;
const mostPixels = 25_000_000;

type SourcePage = {
  width: number;
  height: number;
  /** Ink boxes, and boxes of the full character; the same characters in the same order. */
  tight: Glyph[];
  loose: Glyph[];
  scanned: boolean;
};

/** The text layer, in the child. */
export async function textHere(bytes: Uint8Array): Promise<string[]> {
  return withPdf(bytes, (file) => {
    checkPages(file);
    return pageNumbers(file).map((p) => file.page(p, (page) => page.glyphs().map((g) => g.text).join('').replaceAll('\r\n', '\n')));
  });
}

/** The work of `redactPdf`, in the child. */
export async function redactHere(bytes: Uint8Array, request: RedactionRequest): Promise<RedactionResult> {
  const made = await withPdf(bytes, async (file) => {
    checkPages(file);
    const pages = pageNumbers(file).map((p) => readPage(file, p));
    const terms = request.terms.map((term) => term.text);
    const rects = requestedBoxes(request, pages);
    refuseUnreadable(file, pages, terms, rects);
    const { hits, missed } = findTerms(pages.map((page) => ({ glyphs: page.loose })), terms);
    let boxes = 0;
    const pictures: PagePicture[] = [];
    for (const [p, page] of pages.entries()) {
      const blackened = [...termBoxes(page, hits[p] ?? new Set()), ...(rects[p] ?? [])];
      boxes += blackened.length;
      pictures.push(await picturePage(file, p, page, blackened, hits[p] ?? new Set()));
    }
    const bytes = await writePicturePdf(pictures);
    const readable = pictures.reduce((sum, picture) => sum + picture.text.filter((t) => t.text.trim() !== '').length, 0);
    return { result: { bytes, pages: pages.length, boxes, missedTerms: missed }, readable };
  });
  await prove(made.result.bytes, request, made.readable);
  return made.result;
}

function checkPages(file: PdfFile): void {
  if (file.pages > pdfLimits.pages) throw new TypesetInputError('pdf.too-many-pages', messages.tooManyPages(file.pages, pdfLimits.pages));
}

function pageNumbers(file: PdfFile): number[] {
  return Array.from({ length: file.pages }, (_, p) => p);
}

function readPage(file: PdfFile, index: number): SourcePage {
  return file.page(index, (page) => {
    const tight = page.glyphs();
    const pictureArea = page.objects(objectKinds.image).reduce((sum, box) => sum + area(box), 0);
    return {
      width: page.width,
      height: page.height,
      tight,
      loose: page.glyphs(true),
      scanned: tight.filter((g) => g.text.trim() !== '').length < 20 && pictureArea > 0.3 * page.width * page.height,
    };
  });
}

function requestedBoxes(request: RedactionRequest, pages: readonly SourcePage[]): Box[][] {
  const boxes: Box[][] = pages.map(() => []);
  for (const { page: number, x, y, w, h } of request.rects ?? []) {
    const page = pages[number - 1];
    const box = { left: x, top: y, right: x + w, bottom: y + h };
    const inside = page !== undefined && w > 0 && h > 0 && box.right > 0 && box.bottom > 0 && x < page.width && y < page.height;
    if (!inside) throw new TypesetInputError('pdf.rect-outside', messages.rectOutside(number));
    boxes[number - 1]?.push(box);
  }
  return boxes;
}

/** Refuses pages on which terms could not be found, or which could not be drawn as they are. */
function refuseUnreadable(file: PdfFile, pages: readonly SourcePage[], terms: readonly string[], rects: readonly Box[][]): void {
  const asked = terms.some((term) => fold(term) !== '');
  const numbers = pages.map((_, p) => p);
  const silent = numbers.filter((p) => asked && (rects[p] ?? []).length === 0 && hasNoText(file, p, pages[p]));
  if (silent.length > 0) throw new TypesetInputError('pdf.no-text-layer', messages.noTextLayer(silent.map((p) => p + 1)));
  const foreign = numbers.filter((p) => lacksChineseFont(file, p, pages[p]));
  if (foreign.length > 0) throw new TypesetInputError('pdf.fonts-missing', messages.fontsMissing(foreign.map((p) => p + 1)));
}

/** A page with something on it and no text, or a picture of a page with a stamp of text. */
function hasNoText(file: PdfFile, index: number, page: SourcePage | undefined): boolean {
  if (page === undefined || page.scanned) return page !== undefined;
  if (page.tight.some((g) => g.text.trim() !== '')) return false;
  const { rgba } = file.page(index, (p) => p.render(0.5));
  return rgba.some((value) => value < 250);
}

function lacksChineseFont(file: PdfFile, index: number, page: SourcePage | undefined): boolean {
  const chinese = page?.tight.map((g) => /[\u2e80-\u9fff\uf900-\ufaff]/.test(g.text)) ?? [];
  if (!chinese.includes(true)) return false;
  return [...file.page(index, (p) => p.unembedded())].some((i) => chinese[i] === true);
}

/** One box for each stretch of hit characters on a line: full height where the font tells it sensibly. */
function termBoxes(page: SourcePage, hits: Set<number>): Box[] {
  const boxes: Box[] = [];
  for (const i of [...hits].toSorted((a, b) => a - b)) {
    const box = coverOf(page, i);
    const last = boxes.at(-1);
    if (box === null) continue;
    const height = box.bottom - box.top;
    const joins = last !== undefined && Math.abs(middle(last) - middle(box)) < height / 3 && box.left - last.right < height && box.left > last.left;
    if (last !== undefined && joins) Object.assign(last, union(last, box));
    else boxes.push(box);
  }
  return boxes;
}

function coverOf(page: SourcePage, index: number): Box | null {
  const tight = page.tight[index]?.box ?? null;
  const loose = page.loose[index]?.box ?? null;
  if (tight === null) return loose;
  const height = Math.max(tight.bottom - tight.top, tight.right - tight.left, 1);
  const usable = loose !== null && loose.bottom - loose.top < 2.2 * height && loose.right - loose.left < 2.2 * height;
  const box = usable ? union(tight, loose) : tight;
  return { left: box.left - 0.3, top: box.top - 0.5, right: box.right + 0.3, bottom: box.bottom + 0.5 };
}

async function picturePage(file: PdfFile, index: number, page: SourcePage, blackened: readonly Box[], hits: Set<number>): Promise<PagePicture> {
  const scale = Math.min(dotsPerInch / 72, Math.sqrt(mostPixels / Math.max(1, page.width * page.height)));
  const bitmap = file.page(index, (p) => p.render(scale));
  const sx = bitmap.width / page.width;
  const sy = bitmap.height / page.height;
  const shown = page.tight.map((g, i) => !hits.has(i) && g.box !== null && isVisible(bitmap, scaled(g.box, sx, sy)));
  for (const box of blackened) blacken(bitmap, scaled(box, sx, sy));
  const text = page.loose.flatMap((g, i) => {
    const box = g.box ?? page.tight[i]?.box ?? null;
    const blank = g.text.trim() === '';
    const keep = box !== null && !hits.has(i) && (blank || shown[i] === true) && !blackened.some((b) => covers(b, page.tight[i]?.box ?? box));
    return keep && box !== null ? [{ text: g.text, box }] : [];
  });
  return { width: page.width, height: page.height, jpeg: await jpegOf(bitmap), text };
}

function scaled(box: Box, sx: number, sy: number): Box {
  return { left: box.left * sx, top: box.top * sy, right: box.right * sx, bottom: box.bottom * sy };
}

/**
 * Whether there is any ink where a character says it is. What cannot be seen, such as white text or words
 * that someone once “redacted” with a black bar drawn over them, must not live on in the text layer.
 */
function isVisible(bitmap: Bitmap, box: Box): boolean {
  const [x0, x1] = [clamp(Math.floor(box.left), bitmap.width), clamp(Math.ceil(box.right), bitmap.width)];
  const [y0, y1] = [clamp(Math.floor(box.top), bitmap.height), clamp(Math.ceil(box.bottom), bitmap.height)];
  let least = 255;
  let most = 0;
  for (let y = y0; y < y1; y += 1) {
    for (let x = x0; x < x1; x += 1) {
      const at = (y * bitmap.width + x) * 4;
      const light = ((bitmap.rgba[at] ?? 0) * 3 + (bitmap.rgba[at + 1] ?? 0) * 6 + (bitmap.rgba[at + 2] ?? 0)) / 10;
      least = Math.min(least, light);
      most = Math.max(most, light);
    }
  }
  return most - least > 24;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function blacken(bitmap: Bitmap, box: Box): void {
  const [x0, x1] = [clamp(Math.floor(box.left), bitmap.width), clamp(Math.ceil(box.right), bitmap.width)];
  for (let y = clamp(Math.floor(box.top), bitmap.height); y < clamp(Math.ceil(box.bottom), bitmap.height); y += 1) {
    for (let x = x0; x < x1; x += 1) bitmap.rgba.writeUInt32BE(0x0000_00ff, (y * bitmap.width + x) * 4);
  }
}

async function jpegOf(bitmap: Bitmap): Promise<{ data: Buffer; width: number; height: number; grey: boolean }> {
  const { rgba, width, height } = bitmap;
  const grey = isGrey(rgba);
  const image = sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();
  const data = await (grey ? image.toColourspace('b-w') : image).jpeg({ quality: 85, chromaSubsampling: '4:4:4' }).toBuffer();
  return { data, width, height, grey };
}

function isGrey(rgba: Buffer): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    if (Math.abs(r - g) > 12 || Math.abs(g - b) > 12) return false;
  }
  return true;
}

/**
 * Re-opens what was made: if a term can still be read out of it, nothing leaves here. A text layer that
 * cannot be read back would prove nothing, so it is a failure as well.
 */
async function prove(bytes: Uint8Array, request: RedactionRequest, readable: number): Promise<void> {
  const pages = await withPdf(bytes, (file) => pageNumbers(file).map((p) => ({ glyphs: file.page(p, (page) => page.glyphs(true)) })));
  const readBack = pages.reduce((sum, page) => sum + page.glyphs.filter((g) => g.text.trim() !== '').length, 0);
  const terms = request.terms.map((term) => term.text).filter((term) => fold(term) !== '');
  if (findTerms(pages, terms).missed.length < terms.length || readBack < 0.9 * readable) throw new Error(messages.redactionFailed);
}

function area(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}

function middle(box: Box): number {
  return (box.top + box.bottom) / 2;
}

function union(a: Box, b: Box): Box {
  return { left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) };
}

/** A tenth of a character under a box is enough to take it out of the text; a shared edge is not. */
function covers(box: Box, glyph: Box): boolean {
  const width = Math.min(box.right, glyph.right) - Math.max(box.left, glyph.left);
  const height = Math.min(box.bottom, glyph.bottom) - Math.max(box.top, glyph.top);
  return width > 0 && height > 0 && width * height > 0.1 * Math.max(area(glyph), 0.01);
}
