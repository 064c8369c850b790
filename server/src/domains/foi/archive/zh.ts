import type { ItemKey } from './model.ts';

export const archiveZh = {
  items: {
    application: '申请表', identity: '身份证明', receipt: '信封、系统回执等收到凭证', registration: '登记表', correction: '补正材料', reasons: '说明理由、延迟答复材料', extension: '延期材料',
    consultation: '征求意见材料', search: '检索记录', approval: '审查呈批单', reply: '答复书（告知书）', provided: '所提供的信息', service: '送达凭证', fee: '收费材料', review: '复议、诉讼材料',
  } satisfies Record<ItemKey, string>,
  missing: {
    identity: '申请人身份证明', receipt: '收到申请的凭证', correctionNotice: '补正告知书', reasonsNotice: '说明理由告知书', delayNotice: '延迟答复告知书', extensionNotice: '延期答复告知书',
    extensionApproval: '延期的批准记录', consultation: (name: string) => `发给“${name}”的征求意见书`, opinion: (name: string) => `“${name}”的意见`, override: (name: string) => `发给“${name}”的依申请公开告知书`,
    search: '检索记录', legality: '合法性审查记录', secrecy: '保密审查记录', approval: '审批记录', reply: '答复书（告知书）', provided: '随答复书提供的文件', service: '送达凭证',
    feeNotice: '收费通知书', voucher: '缴费凭证', review: (name: string) => `${name}的法律文书`,
  },
  reviews: { reconsideration: '行政复议', litigationDirect: '行政诉讼', litigationAfterReconsideration: '复议后行政诉讼' },
  titles: {
    cover: '政府信息公开申请案卷', list: '卷内目录', application: '政府信息公开申请表', search: '检索记录', approval: '政府信息公开申请审查呈批单', service: '送达凭证', clock: '答复期限计算', registration: '政府信息公开申请登记表', slip: '卷内备考', history: '办理经过',
  },
  cover: {
    archiveNumber: '档号', registerNumber: '登记编号', receiptNumber: '回执号', applicant: '申请人', request: '申请内容', received: '收到申请之日', closed: '办结日期', outcome: '处理结果',
    retention: '保管期限', pages: '卷内页数', missing: '缺件', incomplete: '缺件说明',
  },
  separator: '；',
  years: (n: number) => `${n}年`, forever: '永久', none: '无', unknown: '—',
  until: (years: string, day: string) => `${years}（至${day}）`,
  pages: (n: number) => `${n}页`,
  listHead: ['序号', '文件题名', '文号', '日期', '页号'] as const,
  application: { content: '所需政府信息', document: '文号', delivery: '获取方式', medium: '载体形式', help: '需要的帮助', applicant: '申请人', reach: '联系方式', channel: '提交方式', submitted: '提交日期' },
  registration: { article: '确定收到之日的依据', due: '答复期限', handler: '承办人' },
  searchHead: ['检索日期', '范围', '检索人', '检索词', '结果'] as const,
  timelineHead: ['日期', '事项', '办理人', '内容'] as const,
  clockHead: ['日期', '计入', '说明', '依据'] as const,
  counted: { yes: '计入', no: '不计' },
  service: { via: { post: '邮寄', counter: '当面送达', electronic: '电子送达', 'through-agency': '转交' } as Record<string, string>, line: (via: string, tracking: string, to: string, evidence: string) => [via, tracking, to, evidence].filter((s) => s !== '').join('；') },
  slip: {
    apart: (title: string) => `${title}含有个人信息，加密后另行保存，不编入本卷。`,
    unmerged: (name: string, sha256: string) => `“${name}”为电子文件，不能转为页面编入本卷，原件按校验值另存。SHA-256：${sha256}。`,
  },
  identityTitle: '申请人身份证明（另行加密保存）',
  archiveNumber: (number: string) => `${number}卷`,
  volumeName: (number: string) => `${number}.pdf`,
  manifestName: (number: string) => `${number}.json`,
  refusal: {
    open: '申请尚未办结，不能归档', incomplete: (what: string) => `缺少${what}`, none: '本件尚未归档', mayNot: '归档由政务公开员办理',
  },
  verify: {
    volume: '案卷文件与清单的校验值不符', size: '案卷文件的大小与清单不符', pages: (found: number, said: number) => `案卷共${found}页，清单记载${said}页`, digest: '清单被改动过，摘要不符', broken: '案卷文件打不开',
    part: (no: number, title: string) => `第${no}件“${title}”的原件与清单的校验值不符`, partMissing: (no: number, title: string) => `没有第${no}件“${title}”的原件`,
    order: (no: number) => `清单第${no}件的页号不连续`,
  },
  anonymous: {
    actor: '匿名化程序', party: (n: number) => `第${n}方`,
    name: '（已匿名）', text: '（保管期满，内容已删去）',
    applicant: '申请人的姓名、名称、代表人、联系方式', identity: '身份证明', keys: '查询码对应的公钥', key: '申请人比对值', request: '申请内容中的文字', files: (purpose: string) => `上传的文件（${purpose}）`,
    events: '办理记录中的文字', papers: '文书中的收件人和正文、文书文件', status: '申请人查询页',
    keep: ['回执号、登记编号', '申请人类别', '收到、答复、办结日期', '期限计算的结果', '处理结果', '复议、诉讼的种类和结果', '评价分数'],
    waits: { open: '申请尚未办结', forever: '保管期限为永久', term: '保管期限未满', review: '复议、诉讼尚未审结' },
    purposes: { application: '申请材料', correction: '补正材料', opinion: '意见', evidence: '凭证', provided: '所提供的信息', review: '复议、诉讼材料' } as Record<string, string>,
  },
} as const;
