import type { ReportCell, ReportView } from '#contract-report';
import type { AnnualReportCheck } from '@tongming/law';

const sources: Record<ReportCell['source'], string> = { ledger: '依申请公开办理台账', reviews: '复议诉讼登记', library: '已公开文件', entered: '人工填报', sum: '由其他数字相加' };
const memberSources: Record<ReportView['members'][number]['source'], string> = { submitted: '已报送的报告', counted: '平台统计', published: '已发布的报告' };
const results: Record<AnnualReportCheck['identities'][number]['result'], string> = { pass: '相符', fail: '不符', warning: '提醒', 'not-assessable': '暂不能核对' };

/** Words of the annual report. */
export const r = {
  title: '年度报告', year: '年度', agency: '机关', state: '状态', due: '公布期限', submitted: '报送', published: '公布', overdue: '已过期限', none: '没有你可以查看的年度报告', noDue: '条例没有规定期限', open: '打开',
  lead: (year: number) => `${year}年1月1日至12月31日。数字由办理台账和文件库算出，点任何一个数字看它由哪些构成。`, yearTitle: (year: number) => `${year}年`, form: '格式', back: '全部机关', export: '导出', formats: { pdf: 'PDF', docx: 'Word', html: '网页', json: '数据' },
  sources, memberSources, results, blank: '空', members: '汇总范围', item: '信息内容', checks: '勾稽关系', checksOk: '各项勾稽关系都相符', checksBad: (count: number) => `有 ${count} 项不符`, failAt: (place: string, expected: string, found: string) => `${place}：应为 ${expected}，现为 ${found}`,
  passed: (count: number) => `核对 ${count} 处相符`, notAssessable: (place: string, why: string) => `${place}：${why}`, problems: '报送前须处理', warnings: '提醒', uncounted: '没有计入的申请', unconfirmed: (count: number) => `收到之日尚未确认：${count} 件`,
  endedUnreceived: (count: number) => `收到之日未确认就已结束：${count} 件`, endedWithoutResult: (count: number) => `已结束而没有处理结果：${count} 件`, fee: (yuan: number) => `本年收取信息处理费 ${yuan} 元`, previous: (year: number) => `上年结转对照 ${year} 年度报告`,
  cell: { title: '这个数字', value: '报告数', computed: '平台统计', source: '来源', correction: '更正', by: (who: string, when: string) => `${who}，${when}`, stale: '更正之后统计数又有变化：请重新核对，再更正或者取消更正', drifted: '报送之后有新的登记，平台统计已与报告数不同', missing: '以下机关没有填报', parts: '各机关', items: '由这些构成', noItems: '没有对应的登记', more: '再看一些', history: '更正记录',
    set: '更正这个数字', enter: '填报这个数字', unset: '取消更正', newValue: '数字', reason: '理由', reasonHint: '与理由一并记入日志；不改动台账', save: '记下更正', settled: '合计由其他数字自动得出，不能直接更正', ended: '结束', received: '收到', cancelled: '取消' },
  comments: {
    title: '公众意见', waiting: (count: number) => `${count} 条待办`, noneWaiting: '没有待办的意见', none: '没有意见', back: '前面的', states: { waiting: '待办', published: '已公布', rejected: '不公布', all: '全部' },
    receipt: '收件编号', contact: '联系方式（不公布）', anonymous: '匿名', shownAs: '有个人信息，公布时显示为：', answer: '答复：', reason: '不公布的理由：', decided: (who: string, when: string) => `${who}，${when}`,
    publish: '答复并公布', again: '改正答复', reject: '不公布', takeBack: '撤下', answerLabel: '答复', answerHint: '与意见原文一起显示在年报下面', reasonLabel: '理由', reasonHint: '记入日志，不对外显示', published: '意见和答复已公布', rejected: '已记下，不公布', conflict: '别人刚刚办理过这条意见，已载入最新内容',
  },
  text: { save: '保存文字', cover: '应当写到', suggest: '按数字拟出的文字', follow: '恢复为拟出的文字', edited: '已改写', auto: '随数字自动更新', placeholder: '还没有文字', saved: '已保存' },
  act: { reason: '理由', done: (label: string) => `已${label}`, conflict: '别人刚刚改过这份报告，已载入最新内容', confirm: (label: string) => `${label}年度报告` },
};
