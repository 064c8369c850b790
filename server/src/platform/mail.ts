// Sending mail over SMTP. What is sent, to whom and again after which faults is decided elsewhere.
import { createTransport } from 'nodemailer';
import type { MailSettings } from './config.ts';
import { mailZh } from './mail-messages.ts';

/**
 * `messageId` without brackets stays the same when a mail is sent again: receivers know it by that. `html` says the same as
 * `text`. `unsubscribe`: an address that ends the subscription when it is posted to (RFC 8058).
 */
export type Mail = { to: string; fromName: string; subject: string; text: string; messageId: string; html?: string; unsubscribe?: string };

export type Mailer = {
  /** Resolves once the server has taken the mail over. @throws MailFault */
  send(mail: Mail): Promise<void>;
};

/** `permanent`: the server will never take this mail for this address. The message names no address. */
export class MailFault extends Error {
  readonly permanent: boolean;
  constructor(message: string, permanent: boolean) {
    super(message);
    this.name = 'MailFault';
    this.permanent = permanent;
  }
}

/** Far below the lease of an outbox item: nobody else takes up a mail that is still being sent. */
const TIMEOUT_MS = 15_000;
/** A server that did not answer is not asked again for every waiting mail. */
const REST_MS = 30_000;

/** Nothing a header or an envelope could read as a second address, a name or another command. */
const ONE_ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u;

export function isOneAddress(text: string): boolean {
  return ONE_ADDRESS.test(text);
}

export function openMailer(settings: MailSettings, restMs = REST_MS, clock: () => number = () => performance.now()): Mailer {
  const transport = createTransport(smtpOptions(settings.url));
  let resting: { until: number; fault: MailFault } | null = null;
  return {
    async send(mail) {
      if (!isOneAddress(mail.to)) throw new MailFault(mailZh.address, true);
      if (resting !== null && clock() < resting.until) throw resting.fault;
      resting = null;
      try {
        await transport.sendMail({
          envelope: { from: settings.from, to: [mail.to] },
          from: { name: oneLine(mail.fromName), address: settings.from }, to: { name: '', address: mail.to },
          subject: oneLine(mail.subject), text: mail.text, messageId: `<${mail.messageId}@${domainOf(settings.from)}>`, textEncoding: 'base64',
          // RFC 3834: holiday notices do not answer it.
          headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail.unsubscribe) },
          ...(mail.html === undefined ? {} : { html: mail.html }),
        });
      } catch (error) {
        const fault = faultOf(error, mail.to);
        if (isServerFault(error)) resting = { until: clock() + restMs, fault };
        throw fault;
      }
    },
  };
}

/** How a mail server's address is used: 465 with TLS from the first byte, 25 with STARTTLS where it is offered. */
export function smtpOptions(address: string) {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const auth = url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host, port: Number(url.port) || (secure ? 465 : 25), secure, ...auth,
    // A password does not travel in the clear, other than within this machine.
    requireTLS: !secure && url.username !== '' && !isOwnMachine(host),
    connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true, disableUrlAccess: true,
  };
}

function unsubscribeHeaders(address: string | undefined): Record<string, string> {
  return address === undefined ? {} : { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function isOwnMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

type SmtpError = { code?: unknown; command?: unknown; response?: unknown; responseCode?: unknown };

function faultOf(error: unknown, address: string): MailFault {
  const { code, response } = detailsOf(error);
  const said = typeof response === 'string' && response !== '' ? mailZh.refused(response) : mailZh.trouble(String(code ?? ''), error instanceof Error ? error.message : String(error));
  return new MailFault(oneLine(said.replaceAll(address, mailZh.hidden).replaceAll(address.toLowerCase(), mailZh.hidden)).slice(0, 500), isPermanent(detailsOf(error)));
}

/** Only what the server says of this recipient or this mail is final: a login or a sender it refuses can be put right. */
function isPermanent({ code, command, responseCode }: SmtpError): boolean {
  if (code === 'EENVELOPE' && command === 'API') return true;
  return typeof responseCode === 'number' && responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

function isServerFault(error: unknown): boolean {
  const { code, responseCode } = detailsOf(error);
  return code === 'EAUTH' || (responseCode === undefined && code !== 'EENVELOPE' && code !== 'EMESSAGE');
}

function detailsOf(error: unknown): SmtpError {
  return typeof error === 'object' && error !== null ? error : {};
}
