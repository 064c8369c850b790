import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { renderDocx } from './docx.ts';
import { renderHtml } from './html.ts';
import type { Body } from './model.ts';
import { TypesetInputError } from './model.ts';
import { renderPdf } from './pdf.ts';
import { renderText } from './plain.ts';
import { renderDraftingSheetPdf } from './sheet.ts';
import { readPages, sample } from './test-kit.ts';
import { bodyFromText } from './text.ts';

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

test('a public copy carries no 份号', async () => {
  const doc = { ...full(), meta: { ...full().meta, publicCopy: true } };
  const pages = await readPages((await renderPdf(doc)).bytes);
  const pdf = pages.flatMap((page) => page.lines.map((l) => l.text)).join('\n');
  for (const out of [renderText(doc), renderHtml(doc), pdf]) expect(out).not.toContain('000012');
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
