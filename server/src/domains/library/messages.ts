import { formatChineseDate, type CivilDate } from '@tongming/law';

/** A title in marks; marks inside it become 〈〉 (GB/T 15834 标点符号用法 4.15). */
const quoted = (title: string): string => `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;

/** Every word of this domain that a person sees. */
export const zh = {
  clock: '定时任务',
  withdrawnTitle: '（其他机关撤下的信息，标题不再显示）',
  repealed: (title: string, number: string | null, from: CivilDate) =>
    `自${formatChineseDate(from)}起被${quoted(title)}${number === null ? '' : `（${number}）`}废止`,
  basis: (ground: string) => `依据：${ground}。`,
  repealedPlain: (from: CivilDate) => `自${formatChineseDate(from)}起废止`,
  repealGround: (title: string, number: string | null) => `${quoted(title)}${number === null ? '' : `（${number}）`}`,
  revisedAway: '修订后不再主动公开',
  noRecord: '没有这份文件，或者您无权查看',
  mayNotEnd: '办理废止、失效、撤销、撤下，须由该机关的办公室或者公开工作人员进行',
  endedAlready: (kind: string) => `该文件已经登记过“${kind}”`,
  withdrawnAlready: '该文件已经撤下',
  notPublic: '该文件没有主动公开，不用撤下',
  groundMissing: '应当写明理由',
  noteMissing: '应当写明向社会公开的说明',
  classified: '说明中有密级标志，不得填写',
  byRecordUnknown: '作为依据的文件不在库中',
  byRecordSelf: '文件不能废止自己',
  futureWithdrawal: '撤下立即生效，日期应为今天',
  futureAnnulment: '撤销自始无效，日期不能晚于今天',
  ends: { repealed: '废止', expired: '失效', annulled: '撤销', withdrawn: '撤下' },
} as const;
