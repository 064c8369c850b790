export const text = {
  title: '底数', lead: '主动公开的数全部机关；依申请公开、不予公开和已撤下的只数本机关。点主动公开的数字看公开列表。',
  places: { public: '主动公开', onRequest: '依申请公开', withheld: '不予公开', withdrawn: '已撤下' }, total: '合计', none: '未标注', other: '其他文种',
  by: { agency: '按机关', year: '按成文年份', kind: '按文种', theme: '按主题', category: '按类别', status: '按有效性（只数主动公开）' },
  dimension: { agency: '机关', year: '成文年份', kind: '文种', theme: '主题', category: '类别', status: '有效性' },
  cross: '两项交叉看', rows: '行', columns: '列', year: (value: string) => `${value}年`,
  toNumbers: '文号清点', toInventory: '底数', tables: '统计表 XLSX', crossCsv: '交叉表 CSV', inside: '未公开清单 XLSX', insideCsv: '未公开清单 CSV',
  numbers: {
    title: '文号清点', lead: '从 1 号到已公开的最大号逐号清点。缺的号里，作废的、没有公开的文件占着的，本机关的列出文件；其余的请补录或者查明。',
    code: '机关代字', year: '年度', highest: '最大号', present: '已公开', missing: '缺号', cancelled: '作废', notPublic: '未公开', unknown: '待查', gaps: '缺的号', onlyGaps: '只看有缺号的',
    running: '不分年度', number: '号', why: '原因', document: '文件', attribute: '公开属性', notYours: '其他机关的文件', file: '文号清点 XLSX', fileCsv: '文号清点 CSV', search: '机关代字',
    whys: { cancelled: '已作废', 'not-public': '文件没有主动公开', 'in-work': '正在办理' }, unknownRuns: (runs: string) => `原因待查：${runs}`, nothing: '没有缺号', run: (from: number, to: number) => (from === to ? `${from}` : `${from}—${to}`),
    empty: '没有文号系列', more: (n: number) => `等 ${n} 处`,
  },
  channels: {
    title: '发布渠道', portal: '政府网站', since: (day: string) => `${day}起公开`, add: '登记发布', channel: '渠道', usedOn: '发布日期', url: '网址', urlHint: 'https://', issue: '期号、版次或时段', issueHint: '例如：2026年第3期', file: '证明材料', choose: '选择文件',
    isPublic: '在公开页面显示', filePublic: '证明材料一并公开', inside: '仅内部', save: '登记', saved: '已登记', none: '还没有登记其他渠道', by: (who: string, at: string) => `${who}于 ${at} 登记`,
    missing: (names: string) => `这份规范性文件还缺：${names}`, remove: '撤销', reason: '撤销的理由', removed: (who: string, at: string, why: string) => `${who}于 ${at} 撤销：${why}`, link: '原文', evidence: '证明材料', notYours: '由制作机关的办公室文书或者政务公开员登记', gone: '已撤销',
  },
  missing: {
    title: '渠道缺项', lead: '有效的规范性文件里，必用渠道还没有登记发布的。在文件详情里登记后自动移出。', document: '标题', number: '发文字号', agency: '公开机关', published: '发布日期', lacking: '缺少的渠道', used: '已登记的渠道', any: '全部缺项', file: '缺项清单 XLSX', fileCsv: '缺项清单 CSV', empty: '没有缺项',
    settings: '渠道设置', required: '规范性文件必用的渠道', name: '渠道名称', code: '渠道代码（小写字母）', addChannel: '增加渠道', saved: '已保存', hint: '默认必用政府公报、政府网站和报刊；没有报刊的地方可以去掉。',
  },
} as const;
