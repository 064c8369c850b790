export const v = {
  title: '有效期', lead: '届满 6 个月和 3 个月前提醒；到期没有办理的，次日起自动标注“已失效”。',
  buckets: { due3: '3 个月内届满', due6: '3 至 6 个月内届满', none: '没有定有效期', expired: '近 6 个月已届满' },
  agency: '机关', document: '文件', number: '发文字号', category: '类别', effectiveOn: '施行日期', expiresOn: '有效期至', state: '办理',
  undecided: '未办理', kinds: { 'keep-on': '已延续', 'let-expire': '到期失效' }, none: '未定',
  suggested: (day: string) => `按设定的年限到${day}`,
  reminders: '提醒', reminded: (months: number, on: string) => `届满前 ${months} 个月（${on}）`, mail: { waiting: '邮件待发', sent: '邮件已发', failed: '邮件没有发出', none: '工作台提醒' },
  actions: '办理', open: '公开页面', record: '文件详情', notYours: (agency: string) => `由${agency}的办公室或者政务公开员办理`,
  keepOn: { name: '继续有效', what: '评估后认为仍有必要：定一个新的有效期，公开页面同时更新。', expiresOn: '新的有效期至', evaluation: '评估情况', evaluationHint: '实施效果、是否与上位法抵触、是否仍有必要', done: '已延续有效期' },
  letExpire: { name: '到期失效', what: '不再延续：有效期届满次日自动标注“已失效”，不再提醒。', done: '已登记到期失效' },
  revise: { name: '修订', what: '起草修订稿，印发后替换现行的一版。' },
  period: { name: '补登有效期', what: '在“已发布”里修改文件信息，写明有效期和依据。' },
  ground: '依据或者理由', over: '有效期已经届满。失效的文件不能延续，需要的应当重新制定。', decision: (by: string, on: string) => `${by}于 ${on} 登记`,
  settings: {
    title: '有效期年限', open: '设定年限', lead: '新公开的行政规范性文件、裁量权基准没有写明有效期的，按施行之日所适用的年限计算；标题有“暂行”“试行”的按试行年限。',
    defaults: (years: number, trial: number) => `没有设定的，按 ${years} 年、暂行试行 ${trial} 年。`, from: '自何日起', years: '年限（年）', trialYears: '暂行、试行（年）', basis: '规定年限的文件', basisHint: '文件名称、文号和条款',
    add: '增加一条', saved: '已保存', readOnly: '由办公室文书或者政务公开员设定',
  },
};
