import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyToText, type Body } from '@tongming/typeset';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyFromHtml, convertDocument, extractText, type Converted } from './convert.ts';
import { takeTitle } from './conversion/title.ts';
import { Refused } from './errors.ts';
import { fileStore, verifyFile, type FileStore } from './files.ts';
import { docxOf, paragraph, renamed, zipOf } from './testing-files.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let folder: string;
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongming-convert-'));
  store = fileStore(join(folder, 'files'));
});
afterAll(() => rm(folder, { recursive: true }));

async function convert(bytes: Uint8Array | string, mime = docx): Promise<Converted> {
  const path = join(folder, 'upload');
  await writeFile(path, bytes);
  return convertDocument(store, { path, mime });
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error: unknown) => (error instanceof Refused ? `${error.status} ${error.code}` : String(error)));
const shape = (body: Body): string[] => body.content.map((block) => (block.type === 'heading' ? `h${block.attrs.level}` : block.type));

describe('HTML → body', () => {
  it('keeps paragraphs, levels, marks, alignment and line breaks', () => {
    const { body } = bodyFromHtml('<p>一、总体  要求</p><p>　　坚持<b>公开</b>为<i>常态</i><br>不公开为例外</p><p style="text-align:right">市政府</p>');
    expect(body.content).toEqual([
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '一、总体 要求' }] },
      { type: 'paragraph', content: [
        { type: 'text', text: '坚持' }, { type: 'text', text: '公开', marks: [{ type: 'bold' }] }, { type: 'text', text: '为' },
        { type: 'text', text: '常态', marks: [{ type: 'italic' }] }, { type: 'hardBreak' }, { type: 'text', text: '不公开为例外' }] },
      { type: 'paragraph', attrs: { textAlign: 'right' }, content: [{ type: 'text', text: '市政府' }] },
    ]);
  });
  it('a line that is empty, indented or numbered begins a paragraph of its own, as pages written in one need', () => {
    const { body } = bodyFromHtml('<p>各旗县人民政府：<br>&nbsp;&nbsp;&nbsp;&nbsp;现将有关事项<br>通知如下。<br/>　　<b>一、总体要求</b><br>（一）做到公开。<br><br>其他。</p><p align="right">市政府<br>2026年1月1日</p><table><tr><td>1.甲<br>乙</td></tr></table>');
    expect(bodyToText(body).split('\n')).toEqual(['各旗县人民政府：', '现将有关事项', '通知如下。', '一、总体要求', '（一）做到公开。', '其他。', '市政府', '2026年1月1日', '1.甲 乙']);
    expect(shape(body)).toEqual(['paragraph', 'paragraph', 'h1', 'paragraph', 'paragraph', 'paragraph', 'table']);
  });
  it('drops scripts, styles, handlers, links and unknown elements, keeping the words', () => {
    const { body } = bodyFromHtml('<script>alert(1)</script><style>p{}</style><p onclick="x()">甲<a href="javascript:x()">乙</a><custom>丙</custom></p><svg><p>丁</p></svg><iframe src=x></iframe>');
    expect(JSON.stringify(body)).not.toMatch(/alert|onclick|javascript|p\{\}|丁/);
    expect(bodyToText(body)).toBe('甲乙丙');
  });
  it('makes tables with spans; a table in a table becomes paragraphs', () => {
    const { body } = bodyFromHtml('<table><tr><th colspan="2">项目</th></tr><tr><td>甲</td><td><table><tr><td>乙</td><td>丙</td></tr></table></td></tr><tr></tr></table>');
    expect(body.content).toMatchObject([{ type: 'table', content: [
      { content: [{ type: 'tableHeader', attrs: { colspan: 2, rowspan: 1 } }] },
      { content: [{ type: 'tableCell' }, { type: 'tableCell', content: [{ type: 'paragraph' }, { type: 'paragraph' }] }] },
    ] }]);
  });
  it('numbers lists and says so', () => {
    const { body, warnings } = bodyFromHtml('<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>');
    expect(bodyToText(body)).toBe('1.甲\n2.乙\n丙');
    expect(warnings).toHaveLength(1);
  });
  it('refuses ten thousand levels, and does not fall over a million open tags', () => {
    expect(() => bodyFromHtml('<div>'.repeat(10_000))).toThrow(Refused);
    expect(() => bodyFromHtml('<b>'.repeat(1_000_000))).toThrow(Refused);
    expect(bodyFromHtml('</div>'.repeat(10_000)).body.content).toEqual([]);
  });
  it('any input gives a valid body or a refusal', () => {
    const piece = fc.oneof(fc.constantFrom('<p>', '</p>', '<table>', '<tr>', '<td>', '</td>', '</table>', '<b>', '</b>', '<li>', '<ol>', '</ol>', '<br>', '<script>', '</script>', '<!--', '-->', '<img src="data:image/png;base64,AAAA">', '一、'), fc.string());
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(bodyFromHtml(pieces.join('')).body.type).toBe('doc');
    }));
  });
});

describe('DOCX → body', () => {
  it('takes the centred title apart, finds levels, reads tables and pictures', async () => {
    const picture = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } }).png().toBuffer();
    const drawing = '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="p" descr="示意图"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>';
    const centre = '<w:jc w:val="center"/>';
    const file = await docxOf([
      paragraph('通辽市人民政府办公室关于', centre), paragraph('做好政务公开工作的通知', centre), paragraph('各旗县市区人民政府：'),
      paragraph('一、总体要求'), paragraph('（一）坚持公开。各地要落实。'), drawing,
      `<w:tbl><w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr></w:tbl>`,
      paragraph('2026年6月17日', '<w:jc w:val="right"/>'),
    ].join(''), {
      'word/media/image1.png': picture,
      'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/></Relationships>',
    });
    const { title, body, files } = await convert(file);
    expect(title).toBe('通辽市人民政府办公室关于做好政务公开工作的通知');
    expect(shape(body)).toEqual(['paragraph', 'h1', 'paragraph', 'image', 'table', 'paragraph']);
    expect(body.content[3]).toMatchObject({ attrs: { file: files[0]?.hash, alt: '示意图' } });
    expect(await verifyFile(store, files[0]?.hash ?? '')).toBe('ok');
    expect(body.content[5]).toMatchObject({ attrs: { textAlign: 'right' } });
  });
  it('lets the caller refuse by any text of the file before anything is stored', async () => {
    const path = join(folder, 'marked');
    const picture = await sharp({ create: { width: 3, height: 3, channels: 3, background: 'blue' } }).png().toBuffer();
    await writeFile(path, await docxOf(paragraph('正文'), {
      'word/header1.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph('机密★1年')}</w:hdr>`,
      'word/media/image1.png': picture,
    }));
    const seen: string[] = [];
    await convertDocument(store, { path, mime: docx }, (text) => seen.push(text));
    expect(seen.join('')).toMatch(/正文[^]*机密★1年/);
    const refused = convertDocument(store, { path, mime: docx }, () => { throw new Refused('classified', 422, []); });
    expect(await codeOf(refused)).toBe('422 classified');
  });
  it('refuses what is malformed, hostile or of another kind, and says what to do', async () => {
    expect(await codeOf(convert(await docxOf('<w:p><w:r>')))).toBe('422 conversion-failed');
    expect(await codeOf(convert(await zipOf({ 'word/document.xml': 'no xml' })))).toBe('422 conversion-failed');
    expect(await codeOf(convert('no zip'))).toBe('422 damaged-file');
    expect(await codeOf(convert(renamed(await docxOf('', { 'aa/evil.xml': 'x' }), 'aa/evil.xml', '../evil.xml')))).toBe('422 unsafe-archive');
    expect(await codeOf(convert(await docxOf('', { 'a.xml': Buffer.alloc(16 * 1024 * 1024) })))).toBe('422 unsafe-archive');
    expect(await codeOf(convert('%PDF-', 'application/pdf'))).toBe('415 cannot-convert');
  });
  it('ten thousand levels of nesting end in a refusal, not in the end of the server', async () => {
    const deep = (n: number): string => '<w:tbl><w:tr><w:tc>'.repeat(n) + paragraph('深') + '</w:tc></w:tr></w:tbl>'.repeat(n);
    expect(await codeOf(convert(await docxOf(deep(10_000))))).toMatch(/^422 (?:conversion-failed|conversion-memory|conversion-timeout|too-deep)$/);
    expect((await convert(await docxOf(paragraph('好')))).body.content).toHaveLength(1);
  });
  it('does not expand entities without end', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('&j;')}</w:body></w:document>`;
    expect(await codeOf(convert(await docxOf('', { 'word/document.xml': bomb })))).toMatch(/done|422/);
  });
});

describe('the title of a text', () => {
  it.each([
    ['<p class="center">通辽市人民政府文件</p><p class="center">通政发〔2026〕1号</p><h1>关于公开<br>工作的通知</h1><p>甲</p>', '关于公开工作的通知', '甲'],
    ['<p>通政发〔2026〕1号</p><p>关于公开工作的通知（试行）</p><p>甲</p>', '关于公开工作的通知（试行）', '甲'],
    ['<p>各部门：</p><p>关于公开工作的通知</p>', null, '各部门：\n关于公开工作的通知'],
    ['<p>一、总体要求</p><p class="center">甲</p>', null, '一、总体要求\n甲'],
    ['<table><tr><td>甲</td></tr></table>', null, '甲'],
    ['', null, ''],
  ])('%s', (html, title, text) => {
    const taken = takeTitle(bodyFromHtml(html).body);
    expect([taken.title, bodyToText(taken.body)]).toEqual([title, text]);
  });
});

describe('plain text → body', () => {
  it('finds title and levels whatever the encoding', async () => {
    const text = '关于做好公开工作的通知\n\n各部门：\n一、总体要求\n　　落实到位。\n';
    const { title, body } = await convert(Buffer.from(`\ufeff${text}`, 'utf16le'), 'text/plain');
    expect(title).toBe('关于做好公开工作的通知');
    expect(shape(body)).toEqual(['paragraph', 'h1', 'paragraph']);
    expect(await codeOf(convert(Buffer.from([0xff, 0xff, 0x80]), 'text/plain'))).toBe('422 unknown-encoding');
  });
});

describe('text of files', () => {
  it('DOCX: runs joined; notes, headers, comments and deletions too', async () => {
    const part = (body: string): string => `<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${body}</w:x>`;
    const file = await docxOf('<w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>12345678</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>已删</w:delText></w:r></w:del></w:p>', {
      'word/header1.xml': part(paragraph('页眉')), 'word/comments.xml': part(paragraph('批注')), 'word/footnotes.xml': part(paragraph('脚注 &amp; 甲')),
    });
    const { text, complete } = await extractText(file, docx);
    expect(complete).toBe(true);
    for (const words of ['13812345678', '已删', '页眉', '批注', '脚注 & 甲']) expect(text).toContain(words);
  });
  it('XLSX: shared and inline strings, numbers in full, hidden sheets', async () => {
    const file = await zipOf({
      '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook><sheets><sheet name="隐藏" state="hidden"/></sheets></workbook>',
      'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="s"><v>1</v></c><c><v>1.3812345678E10</v></c><c t="inlineStr"><is><t>内联</t></is></c></row></sheetData></worksheet>',
      'xl/sharedStrings.xml': '<sst><si><t>零</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si></sst>',
    });
    expect((await extractText(file, xlsx)).text).toContain('张三\t13812345678\t内联');
  });
  it('PDF, text; and says when it cannot', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage().drawText('Tel 13812345678');
    expect((await extractText(await pdf.save(), 'application/pdf')).text).toContain('13812345678');
    expect(await extractText(Buffer.from('甲'), 'text/plain')).toEqual({ text: '甲', complete: true });
    expect(await extractText(Buffer.from('x'), 'application/msword')).toEqual({ text: '', complete: false });
    expect(await codeOf(extractText(Buffer.from('x'), docx))).toBe('422 damaged-file');
  });
});
