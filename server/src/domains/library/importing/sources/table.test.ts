import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeXlsx } from '../../../../platform/xlsx.ts';
import { readCsv } from './csv.ts';
import { readDay } from './dates.ts';
import { zh } from './messages.ts';
import { kindOf } from './kind-of.ts';
import type { SourceItem } from './source.ts';
import { suggestFor, tableSource } from './table.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'tongming-table-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let n = 0;
const file = (bytes: string | Uint8Array, extension = 'csv') => {
  const path = join(folder, `${n += 1}.${extension}`);
  writeFileSync(path, bytes);
  return path;
};
const itemsOf = async (path: string, mapping: unknown = null) => {
  const found: SourceItem[] = [];
  for await (const item of (await tableSource(path, { mapping, folder })).documents()) found.push(item);
  return found;
};
const documentsOf = async (path: string, mapping: unknown = null) => (await itemsOf(path, mapping)).map((item) => ('fault' in item ? item.fault : item.document));

/** GB18030 of what these tests say (the platform can only read it). */
const gb = (text: string) => Buffer.concat([...text].map((char) => {
  if (char.charCodeAt(0) < 128) return Buffer.from(char);
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low !== 0x7f && new TextDecoder('gb18030').decode(Buffer.from([high, low])) === char) return Buffer.from([high, low]);
    }
  }
  throw new Error(char);
}));

describe('a table', () => {
  it('is read by the headers of the usual systems, below a heading, with quotes and line breaks', async () => {
    const path = file('\ufeff通辽市规范性文件目录,,,,,\r\n标题,发文字号,发文机关,成文日期,有效性,正文内容\r\n"关于""通知""的办法",通政发〔2020〕3号,通辽市民政局,2020年3月1日,是,"第一条 甲,\n第二条 乙"\r\n\r\n,,,,,\r\n没有正文,,,,,\r\n');
    const items = await itemsOf(path);
    expect(items).toMatchObject([
      { line: 1, where: zh.at(null, 3), document: { title: '关于"通知"的办法', doc_no: '通政发〔2020〕3号', date: '2020-03-01', status: '有效', body: '第一条 甲,\n第二条 乙' }, doubts: [] },
      { line: 2, where: zh.at(null, 6), fault: zh.fault.noBody },
    ]);
  });

  it('is read in GB18030, with tabs, and its broken cells are named', async () => {
    expect(await documentsOf(file(gb('标题\t正文\n通知\t内容甲\n')))).toMatchObject([{ title: '通知', body: '内容甲' }]);
    const broken = Buffer.concat([Buffer.from(`标题,正文\n${'好的,一段很长的正文。'.repeat(20)}\n坏`), Buffer.from([0xff, 0xfe]), Buffer.from('的,正文\n通知,内容\n')]);
    const found = await documentsOf(file(broken));
    expect(found[1]).toContain(zh.fault.badCharacters);
    expect(found[2]).toMatchObject({ title: '通知' });
  });

  it('follows a mapping file: columns, days, fixed values, words', async () => {
    const mapping = {
      columns: { 名: 'title', 文: 'body', 日: 'date', 类: 'theme', 效: 'status', 种: 'kind' }, dates: ['DD/MM/YYYY'],
      fixed: { issuer: '通辽市民政局' }, values: { theme: { A1: '民政' }, status: { Y: '有效' }, kind: { 办: 'measures' } },
    };
    const [document] = await documentsOf(file('名,文,日,类,效,种\n低保办法,全文,02/03/2021,A1,Y,通知\n'), mapping);
    expect(document).toMatchObject({ title: '低保办法', date: '2021-03-02', theme: '民政', status: '有效', issuer: '通辽市民政局', kind: 'notice' });
    await expect(itemsOf(file('a,b\n'), { columns: { a: 'titel' }, extra: 1 })).rejects.toMatchObject({ code: 'import-mapping' });
  });

  it('says what is doubtful instead of guessing', async () => {
    const path = file(`标题,正文,成文日期,发布日期,有效性\n甲,文,不详,2020-01-02,\n乙,${'文'.repeat(32_767)},,2020/1/2 10:00,也许\n`);
    expect((await itemsOf(path)).map((item) => ('fault' in item ? [] : item.doubts.map((d) => d.code)))).toEqual([['date-unread', 'date-published'], ['cut', 'date-published', 'status-unread']]);
  });

  it('gives the same document the same id wherever it stands', async () => {
    const [a] = await documentsOf(file('标题,正文\n通知,文\n'));
    const [, b] = await documentsOf(file('正文,标题\n文,别的\n文,通知\n'));
    expect(a).toMatchObject({ id: (b as { id: string }).id });
  });

  it('suggests a mapping with what it did not recognise', async () => {
    const found = await suggestFor(file('目录\n标 题,文号,发布机构,经办人,内容\n'));
    expect(found).toMatchObject({ mapping: { headerRow: 2, columns: { '标 题': 'title', 文号: 'doc_no', 发布机构: 'issuer', 内容: 'body' } }, unread: ['经办人'] });
  });

  it('refuses what is no table, with words', async () => {
    for (const [bytes, reason] of [['', zh.fault.empty], ['甲,乙\n丙,丁\n', zh.fault.noHeaders], [Buffer.from('d0cf11e0a1b11ae1', 'hex'), zh.fault.legacySheet], [Buffer.from([1, 0, 2, 0]), zh.fault.notTable]] as const) {
      await expect(itemsOf(file(bytes))).rejects.toMatchObject({ reasons: [{ message: reason }] });
    }
    expect(await documentsOf(file('标题,正文\n甲,"没有收尾的引号\n乙,文\n'))).toEqual([zh.fault.quote]);
  });

  it('a line without end does not fill the memory', async () => {
    const path = file(`标题,正文\n甲,${'长'.repeat(5_000_000)}\n乙,文\n`);
    expect(await documentsOf(path)).toMatchObject([zh.fault.cellTooLong(4_000_000), { title: '乙' }]);
  });

  it('reads back whatever cells a spreadsheet can write', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.stringMatching(/^[a甲",\n; \t]{0,8}$/), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), async (rows) => {
      const path = file(rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'));
      const read: string[][] = [];
      for await (const row of readCsv(path)) read.push(row.cells);
      expect(read).toEqual(rows.filter((cells) => cells.some((cell) => cell !== '')));
    }), { numRuns: 60 });
  });
});

const sheetXml = (rows: string, merges = '') => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${merges}</worksheet>`;
const book = (sheets: Record<string, string>, shared = '') => {
  const names = Object.keys(sheets);
  const text = (s: string) => new TextEncoder().encode(s);
  return zipSync({
    'xl/workbook.xml': text(`<workbook xmlns:r="r"><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': text(`<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/s${i}.xml"/>`).join('')}</Relationships>`),
    'xl/styles.xml': text('<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'),
    'xl/sharedStrings.xml': text(`<sst>${shared}</sst>`),
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/s${i}.xml`, text(sheets[name] ?? '')])),
  });
};
const inline = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe('a workbook', () => {
  it('is read with shared strings, days by style and by serial number, merged and blank rows', async () => {
    const rows = `<row r="1">${inline('A1', '标题')}${inline('B1', '发文机关')}${inline('C1', '成文日期')}${inline('D1', '正文')}</row><row r="2"/>
      <row r="3"><c r="A3" t="s"><v>0</v></c>${inline('B3', '市民政局')}<c r="C3" s="1"><v>43891</v></c>${inline('D3', '文一')}</row>
      <row r="4">${inline('A4', '通知二')}<c r="C4"><v>43892.5</v></c>${inline('D4', '文二')}</row><row r="6">${inline('A6', '通知三')}${inline('D6', '文三')}</row>`;
    const path = file(book({ 表一: sheetXml(rows, '<mergeCells><mergeCell ref="B3:B4"/></mergeCells>'), 说明: sheetXml(`<row r="1">${inline('A1', '填表说明')}</row>`) },
      '<si><r><t>通知</t></r><r><t>一</t></r><rPh><t>x</t></rPh></si>'), 'xlsx');
    expect(await itemsOf(path)).toMatchObject([
      { where: zh.at('表一', 3), document: { title: '通知一', issuer: '市民政局', date: '2020-03-01' } },
      { where: zh.at('表一', 4), document: { title: '通知二', issuer: '市民政局', date: '2020-03-02' } },
      { where: zh.at('表一', 6), document: { title: '通知三', issuer: null, date: null } },
      { where: '说明', fault: zh.fault.headers('说明') },
    ]);
  });

  it('written by the platform is read by the platform', async () => {
    const bytes = await writeXlsx([{ name: '文件', columns: [{ header: '标题' }, { header: '成文日期', type: 'date' }, { header: '正文' }], rows: [['低保办法', '2021-02-03', '第一条\n第二条']] }]);
    expect(await documentsOf(file(bytes, 'xlsx'))).toMatchObject([{ title: '低保办法', date: '2021-02-03', body: '第一条\n第二条' }]);
  });

  it('that would do harm is not opened', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(60_000_000) }, { level: 9 });
    await expect(itemsOf(file(bomb, 'xlsx'))).rejects.toMatchObject({ code: 'unsafe-archive' });
    await expect(itemsOf(file(zipSync({ '../../etc/x': new Uint8Array(3), 'xl/workbook.xml': new Uint8Array(3) }), 'xlsx'))).rejects.toMatchObject({ code: 'unsafe-archive' });
    await expect(itemsOf(file(zipSync({ 'a.txt': new Uint8Array(3) }), 'xlsx'))).rejects.toMatchObject({ reasons: [{ message: zh.fault.notSheet }] });
    await expect(itemsOf(file('PK\x03\x04 broken', 'xlsx'))).rejects.toMatchObject({ code: 'damaged-file' });
  });
});

it('days are read as people write them, never guessed', () => {
  expect(['2020-3-1', '2020/03/01 10:20', '2020.3.1', '2020年3月1日', '20200301', '二〇二〇年三月一日', '二○二○年十二月三十一日', '43891'].map((text) => readDay(text)))
    .toEqual(['2020-03-01', '2020-03-01', '2020-03-01', '2020-03-01', '2020-03-01', '2020-03-01', '2020-12-31', '2020-03-01']);
  expect(['2020-02-30', '03/04/2020', '去年', '', '2020', '12345678'].map((text) => readDay(text))).toEqual([null, null, null, null, null, null]);
});

it('a source is what its content says', async () => {
  expect(await Promise.all([file('{"id":1}', 'txt'), file('标题,正文\n', 'jsonl'), folder, 'https://a.gov.cn/oai?verb=ListRecords', 'https://a.gov.cn/rss.xml'].map(kindOf)))
    .toEqual(['lines', 'table', 'folder', 'oai', 'feed']);
  await expect(kindOf(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'import-source' });
});
