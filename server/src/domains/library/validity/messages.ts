import { formatChineseDate, type CivilDate } from '@tongming/law';

export const zh = {
  actor: '有效期提醒',
  mayNotDecide: '办理有效期，须由该机关的办公室或者公开工作人员进行',
  mayNotSet: '设定有效期年限，须由办公室或者公开工作人员进行',
  noPeriod: '这份文件没有定有效期，请先在“已发布”里补登有效期',
  over: (from: CivilDate) => `有效期已于${formatChineseDate(from)}届满，失效的文件不能延续，需要的应当重新制定`,
  ended: '这份文件已经终止效力',
  notLater: (now: CivilDate) => `新的有效期应当晚于${formatChineseDate(now)}`,
  evaluationMissing: '应当写明评估情况',
  groundMissing: '应当写明依据或者理由',
  decidedAlready: '已经决定到期失效',
  classified: '内容中有密级标志，不得填写',
  periodsTwice: '同一天起不能有两种年限',
  basisMissing: '应当写明规定年限的文件',
  periodSet: (to: CivilDate, years: number) => `没有填写有效期：公开时按设定的${years}年计，至${formatChineseDate(to)}止`,
  trial: /暂行|试行/,
  duty: '有效期届满前评估',
  mail: {
    subject: (n: number) => `${n}件文件的有效期即将届满，请办理`,
    greeting: '政府信息公开工作机构：',
    lead: (n: number) => `贵机关有${n}件文件的有效期即将届满。请在届满前组织评估，决定继续有效、修订，或者到期失效：`,
    line: (title: string, number: string | null, expiresOn: CivilDate) => `· 《${title}》${number === null ? '' : `（${number}）`}，有效期至${formatChineseDate(expiresOn)}`,
    rest: (n: number) => `另有${n}件，请登录工作台查看。`,
    where: (url: string | null) => (url === null ? '办理：登录政务公开工作台，打开“有效期”。' : `办理：登录政务公开工作台 ${url}/console/validity`),
    note: '到期前没有办理的，到期次日起平台自动标注“已失效”。',
    footer: '（本邮件由系统自动发出，请勿回复。）',
  },
  fault: {
    noAddress: '该机关没有登记公开工作机构的电子邮箱',
  },
} as const;
