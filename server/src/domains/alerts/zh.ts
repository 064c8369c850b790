// What readers are told by mail. Nothing in it but what the public place says at that moment.
import { formatInstant, type Instant } from '@tongming/law';

export const zh = {
  greeting: '您好：',
  footer: '本邮件由系统自动发出，请勿回复。',
  confirm: {
    subject: (site: string) => `请确认在${site}订阅的更新提醒`,
    lead: (site: string) => `有人用这个邮箱在${site}订阅了文件更新提醒。如果是您本人，请打开下面的网页，按“确认订阅”：`,
    link: '打开确认页面',
    until: (at: Instant) => `请在${formatInstant(at)}以前确认。`,
    otherwise: '如果不是您本人，不用理会：不确认就不会收到提醒，您的邮箱也不会保留。',
  },
  known: {
    subject: (site: string) => `您在${site}订阅的更新提醒`,
    lead: (site: string) => `有人用这个邮箱在${site}再次订阅了同一项更新提醒。您已经订阅过，不用再确认。`,
    paused: '这项提醒因为多次没有寄到，已经暂停。打开下面的网页可以恢复：',
    manage: '查看、修改或者退订，请打开下面的网页：',
    link: '管理这项订阅',
  },
  hits: {
    subject: (site: string, about: string, n: number) => `${site}：${about}有${n}件更新`,
    documentSubject: (site: string) => `${site}：您关注的文件有变化`,
    about: (label: string) => (label === '' ? '文件库' : `“${label}”`),
    lead: (site: string, about: string, n: number) => `您在${site}订阅的${about}有${n}件更新：`,
    documentLead: (site: string) => `您在${site}关注的文件有变化：`,
    more: (n: number) => `另有${n}件没有列在这里，请到网站查看：`,
    all: '查看全部结果',
    what: { published: '新公开', revised: '有新版本', status: '有效性有变化' },
    document: {
      published: '重新公开', revised: (edition: number) => `公开了新的版本（第${edition}版）`,
      status: (status: string, note: string | null) => `有效性变为：${status}${note === null ? '' : `。${note}`}`,
      withdrawn: (indexNumber: string, agency: string, reason: string) => `索引号${indexNumber}的文件已由${agency}撤下。${reason}`,
      relation: (how: string, title: string) => `${how}：${title}`,
    },
    unsubscribe: '不再接收这项提醒（退订）',
    manage: '修改接收的频率',
  },
  status: {
    'in-force': '有效', amended: '已修改', expired: '已失效', repealed: '已废止', annulled: '已撤销', 'not-yet': '尚未施行', unknown: '效力未标注',
  },
  relations: {
    amends: '被修改', repeals: '被废止', replaces: '被代替', interprets: '有了相关解读', implements: '有了落实文件', forwards: '被转发', corrects: '被更正',
    'attached-to': '增加了附件', 'based-on': '有了据此制定的文件', translates: '有了蒙古文版',
  } as Readonly<Record<string, string>>,
  related: '有了相关文件',
} as const;
