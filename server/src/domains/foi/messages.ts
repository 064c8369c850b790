import type { CorrectionResult, FoiAct, FoiEventType, FoiRequestType, FoiReviewOrder, FoiState, FoiStep, FoiWaiting } from '../../console-api/contract-foi.ts';
import type { OutcomeGroup } from './outcomes.ts';
import { refusal, warning } from './messages-refusals.ts';

const states: Record<FoiState, string> = {
  arrived: '待登记', handling: '办理中', correcting: '等待补正', 'awaiting-payment': '等待缴费', reviewing: '审查中', approving: '待审批',
  serving: '待送达', answered: '已答复', closed: '已办结',
};

const acts: Record<FoiAct, string> = {
  'confirm-receipt': '登记确认', register: '登记受理', redirect: '移交', assign: '交办', 'hand-over': '转办', note: '备注',
  judge: '作出判断', 'notify-correction': '告知补正', 'receive-correction': '登记补正',
  'ask-third-party': '征求第三方意见', 'third-party-received': '登记第三方收到', 'third-party-answered': '登记第三方意见', 'tell-third-party': '告知第三方决定公开',
  'ask-agency': '征求其他机关意见', 'agency-received': '登记其他机关收到', 'agency-answered': '登记其他机关意见', 'ask-unit': '交协办单位', 'unit-answered': '登记协办结果',
  'request-extension': '提请延期', 'approve-extension': '同意延期', 'refuse-extension': '不同意延期', 'notify-extension': '告知延期',
  'notify-fee': '通知收费', 'fee-notice-received': '登记收费通知送达', 'record-payment': '登记缴费',
  'ask-reasons': '要求说明理由', 'record-reasons': '登记理由说明', 'set-delay': '确定延迟答复期限',
  split: '分件', join: '合并答复', 'record-search': '登记检索', decide: '拟定处理决定', 'pass-legality': '合法性审查通过', 'clear-secrecy': '保密审查通过',
  approve: '批准', return: '退回', serve: '送达', undeliverable: '登记未能送达', withdraw: '撤回申请', close: '结案',
  'open-review': '登记复议、诉讼', 'review-result': '登记复议、诉讼结果', evaluate: '评价', 'decide-publication': '决定是否主动公开',
  reopen: '重新办理', 'narrow-request': '登记减少申请内容', 'decide-correction': '拟定更正处理结果',
};

/** What will happen, said before it is done. */
const consequences: Record<FoiAct, string> = {
  'confirm-receipt': '收到申请之日由此确定，期限从次日起算', register: '编登记号，转办理', redirect: '转其他机关登记，收到之日不变',
  assign: '交由此人承办', 'hand-over': '改由此人承办，留下记录', note: '只作记录', judge: '记入五步办理',
  'notify-correction': '答复期限在收到补正之日重新起算；应当一次性告知', 'receive-correction': '答复期限从收到补正之日重新起算',
  'ask-third-party': '征求意见期间不计入答复期限', 'third-party-received': '第三方的期限从收到之日起算', 'third-party-answered': '征求意见期间到此为止',
  'tell-third-party': '书面告知第三方决定公开的内容和理由', 'ask-agency': '征求意见期间不计入答复期限', 'agency-received': '其期限从收到之日起算',
  'agency-answered': '征求意见期间到此为止', 'ask-unit': '协办不影响答复期限', 'unit-answered': '只作记录',
  'request-extension': '转负责人决定', 'approve-extension': '还须在期限届满前告知申请人才有效', 'refuse-extension': '期限不变', 'notify-extension': '答复期限由此延长',
  'notify-fee': '等待申请人缴费，缴费后的答复期限按期限设置计算', 'fee-notice-received': '缴费期限从收到通知次日起算', 'record-payment': '继续办理，答复期限按期限设置计算',
  'ask-reasons': '期限照常计算', 'record-reasons': '记录申请人的说明和判断', 'set-delay': '告知申请人延迟答复的合理期限',
  split: '每件单独登记、单独答复，收到之日和期限不变', join: '几件申请用一份答复书，各自计件', 'record-search': '记入检索记录',
  decide: '转合法性审查和保密审查', 'pass-legality': '审查都通过后转审批', 'clear-secrecy': '审查都通过后转审批', approve: '批准后送达申请人',
  return: '退回承办人重新拟定', serve: '送达后本件办结，救济期限从送达起算', undeliverable: '须另行送达', withdraw: '撤回后不再办理，计入其他处理', close: '不再办理',
  'open-review': '与本件关联，计入年度报告', 'review-result': '计入年度报告', evaluate: '记录评价', 'decide-publication': '公开的问题和答复供公众查找，不含申请人写的文字；以后可以改变决定',
  reopen: '开始新一轮办理，期限从收到复议决定、判决次日起算，原答复书留在卷内', 'narrow-request': '收费通知失效，按减少后的内容继续办理',
  'decide-correction': '转审批，批准后送达申请人',
};

/** The article an act serves or is bound by. */
const articles: Partial<Record<FoiAct, string>> = {
  'confirm-receipt': '条例第三十一条', register: '条例第四十五条', redirect: '条例第三十一条', 'notify-correction': '条例第三十条', 'receive-correction': '条例第三十条',
  'ask-third-party': '条例第三十二条', 'third-party-received': '条例第三十二条', 'third-party-answered': '条例第三十二条', 'tell-third-party': '条例第三十二条',
  'ask-agency': '条例第三十四条', 'agency-received': '条例第三十四条', 'agency-answered': '条例第三十四条',
  'request-extension': '条例第三十三条', 'approve-extension': '条例第三十三条', 'refuse-extension': '条例第三十三条', 'notify-extension': '条例第三十三条',
  'notify-fee': '条例第四十二条', 'fee-notice-received': '条例第四十二条', 'record-payment': '条例第四十二条',
  'ask-reasons': '条例第三十五条', 'record-reasons': '条例第三十五条', 'set-delay': '条例第三十五条', decide: '条例第三十六条', 'clear-secrecy': '条例第十七条',
  serve: '条例第三十三条', close: '条例第三十条', 'decide-publication': '条例第四十四条', 'open-review': '条例第五十一条', 'review-result': '条例第五十一条',
  'decide-correction': '条例第四十一条',
};

const events: Record<Exclude<FoiEventType, FoiAct>, string> = { submit: '网上提交', enter: '代为登记', 'split-off': '分件登记' };

const steps: Record<FoiStep, { name: string; article: string; checklist: string[] }> = {
  complete: {
    name: '补不补', article: '条例第二十九条、第三十条',
    checklist: ['姓名或者名称、身份证明、联系方式是否齐全', '名称、文号或者特征性描述能否指向特定信息', '获取方式、途径是否明确', '需要补正的，是否一次性列全，补正期限是否合理'],
  },
  competent: {
    name: '该不该', article: '条例第二条、第十条、第三十五条、第三十六条、第三十九条',
    checklist: ['是不是政府信息公开申请，有无信访、举报、投诉', '是不是索取公开出版物', '是不是已经答复过的重复申请', '是否由本机关负责公开，不是的能否确定负责机关'],
  },
  held: {
    name: '有没有', article: '条例第三十六条、第三十八条',
    checklist: ['是否已经主动公开', '在哪些地方、由谁、用什么词检索', '是否需要加工、分析', '是否属于法律、行政法规另有查询办法的信息'],
  },
  decide: {
    name: '给不给', article: '条例第十四条至第十六条、第三十二条、第三十七条',
    checklist: ['有无不得公开、可以不公开的情形，依据到条、款、项', '涉及第三方的，是否书面征求意见', '能够区分的，是否作区分处理', '理由是否针对本件'],
  },
  proper: {
    name: '当不当', article: '条例第十七条、第三十三条、第四十条；行政复议法第二十条、第二十三条',
    checklist: ['合法性审查、保密审查是否完成', '答复书要素是否齐全，救济途径是否准确', '形式、途径是否符合申请人要求', '送达方式和凭证是否符合规定'],
  },
};

const findings = {
  complete: '申请内容明确', 'still-unclear': '补正后仍不明确', ours: '属于本机关受理的政府信息公开申请', 'not-responsible': '不属于本机关负责公开',
  petition: '属于信访、投诉、举报等事项', publication: '属于公开出版物', reconfirm: '要求确认或者重新出具已获取的信息', repeat: '属于重复申请', massive: '数量、频次明显超过合理范围且理由不合理',
  held: '已检索到', 'already-public': '已经主动公开', 'not-held': '经检索没有', 'needs-creation': '没有现成信息，需要另行制作', 'special-procedure': '另有法定查询办法',
} as const;

const waiting: Record<FoiWaiting, string> = {
  receipt: '等待与申请人确认收到之日', registration: '待登记', us: '承办人办理', applicant: '等待申请人补正', 'third-party': '等待第三方意见', agency: '等待其他机关意见',
  payment: '等待申请人缴费', reasons: '等待申请人说明理由', legality: '合法性审查', secrecy: '保密审查', approval: '待审批', service: '待送达', head: '负责人决定是否延期',
};

/** Every word of this domain that a person sees. */
export const zh = {
  requestTypes: { information: '政府信息公开申请', 'correction-of-record': '政府信息更正申请' } satisfies Record<FoiRequestType, string>,
  /** 条例第四十一条. */
  corrections: { corrected: '予以更正', transferred: '转送有权更正的机关', refused: '不予更正' } satisfies Record<CorrectionResult, string>,
  outcomeGroups: { granted: '予以公开', partial: '部分公开', denied: '不予公开', unable: '无法提供', notProcessed: '不予处理', other: '其他处理' } satisfies Record<OutcomeGroup, string>,
  outcomeName: (group: string, outcome: string) => `${group}：${outcome}`,
  orders: { redo: '撤销并责令重新作出', perform: '责令限期履行', 'declared-unlawful': '确认违法' } satisfies Record<FoiReviewOrder, string>,
  states, acts, articles, consequences, events, steps, findings, waiting, refusal, warning,
  stages: {
    sent: '已提交，等待接收', arrived: '已收到，等待登记', handling: '办理中', correcting: '请您补正', 'awaiting-payment': '请您缴费', answered: '已答复', closed: '已办结',
  },
  kinds: {
    naturalPerson: '自然人', enterprise: '商业企业', research: '科研机构', publicWelfare: '社会公益组织', legalService: '法律服务机构', otherOrg: '其他组织',
  },
  channels: {
    'in-person': '当面提交', oral: '口头（代为填写）', 'signed-mail': '挂号、EMS', 'ordinary-mail': '平常信函', portal: '本网站', internet: '其他互联网渠道', fax: '传真',
    email: '电子邮件', 'other-unit': '寄给本机关其他单位', other: '其他渠道',
  },
  deliveries: { post: '邮寄', 'pick-up': '自行领取', online: '网上获取', email: '电子邮件', inspect: '当场查阅、抄录' },
  mediums: { paper: '纸质', electronic: '电子文件', disc: '光盘', 'copy-by-hand': '抄录' },
  /** Work to be done, beside law's own duties. */
  duties: {
    confirm: '当日与申请人确认收到之日', register: '登记受理', correction: '申请内容不明确的，告知补正', reply: '答复申请人', 'reply-correction': '答复更正申请', delayed: '在延迟答复期限内答复',
    'notify-extension': '告知申请人延期', 'close-correction': '补正期限已过，决定是否结案', 'close-payment': '缴费期限已过，决定是否结案',
  },
  silence: { thirdParty: '逾期未答复不视为同意，也不视为反对，由本机关依照条例决定（条例第三十二条）', coProducer: '逾期未答复视为同意公开（条例第三十四条）', other: '没有法定答复期限' },
  registerNumber: (shortName: string, year: number, seq: number) => `${shortName}依申〔${year}〕${seq}号`,
  listSeparator: '、',
  intake: '收件程序',
  recompute: '期限重算',
  overtaken: (act: string, state: string, words: string) => `申请人网上提交“${act}”时，本件已经是“${state}”，没有生效。${words === '' ? '' : `内容：${words}`}`,
  applicantActor: '申请人',
  applicant: {
    sent: '申请已经提交',
    timeline: {
      submit: '申请已经提交', enter: '申请已经收到', 'split-off': '申请由一件分出，单独办理', register: '已登记', redirect: '已移交负责的机关', 'notify-correction': '告知补正',
      'receive-correction': '收到补正，答复期限重新起算', 'ask-third-party': '书面征求第三方意见，所需时间不计入答复期限', 'third-party-answered': '收到第三方意见',
      'ask-agency': '征求其他机关意见，所需时间不计入答复期限', 'agency-answered': '收到其他机关意见', 'notify-extension': '告知延长答复期限', 'notify-fee': '通知缴纳信息处理费',
      'record-payment': '收到缴费，继续办理', 'ask-reasons': '请您说明理由', 'record-reasons': '收到您的说明', 'set-delay': '告知延迟答复的期限', serve: '答复已经发出',
      'narrow-request': '收到您减少后的申请内容，收费通知失效', reopen: '根据复议决定或者判决重新办理',
      undeliverable: '答复未能送达，将另行送达', withdraw: '您已撤回申请', close: '不再办理',
    } as Partial<Record<FoiEventType, string>>,
    waiting: { applicant: '请在期限内补正', payment: '请在期限内缴费，或者减少申请内容', reasons: '请说明理由', 'third-party': '正在征求第三方意见', agency: '正在征求其他机关意见' } as Partial<Record<FoiWaiting, string>>,
    closureTitle: '处理结果',
  },
  input: {
    day: '日期应为“年-月-日”', words: '请写明具体内容', name: '请填写姓名或者名称', email: '电子邮箱格式不对', reachable: '请至少填写电话、电子邮箱、地址中的一项',
    content: '请写明所需政府信息的名称、文号或者便于查询的特征，4 至 4000 字', fileLarge: (name: string) => `“${name}”太大`, tooManyFiles: (n: number) => `附件最多 ${n} 个`,
    correction: '申请更正的，请写明是哪一项记录、现在怎样记录、应当怎样记录，并说明证据',
    agency: '没有这个机关', score: '请在 1 至 5 分中选择', malformed: '填写的内容不完整',
  },
} as const;
