export const text = {
  title: '邮件提醒', lead: '读者用邮箱订阅搜索结果和文件的变化。这里只有数量：邮箱加密保存，谁订阅了什么，工作人员也看不到。',
  unset: '没有设置邮件服务器，网站上只提供订阅源（RSS），不接受邮件订阅。', noUrl: '没有设置本站网址（TONGMING_URL），邮件里的链接无从写起，网站上不接受邮件订阅。', sender: (address: string) => `邮件从 ${address} 寄出`,
  subscriptions: '订阅', active: '正在接收', pending: '等待确认', paused: '已暂停', immediate: '有更新就寄', daily: '每天一封', documents: '关注单件文件', searches: '关注搜索或列表',
  mails: '近七天的邮件', kind: '邮件', kinds: { confirm: '确认订阅', known: '已订阅过', hits: '更新提醒' },
  states: { waiting: '待寄', sending: '正在寄', sent: '已寄出', failed: '没有寄到', empty: '已无可告知' },
  queue: '发送情况', waiting: '等待寄出', failing: '多次没有寄成', unread: '还没有比对的变化',
  settings: {
    title: '设置', save: '保存设置', saved: '设置已保存',
    fields: {
      confirmHours: '确认链接的有效时间（小时）', gatherSeconds: '有更新就寄的，合在一封里的时间（秒）', dailyHour: '每天一封的，几点寄（0—23）', failuresToPause: '连续几次没有寄到就暂停',
      pausedDays: '暂停多少天后删除', perAddress: '一个邮箱最多订阅几项', unaskedPerDay: '一个邮箱一天最多收几封确认邮件',
    },
  },
  failures: '近七天没有寄到的原因', failure: '邮件服务器的答复', count: '次数', last: '最近一次', none: '没有', pausedHint: (n: number) => `同一订阅连续 ${n} 次没有寄到就暂停，订阅人可以自己恢复。`,
};
