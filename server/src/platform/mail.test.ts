import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig, ConfigFault } from './config.ts';
import { MailFault, openMailer, smtpOptions, type Mail } from './mail.ts';
import { mailSink, type Answers, type MailSink } from './testing-mail.ts';

const from = 'noreply@example.gov.cn';
const mail = (change: Partial<Mail> = {}): Mail => ({
  to: 'zhang@example.com', fromName: '通辽市人民政府', subject: '政府信息公开申请', text: '您好：\n请补正。\n', messageId: 'foi.1', ...change,
});
const sinks: MailSink[] = [];
afterEach(async () => {
  await Promise.all(sinks.splice(0).map((s) => s.close()));
});
async function sink(answers: Answers = {}): Promise<MailSink> {
  const made = await mailSink(answers);
  sinks.push(made);
  return made;
}
async function faultOf(work: Promise<unknown>): Promise<MailFault> {
  const error: unknown = await work.then(() => null, (e: unknown) => e);
  if (!(error instanceof MailFault)) throw new Error(`no mail fault: ${String(error)}`);
  return error;
}

describe('a mail', () => {
  it('arrives with Chinese text, a name, and the Message-ID it was given', async () => {
    const s = await sink();
    await openMailer({ url: s.url, from }).send(mail());
    expect(s.mails).toHaveLength(1);
    const [got] = s.mails;
    expect(got).toMatchObject({ from, to: ['zhang@example.com'], text: '您好：\n请补正。\n' });
    expect(got?.headers).toContain('Message-ID: <foi.1@example.gov.cn>');
    expect(got?.headers).toContain('Subject: 政府信息公开申请');
    expect(got?.headers).toMatch(/From: "?通辽市人民政府"? <noreply@example\.gov\.cn>/);
    expect(got?.headers).toContain('Auto-Submitted: auto-generated');
    expect(got?.raw).not.toMatch(/[^\x20-\x7E\r\n]/);
  });

  it('takes no header and no recipient out of names, subjects and addresses', async () => {
    const s = await sink();
    const mailer = openMailer({ url: s.url, from });
    await mailer.send(mail({ subject: '回执\r\nBcc: spy@example.com\r\n\r\n正文', fromName: '局\r\nX-Evil: 1', messageId: 'foi.2' }));
    expect(s.mails[0]?.to).toEqual(['zhang@example.com']);
    expect(s.mails[0]?.headers).not.toMatch(/^(Bcc|X-Evil):/m);
  });

  it.each(['a@example.com, spy@example.com', 'a@example.com\r\nRCPT TO:<spy@example.com>', 'a@example.com>\r\nDATA', '"a" <spy@example.com>', 'a@example.com;spy@example.com', 'nobody'])(
    'goes to one address or nowhere: %j', async (to) => {
      const s = await sink();
      expect(await faultOf(openMailer({ url: s.url, from }).send(mail({ to })))).toMatchObject({ permanent: true });
      expect(s.said).toEqual([]);
    });

  it('reaches an address in Chinese where the server takes such, and is told apart where it does not', async () => {
    const able = await sink({ ehlo: ['SMTPUTF8', '8BITMIME'] });
    await openMailer({ url: able.url, from }).send(mail({ to: '甲@例子.中国' }));
    expect(able.mails).toHaveLength(1);
    const unable = await sink({ rcpt: (line) => (/[^\x20-\x7E]/.test(line) ? '553 5.6.7 address' : null) });
    expect(await faultOf(openMailer({ url: unable.url, from }).send(mail({ to: '甲@例子.中国' })))).toMatchObject({ permanent: true });
  });

  it('is refused for good by 5xx to the recipient or the text, for now by 4xx, and names no address', async () => {
    const refusing = async (answers: Answers) => faultOf(openMailer({ url: (await sink(answers)).url, from }).send(mail()));
    const gone = await refusing({ rcpt: () => '550 5.1.1 <zhang@example.com>: no such user' });
    expect(gone).toMatchObject({ permanent: true });
    expect(gone.message).toContain('550 5.1.1');
    expect(gone.message).not.toContain('zhang@');
    expect(await refusing({ data: () => '554 5.7.1 not wanted' })).toMatchObject({ permanent: true });
    expect(await refusing({ rcpt: () => '451 4.7.1 greylisted' })).toMatchObject({ permanent: false });
    expect(await refusing({ greet: () => '554 go away' })).toMatchObject({ permanent: false });
  });
});

describe('the mail server', () => {
  it('is left alone for a while when it does not answer', async () => {
    const s = await sink();
    await s.close();
    let time = 0;
    const mailer = openMailer({ url: s.url, from }, 300, () => time);
    expect(await faultOf(mailer.send(mail()))).toMatchObject({ permanent: false });
    const back = await mailSink({}, s.port);
    sinks.push(back);
    expect((await faultOf(mailer.send(mail()))).message).toContain('没有连上');
    expect(back.said).toEqual([]);
    time = 301;
    await mailer.send(mail());
    expect(back.mails).toHaveLength(1);
  });

  it('gets the password on this machine, and a refused login is no refusal of the mail', async () => {
    const s = await sink({ ehlo: ['AUTH PLAIN'], auth: () => '535 5.7.8 wrong' });
    const fault = await faultOf(openMailer({ url: s.url.replace('//', '//user:p%40ss@'), from }).send(mail()));
    expect(fault).toMatchObject({ permanent: false });
    expect(s.said.find((line) => line.startsWith('AUTH PLAIN'))).toBe(`AUTH PLAIN ${Buffer.from('\0user\0p@ss').toString('base64')}`);
    expect(fault.message).not.toContain('p@ss');
  });
});

describe('TLS', () => {
  it('is asked for wherever a password travels', () => {
    expect(smtpOptions('smtps://u:p%2Fw@mail.example.gov.cn')).toMatchObject({ host: 'mail.example.gov.cn', port: 465, secure: true, auth: { user: 'u', pass: 'p/w' } });
    expect(smtpOptions('smtp://u:p@mail.example.gov.cn:587')).toMatchObject({ port: 587, secure: false, requireTLS: true });
    expect(smtpOptions('smtp://relay')).toMatchObject({ port: 25, requireTLS: false });
    expect(smtpOptions('smtp://u:p@[::1]:2525')).toMatchObject({ host: '::1', port: 2525, requireTLS: false });
    expect(smtpOptions('smtp://u:p@127.0.0.1.evil.example')).toMatchObject({ requireTLS: true });
  });

  it('that the server cannot speak is a fault that passes, and no mail goes out in the clear', async () => {
    const s = await sink();
    expect(await faultOf(openMailer({ url: s.url.replace('smtp:', 'smtps:'), from }).send(mail()))).toMatchObject({ permanent: false });
    expect(s.mails).toEqual([]);
  });
});

describe('configuration of mail', () => {
  const faults = (env: Record<string, string>): string[] => {
    try {
      loadConfig(env);
      return [];
    } catch (error) {
      return error instanceof ConfigFault ? error.faults : [String(error)];
    }
  };
  const address = { TONGMING_MAIL_FROM: from };
  it('is whole or not at all', () => {
    expect(loadConfig({}).mail).toBeNull();
    expect(loadConfig({ ...address, TONGMING_SMTP: 'smtps://u:p%2Fw@mail.example.gov.cn' }).mail).toEqual({ url: 'smtps://u:p%2Fw@mail.example.gov.cn', from });
    expect(faults(address)).toEqual([expect.stringContaining('要么都设')]);
    expect(faults({ TONGMING_SMTP: 'smtp://mail' })).toEqual([expect.stringContaining('要么都设')]);
  });
  it.each(['mail.example.gov.cn', 'http://mail', 'smtp://', 'smtp://mail/path', 'smtp://u:%zz@mail', 'smtp://mail?tls=off'])('refuses %s', (url) => {
    expect(faults({ ...address, TONGMING_SMTP: url })).toEqual([expect.stringContaining('smtp://主机')]);
  });
  it('tells no password in a fault', () => {
    expect(faults({ TONGMING_SMTP: 'smtpx://u:geheim@mail', TONGMING_MAIL_FROM: 'nobody', DATABASE_URL: 'mysql://u:geheim@x' }).join('\n')).not.toContain('geheim');
    expect(faults({ TONGMING_SMTP: 'smtp://mail', TONGMING_MAIL_FROM: 'nobody' })).toEqual([expect.stringContaining('TONGMING_MAIL_FROM = "nobody"')]);
  });
});
