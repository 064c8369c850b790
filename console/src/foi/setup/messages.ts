import type { FoiClockSettings } from '@tongming/law';

export type Certainty = 'law' | 'practice' | 'silent';
type Choice = { title: string; certainty: Certainty; why: string; options: Readonly<Record<string, string>> };
type Amount = { title: string; certainty: Certainty; why: string };

const choices: { [K in 'payment' | 'narrowed' | 'lateOpinion' | 'lateExtension' | 'extensionAfterRestart' | 'reasons' | 'correctionBefore2019']: Choice & { options: Readonly<Record<FoiClockSettings[K], string>> } } = {
  payment: {
    title: '通知缴费以后，答复期限怎样算', certainty: 'practice', why: '信息处理费管理办法的通行理解是自缴费之日起重新计算；各地有不同做法，请法制机构确认。',
    options: { restart: '自缴费之日起重新计算', exclude: '等待缴费的时间不计入，缴费后接着算', none: '不影响，照常计算' },
  },
  narrowed: {
    title: '通知缴费以后，申请人减少申请内容', certainty: 'silent', why: '没有条文规定；收费通知随之失效。',
    options: { exclude: '等待的时间不计入，接着算', restart: '自收到减少之日重新计算', none: '不影响，照常计算' },
  },
  lateOpinion: {
    title: '第三方、共同制作机关逾期才提出意见', certainty: 'silent', why: '条例第三十三条第三款规定征求意见所需时间不计算在内，没有规定逾期的部分怎样算。',
    options: { capped: '只扣除法定的提出意见期限', excluded: '扣除到意见实际收到之日' },
  },
  lateExtension: {
    title: '原期限届满以后才告知延期', certainty: 'practice', why: '条例第三十三条第二款要求告知申请人；复议、诉讼中通常认为应当在届满以前告知。',
    options: { void: '延期不生效，仍按原期限', counts: '延期仍计算，同时给出提醒' },
  },
  extensionAfterRestart: {
    title: '批准延期以后，期限又重新计算（补正、缴费）', certainty: 'silent', why: '条例没有规定；按“失效”计算对申请人有利。',
    options: { lapses: '原来的延期失效，需要的重新办理', kept: '延期加到新的期限上' },
  },
  reasons: {
    title: '等待申请人说明理由期间', certainty: 'silent', why: '条例第三十五条没有规定等待期间停止计算。',
    options: { counts: '期限照常计算', exclude: '等待的时间不计入' },
  },
  correctionBefore2019: {
    title: '适用修订前条例的旧申请，补正以后', certainty: 'silent', why: '修订前的条例没有规定补正对期限的影响；只影响修订施行以前收到的申请。',
    options: { restart: '自收到补正之日重新计算', none: '不影响' },
  },
};
const amounts: { [K in 'correctionWorkingDays' | 'paymentWorkingDays' | 'reopenedWorkingDays' | 'recordCorrectionWorkingDays']: Amount } = {
  correctionWorkingDays: { title: '补正期限（补正告知书没有另写日期的）', certainty: 'practice', why: '条例第三十条只要求“合理”，没有规定天数。' },
  reopenedWorkingDays: { title: '重新办理的期限（复议决定、判决没有写明的）', certainty: 'silent', why: '决定、判决写明期限的，按其期限，不受其他事由影响。' },
  recordCorrectionWorkingDays: { title: '更正自身信息记录的办理期限', certainty: 'silent', why: '条例第四十一条没有规定期限。' },
  paymentWorkingDays: { title: '缴费期限（自申请人收到收费通知次日起）', certainty: 'practice', why: '按信息处理费管理办法的通行理解设定，请法制机构确认。' },
};
const email: Choice & { options: Record<'confirmedOn' | 'arrivedOn', string> } = {
  title: '电子邮件的收到之日', certainty: 'practice', why: '条例第三十一条第三项规定以双方确认之日为收到之日；2015年的解释曾以邮件系统收到之日为准。',
  options: { confirmedOn: '双方确认之日', arrivedOn: '邮件系统收到之日' },
};

/** Words of the settings and of the calendar's data. */
export const s = {
  title: '依申请公开设置', intro: '法律留有余地的地方由本单位选定。保存后全部在办申请的期限立即重算，变动逐件记入日志。', readOnly: '只有政府信息公开工作机构负责人可以更改；这里可以查看现行设置。',
  groups: { clock: '期限怎样计算', amounts: '没有另行告知时的天数', receipt: '收到之日', remedy: '救济渠道' },
  certainty: { law: '法律明文', practice: '通行理解', silent: '法律未规定' } satisfies Record<Certainty, string>,
  isDefault: '默认', workingDays: '个工作日', choices, amounts, email,
  online: { title: '网上申请行政复议的地址', why: '电子送达的答复，应当同时提供网上申请行政复议的渠道（行政复议法第二十二条第二款）；写在答复书的救济告知里。', placeholder: 'https://', bad: '请填写完整的网址，以 http:// 或 https:// 开头' },
  save: '保存', saved: '设置已保存', back: '还原', confirm: '确认保存并重算', notYet: '先不保存', links: { settings: '设置', holidays: '工作日历' },
  moves: {
    title: '期限变动', effect: '保存的结果', none: (n: number) => `全部 ${n} 件在办申请都已重算，没有期限变动。`, will: (n: number, of: number) => `保存后将重算 ${of} 件在办申请，其中 ${n} 件期限变动：`, did: (n: number, of: number) => `已重算 ${of} 件在办申请，其中 ${n} 件期限变动：`,
    told: '承办人和公开工作机构在看板上看到变动；能在网上查询的申请人看到新的期限和逐日计算；每件都已记入日志。', number: '回执编号', agency: '机关', assignee: '承办人', before: '原期限', after: '新期限', noDue: '未起算', unassigned: '未分派',
    cut: (shown: number, all: number) => `只列出前 ${shown} 件，共 ${all} 件`, recent: (n: number) => `近两周有 ${n} 件在办申请的答复期限因放假安排或者设置变化而改变`, show: '查看', hide: '收起', earlier: '提前', later: '推后', only: '答复期限不变，其他期限变动',
  },
};

export const c = {
  title: '工作日历', intro: '期限按国务院办公厅放假通知的休息日和调休上班日计算。通知公布后在这里录入，在办申请的期限随即重算。', shipped: '随系统提供', own: '本单位录入', replaces: '替代系统自带的安排', year: (y: number) => `${y}年`,
  missing: (y: number) => `${y}年的放假安排还没有录入`, missingText: '经过这一年的期限暂按周一至周五计算，标为“暂定”；通知公布后请录入。', add: (y: number) => `录入${y}年通知`, edit: '修改', remove: '删除本单位录入的安排，恢复系统自带', removeOnly: '删除本单位录入的安排', years: '年度',
  notice: '通知文号', noNumber: '文号未录', noticePlaceholder: '国办发明电〔2026〕1号', paste: '粘贴通知全文', pasteHint: '从中国政府网复制通知正文，粘贴后点“读取”；星期、天数会逐条核对。', read: '读取', readAgain: '已读取，请与通知逐条核对后保存', byForm: '逐项填写',
  name: '节日', off: '放假', work: '调休上班', from: '起', to: '止', date: '日期', addOff: '添加放假', addWork: '添加上班日', days: (n: number) => `${n}天`, none: '没有', holidays: ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'],
  preview: '全年预览', rest: '休', workMark: '班', month: (n: number) => `${n}月`, weekdays: ['一', '二', '三', '四', '五', '六', '日'], legend: '休：放假；班：调休上班；框线：与已保存的不同', changed: '有变化',
  regional: '本地区的休息日', regionalHint: '法律、法规规定的少数民族节日等，只在本地区适用，优先于全国安排；写明依据。', addRegional: '添加一天', restDay: '休息', workDay: '上班', source: '依据', regionalEmpty: '没有录入本地区的休息日',
  faults: '请核对', weekdayWrong: (date: string, said: string, is: string) => `${date}：通知写“周${said}”，这一天是周${is}`, countWrong: (name: string, said: number, is: number) => `${name}：通知写共 ${said} 天，读出 ${is} 天`, notWeekend: (date: string) => `${date} 不是周末，不能作为调休上班日`, badDate: (text: string) => `“${text}”不是有效日期`,
  nothing: '没有读出放假安排，请确认粘贴的是通知正文', otherYear: (read: number, form: number) => `通知是${read}年的，正在录入的是${form}年；已改为${read}年`, twice: (date: string) => `${date} 出现两次`, reversed: (name: string) => `${name}：起止日期颠倒`, unnamed: '有一行没有填写节日名称', empty: '至少填写一个放假日', unfilled: '有一行没有选日期', noSource: '请为本地区的每一天填写名称和依据',
  saved: '工作日历已保存', weekday: '周',
};

export const k = {
  title: '到期去标识化', intro: '办结案卷保管期满后，系统逐件提出；负责人确认以后，抹去申请人姓名、证件、联系方式和申请原文，只留统计所需。', plan: '待处理和最近处理的案卷', none: '没有保管期满的案卷', noneHint: '期满的会自动列在这里，不会未经确认就处理。',
  column: { number: '编号', agency: '机关', closed: '办结', end: '保管期满', state: '状态' }, states: { planned: '待确认', confirmed: '已确认，等待执行', performed: '已去标识化' },
  ask: (n: number) => `确认对 ${n} 件案卷去标识化？`, forEver: '执行以后不能恢复。需要延长保管的（如诉讼未结），请不要确认。', confirm: '确认', confirmCount: (n: number) => (n === 0 ? '确认所选' : `确认所选 ${n} 件`), done: (n: number) => `已确认 ${n} 件，一小时内执行`,
  retention: '保管期限', years: '办结以后保管', yearsHint: '按本机关的文件材料归档范围和保管期限表', term: '定期', forever: '永久', year: '年', volume: '期满后已成卷的 PDF', volumes: { keep: '保留案卷（移交档案馆的）', remove: '一并删除' }, saveRetention: '保存保管期限', retentionSaved: '保管期限已保存',
};
