// Every word of guide and directory that a person may read.
export const zh = {
  noAgency: '没有这个机关',
  forbidden: '只有本机关政府信息公开工作机构的人员可以确认公开指南',
  conflict: '公开指南已被他人确认，请刷新后再改',
  article: '条例第十二条',
  classified: '文字里有密级标志，涉密内容不得进入本系统',
  missing: (label: string) => `公开指南缺少“${label}”，请先在机关信息中填写`,
  textMissing: (label: string) => `公开指南缺少“${label}”`,
  facts: {
    name: '机关名称', office: '工作机构名称', address: '办公地址', hours: '办公时间', phone: '联系电话', fax: '传真号码', email: '互联网联系方式', postcode: '邮政编码',
  },
  texts: { classification: '政府信息的分类', arrangement: '编排体系', access: '获取方式' },
  drafts: {
    classification: (name: string) => `${name}主动公开的政府信息按照主题、文种、公开事项（《中华人民共和国政府信息公开条例》第二十条、第二十一条）和年度分类。`,
    arrangement: () => '每条政府信息编有索引号，由机构代码、年度和顺序号组成；公开目录列出索引、名称、内容概述和生成日期，按发布日期排列，随信息的发布、修改、废止即时更新。',
    access: (name: string) => `${name}主动公开的政府信息，可以在政府网站“政府信息公开”专栏检索、查阅、下载。没有主动公开的，可以向本机关的政府信息公开工作机构申请获取。`,
  },
  csv: { head: ['索引', '名称', '内容概述', '生成日期'], name: (agency: string) => `${agency}政府信息公开目录.csv` },
} as const;
