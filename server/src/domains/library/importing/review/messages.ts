export const zh = {
  mayNot: '由该机关的政务公开员或者办公室文书办理导入',
  noReview: '没有这次导入审查',
  noItem: '没有这一件，或者它不能入库',
  otherState: (state: string) => `现在的状态是“${state}”，不能这样处理`,
  undecided: (n: number) => `还有 ${n} 件没有决定收录还是不收，请先处理`,
  nothing: '没有一件决定收录',
  noColumns: '请至少指明哪一列是标题、哪一列是正文',
  tableOnly: '这里只能上传 CSV 或者 Excel（.xlsx）表格；其他来源请用命令行导入',
  running: '这次导入还没有结束',
  undoneAlready: '这次导入已经撤销，或者正在撤销',
  nothingAsked: '没有说明要决定哪些件',
  states: { mapping: '待对照列名', reading: '正在检查', ready: '待审查', importing: '正在导入', done: '已导入', dropped: '已放弃' },
  fields: {
    id: '编号', index: '索引号', title: '标题', doc_no: '发文字号', issuer: '发文机关', date: '成文日期', published: '发布日期', theme: '主题分类', keywords: '主题词',
    status: '有效性', body: '正文', url: '链接', kind: '文种', category: '类别',
  },
} as const;
