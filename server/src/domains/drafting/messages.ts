import { formatChineseDate, type CivilDate } from '@tongming/law';
import type { DocumentEvent, DocumentState } from '../../console-api/contract.ts';
import type { Consequence } from './machine.ts';

const states: Record<DocumentState, string> = {
  drafting: '拟稿', reviewing: '审核', consulting: '征求意见', legality: '合法性审核', deliberation: '集体讨论',
  secrecy: '保密审查', cosigning: '会签', signing: '签发', checking: '复核', registering: '登记编号', printing: '印制',
  dispatching: '核发', issued: '已印发', discarded: '已作废',
};

const events: Record<DocumentEvent, string> = {
  submit: '提交审核', review: '审核通过', 'record-consultation': '登记征求意见情况', 'pass-legality': '合法性审核通过',
  'record-deliberation': '登记集体讨论情况', 'clear-secrecy': '保密审查通过', cosign: '会签', sign: '签发', check: '复核通过',
  register: '登记编号', print: '印制', issue: '核发', return: '退回', 'withdraw-submission': '撤回', discard: '作废',
  'change-disclosure': '更改公开属性',
};

type Told = {
  to: string; number: string | null; publishes: 'now' | 'later' | 'on-request' | 'never'; publishAt: string;
  due: CivilDate | null;
};

const consequences: Record<Consequence, (t: Told) => string> = {
  submit: () => '提交后由审核人审核，审核前可以撤回',
  review: (t) => `通过后转${t.to}`,
  consulted: () => '登记后转合法性审核，审核期限从今天起算',
  legality: () => '通过后转集体讨论',
  deliberated: () => '登记后转保密审查',
  secrecy: (t) => `通过后转${t.to}`,
  cosign: (t) => `会签后转${t.to}`,
  sign: (t) => `签发后正文和公开属性不能再改；${numbered(t)}${due(t)}`,
  check: () => '复核后转登记编号',
  register: (t) => `${t.number === null ? '登记' : `编号 ${t.number}`}，转印制`,
  print: (t) => (t.publishes === 'never' ? '制作文件，转核发' : '制作文件，并逐件检查公开文本中有没有删减内容和个人信息'),
  issue: published,
  return: (t) => (t.number !== null ? '退回拟稿人修改，已编的文号随文保留' : '退回拟稿人修改'),
  withdraw: () => '撤回到拟稿，修改后可以再次提交',
  discard: (t) => (t.number === null ? '作废后不能恢复' : `作废后不能恢复，文号 ${t.number} 注销，不再使用`),
  'change-before': (t) => (t.to === '' ? '更改后按新的公开属性继续审批' : `更改后转${t.to}`),
  'change-after': (t) => `更改后须重新审批：转${t.to}，原签发作废`,
};

function numbered(t: Told): string {
  return t.number === null ? '' : `编号预计为 ${t.number}；`;
}

function due(t: Told): string {
  return t.due === null ? '' : `应当在 ${formatChineseDate(t.due)} 前公开`;
}

function published(t: Told): string {
  switch (t.publishes) {
    case 'now': return '核发后立即向社会公开，任何人都能看到';
    case 'later': return `核发后定于 ${t.publishAt} 向社会公开`;
    case 'on-request': return '核发后不主动公开，可以依申请提供';
    case 'never': return '核发后不公开';
  }
}

/** Every word of this domain that a person sees. */
export const zh = {
  states, events, consequences,
  sheet: {
    day: '日期应为“年-月-日”',
    relationEnd: '关联文件要么选库中的文件，要么写明名称，二者取一',
  },
  waitingFor: (names: readonly string[], role: string) => `${names.length === 0 ? '尚未指定' : names.join('、')}（${role}）`,
  nobody: '—',
  clock: '定时任务',
  listSeparator: '、',
  markSuffix: { ordinary: '文件', upward: '文件', order: '令', minutes: '会议纪要', letter: '' } as const,
  untitled: '（无标题）',
  ground: (article: string, name: string, reason: string) => `${article}（${name}）：${reason}`,
  where: { body: '正文', title: '标题', rest: '标题、主送、抄送、附注、概述等', opinion: '意见', attachment: (name: string) => `附件“${name}”` },
  marking: {
    found: (where: string, level: string) => `${where}中有“${level}”标志。涉密文件不得进入本系统，本次内容没有保存，请立即按照保密规定另行处理`,
    sheet: '稿纸填写了密级。涉密文件不得进入本系统，本次内容没有保存，请立即按照保密规定另行处理',
    article: '《中华人民共和国保守国家秘密法》',
  },
  refusal: {
    notFound: '没有这份文稿，或者您无权查看',
    noEvent: '没有这个步骤',
    noVersion: '没有这个版本',
    attachmentOrder: '附件刚刚有增减，请重新载入后再排序',
    noAttachment: '没有这个附件',
    noImage: '没有这张图片',
    imageType: '正文中只能插入 PNG、JPEG 图片，请转换后再插入',
    noPublicCopy: '不予公开或者没有确定公开属性的文件没有公开文本',
    conflict: (by: string | null) => `${by ?? '他人'}刚刚改动了这份文稿，请重新打开后再操作`,
    notNow: (event: string, state: string) => `文稿正处于“${state}”，不能“${event}”`,
    notYours: (event: string, roles: readonly string[]) => `“${event}”由${roles.join('、')}办理，您在该机关没有这一角色`,
    ownOnly: (event: string) => `“${event}”只能由本文拟稿人办理`,
    fourEyes: (event: string) => `拟稿人不能对自己拟的稿“${event}”，请由他人办理`,
    touched: '审核人已经开始办理，不能撤回，请与审核人联系退回',
    cosignedAlready: '贵机关已经会签，不用再签',
    opinionMissing: (event: string) => `“${event}”应当写明理由`,
    locked: (state: string) => `文稿正处于“${state}”，不能修改；确需修改的，请退回拟稿人`,
    lockedFor: '现在轮不到您修改这份文稿',
    mayNotDraft: '您在该机关没有拟稿人角色',
    agencyUnknown: (code: string) => `没有机关“${code}”，或者已经停用`,
  },
  check: {
    imageUnknown: '正文中有图片没有上传成功，请删去后重新插入',
    bodyEmpty: '正文为空，请填写正文',
    redactionMissing: '选定“删减后公开”，但正文、附件都没有标出要删减的内容，公开标题也没有填写。请标出，或者改选公开属性',
    redactionStray: '正文标有要删减的内容，而公开属性不是“删减后公开”。请改选公开属性，或者取消标记',
    redactionGround: (where: string) => `${where}有一处删减没有写明依据，请补上`,
    attachmentWithheld: (name: string) => `附件“${name}”不是全文公开，而文件选定“全文公开”。请改选公开属性`,
    attachmentGround: (name: string) => `附件“${name}”不公开或者删减后公开，应当选择依据并写明理由`,
    attachmentRedaction: (name: string) => `附件“${name}”选定“删减后公开”，但没有标出要删减的内容`,
    attachmentRedactionType: (name: string) => `附件“${name}”不是 PDF，不能删减。请转成 PDF，或者改为不公开`,
    expiresBeforeEffect: '失效日期早于施行日期，请核对',
    jointUnknown: (code: string) => `联合发文机关“${code}”不存在或者已经停用`,
    jointLead: '主办机关不用列入联合发文机关',
    numberCodeMissing: '没有选择机关代字，不能编号',
    numberCodeForeign: (code: string) => `机关代字“${code}”不属于本机关`,
    keywordsUnconfirmed: '主题词是自动提取的，请核对后确认',
    forwardDiffers: (of: string, own: string) =>
      `所转发文件的公开属性是“${of}”，本文是“${own}”。转发类文件应当与所转发文件一致；确有不同的，请以“更改公开属性”重新认定并写明理由`,
    forwardUnknown: '所转发的文件不在库中，请核对',
    relationSelf: '文件不能与自己关联，请删去',
    relationForeign: (title: string) => `《${title}》不是本机关或者下级机关的文件，不能由本文修改、废止或者替代`,
    relationUnknown: '关联的文件不在库中，请核对',
    consultationMissing: '没有登记征求意见情况，请填写',
    legalityMissing: '没有登记合法性审核情况，请填写',
    legalityReversed: '合法性审核的起止日期颠倒或者晚于今天，请核对',
    legalityEarly: (earliest: CivilDate) => `合法性审核时间不足，最早应在 ${earliest} 完成；为应对突发事件等需要立即实施的，请注明`,
    legalityLate: (most: number) => `合法性审核超过了 ${most} 个工作日`,
    deliberationMissing: '没有登记集体讨论情况，请填写',
    deliberationDay: '集体讨论的日期晚于今天，或者早于合法性审核完成之日，请核对',
    secrecyMissing: '没有写明保密审查结论，请填写',
    secrecyArticle: '《中华人民共和国政府信息公开条例》第十七条',
    dateMadeFuture: '成文日期晚于今天，请核对',
    disclosureUnchanged: '公开属性没有变化',
    legalSteps: '规范性文件没有走完征求意见、合法性审核、集体讨论，不能签发',
    stale: '印制以后内容有变化，请重新印制',
    notPrinted: '还没有印制，不能核发',
    revisionGone: '被修改的文件已经撤下，不能修订',
    revisionUnderWay: '这份文件已经有人在修订，请先办结或者作废那份文稿',
  },
  print: {
    leak: (place: string) => `“${place}”中还能找到应当删减的内容，没有公开。请核对删减标记`,
    leakInTitle: '公开标题中还有应当删减的内容，请修改公开标题',
    leakInName: (name: string) => `附件名称“${name}”中还有应当删减的内容，请填写公开名称`,
    leakInBody: (paragraphs: readonly number[]) => `公开正文第${paragraphs.join('、')}段还能找到应当删减的内容，同样的文字请一并标出`,
    leakPicture: (name: string) => `正文中的图片就是附件“${name}”，而该附件不是全文公开。请删去图片`,
    missed: (name: string, count: number) => `附件“${name}”中有${count}处要删减的文字没有找到，请核对`,
    leakInAttachment: (name: string) => `附件“${name}”中有正文已经删减的内容，请对附件也作删减，或者不公开该附件`,
    unsearchable: (name: string) => `附件“${name}”不能完整读出文字，无法检查有没有应当删减的内容，请换成可以检索的格式，或者不公开该附件`,
    personalData: (where: string, kind: string, masked: string) => `${where}中有疑似${kind}：${masked}`,
    overrideRole: '个人信息提示只能由个人信息审查人说明理由后放行',
    overrideNeeded: '由个人信息审查人印制时，应当写明放行理由',
  },
  openFields: {
    issuer: '发文机关', documentNumber: '发文字号', theme: '主题分类', keywords: '主题词', summary: '内容概述',
    articleItems: '主动公开事项', official: '主送、抄送、附注、附件说明', relationTexts: '关联文件',
  } as Record<string, string>,
  clocks: { disclosure: '主动公开期限', legality: '合法性审核期限' },
  cancelled: { discard: '文稿作废', code: '改用其他机关代字', year: '成文日期改到其他年份' },
};
