// Words of the letters that belong to no single template.
import type { PaperKind } from './model.ts';

export const foiLaw = '《中华人民共和国政府信息公开条例》';

export const zh = {
  /** Stands where the clerk still has to write; a letter that holds one is not approved. */
  gap: (what: string) => `【请填写：${what}】`,
  gapMark: '【请填写：',
  /** Before the number is given. */
  unnumbered: '（文号待编）',
  law: foiLaw,
  you: { person: '您', organisation: '贵单位' },
  listSeparator: '、',
  clauseSeparator: '；',
  words: {
    stop: '。',
    stops: /[。；;.]+$/u,
    /** A law (with its number) and the article behind it. */
    citation: /^(《[^》]+》(?:（[^）]*）)?)(第.+)$/u,
    /** As clerks write it; letters give the law its name. */
    lawShort: /^(?:《条例》|条例(?=第)|《政府信息公开条例》)/u,
    asks: { information: '申请公开的信息为', 'correction-of-record': '申请更正的内容为' },
    receivedOn: '收到申请之日', facts: '查明的事实', reasons: '理由', articles: '依据的条、款、项', addressee: '收件人', what: '涉及的政府信息', amount: '金额',
    feeBasis: '计费方式', feeLines: '计费标准', period: '期限', yuan: (n: number) => `${n}元`, basis: { items: '按件', pages: '按量' }, unit: { items: '件', pages: '页' },
    feeLine: (reason: string, unit: string, yuan: number, amount: number) => `${reason}，每${unit}${yuan}元，计${amount}元`,
    workingDays: (n: number) => `${n}个工作日`, withNumber: (said: string, number: string) => `“${said}”（文号：${number}）`, quoted: (said: string) => `“${said}”`,
  },
  titles: {
    registration: '政府信息公开申请登记表', receipt: '政府信息公开申请接收回执', 'correction-notice': '政府信息公开申请补正告知书',
    'reasons-notice': '政府信息公开申请说明理由告知书', 'extension-notice': '政府信息公开申请延期答复告知书', 'delay-notice': '政府信息公开申请延迟答复告知书',
    'third-party-consultation': '政府信息公开征求意见书', 'consultation-notice': '政府信息公开征求意见告知书', 'third-party-notice': '依申请公开政府信息告知书',
    'co-producer-consultation': '政府信息公开征求意见书', 'assistance-request': '政府信息公开申请协办函', 'fee-notice': '政府信息公开信息处理费收费通知书',
    reply: '政府信息公开申请答复书', closure: '政府信息公开申请处理告知书', rectification: '政府信息更正申请答复书',
  } satisfies Record<PaperKind, string>,
  parts: {
    request: '收到申请的日期和申请内容', history: '办理经过', facts: '查明的事实', decision: '依据和处理决定', remedy: '救济途径、机关和期限', contact: '联系方式',
  },
  frame: { attachments: '附件说明' },
  notes: {
    review: '救济途径的表述请法制工作人员核定',
    noDecision: '尚未拟定处理决定，文书中有待填写之处',
    level: '机关层级系按名称推定，请核对复议机关',
  },
  check: {
    unknownKind: '没有这种文书',
    partMissing: (name: string) => `缺少“${name}”，不能删去`,
    mustMissing: (name: string, words: string) => `“${name}”中不能删去“${words}”`,
    gap: (name: string) => `“${name}”还有待填写之处`,
    partUnknown: (key: string) => `文书中没有“${key}”这一部分`,
    partTwice: (name: string) => `“${name}”重复出现`,
    title: (title: string) => `标题应为“${title}”`,
    addressee: '没有写明收件人',
    marking: (level: string) => `文书中有“${level}”标志，涉密内容不得进入本系统`,
    withheld: (name: string) => `“${name}”中有不予公开的内容，请删去`,
    tooLong: (name: string, most: number) => `“${name}”超过 ${most} 字`,
    broken: '文书的保存格式有误',
  },
  provided: {
    leak: (file: string, where: string) => `“${file}”的${where}还能找到不予公开的内容，不能提供`,
    name: (file: string) => `文件名“${file}”中有不予公开的内容，请改名`,
    unsearchable: (file: string) => `“${file}”不是能够检查的格式，不能确认其中没有不予公开的内容。请转成 PDF 再作遮盖`,
    picture: (file: string) => `“${file}”是图片，图中文字无法检查。请转成 PDF 并遮盖，由人工核对`,
    unread: (file: string) => `“${file}”有读不出文字的页，无法检查其中有没有不予公开的内容。请用遮盖工具重新制作`,
    broken: (file: string) => `“${file}”打不开，不能提供`,
    words: '没有写明不予公开的内容，无从检查',
    hidden: '（文件名从略）',
    missed: (file: string, count: number) => `“${file}”中有${count}处要遮盖的文字没有找到，请核对`,
  },
  refusal: {
    noNumberCode: '本机关没有机关代字，不能编文号。请先登记机关代字',
    notFound: '没有这份文书，或者您无权查看',
    noFile: '这份文书还没有制成文件',
    notDraft: '文书已经批准，不能再改',
    conflict: '他人刚刚改动了这份文书或者这件申请，请重新打开后再操作',
    outcome: '请先拟定处理决定，或者选择处理结果',
    variant: '请选择答复的具体情形',
    replyExists: '本件已有一份答复书，请修改那一份',
    mayNot: '只有本件承办人、政务公开员和政府信息公开工作机构负责人可以拟文书',
    notDecided: '处理决定尚未批准，答复书不能编号',
    otherDecision: '答复书的处理结果与已经批准的处理决定不一致，请重新拟写',
    extension: '延期未经政府信息公开工作机构负责人同意，不能告知',
    files: '要提供的文件没有保存成功，请重新上传',
  },
  fileName: (title: string, number: string) => `${title}（${number}）.pdf`,
  codes: { reply: (base: string) => `${base}依复`, notice: (base: string) => `${base}依告` },
  /** 机关代字 as they begin; orders and minutes have their own. */
  codeEnd: /(?:发|函|字|告)$/u,
  ownCode: /依复$/u,
  government: (region: string) => `${region}人民政府`,
  subdistrict: /街道办事处$/u,
  justice: /司法局$/u,
  vertical: /(?:税务|海关|国家安全|外汇|人民银行|金融监督管理)/u,
} as const;
