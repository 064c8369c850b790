// Every word of content, topics, hotlines and syndication that a person may read.
import type { ContentKind } from '../library/index.ts';

export const kindNames: Readonly<Record<ContentKind, string>> = {
  news: '新闻动态', notice: '通知公告', 'image-story': '图片报道', video: '视频', question: '问答', 'data-table': '数据发布', official: '负责人信息', 'agency-function': '机构职能', interpretation: '政策解读',
};

export const zh = {
  none: '没有这条信息',
  untitled: '（还没有标题）',
  forbidden: '你不能编写这个机关的信息',
  mayNotReview: '只有本机关的审核人、政务公开工作人员可以审核发布',
  ownWork: '自己编写的信息由别人审核发布',
  conflict: '这条信息已被他人修改，请刷新后再改',
  notNow: (act: string, state: string) => `信息${state}，不能${act}`,
  reasonNeeded: '请写明原因',
  groundNeeded: '请写明撤下的内部理由',
  acts: { submit: '送审', return: '退回', publish: '发布', revise: '修改', withdraw: '撤下', discard: '删除' },
  states: { draft: '在编写中', review: '待审核', published: '已发布', withdrawn: '已撤下' },
  need: {
    title: '请填写标题', source: '请填写来源', sourceUrl: '转载的信息请填写原文网址', sourceUrlForm: '原文网址以 http:// 或 https:// 开头', text: '请填写正文', pictures: '图片报道至少有两张图片',
    alt: (n: number) => `第${n}张图片缺少替代文字：看不到图片的人靠它知道图上是什么`, bodyAlt: (n: number) => `正文里第${n}张图片缺少替代文字`, video: '请上传视频文件', words: '视频须有字幕文件或文字稿', poster: '请上传视频封面',
    question: '请填写答复', columns: '请填写表头', rows: '请填写数据', width: (n: number) => `第${n}行的列数与表头不同`, cell: (row: number, column: string) => `第${row}行“${column}”不是数字`, cellDay: (row: number, column: string) => `第${row}行“${column}”不是日期`,
    chart: '图表的标签列、数值列不在表里，或者数值列不是数字', official: '请填写姓名和职务', duties: '请填写工作分工', functionDuties: '请填写主要职责', contact: '请填写办公地址、办公时间、联系电话和负责人', interprets: '请选择所解读的文件', kind: '内容与类型不符',
    theme: '没有这个主题分类',
  },
  classified: '文字里有密级标志，涉密内容不得进入本系统',
  redacted: '文字里有标记为不公开的部分：信息全文公开，请先删去',
  personalData: (where: string, masked: string) => `${where}里疑似有个人信息（${masked}），请删去或者写成“*”`,
  interpretsUnknown: '所解读的文件没有公开',
  pictureMissing: '有图片没有上传到这条信息里，请重新上传',
  fileMissing: '有文件没有上传到这条信息里，请重新上传',
  imageType: '请上传 PNG 或 JPEG 图片',
  fileType: '请上传 MP4、WebM 视频或 WebVTT 字幕',
  facts: { title: '标题', summary: '摘要', text: '正文', facts: '内容' },
  interview: { transcript: '文字稿', question: '问', answer: '答' },
  official: { post: '职务', duties: '工作分工', cv: '简历', photo: (name: string) => `${name}照片` },
  agencyFunction: { duties: '主要职责', departments: '内设机构', address: '办公地址', hours: '办公时间', phone: '联系电话', head: '负责人' },
  poster: (title: string) => `视频封面：${title}`,
  videoName: '视频',
  captionsName: '字幕',
  note: '说明',
  hotline: {
    none: '没有这个热线', forbidden: '只有本机关的政务公开工作人员可以维护热线', conflict: '这个热线已被他人修改，请刷新后再改', matter: '请填写咨询事项', number: '电话号码只能有数字、空格、连字符和括号', hours: '请填写服务时间', future: '核实日期不能晚于今天',
  },
  topic: {
    none: '没有这个专题', forbidden: '只有主办单位、上级政府的政府信息公开工作机构可以管理专题', conflict: '专题已被他人修改，请刷新后再改', slug: '网址名由小写字母、数字、连字符组成', slugTaken: '本网站已有同一网址名的专题',
    name: '请填写名称', lead: '请填写导语', siteNotOpen: '网站开通后，专题才能开设', empty: '专题还没有内容，公众会看到一个空的页面', move: (from: string, to: string) => `专题${from}，不能直接改为${to}`, archived: '专题已归档，不再修改',
    states: { preparing: '筹备', open: '已开设', closed: '已结束', archived: '已归档' }, notPublic: '有信息没有公开或者已经撤下', hotlineGone: '有热线已经停用', twice: '一条信息在一个栏目里只放一处',
  },
  syndication: {
    none: '没有这次推送', notPublic: '这条信息没有公开', forbidden: '只有本网站的政府信息公开工作机构可以推送', mayNotDecide: '只有对方网站的政府信息公开工作机构可以决定是否采用', sameSite: '信息本来就在这个网站', notOpen: '对方网站没有开通', already: '已经推送给这个网站',
    reason: '不采用须写明理由', over: '这次推送已经办结', noSite: '没有这个网站', notHere: '这条信息不属于你的网站',
  },
} as const;
