import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { civilDate } from '@tongming/law';
import { bodyFromText, renderDocx, renderPdf } from '@tongming/typeset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';
import { limits } from '../../../../platform/limits.ts';
import { linkedFile } from './folder-files.ts';
import { folderSource, guessFolder } from './folder.ts';
import { guessTable } from './guess-table.ts';
import type { SourceItem } from './source.ts';

let root: string;
let outside: string;
/** All of `root`, read once: each DOCX is a process of its own. */
let all: SourceItem[];
const put = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const page = (title: string, more = '') => `<meta charset="utf-8"><h1>${title}</h1><div id="zoom"><p>各旗县市区人民政府：</p><p>请认真组织落实，做好各项工作。</p><p>通辽市人民政府办公室</p><p>2020年5月6日</p></div>${more}`;
const official = {
  form: 'ordinary' as const, issuers: [{ name: '通辽市财政局' }], markSuffix: '文件' as const, documentNumber: '通财发〔2022〕7号', signers: [], title: '关于下达专项资金的通知', addressees: ['各旗县市区财政局'],
  body: bodyFromText('现将专项资金下达你们，请按规定使用。'), attachmentList: [], signatories: ['通辽市财政局'], dateMade: civilDate('2022-04-05'), sealed: false, note: '此件公开发布', attachments: [], copyTo: [], printedBy: '通辽市财政局办公室',
  printedOn: civilDate('2022-04-06'), meta: { language: 'zh-CN' as const, author: '通辽市财政局', publicCopy: true },
};

async function bomb(): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(limits.archive.ratioFrom * 4), 'word/document.xml');
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tongming-folder-'));
  outside = mkdtempSync(join(tmpdir(), 'tongming-outside-'));
  writeFileSync(join(outside, 'secret.txt'), '不该读到的文字');
  put('a/1.html', page('关于做好防汛工作的通知', '<p><a href="../b/%E5%88%86%E5%B7%A5.docx">分工.docx</a> <a href="http://www.example.gov.cn/x.pdf">x.pdf</a></p>'));
  put('b/分工.docx', await renderDocx({ ...official, title: '分工表' }));
  put('b/专项资金.docx', await renderDocx(official));
  put('b/专项资金.pdf', (await renderPdf(official)).bytes);
  put('c/marked.txt', '机密★1年\n关于某事的通知\n正文。');
  put('c/empty.html', '');
  put('c/blank.html', '<html><body><div class="nav"><a href="/">首页</a></div></body></html>');
  put('c/broken.docx', 'PK\u0003\u0004 no more');
  put('c/broken.pdf', '%PDF-1.7 nothing');
  put('c/bomb.docx', await bomb());
  put('c/photo.jpg', 'x');
  put('c/huge.txt', 'x');
  truncateSync(join(root, 'c/huge.txt'), limits.convert + 1);
  put('d/=cmd()\n“怪”.txt', '关于怪名字的通知\n各单位：\n请落实。\n');
  symlinkSync(join(outside, 'secret.txt'), join(root, 'c/link.txt'));
  symlinkSync(outside, join(root, 'linked'));
  all = await itemsOf(root);
});
afterAll(() => [root, outside].forEach((path) => rmSync(path, { recursive: true, force: true })));

async function itemsOf(folder: string, guesses: string | null = null): Promise<SourceItem[]> {
  const source = await folderSource(folder, { mapping: null, folder: '', guesses });
  const items: SourceItem[] = [];
  for await (const item of source.documents()) items.push(item);
  return items;
}
const faults = (items: SourceItem[]) => Object.fromEntries(items.flatMap((i) => ('fault' in i ? [[i.where, i.fault] as const] : [])));
const documents = (items: SourceItem[]) => items.flatMap((i) => ('document' in i ? [i.document] : []));

describe('a folder', () => {
  it('gives each document; what cannot be read costs itself only', () => {
    expect(documents(all)).toMatchObject([
      { id: 'a/1.html', title: '关于做好防汛工作的通知', issuer: '通辽市人民政府办公室', date: '2020-05-06' },
      { id: 'b/专项资金.docx', title: '关于下达专项资金的通知', doc_no: '通财发〔2022〕7号', issuer: '通辽市财政局', date: '2022-04-05' },
      { id: 'b/专项资金.pdf', title: '关于下达专项资金的通知', doc_no: '通财发〔2022〕7号', issuer: '通辽市财政局', date: '2022-04-05' },
      // Text files are checked for markings where every line is (line.ts).
      { id: 'c/marked.txt' }, { title: '关于怪名字的通知' },
    ]);
    const said = faults(all);
    expect(Object.keys(said).toSorted()).toEqual(['c/blank.html', 'c/bomb.docx', 'c/broken.docx', 'c/broken.pdf', 'c/empty.html', 'c/huge.txt', 'c/link.txt', 'linked']);
    expect(said['c/bomb.docx']).toContain('解压后过大');
    expect(said['c/link.txt']).toContain('链接');
    expect(JSON.stringify(all)).not.toContain('不该读到');
    expect(all.map((i) => i.line)).toEqual(all.map((_, i) => i + 1));
  });

  it('counts what a page links to as its attachment, not as a document', () => {
    expect(all[0]).toMatchObject({ where: 'a/1.html', doubts: [{ code: 'attachments', reason: expect.stringContaining('分工.docx') as string }] });
  });

  it('follows no link out of the folder', () => {
    expect(linkedFile('a/1.html', '../b/x%20y.docx?v=1#top')).toBe('b/x y.docx');
    expect(linkedFile('a/1.html', '/c/x.pdf')).toBe('c/x.pdf');
    expect(['../../etc/passwd', 'http://h/x.pdf', '//h/x.pdf', 'file:///x', '%zz'].map((href) => linkedFile('a/1.html', href))).toEqual([null, null, null, null, null]);
  });
});

describe.each(['xlsx', 'csv'] as const)('the table of guesses (%s)', (format) => {
  it('goes out for a person, and comes back corrected', async () => {
    const folder = join(outside, format);
    for (const [name, content] of [['1.html', page('关于做好防汛工作的通知', '<a href="x.pdf">x.pdf</a>')], ['2.html', page('关于做好抗旱工作的通知')], ['=3\n.txt', '关于怪名字的通知\n各单位：\n请落实。\n'], ['4.txt', '']] as const) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const table = join(outside, `guesses.${format}`);
    await writeFile(table, guessTable(format, guessFolder(folder)));
    const untouched = await itemsOf(folder, table);
    expect(documents(untouched)).toEqual(documents(await itemsOf(folder)));
    expect(documents(untouched)).toHaveLength(3);
    expect(untouched.flatMap((i) => ('doubts' in i ? i.doubts.map((d) => d.code) : []))).toEqual(['attachments']);
    expect(faults(untouched)).toEqual({});
    // As a person would leave it: another column in front, one row struck out, one changed, one unreadable, one for a file that is gone.
    const rows = [['备注', '文件', '导入', '标题', '发文字号', '发文机关', '成文日期'], ['', '1.html', '是', '改过的标题', '', '通辽市应急管理局', '2020/5/7'], ['', '2.html', '是', '标题', '', '', '去年'], ['', 'z/gone.html', '', '没有了', '', '', '']];
    const csv = join(outside, `corrected-${format}.csv`);
    writeFileSync(csv, `\ufeff${rows.map((row) => row.join(',')).join('\r\n')}`);
    const corrected = await itemsOf(folder, csv);
    expect(documents(corrected)).toMatchObject([{ id: '1.html', title: '改过的标题', doc_no: null, issuer: '通辽市应急管理局', date: '2020-05-07' }]);
    expect(faults(corrected)).toEqual({ '2.html': expect.stringContaining('去年') as string, 'z/gone.html': expect.stringContaining('找不到') as string });
  });
});

it('refuses a table that is another', async () => {
  const path = join(outside, 'other.csv');
  writeFileSync(path, '姓名,年龄\n甲,1\n');
  await expect(itemsOf(root, path)).rejects.toThrow(/推测结果表/);
});
