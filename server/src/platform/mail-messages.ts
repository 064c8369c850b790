export const mailZh = {
  refused: (reply: string) => `邮件服务器答复：${reply}`,
  trouble: (code: string, message: string) => `没有连上邮件服务器（${[code, message].filter((part) => part !== '').join('：')}）`,
  address: '收件地址的格式不对',
  hidden: '（收件地址）',
  unset: '没有设置邮件服务器',
  tooOld: (days: number, last: string) => `${days}天没有发出，不再发送。${last}`,
} as const;
