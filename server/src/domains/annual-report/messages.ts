// Every word of the annual report that a person may read.
import type { ReportAct, ReportState } from '../../console-api/contract-report.ts';

const yuan = (n: number): string => n.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 2 });

export type DraftNumbers = {
  name: string; year: number; government: boolean; made: number | null; repealed: number | null; inForce: number | null;
  published: number | null; received: number; carriedIn: number; handled: number; granted: number; partial: number; denied: number;
  unable: number; notProcessed: number; other: number; carriedOut: number; reviews: number; reviewsCorrected: number;
  suits: number; suitsCorrected: number; fee: number;
};

export const zh = {
  noAgency: '没有这个机关',
  noAct: '没有这个操作',
  noCell: '这一年度的格式里没有这个单元格',
  badYear: '年度不正确：统一格式自2019年度起适用',
  conflict: '报告已被他人修改，请刷新后再改',
  forbidden: '只有本机关政府信息公开工作机构的人员可以办理年度报告',
  headOnly: '须由政府信息公开工作机构负责人办理',
  title: (agency: string, year: number) => `${agency}${year}年政府信息公开工作年度报告`,
  states: { draft: '编制中', submitted: '已报送', published: '已发布' } satisfies Record<ReportState, string>,
  acts: { submit: '定稿报送', return: '退回修改', publish: '向社会公布', revise: '更正已公布的报告' } satisfies Record<ReportAct, string>,
  notNow: (act: string, state: string) => `报告${state}，不能${act}`,
  reasonNeeded: '请写明理由',
  yearNotOver: (year: number) => `${year}年度尚未结束，数据截至12月31日，现在不能报送`,
  articles: { contents: '条例第五十条' },
  checkFailed: (name: string, place: string, expected: string, found: string) => `勾稽关系不成立：${name}（${place}：应为${expected}，现为${found}）`,
  checkWarning: (name: string, place: string, expected: string, found: string) => `请核对：${name}（${place}：按上年推算为${expected}，现为${found}）`,
  blankCell: (label: string, missing: readonly string[]) => `“${label}”没有填写，空白不能代替零${missing.length === 0 ? '' : `（未填报：${missing.slice(0, 5).join('、')}${missing.length > 5 ? `等${missing.length}个机关` : ''}）`}`,
  staleCell: (label: string, then: string, now: string) => `“${label}”更正之后，台账统计数由${then}变为${now}，请重新更正或者撤销更正`,
  driftedCell: (label: string, said: string, now: string) => `“${label}”报送时为${said}，台账现在统计为${now}`,
  sectionEmpty: (title: string) => `“${title}”还没有写`,
  notCovered: (title: string, what: string) => `“${title}”没有写到：${what}`,
  numberNotInText: (title: string, what: string, n: string) => `“${title}”的文字里没有出现${what} ${n}，请核对文字与表格是否一致（口径不同的可以不改）`,
  membersOpen: (n: number) => `有${n}个下级报告尚未报送，其数据按台账统计`,
  previousCounted: (year: number) => `${year}年度报告没有在本系统报送，结转数按台账推算`,
  blankWord: '空白',
  unconfirmed: (n: number) => `${n}件申请尚未确认收到之日，没有计入`,
  endedUnreceived: (n: number) => `${n}件申请在确认收到之前已经结束，没有计入`,
  endedWithoutResult: (n: number) => `${n}件申请没有处理结果即告结束（已拆分或者转送），在其去向处计入`,
  figure: {
    notSettable: '总计由各项相加得出，不能直接填写，请填写或者更正组成它的各项',
    count: '应为不小于零的整数', change: '应为整数，减少的填负数', amount: '应为不小于零的数，最多四位小数',
    reason: '请写明更正的理由或者数据的来源（不少于两个字）', same: '与现在的数相同，不必更正', nothing: '没有可以撤销的更正',
    notDraft: '报告已经报送，不能改数；请先退回修改',
  },
  textsNotDraft: '报告已经报送，不能改文字；请先退回修改',
  /** What a text must name for a point to count as covered; points not listed are looked for in their own words. */
  coverWords: { 政府信息公开平台建设: '平台建设', 收取信息处理费的情况: '信息处理费' } as Readonly<Record<string, string>>,
  governmentPoints: ['工作考核', '社会评议', '责任追究'],
  counted: { received: '本年新收申请数', handled: '本年办理结果总计', fee: '信息处理费金额' },
  drafts: {
    一: (d: DraftNumbers): string => [
      `本报告根据《中华人民共和国政府信息公开条例》和国家统一格式编制，数据统计期限为${d.year}年1月1日至12月31日${d.government ? '，包括本级政府、所属部门和下级行政机关' : ''}。`,
      `（一）主动公开。${[
        d.made === null ? '' : `全年制发规章和行政规范性文件${d.made}件`, d.published === null ? '' : `新公开${d.published}件`,
        d.repealed === null ? '' : `废止${d.repealed}件`, d.inForce === null ? '' : `年末现行有效${d.inForce}件`,
      ].filter((s) => s !== '').join('，')}。`,
      `（二）依申请公开。全年新收政府信息公开申请${d.received}件，上年结转${d.carriedIn}件；办结${d.handled}件，其中予以公开${d.granted}件、部分公开${d.partial}件、不予公开${d.denied}件、无法提供${d.unable}件、不予处理${d.notProcessed}件、其他处理${d.other}件；结转下年度继续办理${d.carriedOut}件。`,
      `（五）监督保障。因政府信息公开被申请行政复议${d.reviews}件，其中结果纠正${d.reviewsCorrected}件；被提起行政诉讼${d.suits}件，其中结果纠正${d.suitsCorrected}件。`,
    ].join('\n'),
    五: (): string => '',
    六: (d: DraftNumbers): string => (d.fee > 0
      ? `${d.year}年度收取政府信息公开信息处理费${yuan(d.fee)}元。` : `${d.year}年度没有收取政府信息公开信息处理费。`),
  },
  yuan,
  lists: { content: '信息内容' },
  keywords: ['政府信息公开', '年度报告'],
  theme: '综合政务\\政务公开',
  classified: '文字里有密级标志，涉密内容不得进入本系统',
  comments: {
    intake: '收件程序',
    none: '没有这条意见',
    forbidden: '只有本机关政府信息公开工作机构的人员可以办理对年报的意见',
    conflict: '这条意见已被他人办理，请刷新后再办',
    classified: '文字里有密级标志，不得公布',
    personalData: '答复里有身份证、电话或者银行卡等号码，请去掉后再公布',
    notPublic: '这份年报现在没有公开，意见不能公布',
    rejectedAlready: '这条意见已经决定不公布',
    hidden: '（个人信息已隐去）',
  },
  cli: {
    summary: '编制政府信息公开工作年度报告', noAgency: '请用 --agency 写明机关代码', badYear: '请用 --year 写明年度（四位数字，2019年度起）',
    badFormat: '--format 应为 json、html、docx 或者 pdf', unknown: (arg: string) => `不认识的参数：${arg}`,
    written: (path: string) => `已写入 ${path}`, problem: (text: string) => `✗ ${text}`, warning: (text: string) => `! ${text}`,
    noValue: (flag: string) => `${flag} 后面缺少值`,
  },
} as const;
