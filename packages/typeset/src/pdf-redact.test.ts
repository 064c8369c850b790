import { degrees, PDFDocument, PDFName, PDFString, rgb, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { findInFile } from './check.ts';
import { renderPdf } from './pdf.ts';
import { extractPdfText, redactPdf } from './pdf-redact.ts';
import { withPdf } from './pdfium.ts';
import { lineWith, readPages, sample } from './test-kit.ts';
import { bodyFromText } from './text.ts';

// Rendering runs in child processes; on a busy machine their start alone can take seconds.

const ground = '第十五条';
const secret = '王小明身份证号152301199001011234';
let source: Uint8Array;

beforeAll(async () => {
  const filler = '国'.repeat(24);
  const body = bodyFromText([`${filler}${secret}，住科尔沁区。`, '王 小 明，电话0475-8835588。', '国'.repeat(28 * 30), '尾段'].join('\n'));
  source = (await renderPdf(sample({ title: '关于王小明信访事项的答复', body }))).bytes;
});

const flat = (pages: string[]) => pages.join('').replaceAll(/\s/g, '');

describe('redactPdf', () => {
  test('terms over lines and with spaces are gone from text and picture; the rest is still to be read', async () => {
    const { bytes, boxes, missedTerms, pages } = await redactPdf(source, { terms: [{ text: '王小明', ground }, { text: '152301199001011234', ground }, { text: '不在其中', ground }] });
    expect(missedTerms).toEqual(['不在其中']);
    expect(boxes).toBeGreaterThanOrEqual(4);
    const [before, after] = [flat(await extractPdfText(source)), flat(await extractPdfText(bytes))];
    expect(after).not.toMatch(/王小明|152301|19900101/);
    expect(after).toContain('住科尔沁区');
    expect([...before].filter((c) => c === '国').length).toBe([...after].filter((c) => c === '国').length);
    expect(await findInFile(bytes, 'pdf', ['王小明', '152301199001011234'])).toEqual([]);
    expect(pages).toBe((await extractPdfText(source)).length);
    await blackWhere(bytes, source, '答复', '王小明');
  });

  test('rectangles black out pixels and take the characters under them out of the text', async () => {
    const [page] = await readPages(source);
    const line = lineWith(page, '0475-8835588');
    const pt = (mm: number) => (mm / 25.4) * 72;
    const rect = { page: 1, x: pt(line.left), y: pt(line.top) - 1, w: pt(line.right - line.left), h: pt(line.bottom - line.top) + 2, ground };
    const { bytes, boxes } = await redactPdf(source, { terms: [], rects: [rect] });
    expect(boxes).toBe(1);
    expect(flat(await extractPdfText(bytes))).not.toContain('8835588');
    await expect(redactPdf(source, { terms: [], rects: [{ ...rect, page: 9 }] })).rejects.toMatchObject({ code: 'pdf.rect-outside' });
    await expect(redactPdf(source, { terms: [], rects: [{ ...rect, x: 4000 }] })).rejects.toMatchObject({ code: 'pdf.rect-outside' });
  });

  test('a term over a page break is found past the page number', async () => {
    const long = (await renderPdf(sample({ body: bodyFromText(`${'国'.repeat(28 * 60)}`) }))).bytes;
    const [first = '', second = ''] = await extractPdfText(long);
    expect(first && second).toBeTruthy();
    const { missedTerms } = await redactPdf(long, { terms: [{ text: '国'.repeat(28 * 23), ground }] });
    expect(missedTerms).toEqual([]);
  });

  test('nothing else of the original comes along: metadata, attachments, annotations, forms, hidden text', async () => {
    const original = await PDFDocument.create();
    original.setTitle('Secret Title');
    original.setAuthor('Hidden Author');
    const page = original.addPage([400, 400]);
    const font = await original.embedFont(StandardFonts.Helvetica);
    page.drawText('Open words', { x: 50, y: 300, font, size: 20 });
    page.drawText('WhiteOnWhite', { x: 50, y: 200, font, size: 20, color: rgb(1, 1, 1) });
    page.drawText('UnderTheBar', { x: 50, y: 100, font, size: 20 });
    page.drawRectangle({ x: 40, y: 90, width: 200, height: 40, color: rgb(0, 0, 0) });
    await original.attach(Buffer.from('AttachedSecret'), 'attached-secret.txt');
    original.getForm().createTextField('field').setText('FieldSecret');
    page.node.set(PDFName.of('Annots'), original.context.obj([original.context.register(original.context.obj({
      Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], Contents: PDFString.of('NoteSecret'),
    }))]));
    const { bytes } = await redactPdf(await original.save(), { terms: [{ text: 'nothing', ground }] });
    const words = ['Secret Title', 'Hidden Author', 'WhiteOnWhite', 'UnderTheBar', 'AttachedSecret', 'attached-secret', 'FieldSecret', 'NoteSecret'];
    expect(await findInFile(await original.save(), 'pdf', words)).not.toEqual([]);
    expect(await findInFile(bytes, 'pdf', words)).toEqual([]);
    expect(flat(await extractPdfText(bytes))).toBe('Openwords');
    const raw = Buffer.from(bytes).toString('latin1');
    for (const key of ['/Annots', '/AcroForm', '/EmbeddedFiles', '/Info', '/Metadata', 'Producer']) expect(raw).not.toContain(key);
  });

  test('a scanned page with terms asks for rectangles and names the page; with rectangles it works', async () => {
    const scan = await PDFDocument.create();
    scan.addPage([300, 300]);
    const picture = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#cccccc' } }).jpeg().toBuffer();
    scan.addPage([300, 300]).drawImage(await scan.embedJpg(picture), { x: 0, y: 0, width: 300, height: 300 });
    const bytes = await scan.save();
    await expect(redactPdf(bytes, { terms: [{ text: '王小明', ground }] })).rejects.toMatchObject({ code: 'pdf.no-text-layer', message: expect.stringContaining('第2页') });
    const { boxes } = await redactPdf(bytes, { terms: [{ text: '王小明', ground }], rects: [{ page: 2, x: 10, y: 10, w: 50, h: 50, ground }] });
    expect(boxes).toBe(1);
  });

  test('rotated pages are found and blackened where they are shown', async () => {
    const turned = await PDFDocument.load(source);
    for (const page of turned.getPages()) page.setRotation(degrees(90));
    const bytes = await turned.save();
    const made = await redactPdf(bytes, { terms: [{ text: '王小明', ground }] });
    expect(flat(await extractPdfText(made.bytes))).not.toContain('王小明');
    await withPdf(made.bytes, (file) => file.page(0, (page) => expect(page.width).toBeGreaterThan(page.height)));
  });
});

test('broken and locked files are refused with a reason', async () => {
  for (const bytes of [Buffer.from(''), Buffer.from('%PDF-1.7 nonsense'), source.slice(0, 2000)]) {
    await expect(extractPdfText(bytes)).rejects.toMatchObject({ name: 'TypesetInputError', code: 'pdf.broken' });
  }
});

/** The pixels where a word stood are black in the new file. */
async function blackWhere(made: Uint8Array, original: Uint8Array, lineText: string, word: string): Promise<void> {
  const [page] = await readPages(original);
  const line = lineWith(page, lineText);
  expect(line.text).toContain(word);
  await withPdf(made, (file) => file.page(0, (p) => {
    const { rgba, width } = p.render(4);
    const perMm = (72 / 25.4) * 4;
    const start = line.text.indexOf(word) / line.text.length;
    const x = Math.round((line.left + (line.right - line.left) * (start + 1.5 / line.text.length)) * perMm);
    for (let y = Math.ceil((line.top + 1) * perMm); y < (line.bottom - 1) * perMm; y += 1) expect(rgba[(y * width + x) * 4]).toBeLessThan(40);
  }));
}
