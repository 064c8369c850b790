// An SMTP server for tests: takes mails over a real socket and keeps them, or answers as told.
import { createServer, type Socket } from 'node:net';

/** `html` is '' for a mail of plain text. */
export type Received = { from: string; to: string[]; raw: string; headers: string; text: string; html: string };
/** Answers other than acceptance, by what the client is about to do; `line` is what it said. */
export type Answers = { greet?: () => string | null; rcpt?: (line: string) => string | null; data?: () => string | null; ehlo?: string[]; auth?: (line: string) => string };
export type MailSink = { url: string; port: number; mails: Received[]; said: string[]; answers: Answers; close(): Promise<void> };

export async function mailSink(answers: Answers = {}, port = 0): Promise<MailSink> {
  const sink: Omit<MailSink, 'url' | 'port' | 'close'> = { mails: [], said: [], answers };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('close', () => open.delete(socket)).on('error', () => undefined));
    converse(socket, sink);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${address.port}`, port: address.port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function converse(socket: Socket, sink: Pick<MailSink, 'mails' | 'said' | 'answers'>): void {
  let buffered = '';
  let message = { from: '', to: [] as string[] };
  let inData = false;
  const say = (text: string) => socket.write(`${text}\r\n`);
  const finish = (raw: string) => {
    sink.mails.push({ ...message, raw, ...readMail(raw) });
    message = { from: '', to: [] };
    say('250 taken');
  };
  const hear = (line: string) => {
    sink.said.push(line);
    const { answers } = sink;
    if (/^EHLO/i.test(line)) return say(['250-sink', ...(answers.ehlo ?? []).map((e) => `250-${e}`), '250 HELP'].join('\r\n'));
    if (/^AUTH/i.test(line)) return say(answers.auth?.(line) ?? '235 ok');
    if (/^MAIL FROM:/i.test(line)) message.from = /<(.*?)>/.exec(line)?.[1] ?? '';
    if (/^RCPT TO:/i.test(line)) {
      const refused = answers.rcpt?.(line);
      if (refused) return say(refused);
      message.to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
    }
    if (/^DATA/i.test(line)) {
      const refused = answers.data?.();
      inData = !refused;
      return say(refused ?? '354 go on');
    }
    if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
    say('250 ok');
  };
  say(sink.answers.greet?.() ?? '220 sink');
  socket.on('data', (chunk: Buffer) => {
    buffered += chunk.toString('latin1');
    for (;;) {
      const end = buffered.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffered.slice(0, end);
      buffered = buffered.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        finish(part);
      } else hear(part);
    }
  });
}

/** Headers with their encoded words read, and the base64 text of the body or of both its forms. */
function readMail(raw: string): { headers: string; text: string; html: string } {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^"\s;]+)/i.exec(headers)?.[1];
  if (boundary === undefined) return { headers, text: decoded(body), html: '' };
  const parts = body.split(`--${boundary}`).map((part) => split(part.replace(/^\r\n/, '')));
  const of = (type: string) => decoded(parts.find((part) => part.headers.includes(type))?.body ?? '');
  return { headers, text: of('text/plain'), html: of('text/html') };
}

function decoded(body: string): string {
  return Buffer.from(body.replace(/\s/g, ''), 'base64').toString('utf8').replace(/\r\n/g, '\n');
}

function split(raw: string): { headers: string; body: string } {
  const at = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, at).replace(/\r\n[ \t]+/g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_all, how: string, word: string) => (how.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8')
      : Buffer.from(word.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/gi, (_hex, two: string) => String.fromCharCode(Number.parseInt(two, 16))), 'latin1').toString('utf8')));
  return { headers, body: raw.slice(at + 4) };
}
