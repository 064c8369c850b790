import { civilDate, instant, type CivilDate } from '@tongming/law';
import { bodyFromText, extractPdfText, renderPdf } from '@tongming/typeset';
import { describe, expect, it } from 'vitest';
import type { FoiCaseView, FoiEventType, FoiPaperView } from '../../../console-api/contract-foi.ts';
import { draftLetter, numbered } from '../letters/draft.ts';
import { letterDocument, renderLetter } from '../letters/render.ts';
import { agencyForTests, decisionForTests, fullViewForTests, viewForTests } from '../letters/testing.ts';
import { buildArchive, verifyArchive } from './build.ts';
import { archiveList, missingOf } from './list.ts';
import type { ArchivePart } from './model.ts';
import { anonymisationPlan, retentionEnd } from './retention.ts';

const closedOn = civilDate('2026-04-10');
const pngOfOneDot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

function event(type: FoiEventType, on: CivilDate, data: unknown = {}): FoiCaseView['timeline'][number] {
  return { seq: 1, type, name: type, on, at: instant('2026-04-08T01:00:00Z'), by: '王敏', role: '政务公开员', text: '', data };
}
function paper(kind: string, format = 'pdf'): FoiPaperView {
  return { id: kind, kind, state: 'served', number: '1号', title: kind, content: {}, joined: [], files: [{ name: 'a.pdf', hash: '', size: 1, mime: 'application/pdf', format }], servedOn: closedOn, version: 1 };
}
function closed(changes: Partial<FoiCaseView> = {}): FoiCaseView {
  return viewForTests({
    state: 'answered', closedOn, answeredOn: closedOn, outcome: 'denied.process', decision: decisionForTests('denied.process', null),
    searches: fullViewForTests().searches, papers: [paper('reply')],
    timeline: [event('decide', closedOn), event('pass-legality', closedOn), event('approve', closedOn), event('serve', closedOn, { service: { via: 'post', tracking: 'EM123456789CN', to: null, evidence: null } })],
    ...changes,
  });
}

describe('the list of papers', () => {
  it('is complete for a plain refusal and tells every paper a long procedure lacks', () => {
    expect(missingOf(closed())).toEqual([]);
    const { papers: _papers, ...full } = fullViewForTests();
    const long = closed({
      correction: full.correction, extension: full.extension, fee: full.fee, thirdParties: full.thirdParties, agencies: full.agencies, delayedTo: full.delayedTo,
      timeline: [], searches: [], papers: [], hasIdentity: false, channel: 'fax',
      reviews: [{ id: 'r', kind: 'reconsideration', afterReview: null, authority: '通辽市人民政府', number: null, acceptedOn: closedOn, result: 'upheld', resultOn: closedOn, summary: null, lesson: null, order: null, reopened: false }],
    });
    expect(missingOf(long)).toEqual([
      '申请人身份证明', '收到申请的凭证', '补正告知书', '延迟答复告知书', '延期答复告知书', '发给“通辽市演示印务有限公司”的征求意见书', '发给“通辽市财政局”的征求意见书', '检索记录',
      '合法性审查记录', '审批记录', '答复书（告知书）', '送达凭证', '收费通知书', '行政复议的法律文书',
    ]);
  });

  it('asks for the provided files of an answer that provides, and for no letter of who withdrew', () => {
    const decision = decisionForTests('granted', 'provided', { provided: { description: '通知', fileIds: ['f'], recordIds: [], pages: 1 } });
    const view = closed({ decision, outcome: 'granted', timeline: [event('clear-secrecy', closedOn), event('approve', closedOn), event('serve', closedOn)] });
    expect(missingOf(view)).toEqual(['随答复书提供的文件']);
    expect(missingOf({ ...view, papers: [paper('reply', 'provided')] })).toEqual([]);
    expect(missingOf(closed({ state: 'closed', decision: null, outcome: 'other.misc', papers: [], searches: [], timeline: [event('withdraw', closedOn)] }))).toEqual([]);
  });

  it('says that identity proofs are kept apart', () => {
    expect(archiveList(closed()).find((i) => i.key === 'identity')?.state).toBe('apart');
  });
});

async function parts(): Promise<ArchivePart[]> {
  const drafted = draftLetter(closed(), 'reply', closedOn, agencyForTests);
  if (!drafted.ok) throw new Error(drafted.refusal.message);
  const letter = numbered(drafted.content, '通教体依复', 2026, 12, closedOn);
  const foreign = (await renderPdf({ ...letterDocument(letter, null), title: '申请书', body: bodyFromText('申请书原件') })).bytes;
  const common = { number: null, date: closedOn, source: 'file' as const };
  return [
    { key: 'reply', title: letter.title, number: letter.number, date: closedOn, source: 'own', name: '答复书.pdf', mime: 'application/pdf', bytes: (await renderLetter(letter)).pdf },
    { ...common, key: 'application', title: '申请书', name: '申请书.pdf', mime: 'application/pdf', bytes: foreign },
    { ...common, key: 'service', title: '邮寄回执', name: '回执.png', mime: 'image/png', bytes: new Uint8Array(pngOfOneDot) },
    { ...common, key: 'application', title: '说明', name: '说明.docx', mime: 'application/octet-stream', bytes: new Uint8Array([1, 2, 3]) },
    { ...common, key: 'review', title: '坏文件', name: '坏.pdf', mime: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7 nothing') },
    { ...common, key: 'identity', title: '身份证明', source: 'apart', name: '', mime: '', bytes: new Uint8Array() },
  ];
}

describe('the volume', () => {
  it('opens, holds every paper at the page its list says, and its digests verify', async () => {
    const view = closed();
    const given = await parts();
    const input = { view, closedOn, parts: given, retention: { years: 10 } };
    const { pdf, manifest } = await buildArchive(input);
    expect(await verifyArchive(pdf, manifest)).toEqual([]);
    const pages = await extractPdfText(pdf);
    expect(pages).toHaveLength(manifest.volume.pages);
    expect(pages.join('')).not.toMatch(/undefined|null|\[object/);
    const at = (title: string) => manifest.parts.find((p) => p.title === title);
    expect(at('政府信息公开申请答复书')).toMatchObject({ merged: 'as-is', number: '通教体依复〔2026〕12号' });
    expect(at('申请书')).toMatchObject({ merged: 'redrawn' });
    expect([at('邮寄回执')?.merged, at('说明')?.merged, at('坏文件')?.merged, at('身份证明')?.merged]).toEqual(['redrawn', 'slip', 'slip', 'slip']);
    expect(pages[(at('申请书')?.firstPage ?? 0) - 1]).toContain('申请书原件');
    expect(pages[(at('政府信息公开申请答复书')?.firstPage ?? 0) - 1]).toContain('通教体依复〔2026〕12号');
    expect(pages[(at('说明')?.firstPage ?? 0) - 1]?.replace(/\s/g, '')).toContain(at('说明')?.sha256.slice(0, 20));
    expect(pages[0]).toContain('政府信息公开申请案卷');
    expect(pages.join('').replace(/\s/g, '')).toContain('EM123456789CN');
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(raw).toContain('/OutputIntents');
    expect(raw).toMatch(/\/ID \[/);
    expect(raw).not.toMatch(/\/(JavaScript|JS|OpenAction|EmbeddedFile|Annots)\b/);

    const again = await buildArchive(input);
    expect(again.manifest).toEqual(manifest);
    expect(Buffer.compare(Buffer.from(again.pdf), Buffer.from(pdf))).toBe(0);

    const changed = new Uint8Array(pdf);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    expect((await verifyArchive(changed, manifest)).map((r) => r.code)).toContain('volume-changed');
    expect((await verifyArchive(pdf, { ...manifest, closedOn: civilDate('2026-04-11') })).map((r) => r.code)).toEqual(['manifest-changed']);
    const originals = new Map(manifest.parts.flatMap((p) => {
      const bytes = given.find((g) => g.title === p.title)?.bytes;
      return bytes === undefined ? [] : [[p.no, bytes] as const];
    }));
    const codes = (await verifyArchive(pdf, manifest, originals)).map((r) => r.code);
    expect(new Set(codes)).toEqual(new Set(['part-missing']));
    originals.set(at('说明')?.no ?? 0, new Uint8Array([9]));
    expect((await verifyArchive(pdf, manifest, originals)).map((r) => r.code)).toContain('part-changed');
  });
});

describe('retention', () => {
  it('runs from the year after closing, and waits for lawsuits', () => {
    expect(retentionEnd(closedOn, { years: 10 })).toBe('2036-12-31');
    expect(retentionEnd(closedOn, { years: null })).toBeNull();
    const plan = anonymisationPlan(closed(), civilDate('2037-01-01'), { years: 10 });
    expect(plan).toMatchObject({ from: '2037-01-01', waits: [] });
    expect(plan.remove.map((r) => r.place)).toContain('foi_identity.sealed');
    expect(anonymisationPlan(closed(), civilDate('2036-12-31'), { years: 10 }).waits).toEqual(['保管期限未满']);
    expect(anonymisationPlan(closed(), civilDate('2099-01-01'), { years: null }).waits).toEqual(['保管期限为永久']);
    expect(anonymisationPlan(viewForTests(), civilDate('2099-01-01'), { years: 10 }).waits).toEqual(['申请尚未办结']);
  });
});
