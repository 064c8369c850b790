export const zh = {
  actor: '文号清点',
  noSeries: '没有这个文号系列',
  running: '不分年度',
  none: '未标注',
  total: '合计',
  yearOf: (year: number) => (year === 0 ? '不分年度' : `${year}年`),
  run: (from: number, to: number) => (from === to ? `${from}` : `${from}—${to}`),
  file: { tables: '底数', cross: '交叉表', numbers: '文号清点', records: '未公开文件清单' },
  by: { agency: '按机关', year: '按成文年份', kind: '按文种', theme: '按主题', category: '按类别', status: '按有效性' } as const,
  dimension: { agency: '机关', year: '成文年份', kind: '文种', theme: '主题', category: '类别', status: '有效性' } as const,
  places: { public: '主动公开', onRequest: '依申请公开', withheld: '不予公开', withdrawn: '已撤下' } as const,
  categories: {
    law: '法律法规', rule: '规章', normative: '规范性文件', policy: '政策文件', standard: '监管规则和标准', discretion: '行政裁量权基准', system: '政府信息公开制度', 'annual-report': '政府信息公开年报', other: '其他信息',
  } as Readonly<Record<string, string>>,
  statuses: {
    'in-force': '有效', amended: '已修改', expired: '已失效', repealed: '已废止', annulled: '已撤销', 'not-yet': '尚未施行', unknown: '效力未标注',
  } as Readonly<Record<string, string>>,
  attributes: { full: '全文公开', redacted: '删减后公开', withheld: '不予公开' } as Readonly<Record<string, string>>,
  numbers: ['机关代字', '年度', '最大号', '已公开', '缺号', '其中作废', '其中未公开', '其中原因待查', '缺的号'],
  records: ['标题', '发文字号', '索引号', '机关', '文种', '成文日期', '公开属性', '去向'],
};
