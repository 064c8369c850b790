import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadConfig } from '../platform/config.ts';
import { openMailer } from '../platform/mail.ts';
import { UsageFault, type CliCommand } from './command.ts';

const zh = {
  fromName: '通明', subject: '通明测试邮件', text: '这是一封测试邮件。您收到它，说明本系统能够向申请人发送邮件。\n',
  sending: (from: string, to: string) => `从 ${from} 发往 ${to}`, sent: '邮件服务器已经接收',
  unset: '没有设置 TONGMING_SMTP 和 TONGMING_MAIL_FROM，本系统不发邮件', one: '请写一个收件邮箱',
} as const;

export const mailTestCommand: CliCommand = {
  name: 'mail-test',
  summary: '发一封测试邮件，核对邮件服务器的设置',
  help: [
    '用法：npx tongming mail-test 收件邮箱', '',
    '按 TONGMING_SMTP、TONGMING_MAIL_FROM 的设置发一封测试邮件。邮件服务器接收后退出码为 0，',
    '没有设置、连不上或者被拒绝时写明原因，退出码为 1。不需要数据库。', '',
    '要登录的服务器须支持 TLS（smtps://，或者 smtp:// 加 STARTTLS），密码不明文传送；本机的除外。',
    '服务器用单位内部签发的证书的，用环境变量 NODE_EXTRA_CA_CERTS 指明根证书文件。',
  ].join('\n'),
  async run(args, io) {
    const to = z.email().safeParse(args[0]);
    if (args.length !== 1 || !to.success) throw new UsageFault(zh.one);
    const { mail } = loadConfig(io.env);
    if (mail === null) {
      io.err(zh.unset);
      return 1;
    }
    io.err(zh.sending(mail.from, to.data));
    await openMailer(mail).send({ to: to.data, fromName: zh.fromName, subject: zh.subject, text: zh.text, messageId: `test.${randomUUID()}` });
    io.out(zh.sent);
    return 0;
  },
};
