// Words of downloads, archives and the offline package.
export const takeAlong = {
  excerpt: (title: string, place: string) => `${title}（${place}）`,
  labels: { documentNumber: '发文字号', issuer: '发文机关', indexNumber: '索引号', theme: '主题分类', dateMade: '成文日期', datePublished: '发布日期', status: '有效性', url: '网页地址' },
  /** First line of an archive's list. */
  listColumns: ['序号', '文件名', '标题', '发文字号', '发文机关', '成文日期', '有效性', '索引号', '网页地址', '说明'],
  listName: '清单.csv',
  noSuchFormat: '这份文件没有这种格式（没有正文或没有成文日期），请到网页查看附件',
  archiveName: (format: string, count: number) => `公开文件${count}件_${format}.zip`,
  formats: { pdf: 'PDF', docx: 'Word', txt: '纯文本', md: 'Markdown', xml: 'XML（Akoma Ntoso）', json: 'JSON' } as Readonly<Record<string, string>>,
  take: '批量下载',
  format: '格式',
  takePage: (n: number) => `下载本页${n}件（ZIP）`,
  takeAll: (n: string) => `下载全部${n}件（ZIP）`,
  takeOffline: (n: string) => `离线包：全部${n}件（可断网查阅）`,
  limits: (text: number, printed: number, offline: number) => `一次最多：纯文本、Markdown、XML、JSON ${text}件，PDF和Word ${printed}件，离线包 ${offline}件。超出时会提示，不会少给。`,
  help: '离线包怎么用',
  tooMany: {
    title: '一次下载的文件太多',
    text: (total: string, most: string) => `符合条件的文件有${total}件，这种格式一次最多下载${most}件。请增加筛选条件分几次下载，或者改用纯文本、离线包等方式。`,
    none: '没有可以下载的文件：请先选择文件，或者放宽条件。',
    back: '回到列表，增加条件',
  },
  busy: '正在打包的人比较多，请过几分钟再试。',
} as const;
