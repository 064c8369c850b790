// A case view for tests of letters and archives, to be varied.
import { civilDate, foiReplyClock, instant, outcomeOf, type OutcomeCode } from '@tongming/law';
import type { FoiCaseView, FoiDecision } from '../../../console-api/contract-foi.ts';
import type { LetterAgency } from './model.ts';

export const agencyForTests: LetterAgency = {
  name: '通辽市教育体育局', level: 'city-department', levelNote: null,
  authorityNames: { province: '内蒙古自治区人民政府', city: '通辽市人民政府', county: '科尔沁区人民政府' },
  codes: { reply: '通教体依复', notice: '通教体依告' }, office: '市教育体育局办公室（政务公开科）', address: '演示路1号', postcode: '028000', phone: '0475-0000211',
  hours: null, paymentWorkingDays: null, onlineReconsideration: null,
};

export function decisionForTests(outcome: OutcomeCode, variant: string | null, changes: Partial<FoiDecision> = {}): FoiDecision {
  const articles = outcomeOf(outcome).variants.find((v) => v.code === variant)?.basis ?? outcomeOf(outcome).basis;
  return {
    outcome, variant, articles: articles.length > 0 ? [...articles] : ['《中华人民共和国政府信息公开条例》第三十六条'],
    facts: '本机关于2025年制作了该文件，现由办公室保管', reasons: '该信息的公开会妨碍本机关正在办理的工作',
    provided: { description: '《关于2026年义务教育招生工作的通知》', fileIds: [], recordIds: [], pages: 6 },
    withheld: outcome === 'partial' ? [{ ground: 'denied.thirdParty', reason: '涉及学生家庭住址等个人隐私，公开会损害其合法权益' }] : [],
    publicInterest: null, ownJudgement: null, earlierCase: null, responsibleAgency: '通辽市自然资源局', ...changes,
  };
}

export function viewForTests(changes: Partial<FoiCaseView> = {}): FoiCaseView {
  const received = civilDate('2026-03-02');
  const clock = foiReplyClock([{ type: 'received', date: received }]);
  return {
    id: '00000000-0000-4000-8000-000000000001', receiptNumber: '20260302048291357', registerNumber: '市教育体育局依申〔2026〕3号', agencyCode: '150500-JYTY',
    agencyName: '通辽市教育体育局', applicantName: '包志强', applicantKind: 'naturalPerson', summary: '义务教育招生', channel: 'portal', state: 'handling', stateName: '办理中',
    submittedAt: instant('2026-03-02T02:00:00Z'), receivedOn: received, due: { due: clock.due, daysLeft: 10, provisional: false }, next: null, waitingFor: ['us'],
    waitingText: '承办人办理', assignee: null, outcome: null, outcomeName: null, answeredOn: null, closedOn: null, version: 1,
    applicant: {
      kind: 'naturalPerson', name: '包志强', representative: null, contact: null, phone: '13900000000', email: null, address: '通辽市演示路2号', postcode: '028000',
    },
    request: { content: '2026年义务教育阶段招生划片方案及其论证材料。', documentNumber: null, delivery: 'post', medium: 'paper', helpNeeded: null },
    receipt: { facts: {}, receivedOn: received, waiting: null, article: '第三十一条', evidence: [], notes: [] },
    clock, duties: [], consultations: [], delayedTo: null, clockWarnings: [], steps: [], thirdParties: [], agencies: [], units: [], correction: null, extension: null,
    fee: null, decision: null, searches: [], papers: [], files: [], timeline: [], mails: [], reviews: [], similar: [], splitFrom: null, joined: [], hasIdentity: true,
    evaluation: null, suggestOpen: false, available: [], requestType: 'information', round: 1, correctionDecision: null, rounds: [], published: null, anonymisedOn: null, ...changes,
  };
}

/** A case in which everything has happened, so that no letter has a gap. */
export function fullViewForTests(changes: Partial<FoiCaseView> = {}): FoiCaseView {
  const day = civilDate;
  const entry = { seq: 9, name: '', at: instant('2026-03-06T02:00:00Z'), by: '王敏', role: '政务公开员', text: '', data: {} };
  return viewForTests({
    correction: { items: ['申请内容所指的学年', '需要的载体形式'], answerBy: day('2026-03-25'), notifiedOn: day('2026-03-04'), receivedOn: day('2026-03-10') },
    extension: { workingDays: 10, reason: '需要查阅的材料较多', requestedOn: day('2026-03-20'), approvedOn: day('2026-03-23'), notifiedOn: day('2026-03-24') },
    fee: { basis: 'pages', count: 45, amount: 150, derivation: [{ from: 31, to: 45, count: 15, yuan: 10, amount: 150, reason: '第31页至第45页', article: '第五条' }], notifiedOn: day('2026-03-12'), receivedOn: day('2026-03-13'), paidOn: null, voidedOn: null, payBy: day('2026-04-13') },
    thirdParties: [{ party: 'a', name: '通辽市演示印务有限公司', what: '投标报价明细', sentOn: day('2026-03-11'), receivedOn: day('2026-03-12'), answerDue: day('2026-04-02'), answeredOn: day('2026-03-18'), consent: 'no', silence: '', reasons: '属于商业秘密', toldOn: null }],
    agencies: [{ party: 'b', name: '通辽市财政局', what: '联合印发的实施方案', sentOn: day('2026-03-11'), receivedOn: null, answerDue: null, answeredOn: null, consent: null, silence: '', reasons: null, toldOn: null }],
    units: [{ unit: '基础教育科', what: '检索2025年以来的划片论证材料', askedOn: day('2026-03-05'), answeredOn: null, result: null }],
    searches: [{ place: '公文处理系统', searchedBy: '王敏', words: '招生 划片', searchedOn: day('2026-03-06'), found: false, result: '没有相关文件' }],
    timeline: [{ ...entry, type: 'ask-reasons', on: day('2026-03-06') }],
    delayedTo: day('2026-06-30'), ...changes,
  });
}
