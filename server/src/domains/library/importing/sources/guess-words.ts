/** Words the guessing looks for in pages, and words it explains itself with. */
export type GuessField = 'title' | 'documentNumber' | 'issuer' | 'dateMade' | 'datePublished' | 'theme' | 'keywords' | 'status';

/** Labels beside the text → what they name, with how far they are to be believed. */
export const labels: readonly (readonly [field: GuessField | 'none', weight: number, names: readonly string[]])[] = [
  ['documentNumber', 0.95, ['发文字号', '文号', '发布文号', '文件字号', '文件编号', '公文文号', '发文文号', '发布字号']],
  ['issuer', 0.95, ['发文机关', '发文单位', '制发机关', '发文机构', '制定机关', '发文部门']],
  ['issuer', 0.7, ['发布机构', '发布机关', '公开主体', '发布单位', '公开机构', '公开责任部门', '发布部门']],
  ['issuer', 0.4, ['来源', '信息来源', '文章来源', '稿件来源', '作者', '责任部门']],
  ['dateMade', 0.95, ['成文日期', '发文日期', '生成日期', '产生日期', '成文时间', '制发日期', '签发日期', '发文时间', '生成时间']],
  ['dateMade', 0.7, ['公布日期', '印发日期', '印发时间']],
  ['datePublished', 0.95, ['发布日期', '公开日期', '发布时间', '信息公开日期', '公开时间', '上网日期']],
  ['datePublished', 0.6, ['时间', '日期', '更新时间']],
  ['title', 0.9, ['标题', '名称', '信息名称', '文件名称', '公文名称', '信息标题', '文件标题']],
  ['theme', 0.9, ['主题分类', '信息分类', '分类', '所属主题', '主题']],
  ['keywords', 0.9, ['主题词', '关键词', '关键字']],
  ['status', 0.9, ['有效性', '时效性', '效力状态', '文件状态', '时效', '文件有效性']],
  ['none', 0, ['索引号', '信息索引号', '索引码', '索取号', '体裁分类', '组配分类', '公文种类', '体裁', '公开方式', '公开形式', '公开范围', '浏览次数', '点击数', '浏览量', '点击量',
    '阅读次数', '阅读量', '阅读', '点击', '浏览', '访问量', '字体', '字号', '责任编辑', '编辑', '审核', '初审', '终审', '复审', '服务对象', '生效日期', '实施日期', '施行日期', '废止日期', '失效日期', '统一登记号',
    '内容概述', '分享到', '分享', '信息类别', '载体类型', '记录形式', '保存期限', '公开类别', '公开程序', '公开时限', '责任人', '下载', '语种', '区域']],
];

/** Meta tags of the 《网页设计规范》 and of common systems, in lower case. */
export const metaNames: readonly (readonly [field: GuessField, weight: number, names: readonly string[]])[] = [
  ['title', 0.9, ['articletitle', 'og:title', 'dc.title']],
  ['documentNumber', 0.95, ['documentnumber', 'fileno', 'file-no', 'wenhao']],
  ['issuer', 0.4, ['contentsource', 'source']],
  ['datePublished', 0.9, ['pubdate', 'publishdate', 'article:published_time']],
  ['keywords', 0.5, ['keywords']],
];

export const guessWords = {
  meta: (name: string) => `网页标签 ${name}`,
  label: (name: string) => `页面标注“${name}”`,
  headline: '页面标题',
  windowTitle: '浏览器标题',
  centred: '正文之前的标题行',
  fileName: '文件名',
  redHead: '发文机关标志（红头）',
  numberLine: '发文字号行',
  orderLine: '令号行',
  inTitle: '标题后的括号',
  history: (words: string) => `题注“${words.slice(0, 40)}”`,
  signature: (words: string) => `落款“${words.slice(0, 40)}”`,
  imprint: '印发行',
  titleIssuer: '标题中“关于”之前',
  numberIssuer: '令号中的机关',
  titleRegion: '标题中的地区名（推测）',
  byline: '标题下的署名',
  fieldNames: {
    title: '标题', documentNumber: '发文字号', issuer: '发文机关', dateMade: '成文日期', datePublished: '发布日期', theme: '主题分类', keywords: '主题词', status: '有效性',
  } satisfies Record<GuessField, string>,
  missing: (field: string) => `没有找到${field}，请补填`,
  unsure: (field: string, value: string, from: string, other: string | null) =>
    `${field}“${value.slice(0, 60)}”不能确定（依据：${from || '无'}${other === null ? '' : `；另一处为“${other.slice(0, 60)}”`}），请核对`,
  damaged: '有个别字符无法识别，请核对正文',
  attachments: (names: readonly string[]) => `附件没有一并导入，请另行上传：${names.slice(0, 10).join('、')}${names.length > 10 ? '……' : ''}`,
} as const;
