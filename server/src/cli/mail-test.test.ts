import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailSink, type MailSink } from '../platform/testing-mail.ts';
import { runCli, type CliIo } from './command.ts';
import { mailTestCommand } from './mail-test.ts';

let sink: MailSink;
beforeEach(async () => { sink = await mailSink(); });
afterEach(() => sink.close());

async function run(args: string[], env: Record<string, string> = { TONGMING_SMTP: sink.url, TONGMING_MAIL_FROM: 'noreply@example.gov.cn' }) {
  const said: string[] = [];
  const io: CliIo = { env, out: (line) => said.push(line), err: (line) => said.push(line), progress: () => undefined, endProgress: () => undefined };
  return { code: await runCli(mailTestCommand, args, io), said: said.join('\n') };
}

describe('mail-test', () => {
  it('sends one mail', async () => {
    expect(await run(['zhang@example.com'])).toMatchObject({ code: 0, said: expect.stringContaining('已经接收') });
    expect(sink.mails).toEqual([expect.objectContaining({ from: 'noreply@example.gov.cn', to: ['zhang@example.com'], text: expect.stringContaining('测试邮件') })]);
  });

  it('tells why not: refused, not there, not set, called wrongly', async () => {
    sink.answers.rcpt = () => '550 5.7.1 relaying denied';
    expect(await run(['zhang@example.com'])).toMatchObject({ code: 1, said: expect.stringContaining('550 5.7.1 relaying denied') });
    await sink.close();
    expect(await run(['zhang@example.com'])).toMatchObject({ code: 1, said: expect.stringContaining('没有连上邮件服务器') });
    expect(await run(['zhang@example.com'], {})).toMatchObject({ code: 1, said: expect.stringContaining('没有设置 TONGMING_SMTP') });
    expect((await run([])).code).toBe(2);
    expect((await run(['nobody'])).code).toBe(2);
    expect(await run(['zhang@example.com'], { TONGMING_SMTP: 'mail' })).toMatchObject({ code: 2, said: expect.stringContaining('smtp://主机') });
    sink = await mailSink();
  });
});
