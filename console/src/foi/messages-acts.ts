import type { FoiAct } from '#contract-foi';
import type { ActGroup } from './acts.ts';

const groups: Record<ActGroup, string> = { way: '办理', consult: '征求意见', clock: '补正、延期与收费', shape: '转办、拆分与合并', record: '记录与分派', end: '结束', remedy: '复议与诉讼' };

/** Words of the forms of the acts. Labels of the acts themselves and their consequences come from the server. */
export const a = {
  groups,
  facts: '有关日期', confirmHow: '怎样确认的（时间、方式、经办人）', redirectTo: '转给哪个机关', reason: '理由', person: '交给', note: '说明', text: '内容',
  items: '需要补正的事项', itemsHint: '一次性告知（条例第三十条）：把所有要补正的事项写在这一份通知里', itemPhrases: ['请补充所需信息的名称、文号或者便于查询的其他特征性描述', '请补充身份证明', '请补充联系方式', '请明确获取信息的方式、途径'],
  addItem: '添加一项', item: '事项', answerBy: '补正期限至', answerByHint: '应当合理；逾期不补正又无正当理由的，视为放弃申请',
  channel: '怎样来的', content: '补正后的申请内容', excuse: '逾期的正当理由（如有）',
  partyName: '第三方姓名或者名称', agencyName: '机关名称', address: '地址', what: '征求意见的内容', party: '哪一方', evidence: '证据', consent: '意见', reasons: '意见和理由', reasonable: '理由是否合理',
  consents: { yes: '同意公开', no: '不同意公开', part: '部分同意' }, yes: '合理', no: '不合理', unknown: '未判断',
  silenceThird: '第三方自收到征求意见书之日起15个工作日内提出意见。不答复：既不视为同意，也不视为不同意，由本机关依照条例自行决定是否公开（第三十二条）。',
  silenceCo: '共同制作机关自收到征求意见书之日起15个工作日内提出意见。不答复：视为同意公开（第三十四条）。',
  silenceOther: '法律没有给其他机关规定答复期限，也没有规定不答复的后果；收到意见之前不能从答复期限中扣除（第三十三条第三款）。',
  role: '征求谁的意见', roles: { 'co-producer': '共同制作的机关（条例第三十四条）', other: '其他机关（条例第三十三条第三款）' }, publicInterest: '公共利益的理由（不公开可能对公共利益造成重大影响）',
  unit: '内设机构', unitWhat: '要查什么', unitResult: '结果', workingDays: '延长多少个工作日', workingDaysHint: '最长20个工作日，只能延长一次；须经公开工作机构负责人同意，并在原期限届满前告知申请人（条例第三十三条第二款）',
  extensionPhrases: ['申请内容涉及多个内设机构，需要逐一检索核对', '检索涉及的档案数量较大', '区分处理需要较多时间'], opinion: '意见', agree: ['同意'],
  service: '送达', via: '方式', tracking: '邮件号码', to: '收件人或者地址', serviceEvidence: '送达证据', viaHints: {
    post: '须经邮政企业（EMS、挂号），以交邮之日为准', counter: '以申请人签收之日为准', electronic: '同时告知网上申请行政复议的渠道', 'through-agency': '以申请人签收之日为准',
  },
  basis: '计费方式', bases: { items: '按件（同一申请人一个自然月内）', pages: '按量（一件申请提供的页数）' }, basisHint: '一件申请只能选一种方式', count: '数量', counts: { items: '本次件数', pages: '页数' }, before: (count: number) => `本月此前已有 ${count} 件`,
  computed: '应收信息处理费', free: '在免费额度内，不收费', perUnit: (yuan: number, count: number) => `${yuan} 元 × ${count}`, lineAmount: (yuan: number) => `${yuan} 元`, feeHint: '可以建议申请人到场查阅，不收费',
  amount: '实缴金额（元）', voucher: '财政票据号', why: '为什么要求说明理由', given: '申请人说明的理由', judgement: '本机关的判断', until: '延迟答复至',
  parts: '拆分成', partsHint: '一事一申请：每一项各成一件，各自编号、各自计算期限、各自统计', addPart: '再拆一项', cases: '与哪几件合并答复', casesHint: '每件仍各有收到之日、答复期限和统计；合并的答复书按最早的期限送达',
  searches: '检索记录', place: '检索地点或者系统', searchedBy: '检索人', words: '检索词、范围', searchedOn: '检索日期', found: '找到', result: '结果', addSearch: '再加一处',
  places: ['档案室', '办公自动化系统', '政务公开平台', '业务系统'],
  paper: '文书', paperHint: '可以按上面填写的内容起草，在下面“文书”中核对、定稿后一起发出', paperWaits: '草稿还没有定稿', paperGo: '去定稿', paperDraft: '起草', legality: '合法性审核意见', legalityPhrases: ['经审核，处理决定事实清楚、依据准确、程序合法。'],
  secrecy: '保密审查结论', secrecyPhrases: ['经保密审查，拟提供的信息不涉及国家秘密、工作秘密，可以提供。'], returnReason: '退回的理由', undeliverable: '未能送达的情况', withdrawReason: '撤回的理由（申请人愿意说明的话）',
  closeAs: '结束的方式', closings: { 'other.noCorrection': '无正当理由逾期不补正，不再处理', 'other.noPayment': '逾期未按收费通知缴费，不再处理', 'other.misc': '其他（撤回等）' },
  reviewKind: '种类', afterReview: '针对哪一次复议', authority: '复议机关或者法院', number: '案号', review: '哪一件', reviewResult: '结果', summary: '结果摘要', lesson: '教训（以后怎样避免）', publish: '是否转为主动公开', publishYes: '转为主动公开', publishNo: '不转', record: '对应的已公开文件', recordHint: '已经作为文件公开的，选那份文件；没有的留空，写出问和答。', question: '问', answer: '答',
  publishHint: '用本机关的话写，供以后的申请人先查到；不照抄申请原文，不得出现申请人姓名和其他个人信息，保存时逐字检查', publishPhrases: ['不同申请人申请同一信息，且可以公开（条例第四十四条）', '涉及公众利益调整、需要公众广泛知晓'],
  narrowed: '减少后的申请内容', order: '要求本机关做什么', orderHint: '撤销重作、责令履行的，登记后即可“重新办理”', orderReceived: '收到决定书、判决书之日', orderReceivedHint: '新的期限自次日起算', orderedPeriod: '决定、判决规定的期限',
  orderedPeriodHint: '照决定书、判决书原文填写；没有写的，按“设置”中的天数', periodNone: '没有规定', periodUnits: { 'working-days': '个工作日', days: '日（自然日）', until: '截止日期' }, periodLength: '天数', reopenWhy: '重新办理的缘由', reopenPhrases: ['按复议决定重新作出答复', '按生效判决重新作出答复', '按复议决定限期答复'],
  correctionResult: '处理结果', correctionAgency: '有权更正的机关', correctionFacts: '核实的情况',
  score: '评价', judge: {
    take: (act: string, finding: string) => `${act}：${finding}`,
    complete: { title: '申请内容完整、明确吗', options: { complete: '完整明确，可以办理', 'still-unclear': '补正后仍不明确' } },
    competent: { title: '该由本机关按政府信息公开申请办理吗', options: { ours: '是，由本机关办理', 'not-responsible': '不属于本机关负责公开', petition: '实为信访、举报、投诉等', publication: '要求提供公开出版物', reconfirm: '要求确认或者重新出具已获取的信息', repeat: '重复申请', massive: '无正当理由大量反复申请' } },
    held: { title: '本机关有没有这项信息', options: { held: '有，可以进入给不给的判断', 'already-public': '已经主动公开', 'not-held': '经检索没有', 'needs-creation': '没有现成信息，需要另行制作', 'special-procedure': '属于行政查询事项，另有规定程序' } },
    note: '依据和说明', needCorrection: '不完整、不明确的，请用“告知补正”', needSearch: '作出判断前请把检索记录登记完整',
  },
  decide: {
    outcome: '处理决定', variant: '情形', articles: '引用的条款项', facts: '查明的事实', reasons: '理由', reasonsHint: '不予公开、无法提供、不予处理的，应当说明理由', provided: '提供的信息', providedDescription: '提供什么、怎样提供', pages: '页数', files: '提供的文件', addFile: '添加文件', withheld: '不予公开的部分', ground: '依据', addWithheld: '添加一部分', publicInterest: '公共利益的理由', ownJudgement: '第三方未答复：本机关自行判断的理由',
    earlier: '已经答复过的那一件', responsible: '负责公开的机关及联系方式', responsibleHint: '能够确定的，应当告知（条例第三十六条第五项）', letter: '答复书应当写明', required: '必有', optional: '有则写', redactHint: '区分处理（条例第三十七条）：上传的文件应当已经遮盖，任何一层都不含不予公开的内容',
    reportRow: '年度报告计入', step: '给不给',
  },
  missing: (labels: readonly string[]) => `还缺：${labels.join('、')}`, pick: '请选择', none: '没有可选的', phrases: '常用语',
  purposes: { application: '申请材料', correction: '补正材料', opinion: '意见书', evidence: '证据', provided: '提供给申请人的文件', review: '复议诉讼材料' }, uploadEvidence: '上传证据',
};

/** What the day of an act is called; the acts that are not here happen when they are put on record. */
export const dayOf: Partial<Record<FoiAct, string>> = {
  'notify-correction': '告知之日', 'ask-third-party': '发出之日', 'third-party-received': '第三方收到之日', 'third-party-answered': '收到意见之日', 'tell-third-party': '告知之日',
  'ask-agency': '发出之日', 'agency-received': '该机关收到之日', 'agency-answered': '收到意见之日', 'ask-unit': '征询之日', 'unit-answered': '答复之日', 'notify-extension': '告知之日',
  'notify-fee': '通知之日', 'fee-notice-received': '申请人收到之日', 'record-payment': '缴费之日', 'ask-reasons': '告知之日', 'record-reasons': '收到说明之日', 'set-delay': '告知之日',
  serve: '送达之日（交邮之日或者签收之日）', undeliverable: '退回之日', withdraw: '撤回之日', 'narrow-request': '收到之日', 'open-review': '受理之日', 'review-result': '作出之日', redirect: '转出之日',
};
