import type { FoiAct, FoiAvailable, FoiStep, FoiStepView } from '#contract-foi';
import { civilDate } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { actsFor, otherActs, primaryAct } from './acts.ts';

const refusal = { code: 'x', message: '还不行' };
const may = (act: FoiAct, refused = false): FoiAvailable => ({ act, label: act, consequence: '', article: null, refusals: refused ? [refusal] : [], warnings: [] });
const order: FoiStep[] = ['complete', 'competent', 'held', 'decide', 'proper'];
const steps = (now: FoiStep | null): FoiStepView[] => order.map((step) => ({ step, name: step, article: '', state: step === now ? 'now' : 'ahead', finding: null, checklist: [] }));
const view = (now: FoiStep | null, available: FoiAvailable[], more: { suggestOpen?: boolean; open?: boolean; searched?: boolean } = {}) => ({
  steps: steps(now), available, thirdParties: [], agencies: [], units: [], searches: more.searched === true ? [{ place: '档案室', searchedBy: '甲', words: '供热', searchedOn: civilDate('2026-01-05'), found: true, result: '有' }] : [], suggestOpen: more.suggestOpen ?? false,
  reviews: more.open === true ? [{ id: 'r', kind: 'reconsideration' as const, afterReview: null, authority: '', number: null, acceptedOn: civilDate('2026-01-01'), result: null, resultOn: null, summary: null, lesson: null, order: null, reopened: false }] : [],
});
const primary = (...args: Parameters<typeof view>): FoiAct | null => primaryAct(view(...args))?.act ?? null;

describe('the one thing to do now', () => {
  it('is the judgement of the step at hand, then the decision', () => {
    expect(primary('complete', [may('decide', true), may('judge'), may('note')])).toBe('judge');
    expect(primary('decide', [may('decide'), may('judge'), may('note')])).toBe('decide');
  });
  it('is the search before the judgement whether there is such information', () => {
    expect(primary('held', [may('judge'), may('record-search')])).toBe('record-search');
    expect(primary('held', [may('judge'), may('record-search')], { searched: true })).toBe('judge');
    expect(primary('complete', [may('judge'), may('record-search')])).toBe('judge');
  });
  it('takes up what a review ordered', () => {
    const lost = { ...view(null, [may('reopen'), may('open-review')]), reviews: [{ id: 'r', kind: 'reconsideration' as const, afterReview: null, authority: '', number: null, acceptedOn: civilDate('2026-01-01'), result: 'corrected' as const, resultOn: civilDate('2026-02-02'), summary: null, lesson: null, order: 'redo' as const, reopened: false }] };
    expect(primaryAct(lost)?.act).toBe('reopen');
    expect(primaryAct({ ...lost, reviews: lost.reviews.map((r) => ({ ...r, reopened: true })) })).toBeNull();
  });
  it('is what can be done before what is refused', () => {
    expect(primary('complete', [may('register', true), may('confirm-receipt')])).toBe('confirm-receipt');
    expect(primary('complete', [may('register'), may('confirm-receipt', true)])).toBe('register');
  });
  it('shows what stands in the way when nothing else can be done', () => {
    expect(primary('decide', [may('decide', true), may('note'), may('withdraw')])).toBe('decide');
  });
  it('never offers to end a case by itself', () => {
    expect(primary('decide', [may('close'), may('withdraw')])).toBeNull();
  });
  it('asks for a result only while a review is open, for publication only when suggested', () => {
    expect(primary(null, [may('review-result'), may('open-review')])).toBeNull();
    expect(primary(null, [may('review-result'), may('open-review')], { open: true })).toBe('review-result');
    expect(primary(null, [may('decide-publication')])).toBeNull();
    expect(primary(null, [may('decide-publication')], { suggestOpen: true })).toBe('decide-publication');
  });
});

it('offers no answer to put on record while nobody was asked', () => {
  expect(primary('proper', [may('third-party-answered'), may('agency-answered'), may('note')])).toBeNull();
  expect(actsFor(view('proper', [may('third-party-received'), may('unit-answered'), may('tell-third-party'), may('note')])).map((x) => x.act)).toEqual(['note']);
});

describe('everything else', () => {
  it('is there once, in groups, without what is shown', () => {
    const groups = otherActs([may('judge'), may('note'), may('ask-third-party'), may('request-extension'), may('close')], 'judge');
    expect(groups.map((g) => g.group)).toEqual(['consult', 'clock', 'record', 'end']);
    expect(groups.flatMap((g) => g.acts.map((x) => x.act)).toSorted()).toEqual(['ask-third-party', 'close', 'note', 'request-extension']);
  });
});
