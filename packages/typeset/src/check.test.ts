import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { findInFile } from './check.ts';
import { renderDocx } from './docx.ts';
import { renderHtml } from './html.ts';
import { renderPdf } from './pdf.ts';
import { renderText } from './plain.ts';
import { redactBody } from './redact.ts';
import { sample } from './test-kit.ts';
import type { Body } from './model.ts';

// Rendering runs in child processes; on a busy machine their start alone can take seconds.

const ground = '第十五条';
const word = '王小明';
const body: Body = { type: 'doc', content: [{ type: 'paragraph', content: [
  { type: 'text', text: '经查，' }, { type: 'text', text: '王小' , marks: [{ type: 'redact', attrs: { ground } }] },
  { type: 'text', text: '明', marks: [{ type: 'bold' }, { type: 'redact', attrs: { ground, note: '王小明是证人' } }] }, { type: 'text', text: '反映属实。' },
] }] };
const words = [word, '经查'];
const foundWords = async (bytes: Uint8Array, kind: Parameters<typeof findInFile>[1]) => [...new Set((await findInFile(bytes, kind, words)).map((f) => f.word))].toSorted();

test('finds a word in every form of a document, across runs, and not in the redacted one', async () => {
  for (const [made, expected] of [[sample({ body }), words.toSorted()], [sample({ body: redactBody(body) }), ['经查']]] as const) {
    expect(await foundWords((await renderPdf(made)).bytes, 'pdf')).toEqual(expected);
    expect(await foundWords(await renderDocx(made), 'docx')).toEqual(expected);
    expect(await foundWords(Buffer.from(renderHtml(made)), 'html')).toEqual(expected);
    expect(await foundWords(Buffer.from(renderText(made)), 'txt')).toEqual(expected);
  }
});

test('finds what is in metadata', async () => {
  const pdf = (await renderPdf(sample({ title: `关于${word}的答复` }))).bytes;
  const where = (await findInFile(pdf, 'pdf', [word])).map((f) => f.where);
  expect(where).toContain('第1页');
  expect(where).toContain('文件属性');
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).withExif({ IFD0: { Artist: 'Wang Xiaoming' } }).jpeg().toBuffer();
  expect(await findInFile(picture, 'image', ['wangxiaoming'])).toHaveLength(1);
});

test('looks into every part of a workbook, embedded packages too, and reads entities', async () => {
  const inner = zipSync({ 'word/document.xml': strToU8('<w:p><w:t>王</w:t><w:t>小明</w:t></w:p>') });
  const book = zipSync({
    'xl/sharedStrings.xml': strToU8('<sst><si><t>&#29579;&#x5c0f;明</t></si></sst>'),
    'xl/embeddings/a.docx': inner,
    'docProps/custom.xml': strToU8('<p name="王 小 明"/>'),
  });
  expect((await findInFile(book, 'xlsx', [word])).map((f) => f.where).toSorted()).toEqual(['docProps/custom.xml', 'xl/embeddings/a.docx/word/document.xml', 'xl/sharedStrings.xml']);
});

test('two cells side by side are not a word', async () => {
  const book = zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<row><c t="inlineStr"><is><t>王小</t></is></c><c t="inlineStr"><is><t>明</t></is></c></row>') });
  expect(await findInFile(book, 'xlsx', [word])).toEqual([]);
});

test('white space, width and case do not hide a word; encodings do not either', async () => {
  expect(await findInFile(Buffer.from('王\u200b小　\n明 ＡＢＣ'), 'txt', [word, 'abc'])).toHaveLength(2);
  expect(await findInFile(Buffer.from(`\ufeff${word}`, 'utf16le'), 'txt', [word])).toHaveLength(1);
});

test('broken files and zip bombs are refused', async () => {
  await expect(findInFile(Buffer.from('PK no'), 'docx', [word])).rejects.toMatchObject({ code: 'file.broken' });
  await expect(findInFile(Buffer.from('no'), 'pdf', [word])).rejects.toMatchObject({ code: 'pdf.broken' });
  const bomb = Buffer.from(zipSync({ a: new Uint8Array(1000) }));
  // The central directory's uncompressed size: a bomb says what it will become.
  bomb.writeUInt32LE(0xf000_0000, bomb.indexOf('PK\u0001\u0002') + 24);
  await expect(findInFile(bomb, 'docx', [word])).rejects.toMatchObject({ code: 'file.too-large' });
});
