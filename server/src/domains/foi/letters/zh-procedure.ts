// The sentences of the papers on the way (程序性文书).
type You = { you: string };

export const procedureZh = {
  names: {
    applicant: '申请人', identityKind: '申请人类别', contact: '联系方式', received: '收到申请', content: '所需政府信息', form: '获取方式和载体形式', handling: '登记', due: '答复期限',
    receipt: '收到的申请', next: '办理期限', query: '查询', items: '补正事项', answerBy: '补正期限', consequence: '逾期的后果', why: '事由', asked: '要求说明的内容',
    extension: '延长的期限', consultation: '征求意见的事项', silence: '答复期限和逾期的后果', reply: '答复方式', decision: '决定公开的内容', reasons: '公开的理由', remedy: '救济途径、机关和期限',
    task: '协办事项', fee: '依据、标准和金额', pay: '缴费期限和方式', free: '不收费的获取方式', effect: '对期限的影响', until: '延迟答复的期限',
  },
  /** What the law attaches to letting a period pass: stays in the notice. */
  givenUp: '视为放弃申请',
  received: (f: { receivedOn: string; you: string; number: string; request: string; asked: string; asks: string }) =>
    `本机关于${f.receivedOn}收到${f.you}提出的${f.asked}（登记编号：${f.number}），${f.asks}：${f.request}。`,
  contact: (office: string, address: string | null, phone: string | null) =>
    `联系单位：${office}${address === null ? '' : `；地址：${address}`}${phone === null ? '' : `；电话：${phone}`}。`,

  registration: {
    applicant: (name: string, representative: string | null, contact: string | null) =>
      `${name}${representative === null ? '' : `（法定代表人：${representative}）`}${contact === null ? '' : `（联系人：${contact}）`}`,
    contact: (parts: readonly string[]) => parts.join('；'),
    phone: (v: string) => `电话：${v}`, email: (v: string) => `电子邮箱：${v}`, address: (v: string, postcode: string | null) => `地址：${v}${postcode === null ? '' : `（邮编：${postcode}）`}`,
    received: (f: { submittedOn: string; receivedOn: string; channel: string }) => `提交方式：${f.channel}；提交日期：${f.submittedOn}；收到申请之日：${f.receivedOn}`,
    form: (delivery: string, medium: string, help: string | null) => `${delivery}；${medium}${help === null ? '' : `；需要的帮助：${help}`}`,
    handling: (receipt: string, register: string | null) => `回执号：${receipt}；登记编号：${register ?? '尚未登记'}`,
    due: (day: string, provisional: boolean) => `${day}${provisional ? '（暂定，待节假日安排公布后重新计算）' : ''}`,
    noDue: '收到申请之日确定后起算',
  },
  receipt: {
    receipt: (f: { submittedOn: string; you: string; channel: string; request: string; asked: string; asks: string }) =>
      `本机关于${f.submittedOn}接到${f.you}提交的${f.asked}（提交方式：${f.channel}），${f.asks}：${f.request}。`,
    number: (receipt: string) => `回执号：${receipt}。`,
    next: (received: string, due: string) => `收到申请之日为${received}，答复期限至${due}届满；其间补正、征求意见、延期、缴费的，期限依法另行计算并告知。`,
    waiting: '收到申请之日尚待双方确认，答复期限自确认之日的次日起计算。',
    article: '第三十一条',
  },
  correction: {
    items: ({ you, items }: You & { items: string }) => `经审查，申请内容不明确，请${you}补正下列事项：${items}。`,
    answerBy: (law: string, day: string) => `根据${law}第三十条的规定，请在${day}前将补正材料送达本机关。`,
    consequence: ({ you }: You) => `无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。答复期限自本机关收到补正材料之日起计算。不能按期补正的，请${you}在期限届满前说明理由。`,
    gaps: { items: '补正事项', answerBy: '补正期限' },
    article: '第三十条',
  },
  reasons: {
    why: ({ you }: You) => `${you}申请公开政府信息的数量、频次明显超过合理范围。`,
    asked: (law: string, you: string, what: string) => `根据${law}第三十五条的规定，请${you}说明理由：${what}`,
    consequence: '本机关认为理由不合理的，将告知不予处理；认为理由合理，但是无法在规定期限内答复的，可以确定延迟答复的合理期限并告知。',
    gaps: { what: '申请的数量、频次，以及需要说明的内容' },
    article: '第三十五条',
  },
  extension: {
    extension: (law: string, days: string, due: string) =>
      `因不能在法定期限内答复，根据${law}第三十三条的规定，经本机关政府信息公开工作机构负责人同意，答复期限延长${days}个工作日，延长后的答复期限至${due}届满。`,
    why: (reason: string) => `延长答复期限的原因：${reason}`,
    gaps: { days: '延长的工作日数', due: '延长后的期限', reason: '延长的原因' },
    article: '第三十三条',
  },
  delay: {
    until: (law: string, day: string) => `根据${law}第三十五条的规定，本机关确定延迟答复的期限为${day}。`,
    why: (reason: string) => `本机关认为申请理由合理，但是无法在规定期限内答复，原因是：${reason}`,
    gaps: { until: '延迟答复的期限', reason: '不能按期答复的原因' },
    article: '第三十五条',
  },
  thirdParty: {
    consultation: (what: string) => `本机关收到政府信息公开申请，申请公开的信息涉及贵方：${what}。本机关认为公开该信息可能损害贵方合法权益，现书面征求贵方意见。`,
    silence: (law: string, days: string) =>
      `根据${law}第三十二条的规定，请贵方自收到本征求意见书之日起${days}内提出意见。逾期未提出意见的，由本机关依照该条例的规定决定是否公开。`,
    reply: '请书面答复是否同意公开。不同意公开或者只同意部分公开的，请写明不同意公开的具体内容和理由。贵方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知贵方。',
    article: '第三十二条',
  },
  told: {
    consultation: (f: { what: string; you: string }) => `经审查，${f.you}申请公开的信息涉及${f.what}，本机关已经书面征求意见。`,
    ofThirdParty: '第三方合法权益',
    ofAgency: '其他行政机关',
    effect: (law: string) => `根据${law}第三十三条第三款的规定，征求第三方和其他机关意见所需时间不计算在答复期限内。`,
    article: '第三十三条',
  },
  thirdPartyNotice: {
    decision: (what: string) => `贵方对公开下列政府信息提出了不同意公开的意见，本机关经审查决定予以公开：${what}。`,
    reasons: (law: string, why: string) => `根据${law}第三十二条的规定，本机关认为不公开可能对公共利益造成重大影响，理由是：${why}`,
    gaps: { why: '不公开对公共利益的重大影响' },
    article: '第三十二条',
  },
  coProducer: {
    consultation: (what: string) => `本机关收到政府信息公开申请，申请公开的信息由本机关牵头、与贵机关共同制作：${what}。现征求贵机关意见。`,
    silence: (law: string, days: string) => `根据${law}第三十四条的规定，请贵机关自收到本征求意见书之日起${days}内提出意见。逾期未提出意见的，视为同意公开。`,
    consent: '视为同意公开',
    reply: '请书面答复是否同意公开。不同意公开的，请写明依据的条、款、项和理由。',
    article: '第三十四条',
  },
  assistance: {
    task: (what: string) => `本机关正在办理政府信息公开申请（登记编号见下），请协助办理下列事项：${what}。`,
    number: (number: string) => `登记编号：${number}。`,
    due: (day: string) => `本件答复期限至${day}届满，请在此前留出审查、审批时间，尽快书面回复检索情况和处理意见。`,
    noDue: '请尽快书面回复检索情况和处理意见。',
  },
  fee: {
    fee: (law: string, basis: string, lines: string, amount: string) => `根据${law}第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，本件${basis}计收信息处理费：${lines}，共计${amount}。`,
    pay: (days: string, how: string) => `请在收到本通知次日起${days}内缴纳。缴纳方式：${how}`,
    consequence: '逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。按期缴纳的，本机关继续办理，并告知答复期限的变化。',
    free: '申请人也可以选择到本机关当场查阅、抄录，不收取费用。需要更改获取方式的，请在缴费期限内告知本机关。',
    rule: '国办函〔2020〕109号',
    gaps: { how: '缴纳方式' },
    article: '第四十二条',
  },
} as const;
