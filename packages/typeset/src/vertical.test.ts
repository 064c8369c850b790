import fc from 'fast-check';
import { civilDate } from '@tongming/law';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { findInFile } from './check.ts';
import type { Block, Inline } from './model.ts';
import { inLanguage } from './pdf-language.ts';
import { extractPdfText } from './pdf-redact.ts';
import { objectKinds, withPdf, type Box } from './pdfium.ts';
import { bodyFromText } from './text.ts';
import { layoutVertical, renderVerticalPdf, type VerticalDocument } from './vertical.ts';

const sentence = 'ᠥᠪᠥᠷ ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠠᠤᠯᠢ (通辽市) 2026 ᠣᠨ\u202fᠤ 11 ᠰᠠᠷ᠎ᠠ\u202fᠶᠢᠨ 23\u202fᠤ ᠡᠳᠦᠷ᠂ 《政府信息公开条例》 ᠬᠠᠤᠯᠢ᠃ ᠵᠠᠷᠯᠢᠭ ᠢᠯᠡᠳᠬᠡᠯ᠄ ABC，ᠤᠲᠠᠰᠤ 0475-8000000᠃';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const text = (value: string, ...marks: ('bold' | 'underline')[]): Inline => ({ type: 'text', text: value, marks: marks.map((type) => ({ type })) });
const paragraph = (...content: Inline[]): Block => ({ type: 'paragraph', content });

const sample = (changes: Partial<VerticalDocument> = {}): VerticalDocument => ({
  title: 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ', head: ['政府信息公开文本', '通政办发〔2026〕12号'], body: bodyFromText(`${sentence}\n${sentence} ${sentence}`),
  foot: ['通辽市人民政府办公室', '2026 ᠣᠨ\u202fᠤ 11'], note: '本件', meta: { author: '通辽市', date: civilDate('2026-11-23') }, ...changes,
});
const withBody = (...content: Block[]) => sample({ body: { type: 'doc', content }, head: [], foot: [], note: '' });

type Sign = { text: string; box: Box };
type Page = { width: number; height: number; signs: Sign[]; rules: Box[] };
const points = (millimetres: number): number => (millimetres / 25.4) * 72;
const footAt = points(210 - 20);

/** Every sign of each page that is not its number, in the order of the file. */
async function read(bytes: Uint8Array): Promise<Page[]> {
  return withPdf(bytes, (file) => Array.from({ length: file.pages }, (_, i) => file.page(i, (page) => ({
    width: page.width, height: page.height, rules: page.objects(objectKinds.path),
    signs: page.glyphs(true).flatMap(({ text: sign, box }) => box === null || box.top > footAt ? [] : [{ text: sign, box }]),
  }))));
}

const bare = (value: string): string => value.replaceAll(/[\s\u202f]/g, '');
const all = (pages: Page[]): string => bare(pages.flatMap((page) => page.signs.map((sign) => sign.text)).join(''));
const middle = ({ box }: Sign): number => (box.left + box.right) / 2;

/** A line ends where the next sign stands higher. */
function linesOf(page: Page): Sign[][] {
  const lines: Sign[][] = [];
  for (const sign of page.signs.filter((one) => bare(one.text) !== '')) {
    const last = lines.at(-1)?.at(-1);
    if (last !== undefined && sign.box.top > last.box.top - 2) lines.at(-1)?.push(sign);
    else lines.push([sign]);
  }
  return lines;
}

describe('a printed record', () => {
  test('A4 on its side; each line goes down, the next stands to its right', async () => {
    const pages = await read((await renderVerticalPdf(sample({ body: bodyFromText(Array.from({ length: 16 }, () => sentence).join('\n')) }))).bytes);
    expect(pages.length).toBe(3);
    for (const page of pages) {
      expect([page.width, page.height].map(Math.round)).toEqual([842, 595]);
      const lines = linesOf(page);
      const places = lines.map((line) => middle(line[0] ?? { text: '', box: { left: 0, right: 0, top: 0, bottom: 0 } }));
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      // One pitch is 27 pt: every sign of a line is nearer to its first than to the next line.
      for (const [i, line] of lines.entries()) for (const sign of line) expect(Math.abs(middle(sign) - (places[i] ?? 0))).toBeLessThan(12);
    }
  });

  test('full lines end at one height; the last of a paragraph and what would leave holes do not stretch', async () => {
    const endsOf = async (words: string) => {
      const [page] = await read((await renderVerticalPdf(sample({ head: [], foot: [], note: '', body: bodyFromText(words) }))).bytes);
      // The title is no line of the paragraph.
      return linesOf(page ?? { width: 0, height: 0, signs: [], rules: [] }).slice(1).map((line) => Math.round(Math.max(...line.map((sign) => sign.box.bottom))));
    };
    const even = await endsOf('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ ᠪᠠ ᠬᠠᠤᠯᠢ ᠵᠠᠷᠯᠢᠭ ᠢᠯᠡᠳᠬᠡᠯ '.repeat(12));
    expect(even.length).toBeGreaterThan(4);
    expect(new Set(even.slice(0, -1))).toEqual(new Set([533]));
    expect(even.at(-1)).toBeLessThan(500);
    const [holes] = await endsOf(`ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ ${'ᠮ'.repeat(95)}`);
    expect(holes).toBeLessThan(200);
  });

  test('Chinese stands upright, digits lie with the line, both centred on one stem', async () => {
    const { bytes } = await renderVerticalPdf(withBody(paragraph(text('ᠮᠮᠮ 一 l ᠮᠮᠮ'))));
    const ink = await withPdf(bytes, (file) => file.page(0, (page) => page.glyphs()));
    const shape = (sign: string) => {
      const box = ink.find((glyph) => glyph.text === sign)?.box ?? { left: 0, right: 0, top: 0, bottom: 0 };
      return { across: box.right - box.left, along: box.bottom - box.top, middle: (box.left + box.right) / 2 };
    };
    const [flat, tall] = [shape('一'), shape('l')];
    expect(flat.across).toBeGreaterThan(4 * flat.along);
    expect(tall.across).toBeGreaterThan(4 * tall.along);
    expect(Math.abs(flat.middle - tall.middle)).toBeLessThan(1.5);
  });

  test('a suffix and a mark begin no line', () => {
    const { blocks } = layoutVertical(sample({ body: bodyFromText(sentence) }));
    const firsts = blocks.flatMap((block) => block.style === 'image' ? [] : block.segments.map(({ p }) => p[0]?.t ?? ''));
    expect(firsts.length).toBeGreaterThan(20);
    expect(firsts.filter((first) => /^[\u202f\u180e᠂᠃᠄，》）)]/u.test(first))).toEqual([]);
  });

  test('says its title, its language in full, and stays an archive file that can be read', async () => {
    const { bytes, standard } = await renderVerticalPdf(sample());
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('/Lang (mn-Mong-CN)');
    expect(raw).toContain('pdfaid:part');
    if (process.platform === 'linux' && process.arch === 'x64') expect(standard).toBe('a-2a');
    const place = Number(/startxref\n(\d+)\n/.exec(raw)?.[1]);
    expect(raw.slice(place, place + 5)).toBe('xref\n');
    expect((await PDFDocument.load(bytes, { updateMetadata: false })).getTitle()).toBe('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ');
    const words = (await extractPdfText(bytes)).join('\n');
    for (const word of ['ᠮᠣᠩᠭᠣᠯ', 'ᠬᠠᠤᠯᠢ', '通辽市', '0475-8000000', '— 1 —']) expect(words).toContain(word);
    const secret = ['ᠢᠯᠡᠳᠬᠡᠯ', 'ᠰᠠᠷ᠎ᠠ', 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ', '通辽市人民', '2026'];
    expect((await findInFile(bytes, 'pdf', secret)).map(({ word }) => word)).toEqual(expect.arrayContaining(secret));
  });

  test('the language is left alone where it is not in the last object', () => {
    const other = Buffer.from('/Type /Catalog /Lang (mn-CN)\n2 0 obj\nxref\n\nstartxref\n37\n%%EOF');
    expect(inLanguage(other, 'mn-Mong-CN')).toBe(other);
    const own = Buffer.from('/Type /Catalog /Lang (mn)\nxref\n\nstartxref\n26\n%%EOF\n');
    expect(Buffer.from(inLanguage(own, 'mn-Mong-CN')).toString()).toBe('/Type /Catalog /Lang (mn-Mong-CN)\nxref\n\nstartxref\n34\n%%EOF');
  });

  test('twenty pages within ten seconds, the same bytes each time', async () => {
    const long = sample({ body: bodyFromText(Array.from({ length: 180 }, () => sentence).join('\n')) });
    const begun = performance.now();
    const { bytes, pages } = await renderVerticalPdf(long);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(pages).toBeGreaterThanOrEqual(20);
    // No place to break, as nobody writes: not in the square of its length.
    const again = performance.now();
    await renderVerticalPdf(withBody(paragraph(text('》'.repeat(60_000)))));
    expect(performance.now() - again).toBeLessThan(10_000);
    expect((await renderVerticalPdf(long)).bytes).toEqual(bytes);
  });
});

describe('no text is lost', () => {
  const words = fc.oneof(
    { weight: 6, arbitrary: fc.stringMatching(/^[\u1820-\u1842]{1,12}$/) },
    fc.stringMatching(/^[\u1820-\u1842]{2,5}\u202f[\u1820-\u1842]{1,3}$/), fc.stringMatching(/^[\u1820-\u1842]{2,6}[᠂᠃᠄]$/),
    fc.stringMatching(/^[\u4e00-\u4fff]{1,30}$/), fc.stringMatching(/^《[\u4e00-\u4e80]{2,8}》[，。]?$/), fc.stringMatching(/^[0-9]{1,12}$/), fc.stringMatching(/^\(?[a-zA-Z]{1,20}\)?$/),
    { weight: 1, arbitrary: fc.stringMatching(/^[\u1828-\u1842]{100,240}$/) },
  );
  const lines = fc.array(fc.array(words, { minLength: 1, maxLength: 60 }).map((all) => all.join(' ')), { minLength: 1, maxLength: 8 });

  test('property: whatever the words, all of them are printed, in order and within the margins', async () => {
    await fc.assert(fc.asyncProperty(lines, async (paragraphs) => {
      const pages = await read((await renderVerticalPdf(withBody(...paragraphs.map((line) => paragraph(text(line)))))).bytes);
      expect(all(pages)).toBe(bare(`ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ${paragraphs.join('')}`));
      for (const sign of pages.flatMap((page) => page.signs).filter((one) => bare(one.text) !== '')) {
        expect(sign.box.top).toBeGreaterThan(points(18));
        expect(sign.box.bottom).toBeLessThan(points(210 - 20));
        expect(sign.box.left).toBeGreaterThan(points(15));
        expect(sign.box.right).toBeLessThan(points(297 - 10));
      }
    }), { numRuns: 30 });
  });

  test('a paragraph of two lines is whole wherever the page ends', async () => {
    const two = Array.from({ length: 12 }, (_, i) => `ᠮᠣᠩᠭᠣᠯ${i}`).join(' ');
    for (let before = 15; before < 30; before += 1) {
      const pages = await read((await renderVerticalPdf(withBody(...Array.from({ length: before }, () => paragraph(text('ᠬᠡᠯᠡ'))), paragraph(text(two)), paragraph(text('ᠰᠣᠨᠢᠨ'))))).bytes);
      expect(all(pages), String(before)).toBe(bare(`ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ${'ᠬᠡᠯᠡ'.repeat(before)}${two}ᠰᠣᠨᠢᠨ`));
    }
  });

  test('rows of tables, forced breaks, headings and what stands in the middle or at the end', async () => {
    const cell = (...content: Block[]) => ({ type: 'tableCell' as const, content });
    const pages = await read((await renderVerticalPdf(withBody(
      { type: 'heading', attrs: { level: 2 }, content: [text('ᠨᠢᠭᠡ᠂ ᠬᠠᠤᠯᠢ')] },
      { type: 'table', content: [{ type: 'tableRow', content: [cell(paragraph(text('ᠨᠢᠭᠡ'))), cell(paragraph(text('一')), paragraph(text('壹')))] }, { type: 'tableRow', content: [cell(paragraph(text('ᠬᠣᠶᠠᠷ')))] }] },
      paragraph(text('ᠰᠣᠨᠢᠨ'), { type: 'hardBreak' }, text('ᠵᠢᠷᠤᠭ')),
      { type: 'paragraph', attrs: { textAlign: 'right' }, content: [text('ᠡᠳᠦᠷ')] }, { type: 'paragraph', content: [] },
    ))).bytes);
    expect(all(pages)).toBe(bare('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡᠨᠢᠭᠡ᠂ᠬᠠᠤᠯᠢᠨᠢᠭᠡ一壹ᠬᠣᠶᠠᠷᠰᠣᠨᠢᠨᠵᠢᠷᠤᠭᠡᠳᠦᠷ'));
  });

  test('what is marked has a line at its right, over the spaces, too', async () => {
    const [plain, marked] = await Promise.all([[], ['underline' as const]].map(async (marks) =>
      (await read((await renderVerticalPdf(withBody(paragraph(text('ᠮᠣᠩᠭᠣᠯ '), text('ᠬᠡᠯᠡ 通辽 2026', ...marks))))).bytes))[0]));
    expect(plain?.rules).toEqual([]);
    const rules = marked?.rules ?? [];
    const words = marked?.signs.filter((sign) => /[ᠬ通2]/u.test(sign.text)).slice(-3) ?? [];
    expect(rules.length).toBeGreaterThan(2);
    for (const rule of rules) for (const word of words) expect(rule.left).toBeGreaterThan(middle(word));
    const covered = rules.reduce((sum, rule) => sum + rule.bottom - rule.top, 0);
    expect(covered).toBeGreaterThan(0.97 * (Math.max(...rules.map((rule) => rule.bottom)) - Math.min(...rules.map((rule) => rule.top))));
  });

  test('text is never markup, pictures stand upright, missing ones are named', async () => {
    const hostile = '#panic("x") $1$ *b* `c` \\u{41} ]) #read("/etc/passwd") @a // <l>';
    expect(all(await read((await renderVerticalPdf(withBody(paragraph(text(hostile))))).bytes))).toContain(bare(hostile));
    const picture = withBody({ type: 'image', attrs: { file: 'a1', alt: '图', width: 20 } });
    expect((await renderVerticalPdf({ ...picture, images: { a1: png } })).pages).toBe(1);
    await expect(renderVerticalPdf(picture)).rejects.toMatchObject({ code: 'image.missing' });
  });

  test('characters no font has, an empty text and nothing but spaces do not stop it', async () => {
    for (const body of ['𪚥\u{e000}\u{10fffd}🀄 ᠮᠣᠩᠭᠣᠯ', '', ' \u3000 ']) expect((await renderVerticalPdf(sample({ title: body.trim(), body: bodyFromText(body) }))).pages).toBe(1);
  });
});
