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
  sourceGone: '原文已撤下或者不再全文公开，译文随之撤下',
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
  relation: {
    self: '文件不能与自己建立关系',
    unknown: '关联的文件不在库中，请核对',
    loop: (title: string, between: readonly string[]) =>
      `与${quoted(title)}的关系首尾相接：${between.length === 0 ? '该文件' : `该文件经${between.map(quoted).join('、')}`}已经反过来指向本文件`,
    sourceAnnulled: '本文件已被撤销，自始无效，不能修改、废止或者代替其他文件',
    toAnnulled: (title: string) => `${quoted(title)}已被撤销，自始无效，不用再修改、废止或者代替`,
    toWithdrawn: (title: string) => `${quoted(title)}已经撤下，这一关系不对外显示`,
    toEnded: (title: string) => `${quoted(title)}已不再有效，请核对关系是否准确`,
    older: (title: string) => `本文件的成文日期早于${quoted(title)}，不能修改、废止或者代替它`,
    amendsAndEnds: (title: string) => `对${quoted(title)}不能既修改又废止或者代替`,
    amendsEnded: (title: string, from: CivilDate) => `${quoted(title)}已于${formatChineseDate(from)}终止效力，本文件成文在后，不能再修改它`,
    endedByAnother: (title: string, other: string | null) => `${quoted(title)}已由${other === null ? '另一份文件' : quoted(other)}废止或者代替`,
    repealedAlready: (title: string, from: CivilDate) => `${quoted(title)}已登记自${formatChineseDate(from)}起废止，不能重复废止或者代替；登记有误的先更正`,
    exists: '这一关系已经登记',
    none: '没有这一关系',
    foreign: (title: string) => `${quoted(title)}不属于本机关、下级机关或者已撤并的机关，不能由本机关修改、废止或者代替`,
  },
  ends: { repealed: '废止', expired: '失效', annulled: '撤销', withdrawn: '撤下' },
} as const;
