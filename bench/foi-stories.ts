// How applications go: each story tells the acts of one case, day by day, as its office and its applicant would do them.
// Every beginning of a story is a lawful case too: that is how open ones are made.
import { feeByPages, type CivilDate, type OutcomeCode, type ReceiptChannel } from '@tongming/law';
import { reviewsNeeded } from '../server/src/domains/foi/outcomes.ts';
import type { DataOf, FoiEventType } from '../server/src/domains/foi/model.ts';
import type { Random } from './foi-random.ts';

export const desks = ['clerk', 'head', 'handler', 'legality', 'secrecy', 'signer'] as const;
export type Desk = (typeof desks)[number] | 'applicant';
export type Told = { type: FoiEventType; on: CivilDate; data: object; by: Desk };

export type Teller = {
  random: Random; told: Told[]; channel: ReceiptChannel; content: string;
  /** Its next register number: year of receipt, running number. */
  numbered(): DataOf<'register'>;
  /** Whom the case can be given to. */
  handlerId: string;
  tell<T extends FoiEventType>(type: T, data: DataOf<T>, by?: Desk): void;
  /** Lets working days pass: at least `n`, at most `most`. */
  wait(n: number, most?: number): void;
  /** The day `n` working days from now. */
  later(n: number): CivilDate;
};

const post = { via: 'post', tracking: 'XA12345678915', to: null, evidence: null } as const;
const noPaper = { paperId: null };

function register(t: Teller): void {
  t.wait(0, 3);
  t.tell('register', t.numbered());
  if (t.random.share() < 0.6) t.tell('assign', { personId: t.handlerId, note: null });
}

function complete(t: Teller): void {
  t.wait(0, 3);
  t.tell('judge', { step: 'complete', finding: 'complete', note: null });
}

type Held = Extract<DataOf<'judge'>, { step: 'held' }>['finding'];
function searched(t: Teller, finding: Held = 'held'): void {
  t.tell('judge', { step: 'competent', finding: 'ours', note: null });
  t.wait(1, 4);
  t.tell('record-search', { entries: [{ place: '档案室', searchedBy: '李某', words: t.content.slice(4, 20), searchedOn: t.later(0), found: finding === 'held', result: '按标题和文号检索' }] });
  t.tell('judge', { step: 'held', finding, note: null });
}

function decision(outcome: OutcomeCode, variant: string | null, more: Partial<DataOf<'decide'>> = {}): DataOf<'decide'> {
  return {
    outcome, variant, articles: ['《条例》第三十六条'], facts: '本机关已对所申请的信息进行检索和审查', reasons: '', provided: null, withheld: [], publicInterest: null, ownJudgement: null,
    earlierCase: null, responsibleAgency: null, ...more,
  };
}
const given = { provided: { description: '文件一份', fileIds: [], recordIds: [], pages: 3 } };
const why = { reasons: '公开会影响尚在进行的工作' };

function answer(t: Teller, d: DataOf<'decide'>): void {
  t.wait(1, 4);
  t.tell('decide', d);
  for (const review of reviewsNeeded(d)) {
    t.wait(0, 1);
    if (review === 'legality') t.tell('pass-legality', { opinion: '合法' }, 'legality');
    else t.tell('clear-secrecy', { conclusion: '不涉密' }, 'secrecy');
  }
  t.wait(0, 1);
  t.tell('approve', { opinion: null }, 'signer');
  t.wait(0, 1);
  t.tell('serve', { service: post, paperId: t.random.uuid() });
  if (t.channel === 'portal' && t.random.share() < 0.3) t.tell('evaluate', { score: 1 + t.random.whole(5), words: null }, 'applicant');
}

function grant(t: Teller): void {
  answer(t, decision('granted', 'provided', given));
}

function correct(t: Teller): void {
  t.wait(1, 5);
  t.tell('notify-correction', { items: ['请写明所需信息的名称或者文号'], answerBy: t.later(10), service: post, ...noPaper });
}

function corrected(t: Teller): void {
  correct(t);
  t.wait(3, 9);
  const on = t.later(0);
  t.tell('receive-correction', { channel: 'portal', facts: { submittedOn: on }, content: `${t.content}（已补充文号）`, excuse: null }, 'applicant');
}

function extended(t: Teller): void {
  t.wait(2, 4);
  t.tell('request-extension', { workingDays: 20, reason: '涉及多个年度的档案' }, 'clerk');
  t.tell('approve-extension', { workingDays: 20, opinion: null }, 'head');
  t.wait(0, 1);
  t.tell('notify-extension', { service: post, ...noPaper });
  t.wait(8, 16);
}

function thirdParty(t: Teller, consent: 'yes' | 'no'): void {
  t.wait(1, 2);
  t.tell('ask-third-party', { party: 'A', name: '某建筑工程有限公司', address: '科尔沁区明仁大街1号', what: '合同价款和施工人员名单', service: post, ...noPaper });
  t.wait(1, 3);
  t.tell('third-party-received', { party: 'A', evidence: null });
  t.wait(3, 10);
  t.tell('third-party-answered', { party: 'A', consent, reasons: consent === 'no' ? '涉及商业秘密' : null, reasonable: consent === 'no' ? true : null });
}

function coProducer(t: Teller): void {
  t.wait(1, 2);
  t.tell('ask-agency', { party: 'B', name: '市财政局', role: 'co-producer', what: '联合印发的资金方案', service: post, ...noPaper });
  t.wait(1, 2);
  t.tell('agency-received', { party: 'B', evidence: null });
  t.wait(2, 8);
  t.tell('agency-answered', { party: 'B', consent: 'yes', reasons: null });
}

function challenged(t: Teller): void {
  t.wait(5, 30);
  const reviewId = t.random.uuid();
  t.tell('open-review', { kind: 'reconsideration', afterReview: null, authority: '通辽市人民政府', number: null, reviewId });
  t.wait(20, 40);
  const result = t.random.pick(['upheld', 'upheld', 'corrected', 'otherResult'] as const);
  t.tell('review-result', { reviewId, result, order: result === 'corrected' ? 'declared-unlawful' : null, summary: '复议决定', lesson: result === 'corrected' ? '说明理由应当具体' : null });
}

function fee(t: Teller): void {
  t.wait(1, 3);
  const pages = 31 + t.random.whole(150);
  t.tell('notify-fee', { basis: 'pages', count: pages, before: 0, amount: feeByPages(pages, t.later(0)).amount, service: post, ...noPaper });
  t.wait(1, 2);
  t.tell('fee-notice-received', { evidence: null });
  t.wait(2, 12);
}

function found(t: Teller): void {
  register(t);
  complete(t);
  searched(t);
}

function told(t: Teller, finding: Extract<DataOf<'judge'>, { step: 'competent' }>['finding'], outcome: OutcomeCode, variant: string | null): void {
  register(t);
  complete(t);
  t.tell('judge', { step: 'competent', finding, note: null });
  answer(t, decision(outcome, variant, outcome === 'notProcessed.petition' ? {} : { responsibleAgency: '市住房和城乡建设局' }));
}

type Story = { share: number; ends: 'answered' | 'closed'; tell(t: Teller): void };
/** Shares of a hundred. `fee-…` are told only while there is a fee (from 2021 on). */
export const stories: Readonly<Record<string, Story>> = {
  granted: { share: 24, ends: 'answered', tell: (t) => { found(t); grant(t); } },
  public: { share: 5, ends: 'answered', tell: (t) => { register(t); complete(t); searched(t, 'already-public'); answer(t, decision('granted', 'already-public')); } },
  corrected: { share: 8, ends: 'answered', tell: (t) => { register(t); corrected(t); complete(t); searched(t); grant(t); } },
  extended: { share: 7, ends: 'answered', tell: (t) => { found(t); extended(t); grant(t); } },
  partial: { share: 7, ends: 'answered', tell: (t) => {
    found(t);
    thirdParty(t, 'no');
    if (t.random.share() < 0.5) extended(t);
    answer(t, decision('partial', null, { ...given, ...why, withheld: [{ ground: 'denied.thirdParty', reason: '合同中的施工人员名单涉及第三方权益' }] }));
  } },
  agreed: { share: 4, ends: 'answered', tell: (t) => { found(t); thirdParty(t, 'yes'); coProducer(t); grant(t); } },
  denied: { share: 5, ends: 'answered', tell: (t) => {
    found(t);
    answer(t, decision(t.random.pick(['denied.process', 'denied.internalAffairs', 'denied.enforcementFile'] as const), null, why));
    if (t.random.share() < 0.4) challenged(t);
  } },
  returned: { share: 2, ends: 'answered', tell: (t) => {
    found(t);
    t.wait(1, 2);
    t.tell('decide', decision('denied.process', null, why));
    t.tell('return', { reason: '说明理由不够具体' }, 'legality');
    grant(t);
  } },
  missing: { share: 7, ends: 'answered', tell: (t) => {
    register(t);
    complete(t);
    searched(t, 'not-held');
    answer(t, decision('unable.notHeld', 'not-exist'));
    if (t.random.share() < 0.1) challenged(t);
  } },
  elsewhere: { share: 6, ends: 'answered', tell: (t) => told(t, 'not-responsible', 'unable.notHeld', 'not-responsible') },
  petition: { share: 5, ends: 'answered', tell: (t) => told(t, 'petition', 'notProcessed.petition', null) },
  'fee-paid': { share: 2, ends: 'answered', tell: (t) => {
    found(t);
    fee(t);
    t.tell('record-payment', { amount: feeOf(t), voucher: '0012345' });
    grant(t);
  } },
  withdrawn: { share: 9, ends: 'closed', tell: (t) => {
    if (t.random.share() < 0.7) register(t);
    t.wait(1, 8);
    t.tell('withdraw', { reason: '已经通过其他途径获取', evidence: null }, 'applicant');
  } },
  silent: { share: 7, ends: 'closed', tell: (t) => {
    register(t);
    correct(t);
    t.wait(12, 16);
    t.tell('close', { outcome: 'other.noCorrection', reason: '逾期不补正', ...noPaper }, 'head');
  } },
  'fee-unpaid': { share: 1, ends: 'closed', tell: (t) => {
    found(t);
    fee(t);
    t.wait(22, 26);
    t.tell('close', { outcome: 'other.noPayment', reason: '逾期不缴费', ...noPaper }, 'head');
  } },
  ended: { share: 1, ends: 'closed', tell: (t) => {
    register(t);
    t.wait(2, 6);
    t.tell('close', { outcome: 'other.misc', reason: '申请人死亡，无人承继', ...noPaper }, 'head');
  } },
};

function feeOf(t: Teller): number {
  const notice = t.told.findLast((e) => e.type === 'notify-fee')?.data as DataOf<'notify-fee'>;
  return notice.amount;
}

/** A story by its share among those that fit. */
export function storyFor(random: Random, fits: (name: string, story: Story) => boolean): string {
  const list = Object.entries(stories).filter(([name, story]) => fits(name, story));
  let at = random.share() * list.reduce((sum, [, story]) => sum + story.share, 0);
  for (const [name, story] of list) {
    at -= story.share;
    if (at < 0) return name;
  }
  return list.at(-1)?.[0] ?? '';
}
