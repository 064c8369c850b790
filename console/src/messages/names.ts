import type { AgencyView, DocumentEvent, DocumentState, RecordCategory, RecordView, RelationType, Role, Sheet } from '#contract';
import type { Region } from '../api/console.ts';
import type { Direction, DisclosureAttribute, DisclosureMethod, DocumentForm } from '@tongming/law';

const states: Record<DocumentState, string> = {
  drafting: '拟稿', reviewing: '审核', consulting: '征求意见', legality: '合法性审核', deliberation: '集体讨论', secrecy: '保密审查',
  cosigning: '会签', signing: '签发', checking: '复核', registering: '登记编号', printing: '印制', dispatching: '核发', issued: '已印发',
  discarded: '已作废',
};
const events: Record<DocumentEvent, string> = {
  submit: '提交审核', review: '审核', 'record-consultation': '登记征求意见', 'pass-legality': '合法性审核', 'record-deliberation': '登记集体讨论',
  'clear-secrecy': '保密审查', cosign: '会签', sign: '签发', check: '复核', register: '登记编号', print: '印制', issue: '核发',
  return: '退回', 'withdraw-submission': '撤回', discard: '作废', 'change-disclosure': '变更公开属性',
};
const roles: Record<Role, string> = {
  drafter: '拟稿人', reviewer: '审核人', 'secrecy-reviewer': '保密审查人', 'legality-reviewer': '合法性审核人', cosigner: '会签人',
  signer: '签发人', office: '办公室文书', 'openness-clerk': '政务公开员', 'openness-head': '政府信息公开工作机构负责人', 'privacy-officer': '个人信息审查人',
  'system-admin': '系统管理员', 'security-admin': '安全保密管理员', 'audit-admin': '安全审计员',
};
const attributes: Record<DisclosureAttribute, string> = { full: '全文公开', redacted: '删减后公开', withheld: '不予公开' };
const methods: Record<DisclosureMethod, string> = { proactive: '主动公开', 'on-request': '依申请公开' };
const directions: Record<Direction, string> = { down: '下行', up: '上行', parallel: '平行', public: '公布' };
const forms: Record<DocumentForm, string> = { ordinary: '文件', letter: '信函', order: '命令（令）', minutes: '纪要', upward: '上行文' };
const categories: Record<RecordCategory, string> = {
  law: '法律法规（引用）', rule: '规章', normative: '行政规范性文件', policy: '政策文件', standard: '监管规则和标准', discretion: '行政裁量权基准', system: '工作制度', 'annual-report': '年度报告', other: '其他文件',
};
const relations: Record<RelationType, string> = {
  amends: '修改', repeals: '废止', replaces: '代替', interprets: '解读', implements: '贯彻', forwards: '转发', corrects: '更正',
  'attached-to': '附属于', 'based-on': '依据', translates: '译自',
};
const relationsFrom: Record<RelationType, string> = {
  amends: '被修改', repeals: '被废止', replaces: '被代替', interprets: '有解读', implements: '被贯彻', forwards: '被转发', corrects: '被更正',
  'attached-to': '附有', 'based-on': '作为依据', translates: '蒙古文版',
};
const agencyKinds: Record<AgencyView['kind'], string> = {
  government: '人民政府', office: '办公机构', department: '政府部门', zone: '开发区', township: '苏木乡镇街道', body: '其他机构',
};
const regionLevels: Record<Region['level'], string> = { province: '省、自治区', city: '市、盟', county: '县、旗、县级市、区', zone: '开发区', township: '苏木乡镇、街道' };
const ends: Record<RecordView['ends'][number]['kind'], string> = { repealed: '废止', expired: '失效', annulled: '撤销', withdrawn: '撤下' };
const editionStates: Record<RecordView['editions'][number]['state'], string> = { draft: '修订中', live: '现行', superseded: '已被替代' };

const fields: Record<keyof Sheet, string> = {
  kind: '文种', direction: '行文方向', form: '版式', category: '文件类别', urgency: '紧急程度', secrecy: '密级', title: '标题',
  publicTitle: '公开标题', addressees: '主送机关', copyTo: '抄送机关', body: '正文', note: '附注', contact: '联系人', sealed: '用印',
  jointAgencies: '联合发文机关', signers: '签发人', attendees: '参会人员', theme: '主题分类', keywords: '主题词', keywordsConfirmed: '主题词核对',
  summary: '内容概述', articleItems: '主动公开事项', forwardsRecord: '转发的文件', relations: '文件关系', numberCode: '机关代字',
  effectiveOn: '施行日期', expiresOn: '有效期至', publishAt: '定时公开', disclosure: '公开属性与方式',
};

export const names = {
  states, events, roles, attributes, methods, directions, forms, categories, relations, relationsFrom, agencyKinds, regionLevels, ends, editionStates, fields,
  recordStatus: {
    'in-force': '现行有效', amended: '已修改', 'not-yet': '尚未施行', repealed: '已废止', expired: '已失效', annulled: '已撤销', withdrawn: '已撤下', unknown: '未注明',
  } as Record<string, string>,
};
