import { formatChineseDate, type CivilDate } from '@tongming/law';

const decisions = { keep: '继续有效', amend: '修改', repeal: '废止', expire: '宣布失效' } as const;

export const zh = {
  decisions,
  mayNotStart: '组织文件清理，须由该机关的办公室或者公开工作人员进行',
  mayNotLead: '结束、取消清理和退回意见，由组织清理的机关办理',
  mayNotDecide: '只能对本机关的文件提出清理意见',
  none: '没有这次清理',
  noItem: '清理清单里没有这份文件',
  changed: '这次清理已被他人改动，请刷新后再办',
  itemChanged: (title: string) => `《${title}》的清理意见已被他人改动，请刷新后再改`,
  over: '这次清理已经结束，不能再改',
  nameMissing: '应当写明清理的名称',
  deadlinePast: '完成期限不能早于今天',
  foreign: (name: string) => `${name}不在本机关可以清理的范围之内`,
  years: '成文年份的起止颠倒',
  empty: '没有符合范围的文件，请放宽范围',
  tooMany: (n: number, most: number) => `范围内有${n}件文件，一次清理最多${most}件，请缩小范围`,
  groundMissing: '应当写明理由',
  noteMissing: '应当写明退回的理由',
  classified: '内容中有密级标志，不得填写',
  undecided: (n: number) => `还有${n}件文件没有提出清理意见`,
  dayPast: '废止和失效的日期不能早于今天',
  conflicts: (n: number) => `有${n}件文件在清理期间有了变化，请逐件看过，选择“保持现状”后再结束`,
  conflictOf: (title: string, what: string) => `《${title}》：${what}`,
  conflict: {
    withdrawn: '清理期间已经撤下', ended: '清理期间已经登记终止效力', revised: '清理期间已经修订，有了新的版次', expired: '清理期间有效期已经届满',
  } as Readonly<Record<string, string>>,
  skipped: (what: string) => `保持现状：${what}`,
  ground: (name: string, ground: string) => `${name}：${ground}`,
  notes: {
    repeal: (name: string, on: CivilDate) => `自${formatChineseDate(on)}起废止（${name}）。`,
    expire: (name: string, on: CivilDate) => `自${formatChineseDate(on)}起失效（${name}）。`,
  },
  scope: {
    all: '本机关及所属机关', agencies: (names: readonly string[]) => names.join('、'), categories: (names: readonly string[]) => `类别：${names.join('、')}`,
    years: (from: number | null, to: number | null) => (from === null ? `${to ?? ''}年及以前成文` : to === null ? `${from}年及以后成文` : from === to ? `${from}年成文` : `${from}年至${to}年成文`),
    statuses: (names: readonly string[]) => `有效性：${names.join('、')}`,
    separator: '；',
  },
  categories: {
    law: '法律法规（引用）', rule: '规章', normative: '行政规范性文件', policy: '政策文件', standard: '监管规则和标准', discretion: '行政裁量权基准', system: '工作制度',
    'annual-report': '年度报告', other: '其他文件',
  } as Readonly<Record<string, string>>,
  statuses: { 'in-force': '现行有效', amended: '已修改', 'not-yet': '尚未施行', expired: '已失效', unknown: '未注明' } as Readonly<Record<string, string>>,
  result: {
    title: (name: string) => `${name}结果目录`,
    draft: '（未结束，供核对）',
    sections: { keep: '一、继续有效的文件', amend: '二、拟修改的文件', repeal: '三、决定废止的文件', expire: '四、宣布失效的文件' } as const,
    none: '无。',
    columns: ['序号', '文件名称', '发文字号', '制定机关', '成文日期', '清理结果', '理由', '说明'],
    note: (n: number, on: CivilDate | null) => `共${n}件。${on === null ? '' : `废止和宣布失效的文件自${formatChineseDate(on)}起不再作为办事依据。`}`,
    sheet: '清理结果',
  },
} as const;
