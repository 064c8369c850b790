import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OfficialDocument } from './document.ts';
import { renderDocx } from './docx.ts';
import { renderHtml } from './html.ts';
import type { Body } from './model.ts';
import { TypesetInputError } from './model.ts';
import { renderPdf } from './pdf.ts';
import { renderText } from './plain.ts';
import { renderDraftingSheetPdf } from './sheet.ts';
import { publicCopyOf } from './redact.ts';
import { readPages, sample } from './test-kit.ts';
import { bodyFromText } from './text.ts';

// Rendering runs in child processes; on a busy machine their start alone can take seconds.

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const full = () =>
  sample({
    copyNumber: '000012', urgency: '特急', attachmentList: ['责任分工表', '联系人名单'], sealed: true,
    body: bodyFromText('为做好工作，现通知如下。\n一、总体要求\n（一）随公文一同审批。同步公开。'),
    attachments: [{ title: '责任分工表', body: bodyFromText('一、分工') }, { title: '联系人名单', body: bodyFromText('王某') }],
  });

test('plain text', () => {
  expect(renderText(full())).toBe(`000012
特急
通辽市人民政府办公室文件
通政办发〔2026〕12号

关于做好文件公开属性认定工作的通知

各旗县市区人民政府，市政府各部门：
为做好工作，现通知如下。
一、总体要求
（一）随公文一同审批。同步公开。

附件：1.责任分工表
2.联系人名单

通辽市人民政府办公室
2026年3月5日

（此件公开发布）

附件1
责任分工表

一、分工

附件2
联系人名单

王某

抄送：市委办公室，市人大常委会办公室。
通辽市人民政府办公室　2026年3月6日印发
`);
});

test('HTML: semantic, outline with stable ids, run-in lines are no headings', () => {
  const html = renderHtml(full(), { titleLevel: 2 });
  expect(html).toContain('<h2 class="od-title" id="title">关于做好文件公开属性认定工作的通知</h2>');
  expect(html).toContain('<h3 class="od-level-1" id="s-1">一、总体要求</h3>');
  expect(html).toContain('<p class="od-run-in od-level-2" id="s-1-1"><b class="od-lead">（一）随公文一同审批。</b>同步公开。</p>');
  expect(html).toContain('<h4 class="od-level-1" id="a1-s-1">一、分工</h4>');
  expect(html).toContain('<time datetime="2026-03-05">2026年3月5日</time>');
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a public copy carries no 份号, no seal, no picture that was withheld', async () => {
  const picture = (file: string, redact?: { ground: string }) => ({ type: 'image' as const, attrs: { file, width: 20, ...(redact ? { redact } : {}) } });
  const body: Body = { type: 'doc', content: [picture('open'), picture('shut', { ground: '第十五条' })] };
  const doc = publicCopyOf({ ...full(), body, images: { open: png, shut: png }, sealImages: [png] });
  expect(Object.keys(doc.images ?? {})).toEqual(['open']);
  const pages = await readPages((await renderPdf(doc)).bytes);
  const pdf = pages.flatMap((page) => page.lines.map((l) => l.text)).join('\n');
  for (const out of [renderText(doc), renderHtml(doc), pdf]) expect(out).not.toMatch(/000012|shut/);
});

test('the same document gives the same files', async () => {
  expect(await renderDocx(full())).toEqual(await renderDocx(full()));
  expect((await renderPdf(full())).bytes).toEqual((await renderPdf(full())).bytes);
});

test('property: whatever the words and the form, every output is made', async () => {
  const words = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.stringMatching(/^[\u4e00-\u4fff]{0,60}$/));
  const names = fc.array(words, { maxLength: 5 });
  const document: fc.Arbitrary<Partial<OfficialDocument>> = fc.record({
    form: fc.constantFrom('ordinary', 'letter', 'order', 'minutes', 'upward'),
    copyNumber: words, urgency: fc.constantFrom(null, '特急', '加急'), issuers: fc.array(words.map((name) => ({ name: `${name}府` })), { minLength: 1, maxLength: 5 }),
    markSuffix: fc.constantFrom('', '文件'), documentNumber: words, orderNumber: words, signers: fc.array(fc.record({ agency: words, name: words }), { maxLength: 5 }),
    title: words, addressees: names, body: fc.array(words, { maxLength: 20 }).map((lines) => bodyFromText(lines.join('\n'))),
    attachmentList: names, signatories: names, sealed: fc.boolean(), sealImages: fc.array(fc.constant(png), { maxLength: 3 }), note: fc.option(words),
    attachments: fc.array(words.map((title) => ({ title, body: bodyFromText('内容') })), { maxLength: 2 }), copyTo: names, printedBy: words,
    attendees: fc.record({ present: names, absent: names, observers: names }),
  });
  await fc.assert(fc.asyncProperty(document, async (changes) => {
    const doc = sample(changes);
    const { bytes, pages } = await renderPdf(doc);
    expect(pages).toBeGreaterThan(0);
    expect((await readPages(bytes)).length).toBe(pages);
    await renderDocx(doc);
    expect(renderHtml(doc)).toMatch(/^<article[^]*<\/article>$/);
    renderText(doc);
  }), { numRuns: 40 });
});

test('without an issuer nothing is set', async () => {
  await expect(renderPdf(sample({ issuers: [] }))).rejects.toMatchObject({ code: 'document.no-issuer' });
});

describe('hostile text stays text', () => {
  const hostile = '#panic("x") $1$ *b* _i_ `c` <script>alert(1)</script> "\'& \\u{41} ]) #read("/etc/passwd") @a // <l>';
  const body: Body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: hostile }] }] };
  const doc = sample({ title: hostile, body, issuers: [{ name: hostile }], addressees: [hostile], attachmentList: [hostile], signatories: [hostile], note: hostile, copyTo: [hostile], printedBy: hostile });

  test('in PDF', async () => {
    const pages = await readPages((await renderPdf(doc)).bytes);
    const text = pages.flatMap((page) => page.lines.map((l) => l.text)).join('');
    expect(text).toContain('#panic("x")$1$*b*_i_`c`<script>');
    expect(text).not.toContain('root:');
  });

  test('in HTML', () => {
    const html = renderHtml(doc);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;');
  });

  test('in DOCX', async () => {
    const xml = Buffer.from(unzipSync(await renderDocx(doc))['word/document.xml'] ?? []).toString();
    expect(xml).not.toContain('<script');
    expect(xml).toContain('&lt;script&gt;alert(1)');
  });
});

test('characters that no font has, and private ones, do not stop the print', async () => {
  const { pages } = await renderPdf(sample({ body: bodyFromText('𪚥\u{e000}\u{10fffd}ᠮᠣᠩᠭᠣᠯ🀄 正文') }));
  expect(pages).toBeGreaterThan(0);
});

/** A face under another family name (name table, records 1 and 16), as a stand-in for a licensed one. */
function renamed(font: Buffer, family: string): Buffer {
  const out = Buffer.from(font);
  const tables = out.readUInt16BE(4);
  const entry = Array.from({ length: tables }, (_, i) => 12 + 16 * i).find((at) => out.toString('latin1', at, at + 4) === 'name') ?? 0;
  const table = out.readUInt32BE(entry + 8);
  const storage = table + out.readUInt16BE(table + 4);
  const name = Buffer.from(family, 'utf16le').swap16();
  for (let at = table + 6; at < storage; at += 12) {
    if (![1, 16].includes(out.readUInt16BE(at + 6)) || out.readUInt16BE(at) !== 3) continue;
    name.copy(out, storage + out.readUInt16BE(at + 10));
    out.writeUInt16BE(name.length, at + 8);
  }
  return out;
}

test('a folder with official faces is used, and the substitutes are those still missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'typeset-fonts-'));
  const file = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
  await writeFile(join(folder, 'hei.ttf'), renamed(await readFile(file), 'SimHei'));
  const { substitutedFonts } = await renderPdf(full(), { fontFolder: folder });
  await rm(folder, { recursive: true });
  expect(substitutedFonts.map((s) => s.split(' ')[0])).toEqual(['FangSong_GB2312', 'KaiTi_GB2312', 'FZXiaoBiaoSong-B05S', 'SimSun']);
});

describe('PDF', () => {
  test('archive form, tagged, titled, substitutes named', async () => {
    const { bytes, substitutedFonts } = await renderPdf(full());
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('pdfaid:part');
    expect(raw).toContain('/Lang (zh-CN)');
    expect(substitutedFonts).toContain('FangSong_GB2312 → Noto Serif SC');
    expect(substitutedFonts).toContain('KaiTi_GB2312 → LXGW WenKai');
    if (process.platform === 'linux' && process.arch === 'x64') expect(raw).toContain('/StructTreeRoot');
  });

  test('renders at the same time do not mix', async () => {
    const titles = Array.from({ length: 8 }, (_, i) => `关于第${i}号事项的通知`);
    const files = await Promise.all(titles.map((title) => renderPdf(sample({ title, images: { a: png } }))));
    for (const [i, file] of files.entries()) {
      const text = (await readPages(file.bytes)).flatMap((page) => page.lines.map((l) => l.text)).join('');
      expect(titles.filter((title) => text.includes(title))).toEqual([titles[i]]);
    }
  });

  test('pictures are drawn; missing and unreadable ones are named', async () => {
    const withImage: Body = { type: 'doc', content: [{ type: 'image', attrs: { file: 'a1', alt: '图', width: 20 } }] };
    expect((await renderPdf(sample({ body: withImage, images: { a1: png } }))).pages).toBe(1);
    await expect(renderPdf(sample({ body: withImage }))).rejects.toMatchObject({ name: 'TypesetInputError', code: 'image.missing' });
    await expect(renderPdf(sample({ body: withImage, images: { a1: Buffer.from('no picture') } }))).rejects.toMatchObject({ code: 'image.unreadable' });
  });

  test('cells that overlap are refused', async () => {
    const cell = (rowspan: number, colspan: number) => ({ type: 'tableCell' as const, attrs: { rowspan, colspan }, content: [] });
    const body: Body = { type: 'doc', content: [{ type: 'table', content: [
      { type: 'tableRow', content: [cell(1, 1), cell(2, 1)] },
      { type: 'tableRow', content: [cell(1, 2)] },
    ] }] };
    await expect(renderPdf(sample({ body }))).rejects.toBeInstanceOf(TypesetInputError);
  });
});

test('DOCX: page, margins, grid, official faces, 版记, no foreign metadata', async () => {
  const parts = unzipSync(await renderDocx(full()));
  const xml = Buffer.from(parts['word/document.xml'] ?? []).toString();
  expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
  expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
  expect(xml).toContain('w:type="linesAndChars"');
  expect(xml).toContain('仿宋_GB2312');
  expect(xml).toContain('方正小标宋简体');
  expect(xml).toContain('2026年3月6日印发');
  const core = Buffer.from(parts['docProps/core.xml'] ?? []).toString();
  expect(core).toContain('<dc:creator>通辽市人民政府办公室</dc:creator>');
});

test('drafting sheet: boxes, reasons and the trail', async () => {
  const bytes = await renderDraftingSheetPdf({
    agency: '通辽市人民政府办公室', title: '关于某事的通知', kind: '通知', documentNumber: null, urgency: null, drafter: '王某', unit: '秘书科',
    telephone: '0475-8000000', attribute: 'withheld', method: null, reasons: ['第十六条：内部事务信息'], addressees: ['甲'], copyTo: [], attachments: [],
    trail: [{ step: '签发', name: '李某', opinion: '同意印发', date: '2026-03-05' }], printRun: null, dateMade: null,
  });
  const [page] = await readPages(bytes);
  const text = page?.lines.map((l) => l.text).join('\n') ?? '';
  for (const word of ['通辽市人民政府办公室发文稿纸', '全文公开', '删减后公开', '不予公开', '主动公开', '依申请公开', '第十六条：内部事务信息', '同意印发']) {
    expect(text).toContain(word);
  }
});
