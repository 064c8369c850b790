import { civilDate } from '@tongming/law';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { findInFile } from './check.ts';
import type { Block, Inline } from './model.ts';
import { bodyFromText } from './text.ts';
import { renderVerticalDocx } from './vertical-docx.ts';
import type { VerticalDocument } from './vertical.ts';

const title = 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ';
const sentence = 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠠᠤᠯᠢ (通辽市) 2026 ᠣᠨ\u202fᠤ 11 ᠰᠠᠷ᠎ᠠ᠂ 《政府信息公开条例》᠃';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const sample = (...content: Block[]): VerticalDocument => ({
  title, head: ['通政办发〔2026〕12号'], body: { type: 'doc', content }, foot: ['通辽市人民政府办公室'], note: '本件', meta: { author: '通辽市', date: civilDate('2026-11-23') },
});
const words = (text: string, ...marks: ('bold' | 'underline')[]): Inline => ({ type: 'text', text, marks: marks.map((type) => ({ type })) });
const paragraph = (...content: Inline[]): Block => ({ type: 'paragraph', content });
const unescaped = (xml: string): string => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

async function open(doc: VerticalDocument) {
  const bytes = await renderVerticalDocx(doc);
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  const lines = xml.split('</w:p>').slice(0, -1).map((one) => Array.from(one.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g), (m) => unescaped(m[1] ?? '')).join(''));
  return { bytes, xml, lines };
}

test('one vertical section from left to right on A4 on its side, all words in order, each in the face of its script', async () => {
  const { bytes, xml, lines } = await open(sample(...bodyFromText(`${sentence}\n${sentence} ${sentence}`).content));
  expect(xml).toContain('<w:textDirection w:val="tbLrV"/>');
  expect(xml).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
  expect(lines).toEqual(['通政办发〔2026〕12号', title, sentence, `${sentence} ${sentence}`, '通辽市人民政府办公室', '（本件）']);
  for (const [, face, text] of xml.matchAll(/<w:rFonts w:ascii="([^"]*)"[^>]*\/>.*?<w:t[^>]*>([^<]*)</g)) {
    if (/[\u1820-\u1842]/.test(text ?? '')) expect(face).toBe('Mongolian Baiti');
    if (/[一-鿿\d]/.test(text ?? '')) expect(face).not.toBe('Mongolian Baiti');
  }
  const wanted = ['ᠰᠠᠷ᠎ᠠ', 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ', '政府信息公开条例'];
  expect((await findInFile(bytes, 'docx', wanted)).map(({ word }) => word)).toEqual(expect.arrayContaining(wanted));
});

test('underlines, tables by rows, forced breaks and pictures', async () => {
  const cell = (text: string) => ({ type: 'tableCell' as const, content: [paragraph(words(text))] });
  const picture: Block = { type: 'image', attrs: { file: 'a1', alt: '图', width: 20 } };
  const doc = sample(
    paragraph(words('ᠮᠣᠩᠭᠣᠯ '), words('ᠬᠡᠯᠡ 2026', 'underline'), { type: 'hardBreak' }, words('ᠵᠢᠷᠤᠭ')),
    { type: 'table', content: [{ type: 'tableRow', content: [cell('ᠨᠢᠭᠡ'), cell('一')] }, { type: 'tableRow', content: [cell('ᠬᠣᠶᠠᠷ')] }] }, picture,
  );
  const { xml, lines } = await open({ ...doc, images: { a1: png } });
  expect(lines.slice(2, -2).map((line) => line.trim())).toEqual(['ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ 2026', 'ᠵᠢᠷᠤᠭ', 'ᠨᠢᠭᠡ 一', 'ᠬᠣᠶᠠᠷ', '']);
  expect(Array.from(xml.matchAll(/<w:u w:val="single"\/>.*?<w:t[^>]*>([^<]*)</g), (m) => m[1])).toEqual(['ᠬᠡᠯᠡ ', '2026']);
  expect(xml.match(/<pic:pic/g)).toHaveLength(1);
  const extents = Array.from(xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g), (m) => [Number(m[1]), Number(m[2])]);
  expect(extents).toEqual([[20 * 9525, 20 * 9525]]);
  const tall = await sharp({ create: { width: 10, height: 4000, channels: 3, background: 'white' } }).png().toBuffer();
  const [, across, along] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec((await open({ ...doc, images: { a1: tall } })).xml) ?? [];
  expect([across, along].map(Number)).toEqual([2 * 9525, 635 * 9525]);
  await expect(renderVerticalDocx(doc)).rejects.toMatchObject({ code: 'image.missing' });
});

test('whatever is written comes out as it is, and the same twice', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...sentence, '<', '&', '"', '\'', '𪚥', '一', 'ᠠ'), { minLength: 1, maxLength: 60 }).map((signs) => signs.join('').replaceAll(/ +/g, ' ').trim()), async (text) => {
    fc.pre(text !== '');
    const doc = sample(paragraph(words(text)));
    const { bytes, lines } = await open(doc);
    expect(lines[2]).toBe(text);
    expect(Buffer.from(await renderVerticalDocx(doc)).equals(bytes)).toBe(true);
  }), { numRuns: 40 });
});
