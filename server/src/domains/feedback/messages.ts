export const feedbackMessages = {
  intake: '收件程序',
  noReport: '没有这条纠错留言',
  answered: '这条纠错留言已经答复',
} as const;
