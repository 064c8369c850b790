// Words of the office's side: journal and console. What readers are told by mail is in zh.ts.
export const zh = {
  actor: '邮件提醒程序',
  reader: '订阅人',
  mayNot: '查看邮件提醒，须由公开工作人员或者办公室人员进行',
  mayNotSet: '修改邮件提醒的设置，须由政府信息公开工作机构负责人进行',
  fault: {
    noUrl: '没有设置本站网址（TONGMING_URL）',
    sealed: '收件地址已无法解开',
  },
} as const;
