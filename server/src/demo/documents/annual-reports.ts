import type { DemoDocument } from '../model.ts';

type Figures = {
  rules: [number, number, number]; normative: [number, number, number];
  permits: number; penalties: number; coercion: number; fees: string;
  /** Applications by column: natural person, enterprise, research, public welfare, legal service, other. */
  received: number[]; carriedIn: number[]; carriedOut: number[];
  /** Results by the form's row label, by the same columns; rows not named are zero. */
  results: Record<string, number[]>;
  /** Upheld, corrected, other, pending: reconsideration, direct suit, suit after reconsideration. */
  remedies: [number[], number[], number[]];
};

/** The 21 result rows of 国办公开办函〔2021〕30号, in its order. */
export const resultRows = [
  '（一）予以公开', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '（三）不予公开：1.属于国家秘密', '2.其他法律行政法规禁止公开', '3.危及“三安全一稳定”', '4.保护第三方合法权益',
  '5.属于三类内部事务信息', '6.属于四类过程性信息', '7.属于行政执法案卷', '8.属于行政查询事项',
  '（四）无法提供：1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确',
  '（五）不予处理：1.信访举报投诉类申请', '2.重复申请', '3.要求提供公开出版物', '4.无正当理由大量反复申请', '5.要求行政机关确认或重新出具已获取信息',
  '（六）其他处理：1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', '3.其他',
] as const;

const columns = [0, 1, 2, 3, 4, 5];
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const withTotal = (label: string, values: readonly number[]): string => line([label, ...columns.map((c) => values[c] ?? 0), sum(values)]);

/** Sections two to four of the report as table lines; totals are computed, so that the form's identities hold. */
export function reportTables(f: Figures): { two: string; three: string; four: string } {
  const total = columns.map((c) => sum(Object.values(f.results).map((row) => row[c] ?? 0)));
  return {
    two: [
      line(['信息内容', '本年制发件数', '本年废止件数', '现行有效件数']), line(['规章', ...f.rules]), line(['行政规范性文件', ...f.normative]),
      '第二十条第（五）项、第（六）项、第（八）项情况如下：',
      line(['信息内容', '本年处理决定数量（收费金额）']), line(['行政许可', f.permits]), line(['行政处罚', f.penalties]), line(['行政强制', f.coercion]),
      line(['行政事业性收费（单位：万元）', f.fees]),
    ].join('\n'),
    three: [
      line(['办理情况', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']),
      withTotal('一、本年新收政府信息公开申请数量', f.received), withTotal('二、上年结转政府信息公开申请数量', f.carriedIn),
      ...resultRows.map((row, i) => withTotal(i === 0 ? `三、本年度办理结果：${row}` : row, f.results[row] ?? [])),
      withTotal('（七）总计', total), withTotal('四、结转下年度继续办理', f.carriedOut),
    ].join('\n'),
    four: [
      line(['类别', '结果维持', '结果纠正', '其他结果', '尚未审结', '总计']),
      ...['行政复议', '行政诉讼（未经复议直接起诉）', '行政诉讼（复议后起诉）'].map((label, i) => {
        const row = f.remedies[i] ?? [];
        return line([label, ...[0, 1, 2, 3].map((c) => row[c] ?? 0), sum(row)]);
      }),
    ].join('\n'),
  };
}

export const cityFigures: Figures = {
  rules: [1, 0, 6], normative: [14, 9, 187], permits: 18642, penalties: 3217, coercion: 145, fees: '12806.35',
  received: [148, 21, 1, 0, 12, 4], carriedIn: [6, 1, 0, 0, 0, 0], carriedOut: [8, 1, 0, 0, 1, 0],
  results: {
    '（一）予以公开': [62, 11, 1, 0, 5, 2], '（二）部分公开（区分处理的，只计这一情形，不计其他情形）': [14, 2, 0, 0, 1, 1],
    '4.保护第三方合法权益': [6, 1, 0, 0, 1, 0], '5.属于三类内部事务信息': [2, 0, 0, 0, 0, 0], '6.属于四类过程性信息': [5, 0, 0, 0, 0, 0],
    '7.属于行政执法案卷': [4, 0, 0, 0, 1, 0], '8.属于行政查询事项': [7, 2, 0, 0, 0, 0],
    '（四）无法提供：1.本机关不掌握相关政府信息': [31, 4, 0, 0, 2, 1], '2.没有现成信息需要另行制作': [4, 0, 0, 0, 0, 0], '3.补正后申请内容仍不明确': [2, 0, 0, 0, 0, 0],
    '（五）不予处理：1.信访举报投诉类申请': [5, 0, 0, 0, 0, 0], '2.重复申请': [2, 0, 0, 0, 0, 0],
    '（六）其他处理：1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请': [1, 1, 0, 0, 1, 0], '3.其他': [1, 0, 0, 0, 0, 0],
  },
  remedies: [[9, 2, 3, 1], [2, 0, 1, 0], [4, 1, 0, 2]],
};

export const educationFigures: Figures = {
  rules: [0, 0, 0], normative: [1, 0, 5], permits: 36, penalties: 4, coercion: 0, fees: '318.20',
  received: [11, 2, 0, 0, 1, 0], carriedIn: [1, 0, 0, 0, 0, 0], carriedOut: [1, 0, 0, 0, 0, 0],
  results: {
    '（一）予以公开': [6, 1, 0, 0, 1, 0], '（二）部分公开（区分处理的，只计这一情形，不计其他情形）': [1, 0, 0, 0, 0, 0],
    '4.保护第三方合法权益': [1, 0, 0, 0, 0, 0], '（四）无法提供：1.本机关不掌握相关政府信息': [3, 1, 0, 0, 0, 0],
  },
  remedies: [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]],
};

const city = reportTables(cityFigures);
const education = reportTables(educationFigures);

/** 政府信息公开工作年度报告 in the six sections of the statutory form (条例第五十条). */
export const annualReports: DemoDocument[] = [
  {
    ref: 'annual-city-2025', agency: '150500', numberCode: '通政发', kind: 'proclamation', category: 'annual-report',
    title: '通辽市人民政府2025年政府信息公开工作年度报告', note: '此件公开发布',
    theme: '综合政务\\政务公开', keywords: ['政府信息公开', '年度报告', '2025年'], items: ['20-15'],
    summary: '按照法定六部分格式报告2025年全市政府信息公开工作情况。', made: '2026-03-18',
    text: `
本报告根据《中华人民共和国政府信息公开条例》要求编制，所列数据的统计期限为2025年1月1日至12月31日，包括市人民政府及其部门、各旗县市区人民政府的情况。
一、总体情况
（一）主动公开。全年通过政府网站主动公开政府信息4.2万条，市政府规章和规范性文件全部纳入文件库并标注有效性。
（二）依申请公开。新收政府信息公开申请186件，办结183件，均在法定期限内答复。
（三）政府信息管理。落实公文公开属性源头认定制度，对2020年以来认定为不予公开的1260件公文进行了评估，转为主动公开47件。
（四）政府信息公开平台建设。统一全市政府信息公开专栏的名称和栏目，增加文件下载和检索功能。
（五）监督保障。组织业务培训3期，开展第三方评估1次，评估结果予以通报；年度内没有发生责任追究情形。
二、主动公开政府信息情况
第二十条第（一）项情况如下：
${city.two}
三、收到和处理政府信息公开申请情况
本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。
${city.three}
四、政府信息公开行政复议、行政诉讼情况
${city.four}
五、存在的主要问题及改进情况
存在的主要问题：部分旗县规范性文件有效性标注不够及时；基层依申请公开答复文书不够规范；蒙古文信息公开比例偏低。改进措施：建立文件清理与标注联动机制，编印答复文书示范文本，推动重要政策文件蒙汉双语同步发布。
六、其他需要报告的事项
2025年全市未收取政府信息公开信息处理费。本报告电子版可以在市政府门户网站查阅和下载，如有疑问请与市人民政府办公室政务公开科联系。`,
  },
  {
    ref: 'annual-education-2025', agency: '150500-JYTY', kind: 'proclamation', category: 'annual-report',
    title: '通辽市教育体育局2025年政府信息公开工作年度报告', note: '此件公开发布',
    theme: '综合政务\\政务公开', keywords: ['政府信息公开', '年度报告', '教育'], items: ['20-15'],
    summary: '按照法定六部分格式报告2025年教育体育系统政府信息公开工作情况。', made: '2026-01-22',
    text: `
本报告根据《中华人民共和国政府信息公开条例》要求编制，所列数据的统计期限为2025年1月1日至12月31日。
一、总体情况
（一）主动公开。全年公开政策文件、招生入学、学校建设、资助政策等信息612条。
（二）依申请公开。新收申请14件，上年结转1件，办结14件。
（三）政府信息管理。对全部公文在起草时认定公开属性，动态调整主动公开目录。
（四）平台建设。在门户网站设置义务教育招生入学专题，集中公开划片范围、招生计划和咨询电话。
（五）监督保障。明确专人负责，组织局机关和直属学校培训2次。
二、主动公开政府信息情况
第二十条第（一）项情况如下：
${education.two}
三、收到和处理政府信息公开申请情况
本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。
${education.three}
四、政府信息公开行政复议、行政诉讼情况
${education.four}
五、存在的主要问题及改进情况
政策解读的形式还不够丰富，部分学校信息更新不及时。2026年将增加图解和视频解读，把信息公开纳入学校年度考核。
六、其他需要报告的事项
2025年本机关未收取政府信息公开信息处理费。`,
  },
];
