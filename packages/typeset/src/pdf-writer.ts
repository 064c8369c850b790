import { PDFDocument, PDFName, type PDFRef, PDFString } from 'pdf-lib';

/** A page as a picture, with the characters that can be read on it (boxes in points from the top left). */
export type PagePicture = {
  width: number;
  height: number;
  jpeg: { data: Buffer; width: number; height: number; grey: boolean };
  text: { text: string; box: { left: number; top: number; right: number; bottom: number } }[];
};

/** A PDF of pictures with an invisible text layer, and nothing else: no metadata, no names, no dates. */
export async function writePicturePdf(pages: readonly PagePicture[]): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context } = document;
  const codes = codesOf(pages);
  const font = textFont(document, codes);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('zh-CN'));
  for (const page of pages) {
    const { data, width, height, grey } = page.jpeg;
    const image = context.register(context.stream(data, {
      Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: 8,
      ColorSpace: grey ? 'DeviceGray' : 'DeviceRGB', Filter: 'DCTDecode',
    }));
    const content = context.register(context.flateStream(contentOf(page, codes)));
    const leaf = document.addPage([page.width, page.height]).node;
    leaf.set(PDFName.of('Resources'), context.obj({ XObject: { P: image }, Font: { T: font } }));
    leaf.set(PDFName.of('Contents'), content);
  }
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

/** Every different piece of text gets a code of its own, from 1 on. */
function codesOf(pages: readonly PagePicture[]): Map<string, number> {
  const codes = new Map<string, number>();
  for (const page of pages) {
    for (const { text } of page.text) if (!codes.has(text)) codes.set(text, codes.size + 1);
  }
  return codes;
}

function contentOf(page: PagePicture, codes: Map<string, number>): string {
  const operators = [`q ${n(page.width)} 0 0 ${n(page.height)} 0 0 cm /P Do Q`, 'BT 3 Tr'];
  for (const { text, box } of page.text) {
    const height = Math.max(box.bottom - box.top, 0.1);
    const stretch = Math.max(box.right - box.left, 0.1) / height;
    // Characters are one em wide and stand on the lower edge of their box.
    operators.push(`/T ${n(height)} Tf ${n(stretch * 100)} Tz 1 0 0 1 ${n(box.left)} ${n(page.height - box.bottom)} Tm <${hex4(codes.get(text) ?? 0)}> Tj`);
  }
  return [...operators, 'ET'].join('\n');
}

function n(value: number): string {
  return value.toFixed(3);
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

/** A composite font in which each code only says which text it stands for. */
function textFont(document: PDFDocument, codes: Map<string, number>): PDFRef {
  const { context } = document;
  const file = context.register(context.flateStream(squareTrueType(), { Length1: squareTrueType().length }));
  const descriptor = context.register(context.obj({
    Type: 'FontDescriptor', FontName: 'TextLayer', Flags: 4, FontBBox: [0, 0, 1000, 1000], ItalicAngle: 0,
    Ascent: 1000, Descent: 0, CapHeight: 1000, StemV: 80, FontFile2: file,
  }));
  const toZero = context.register(context.flateStream(new Uint8Array(2 * (codes.size + 1))));
  const descendant = context.register(context.obj({
    Type: 'Font', Subtype: 'CIDFontType2', BaseFont: 'TextLayer', FontDescriptor: descriptor, DW: 1000, CIDToGIDMap: toZero,
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
  }));
  const toUnicode = context.register(context.flateStream(unicodeMap(codes)));
  return context.register(context.obj({
    Type: 'Font', Subtype: 'Type0', BaseFont: 'TextLayer', Encoding: 'Identity-H', DescendantFonts: [descendant], ToUnicode: toUnicode,
  }));
}

/** ISO 32000-1, 9.10.3; at most 100 entries a section. */
function unicodeMap(codes: Map<string, number>): string {
  const lines = [...codes].map(([text, code]) => `<${hex4(code)}> <${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`);
  const sections: string[] = [];
  for (let i = 0; i < lines.length; i += 100) {
    const part = lines.slice(i, i + 100);
    sections.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /TextLayer def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...sections,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/** A square an em wide. Readers drop characters that have no extent, so the glyph is not left empty; it is never painted. */
function squareGlyph(): Buffer {
  const glyph = Buffer.alloc(34);
  [1, 0, 0, 1000, 1000, 3, 0].forEach((value, i) => glyph.writeInt16BE(value, 2 * i));
  glyph.fill(1, 14, 18);
  [0, 0, 1000, 0, 0, 1000, 0, -1000].forEach((delta, i) => glyph.writeInt16BE(delta, 18 + 2 * i));
  return glyph;
}

/** The smallest TrueType file with one glyph: head, hhea, hmtx, loca, glyf, maxp. */
function squareTrueType(): Uint8Array {
  const head = Buffer.alloc(54);
  head.writeUInt32BE(0x0001_0000, 0);
  head.writeUInt32BE(0x5f0f_3cf5, 12);
  head.writeUInt16BE(1000, 18);
  head.writeInt16BE(1000, 40);
  head.writeInt16BE(1000, 42);
  head.writeUInt16BE(8, 46);
  head.writeInt16BE(2, 48);
  const hhea = Buffer.alloc(36);
  hhea.writeUInt32BE(0x0001_0000, 0);
  hhea.writeInt16BE(1000, 4);
  hhea.writeUInt16BE(1000, 10);
  hhea.writeUInt16BE(1, 34);
  const maxp = Buffer.alloc(32);
  maxp.writeUInt32BE(0x0001_0000, 0);
  maxp.writeUInt16BE(1, 4);
  maxp.writeUInt16BE(2, 14);
  maxp.writeUInt16BE(4, 6);
  maxp.writeUInt16BE(1, 8);
  const glyph = squareGlyph();
  const loca = Buffer.alloc(4);
  loca.writeUInt16BE(glyph.length / 2, 2);
  const hmtx = Buffer.alloc(4);
  hmtx.writeUInt16BE(1000, 0);
  const tables: [string, Buffer][] = [['glyf', glyph], ['head', head], ['hhea', hhea], ['hmtx', hmtx], ['loca', loca], ['maxp', maxp]];
  const directory = Buffer.alloc(12 + 16 * tables.length);
  directory.writeUInt32BE(0x0001_0000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(64, 6);
  directory.writeUInt16BE(2, 8);
  directory.writeUInt16BE(32, 10);
  let offset = directory.length;
  const bodies = tables.map(([tag, data], i) => {
    directory.write(tag, 12 + 16 * i, 'latin1');
    directory.writeUInt32BE(offset, 20 + 16 * i);
    directory.writeUInt32BE(data.length, 24 + 16 * i);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    offset += padded.length;
    return padded;
  });
  return new Uint8Array(Buffer.concat([directory, ...bodies]));
}
