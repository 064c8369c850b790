// What mails to applicants say. A mail tells what happened, what to do by when and where to look; never what was asked
// for, never what was answered, never the query code.
import { formatChineseDate as date, type CivilDate } from '@tongming/law';

const via = { post: '邮寄', counter: '当面领取', electronic: '网上送达', 'through-agency': '委托其他机关转交' } as const;

export const zh = {
  actor: '邮件发送程序',
  matters: { information: '政府信息公开申请', 'correction-of-record': '政府信息更正申请' },
  subject: (matter: string, number: string) => `${matter}，回执号${number}`,
  greeting: '您好：',
  lines: {
    received: (agency: string, matter: string, on: CivilDate) => `${agency}已于${date(on)}收到您提交的${matter}。`,
    entered: (agency: string, matter: string, on: CivilDate) => `${agency}已经登记您${date(on)}提出的${matter}。`,
    'split-off': (agency: string) => `您的政府信息公开申请包含不止一件事项，${agency}按一事一申请分件办理。这是其中一件的回执号，收到之日和答复期限不变。`,
    'receipt-open': () => '收到申请之日还需要与您确认，工作人员会与您联系。答复期限从确认后的收到之日起算。',
    'receipt-confirmed': (on: CivilDate) => `收到申请之日已经确认，是${date(on)}。`,
    registered: () => '您的申请已经登记，正在办理。',
    redirected: (agency: string) => `您的申请由${agency}负责办理，已经移交。收到申请之日和答复期限不变。`,
    'correction-asked': (until: CivilDate) => `您的申请需要补正。请在${date(until)}以前，按补正告知书列出的事项补正。没有正当理由逾期不补正的，视为放弃申请。`,
    'correction-restarts': () => '答复期限从收到您的补正之日起重新计算。',
    'correction-received': (on: CivilDate) => `已于${date(on)}收到您的补正，答复期限重新计算。`,
    'consulting-third-party': () => '因申请可能涉及第三方的权益，正在书面征求第三方意见。征求意见所需时间不计入答复期限。',
    'consulting-agency': () => '正在征求其他机关意见。征求意见所需时间不计入答复期限。',
    consulted: () => '征求意见已经结束，答复期限继续计算。',
    extended: () => '答复期限已经依法延长。',
    'fee-asked': (amount: number, until: CivilDate | null) => `您的申请按规定需要缴纳信息处理费${amount}元。请${until === null ? '按通知写明的期限和方式' : `在${date(until)}以前，按通知写明的方式`}缴纳。逾期不缴纳的，视为放弃申请。`,
    'fee-or-less': () => '也可以在缴费前减少申请内容。',
    'fee-paid': (on: CivilDate) => `已于${date(on)}收到您缴纳的信息处理费，申请继续办理。`,
    narrowed: (on: CivilDate) => `已于${date(on)}收到您减少申请内容的说明，原来的收费通知不再执行。`,
    'reasons-asked': () => '请按通知说明申请的理由。',
    'reasons-received': () => '已经收到您说明的理由。',
    delayed: (until: CivilDate) => `答复将延迟到${date(until)}以前作出，理由见告知书。`,
    answered: (on: CivilDate, how: keyof typeof via) => `您的申请已于${date(on)}答复，送达方式为${via[how]}。不服答复的，救济途径和期限见答复书。`,
    undeliverable: () => '答复书未能送达，将另行送达。请核对您留下的地址和电话，有变化的请与受理机关联系。',
    withdrawn: (on: CivilDate) => `您的申请已于${date(on)}撤回，不再办理。如果不是您本人撤回的，请立即与受理机关联系。`,
    closed: (on: CivilDate) => `您的申请已于${date(on)}办结，不再办理，理由见告知书。`,
    reopened: () => '您的申请依照复议决定或者判决重新办理，答复期限重新计算。',
    'due-moved': () => '因放假调休安排或者期限设置有变化，答复期限已经重新计算。',
  },
  number: (number: string) => `回执号：${number}`,
  due: (day: CivilDate, provisional: boolean) => `答复期限：${date(day)}${provisional ? '（该年度放假安排尚未公布，公布后会重新计算）' : ''}`,
  onPage: (url: string) => `进展、期限的算法和文书，请用回执号和查询码查看：\n${url}`,
  onPortal: '进展、期限的算法和文书，请到您提交申请的网站“依申请公开”栏目，用回执号和查询码查看。',
  offPage: (agency: string) => `进展和文书，请向${agency}的政府信息公开工作机构查询。`,
  footer: '本邮件由系统自动发出，只作提醒，不代替文书的送达，请勿回复。我们不会向您索要查询码。',
  kinds: {
    received: '已收到申请', 'split-off': '分件的回执号', 'receipt-confirmed': '收到之日', registered: '已登记', redirected: '已移交', 'correction-asked': '请补正',
    'correction-received': '已收到补正', consulting: '正在征求意见', consulted: '征求意见结束', extended: '答复期限延长', 'fee-asked': '请缴费', 'fee-paid': '已收到缴费', narrowed: '已减少申请内容',
    'reasons-asked': '请说明理由', 'reasons-received': '已收到理由说明', delayed: '延迟答复', answered: '已答复', undeliverable: '答复未能送达', withdrawn: '已撤回', closed: '不再办理', reopened: '重新办理',
    'due-moved': '答复期限重新计算',
  },
  fault: { noAddress: '申请人没有电子邮箱' },
} as const;

export type MailKind = keyof typeof zh.kinds;
