import { readFileSync } from 'node:fs';
import { civilDate } from '@tongming/law';
import { parseStructure } from '@tongming/legaltext';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type AknDocument, renderAkn, renderAknPortion } from './akn.ts';
import type { Block, Body } from './model.ts';
import { bodyFromText, textOfInlines } from './text.ts';

// The whole OASIS schema cannot be kept here; the file restates its rules for what this package writes, and says so.
const rules = readFileSync(new URL('akn-rules.xsd', import.meta.url), 'utf8');

async function faultsOf(...xml: string[]): Promise<string[]> {
  const result = await validateXML({ xml: xml.map((contents, i) => ({ fileName: `${i}.xml`, contents })), schema: [{ fileName: 'akn.xsd', contents: rules }] });
  return result.errors.map((e) => e.message);
}

function aknOf(body: Body, patch: Partial<AknDocument> = {}): AknDocument {
  const units = parseStructure(body.content.map((b) => (b.type === 'paragraph' || b.type === 'heading' ? textOfInlines(b.content ?? []) : ''))).units;
  return {
    id: '00000000-0000-4000-8000-000000000001', url: 'https://www.example.gov.cn/records/1', imageBase: 'https://www.example.gov.cn/records/1/images/', title: '通辽市供热办法 <试行> & "A"',
    documentNumber: '通政发〔2026〕1号', indexNumber: '011/2026-00001', author: '通辽市人民政府', language: 'zh-CN', dateMade: civilDate('2026-11-18'), datePublished: civilDate('2026-11-20'),
    edition: 2, kind: 'order', theme: '城乡建设\\供热', keywords: ['供热'], status: 'repealed', statusNote: '由新办法代替', blocks: body.content, units,
    events: [{ type: 'generation', date: civilDate('2026-12-01') }, { type: 'repeal', date: civilDate('2027-01-01') }], ...patch,
  };
}

const law = `2026年11月18日市人民政府常务会议通过
目　录
第一章　总则
第二章　供热
第一章　总则
第一条　为了规范供热，制定本办法。
第二条　本市供热适用本办法。
供热单位应当做到：
（一）按时供热；
（二）公布电话，并且：
1.有人值守；
2.如实记录。
第二章　供热
第二条之一　供热单位不得停热。
2026年11月18日`;

it('writes an act with its chapters, articles, paragraphs and points, each with its address', async () => {
  const xml = renderAkn(aknOf(bodyFromText(law)));
  expect(await faultsOf(xml)).toEqual([]);
  expect(xml).toContain('<chapter eId="ch-1"><num>第一章</num><heading>总则</heading><article eId="art-1"><num>第一条</num><content><p>为了规范供热，制定本办法。</p></content></article>');
  expect(xml).toContain('<paragraph eId="art-2-2"><intro><p>供热单位应当做到：</p></intro><point eId="art-2-2-1"><num>（一）</num>');
  expect(xml).toContain('<indent eId="art-2-2-2-1"><num>1.</num><content><p>有人值守；</p></content></indent>');
  expect(xml).toContain('eId="art-2z1"');
  expect(xml).toContain('<preface><p><docTitle>通辽市供热办法 &lt;试行&gt; &amp; &quot;A&quot;</docTitle></p>');
});

it('loses no word and changes no order', () => {
  const text = (xml: string) => xml.replaceAll(/<meta>.*<\/meta>/gs, '').replaceAll(/<docTitle>.*?<\/docTitle>|<docNumber>.*?<\/docNumber>|<[^>]+>|\s/g, '');
  for (const lines of [law, '各旗县：\n一、总体要求\n（一）做好供热。各地要负责。\n1.测温\n没有标号的一段\n二、保障\n附件：名单']) {
    expect(text(renderAkn(aknOf(bodyFromText(lines)))).replace('<?xmlversion="1.0"encoding="UTF-8"?>', '')).toBe(lines.replaceAll(/\s/g, ''));
  }
});

it('gives one article as a portion, and nothing for what is not there', async () => {
  const xml = renderAknPortion(aknOf(bodyFromText(law)), 'art-2') ?? '';
  expect(await faultsOf(xml)).toEqual([]);
  expect(xml).toContain('公布电话');
  expect(xml).not.toContain('制定本办法');
  expect(renderAknPortion(aknOf(bodyFromText(law)), 'art-99')).toBeNull();
});

it('keeps tables, pictures and marks, and never a withheld passage', async () => {
  const blocks: Block[] = [
    { type: 'paragraph', content: [{ type: 'text', text: '粗', marks: [{ type: 'bold' }] }, { type: 'hardBreak' }, { type: 'text', text: '李某某', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] }] },
    { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', attrs: { colspan: 2 }, content: [{ type: 'paragraph', content: [{ type: 'text', text: '表头' }] }] }] }, { type: 'tableRow', content: [] }] },
    { type: 'image', attrs: { file: 'a'.repeat(64), alt: '图' } }, { type: 'image', attrs: { file: 'b'.repeat(64), alt: '李某某', redact: { ground: 'third-party' } } },
  ];
  const xml = renderAkn(aknOf({ type: 'doc', content: blocks }));
  expect(await faultsOf(xml)).toEqual([]);
  expect(xml).toContain('<th colspan="2"><p>表头</p></th>');
  expect(xml).not.toMatch(/李某某|bbbb/);
});

it('is valid whatever the text is', async () => {
  const line = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('第一条　甲', '第二条', '第一章　总则', '第一节　乙', '（一）丙；', '1.丁', '一、戊', '第一编　己', '附件1', '第一条　又从头开始', '第三条之二　庚', '目　录'));
  const samples = fc.sample(fc.array(line, { maxLength: 14 }), 60).map((lines) => renderAkn(aknOf(bodyFromText(lines.join('\n')), { title: lines[0] ?? '', documentNumber: null, theme: null, keywords: [], events: [], dateMade: null })));
  expect(await faultsOf(...samples)).toEqual([]);
});

it('is refused by the rules when an address comes twice', async () => {
  const xml = renderAkn(aknOf(bodyFromText(law))).replace('eId="art-1"', 'eId="art-2"');
  expect((await faultsOf(xml)).join()).toContain('eId-act');
});
