import { unzipSync } from 'fflate';
import { inflateRawSync, inflateSync } from 'node:zlib';
import type { FileKind, Finding } from './check.ts';
import { fold } from './fold.ts';
import { messages } from './messages.ts';
import { TypesetInputError } from './model.ts';
import { linesOf } from './pdf-terms.ts';
import { withPdf } from './pdfium.ts';

/** Against zip bombs: unpacked size of one file with all it holds. */
const unpackLimit = 600_000_000;

/** `least` is the shortest word to look for: two letters turn up by chance in megabytes of picture data. */
type Report = (text: string, where: string, least?: number) => void;

/** The work of `findInFile`, in the child. */
export async function findHere(bytes: Uint8Array, kind: FileKind, words: readonly string[]): Promise<Finding[]> {
  const sought = words.map((word) => ({ word, folded: fold(word) })).filter(({ folded }) => folded !== '');
  const findings = new Map<string, Finding>();
  const report: Report = (text, where, least = 1) => {
    const folded = fold(text);
    for (const { word, folded: needle } of sought) {
      if (needle.length >= least && folded.includes(needle)) findings.set(`${word}\n${where}`, { word, where });
    }
  };
  await search(Buffer.from(bytes), kind, report);
  return [...findings.values()];
}

async function search(bytes: Buffer, kind: FileKind, report: Report): Promise<void> {
  switch (kind) {
    case 'pdf':
      await searchPdfText(bytes, report);
      searchPdfRaw(bytes, report);
      return;
    case 'docx':
    case 'xlsx':
      searchZip(bytes, '', { left: unpackLimit }, report);
      return;
    case 'html':
      for (const text of decodings(bytes)) searchMarkup(text, messages.whereText, report);
      return;
    case 'txt':
      for (const text of decodings(bytes)) report(text, messages.whereText);
      return;
    case 'image':
      for (const text of decodings(bytes)) report(text, messages.whereMetadata, leastFor(bytes));
      return;
  }
}

async function searchPdfText(bytes: Buffer, report: Report): Promise<void> {
  await withPdf(bytes, (file) => {
    let whole = '';
    for (let p = 0; p < file.pages; p += 1) {
      const [drawn, read] = file.page(p, (page) => {
        const glyphs = page.glyphs(true);
        const order = linesOf(glyphs, glyphs.map((_, i) => i)).flat();
        return [glyphs.map((g) => g.text).join(''), order.map((i) => glyphs[i]?.text ?? '').join('')];
      });
      report(drawn ?? '', messages.wherePage(p + 1));
      report(read ?? '', messages.wherePage(p + 1));
      whole += drawn ?? '';
    }
    report(whole, messages.whereWhole);
  });
}

function leastFor(bytes: Buffer): number {
  const head = bytes.subarray(0, 4096);
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return control * 20 > head.length ? 3 : 1;
}

/** Everything between `stream` and `endstream`, unpacked where it unpacks, and all PDF strings in it and outside. */
function searchPdfRaw(bytes: Buffer, report: Report): void {
  let total = 0;
  const parts = [bytes];
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue;
    const start = at + 6 + (bytes[at + 6] === 0x0d ? 2 : 1);
    const end = bytes.indexOf('endstream', start);
    const unpacked = inflated(bytes.subarray(start, end === -1 ? undefined : end));
    if (unpacked === null) continue;
    total += unpacked.length;
    if (total > unpackLimit) throw new TypesetInputError('file.too-large', messages.badZip);
    parts.push(unpacked);
  }
  for (const part of parts) {
    for (const text of decodings(part)) report(text, messages.whereRaw, leastFor(part));
    for (const text of pdfStrings(part)) report(text, messages.whereMetadata);
  }
}

function inflated(data: Buffer): Buffer | null {
  const options = { maxOutputLength: unpackLimit, finishFlush: 2 };
  for (const unpack of [inflateSync, inflateRawSync]) {
    try {
      return unpack(data, options);
    } catch {
      continue;
    }
  }
  return null;
}

/** Literal and hexadecimal strings; UTF-16 with its byte order mark, otherwise UTF-8 and Latin-1. */
function pdfStrings(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const strings: Buffer[] = [];
  for (const [, hex = ''] of text.matchAll(/<([0-9A-Fa-f\s]{4,})>/g)) strings.push(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
  for (const [, literal = ''] of text.matchAll(/\(((?:\\[\s\S]|[^\\()]){1,20000})\)/g)) strings.push(unescaped(literal));
  return strings.map((s) => {
    if (s[0] === 0xfe && s[1] === 0xff) return new TextDecoder('utf-16be').decode(s);
    return `${s.toString('utf8')}\n${s.toString('latin1')}`;
  });
}

function unescaped(literal: string): Buffer {
  const letters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const plain = literal.replaceAll(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff);
    return /^[\r\n]/.test(code) ? '' : (letters[code] ?? code);
  });
  return Buffer.from(plain, 'latin1');
}

function searchZip(bytes: Buffer, path: string, budget: { left: number }, report: Report): void {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: (file) => {
        budget.left -= file.originalSize;
        if (budget.left < 0) throw new TypesetInputError('file.too-large', messages.badZip);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof TypesetInputError) throw error;
    throw new TypesetInputError('file.broken', messages.badZip);
  }
  for (const [name, data] of Object.entries(parts)) {
    const where = path + name;
    const part = Buffer.from(data);
    report(name, where);
    if (part.length > 4 && part.readUInt32BE(0) === 0x504b_0304) searchZip(part, `${where}/`, budget, report);
    for (const text of decodings(part)) {
      if (/^\s*</.test(text)) searchMarkup(text, where, report);
      else report(text, where, leastFor(part));
    }
  }
}

/** Where words end in WordprocessingML, SpreadsheetML and HTML: two cells side by side do not make a word. */
const blockEnds = /<\/?(?:w:p|w:tc|w:tr|row|c|si|p|div|td|th|tr|li|h[1-6]|section|article|title|br|w:br)\b[^>]*>/gi;

function searchMarkup(markup: string, where: string, report: Report): void {
  const entities = (text: string): string =>
    text
      .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
      .replaceAll(/&#(\d{1,7});/g, (_, digits: string) => character(Number(digits)))
      .replaceAll(/&(lt|gt|quot|apos|nbsp|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' })[name] ?? '&');
  for (const block of markup.split(blockEnds)) report(entities(block.replaceAll(/<[^>]*>/g, '')), where);
  report(entities(markup), where);
}

function character(code: number): string {
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : '';
}

/** The bytes read in every encoding a word could hide in; two-byte ones from odd places as well. */
function decodings(bytes: Buffer): string[] {
  const shifted = bytes.subarray(1);
  return [
    ...['utf-8', 'gb18030', 'utf-16le', 'utf-16be'].map((label) => new TextDecoder(label).decode(bytes)),
    ...['utf-16le', 'utf-16be'].map((label) => new TextDecoder(label).decode(shifted)),
  ];
}
