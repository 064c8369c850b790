import { agencyLevels, civilDate, letterElements, outcomes, remedyFor, type Outcome, type OutcomeCode } from '@tongming/law';
import { extractPdfText, findInFile, renderText } from '@tongming/typeset';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import { checkLetter, draftLetter, numbered, templates, withEdit } from './draft.ts';
import { paperKinds, type DraftData, type LetterContent } from './model.ts';
import { letterDocument, renderLetter } from './render.ts';
import { agencyForTests as agency, decisionForTests, fullViewForTests, viewForTests } from './testing.ts';

const today = civilDate('2026-04-07');
const everything: DraftData = {
  items: ['申请内容所指的学年'], answerBy: civilDate('2026-04-28'), why: '一个月内提出五十件申请，请说明需要的理由', what: '《实施方案》全文', until: civilDate('2026-05-29'),
  workingDays: 10, fee: { basis: 'pages', count: 45, before: 0 }, party: 'a', name: '通辽市演示印务有限公司',
  rectification: { record: '学籍登记中的出生日期', result: '予以更正', reasons: '经核对户籍登记，原记录有误' }, earlier: { on: civilDate('2026-01-15'), number: '通教体依复〔2026〕1号' },
};
type Row = { o: Outcome; variant: string | null };
const replies = outcomes.flatMap((o): Row[] => (o.variants.length === 0 ? [{ o, variant: null }] : o.variants.map((v) => ({ o, variant: v.code }))));
const forbidding = ['《中华人民共和国政府信息公开条例》第十四条', '《中华人民共和国统计法》第九条'];

function reply(code: OutcomeCode, variant: string | null, changes: { view?: Partial<FoiCaseView>; level?: typeof agency.level; date?: typeof today } = {}): LetterContent {
  const decision = decisionForTests(code, variant, code === 'denied.lawForbids' ? { articles: forbidding } : {});
  const view = fullViewForTests({ decision, ...changes.view });
  const kind = code.startsWith('other.') ? 'closure' : 'reply';
  return draft(view, kind, { ...everything, outcome: code, ...(variant === null ? {} : { variant }) }, changes.level, changes.date);
}

function draft(view: FoiCaseView, kind: (typeof paperKinds)[number], data: DraftData, level = agency.level, date = today): LetterContent {
  const made = draftLetter(view, kind, date, { ...agency, level }, data);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.content;
}

const textOf = (content: LetterContent) => renderText(letterDocument(numbered(content, '通教体依复', 2026, 12, today), null));

describe('replies', () => {
  it.each(replies)('$o.code $variant says everything the law asks of it, at every level of agency', ({ o, variant }) => {
    const template = templates.find((t) => t.outcome === o.code && t.variant === variant);
    const frame = ['title', 'number', 'applicant', 'seal'];
    const covered = new Map(template?.parts.flatMap((p) => p.covers.map((c) => [c, p.required] as const)));
    const needed = [...letterElements, ...o.letter, ...(o.variants.find((v) => v.code === variant)?.letter ?? [])];
    for (const element of needed) {
      if (frame.includes(element.code)) continue;
      expect(covered.get(element.code), element.name).toBe(element.required);
    }
    for (const { code: level } of agencyLevels) {
      const content = reply(o.code, variant, { level });
      expect(checkLetter(content), `${level}`).toEqual([]);
      const text = textOf(content);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|【请填写|。。|；。|，。|：。/);
      const remedy = remedyFor({ subject: o.code, level, date: today, names: agency.authorityNames });
      expect(text).toContain(remedy.text);
      for (const { name } of remedy.authorities) expect(text).toContain(name);
      expect(text.includes('应当先')).toBe(remedy.requirement === 'first');
      expect(text).toContain('通教体依复〔2026〕12号');
    }
  });

  it('tells of reconsideration first for refusals since 2024 and for nothing else', () => {
    const first = replies.filter(({ o, variant }) => textOf(reply(o.code, variant)).includes('应当先')).map(({ o }) => o.code);
    expect(first).toEqual(['partial', 'denied.stateSecret', 'denied.lawForbids', 'denied.safetyStability', 'denied.thirdParty', 'denied.internalAffairs', 'denied.process', 'denied.enforcementFile']);
    expect(textOf(reply('denied.process', null, { date: civilDate('2023-12-29') }))).not.toContain('应当先');
  });

  it('counts a part that is not decided yet as a gap, and refuses to let it out', () => {
    const content = draft(viewForTests(), 'reply', { outcome: 'denied.process' });
    expect(checkLetter(content).map((r) => [r.code, r.field])).toEqual([['letter-gap', 'parts.facts'], ['letter-gap', 'parts.reasons']]);
    expect(draftLetter(viewForTests(), 'reply', today, agency)).toMatchObject({ ok: false, refusal: { code: 'outcome-missing' } });
    expect(draftLetter(viewForTests(), 'reply', today, agency, { outcome: 'granted' })).toMatchObject({ ok: false, refusal: { code: 'variant-missing' } });
  });

  it('addresses organisations as 贵单位 and names no third party', () => {
    const text = textOf(reply('denied.thirdParty', null, { view: { applicantKind: 'enterprise' } }));
    expect(text).toContain('贵单位');
    expect(text).not.toContain('您');
    expect(text).not.toContain('演示印务');
  });

  it('offers the internet channel where the answer goes out electronically', () => {
    const view = fullViewForTests({ decision: decisionForTests('denied.process', null), request: { ...viewForTests().request, delivery: 'online' } });
    const made = draftLetter(view, 'reply', today, { ...agency, onlineReconsideration: 'https://fuyi.example/' }, {});
    expect(made.ok && made.content.parts.find((p) => p.key === 'remedy')?.text).toContain('https://fuyi.example/');
    const without = draftLetter(view, 'reply', today, agency, {});
    expect(without.ok && without.content.notes.join()).toContain('互联网行政复议渠道');
  });
});

describe('procedural papers', () => {
  const kinds = paperKinds.filter((k) => k !== 'reply' && k !== 'closure');
  it.each(kinds)('%s has no gap when all is known, and shows gaps when nothing is', (kind) => {
    const content = draft(fullViewForTests(), kind, everything);
    expect(checkLetter(content)).toEqual([]);
    expect(textOf(content)).not.toMatch(/undefined|null|NaN|\[object|【请填写|。。|；。|，。|：。/);
    const bare = draft(viewForTests({ receivedOn: null, due: null, registerNumber: null, clock: null }), kind, {});
    expect(textOf(bare)).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('say the periods as the law has them', () => {
    const view = fullViewForTests();
    expect(textOf(draft(view, 'third-party-consultation', everything))).toMatch(/15个工作日内提出意见。逾期未提出意见的，由本机关依照/);
    expect(textOf(draft(view, 'co-producer-consultation', everything))).toMatch(/15个工作日内提出意见。逾期未提出意见的，视为同意公开/);
    expect(textOf(draft(view, 'fee-notice', everything))).toMatch(/共计150元[\s\S]*20个工作日内缴纳/);
    expect(textOf(draft(view, 'third-party-consultation', everything))).not.toContain('包志强');
  });

  it('count the end of an extension from the end of the period', () => {
    const { until: _until, ...rest } = everything;
    expect(textOf(draft(viewForTests(), 'extension-notice', rest))).toContain('2026年4月14日');
  });
});

describe('editing', () => {
  it('never loses a required part or its statutory words', () => {
    const contents = replies.map(({ o, variant }) => reply(o.code, variant));
    fc.assert(fc.property(fc.constantFrom(...contents), fc.nat(20), fc.constantFrom('', '  ', '已删去', '。'), (content, n, text) => {
      const part = content.parts[n % content.parts.length];
      if (part === undefined) return;
      const reasons = checkLetter(withEdit(content, { parts: [{ key: part.key, text }] }));
      const expected = (part.required && text.trim() === '') || (text.trim() !== '' && part.must.length > 0);
      expect(reasons.length > 0).toBe(expected);
    }));
    const content = reply('denied.process', null);
    for (const part of content.parts.filter((p) => p.required)) {
      expect(checkLetter({ ...content, parts: content.parts.filter((p) => p.key !== part.key) }).map((r) => r.field)).toEqual([`parts.${part.key}`]);
    }
    expect(checkLetter({ ...content, parts: [] })).toHaveLength(content.parts.filter((p) => p.required).length);
  });

  it('refuses strange parts, doubles, markings and withheld words', () => {
    const content = reply('partial', null);
    const codes = (c: LetterContent, words: string[] = []) => checkLetter(c, words).map((r) => r.code);
    expect(codes(withEdit(content, { parts: [{ key: 'more', text: '另外的内容' }] }))).toEqual(['letter-part-unknown']);
    expect(codes({ ...content, parts: [...content.parts, ...content.parts.slice(0, 1)] })).toEqual(['letter-part-twice']);
    expect(codes({ ...content, title: '通知' })).toEqual(['letter-title']);
    expect(codes({ ...content, attachments: ['机密★1年'] })).toEqual(['secrecy-marking']);
    expect(codes(withEdit(content, { parts: [{ key: 'facts', text: '经查，住址为明仁大街 8 号。' }] }), ['明仁大街8号'])).toEqual(['letter-withheld']);
    expect(codes(content, ['明仁大街8号'])).toEqual([]);
  });
});

describe('rendering', () => {
  const seal = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

  it('says the same as PDF, DOCX and text, with and without a seal', async () => {
    const content = numbered(reply('denied.process', null), '通教体依复', 2026, 12, today);
    const remedy = content.parts.find((p) => p.key === 'remedy')?.text ?? '-';
    const plain = await renderLetter(content);
    const sealed = await renderLetter(content, { seal });
    for (const made of [plain, sealed]) {
      expect((await extractPdfText(made.pdf)).join('').replace(/\s/g, '')).toContain('通教体依复〔2026〕12号');
      expect((await findInFile(made.pdf, 'pdf', [remedy])).length).toBeGreaterThan(0);
      expect((await findInFile(made.docx, 'docx', [remedy])).length).toBeGreaterThan(0);
      expect(made.text).toContain(remedy);
    }
    expect(Buffer.from(sealed.pdf).toString('latin1')).toContain('/Image');
    expect(Buffer.from(plain.pdf).toString('latin1')).not.toContain('/Subtype /Image');
    const form = await renderLetter(numbered(draft(fullViewForTests(), 'registration', {}), '通教体依告', 2026, 1, today));
    expect(form.text).toContain('包志强');
  });
});
