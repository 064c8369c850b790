/** Words of the import: reasons for refused lines, what the command says, and how a source's words are read. */
export const zh = {
  actor: '命令行导入',
  fault: {
    encoding: '不是 UTF-8 编码',
    tooLong: (limit: number) => `一行超过 ${limit} 字节`,
    json: '不是有效的 JSON',
    object: '应为一个 JSON 对象',
    missing: (field: string) => `缺少 ${field}`,
    notText: (field: string) => `${field} 应为文字`,
    longField: (field: string, limit: number) => `${field} 超过 ${limit} 字`,
    characters: (field: string) => `${field} 含有不能保存的字符（空字符或不完整的字符）`,
    date: (text: string) => `date 不是有效日期：${text.slice(0, 40)}`,
    classified: (level: string) => `带有密级标志“${level}”：涉密文件不得进入本系统`,
    withdrawn: '该文件已经撤下，导入不能使它重新公开',
    disclosure: '未通过公开审查',
    refusedByStore: (message: string) => `数据库拒绝：${message}`,
  },
  busy: '该机关正在进行另一个导入，请等它结束',
  noAgency: (code: string) => `没有编码为 ${code} 的机关`,
  notGzip: (reason: string) => `文件无法解压：${reason}`,
  /** Text of the source → status; anything else says nothing. */
  status: { 有效: 'in-force', 现行有效: 'in-force', 已修改: 'amended', 已失效: 'expired', 失效: 'expired', 已废止: 'repealed', 废止: 'repealed', 尚未生效: 'not-yet' },
  /** First part of the source's theme → category; the first that fits. */
  categories: [
    [/规章$|^部门规章/, 'rule'],
    [/规范性文件|^行政执法合规|自由裁量/, 'normative'],
    [/^国务院文件|政策/, 'policy'],
  ],
  /** 国务院令, 部令: what carries such a number is a regulation or rule, whatever the source files it under. */
  orderNumber: /令第?\d|令[（(]?第/,
  mixedRules: /法规规章/,
  /** （2019年修正） at the end of a title says nothing of its kind. */
  titleTail: /[（(][^（）()]*[）)]\s*$/,
} as const;
