import type { ApplicantKind, CorrectionResult, Delivery, FoiRequestType, FoiReviewOrder, FoiPaperState, FoiReviewKind, FoiReviewResult, FoiState, FoiWaiting, Medium } from '#contract-foi';
import type { PaperKind } from './papers.ts';
import type { ReceiptChannel, ReceiptFact } from '@tongming/law';

const states: Record<FoiState, string> = {
  arrived: '待登记', handling: '办理中', correcting: '等待补正', 'awaiting-payment': '等待缴费', reviewing: '审核中', approving: '待审批', serving: '待送达',
  answered: '已答复', closed: '已办结',
};
const waiting: Record<FoiWaiting, string> = {
  receipt: '确认收到', registration: '登记', us: '本机关办理', applicant: '申请人补正', 'third-party': '第三方意见', agency: '其他机关意见', payment: '缴费',
  reasons: '说明理由', legality: '合法性审核', secrecy: '保密审查', approval: '审批', service: '送达', head: '同意延期',
};
const channels: Record<ReceiptChannel, string> = {
  'in-person': '当面提交', oral: '口头（代为填写）', 'signed-mail': '邮寄（需签收）', 'ordinary-mail': '平常信函', portal: '本平台网上提交', internet: '其他互联网渠道',
  fax: '传真', email: '电子邮件', 'other-unit': '寄到其他单位后转来', other: '公布的其他渠道',
};
const channelHints: Partial<Record<ReceiptChannel, string>> = {
  'in-person': '到窗口递交', oral: '来人、来电，书写确有困难', 'signed-mail': '挂号、EMS', 'ordinary-mail': '无需签收，当日与申请人确认', fax: '与申请人双方确认',
  email: '与申请人双方确认', internet: '与申请人双方确认', 'other-unit': '公开工作机构确认之日', other: '按公布的规则',
};
const kinds: Record<ApplicantKind, string> = {
  naturalPerson: '自然人', enterprise: '商业企业', research: '科研机构', publicWelfare: '社会公益组织', legalService: '法律服务机构', otherOrg: '其他组织',
};
const deliveries: Record<Delivery, string> = { post: '邮寄', 'pick-up': '自行领取', online: '网上获取', email: '电子邮件', inspect: '当场查阅、抄录' };
const mediums: Record<Medium, string> = { paper: '纸面', electronic: '电子文件', disc: '光盘', 'copy-by-hand': '抄录' };
const facts: Record<ReceiptFact, string> = {
  submittedOn: '提交之日', signedOn: '签收之日', arrivedOn: '到达之日', confirmedOn: '双方确认之日', publishedRuleOn: '公布的规则所定之日',
};
const paperStates: Record<FoiPaperState, string> = { draft: '草稿', approved: '已定稿', served: '已送达', void: '作废' };
const paperKinds: Record<PaperKind, string> = {
  reply: '答复书（告知书）', 'correction-notice': '补正告知书', 'extension-notice': '延期答复告知书', 'third-party-consultation': '征求意见书（给第三方）', 'consultation-notice': '征求意见告知书（给申请人）',
  'third-party-notice': '依申请公开告知书（给第三方）', 'co-producer-consultation': '征求意见书（给共同制作机关）', 'assistance-request': '协办函', 'fee-notice': '收费通知书', 'reasons-notice': '说明理由告知书',
  'delay-notice': '延迟答复告知书', closure: '不再处理告知书', receipt: '接收回执', registration: '申请登记表', rectification: '更正告知书',
};
const reviewKinds: Record<FoiReviewKind, string> = { reconsideration: '行政复议', litigationDirect: '行政诉讼（未经复议）', litigationAfterReconsideration: '行政诉讼（复议后）' };
const reviewResults: Record<FoiReviewResult, string> = { upheld: '结果维持', corrected: '结果纠正', otherResult: '其他结果' };
const outcomeGroups = { granted: '予以公开', partial: '部分公开', denied: '不予公开', unable: '无法提供', notProcessed: '不予处理', other: '其他处理' } as const;
const services = { post: '邮寄（邮政企业）', counter: '当面送达', electronic: '电子送达', 'through-agency': '委托其他机关送达' } as const;

const reviewOrders: Record<FoiReviewOrder, string> = { redo: '撤销，责令重新作出答复', perform: '责令限期答复', 'declared-unlawful': '确认违法' };
const correctionResults: Record<CorrectionResult, string> = { corrected: '予以更正', transferred: '不属于本机关职能，转送有权机关处理并告知申请人', refused: '不予更正' };
const requestTypes: Record<FoiRequestType, string> = { information: '申请获取政府信息', 'correction-of-record': '申请更正自身信息记录（条例第四十一条）' };

export const n = {
  reviewOrders, correctionResults, requestTypes, states, waiting, channels, channelHints, kinds, deliveries, mediums, facts, paperStates, paperKinds, reviewKinds, reviewResults, outcomeGroups, services };
