// Reading other systems over the network: politely, within limits, and never this organisation's own machines unasked.
import { lookup as resolve } from 'node:dns';
import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { refuse, Refused } from '../../../../platform/errors.ts';
import { harvestWords as words } from './harvest-words.ts';

export type Fetched = { status: number; url: URL; type: string; headers: IncomingMessage['headers']; bytes: Uint8Array };
export type FetchLimits = { bytes: number; seconds: number; tries: number; paceMs: number; backOffMs: number };
export type Fetcher = {
  /** Answers of 200, and 304 where it was asked for. @throws Refused 'import-source' (422) for all else, after its tries */
  get(address: string | URL, headers?: Record<string, string>): Promise<Fetched>;
  /** Between two requests from now on. */
  slowDown(paceMs: number): void;
};

export const usualLimits: FetchLimits = { bytes: 64 * 1024 * 1024, seconds: 60, tries: 4, paceMs: 200, backOffMs: 1000 };
const agent = 'Tongming-Harvester/1.0 (+OAI-PMH, RSS)';
const mostRedirects = 5;
/** A server that asks for longer is asked again at the next harvest. */
const longestWaitMs = 60_000;

const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16],
  ['198.18.0.0', 15], ['224.0.0.0', 3],
] as const) inner.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 127], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8], ['64:ff9b::', 96]] as const) inner.addSubnet(net, bits, 'ipv6');

/** Loopback, private, link-local, shared and multicast addresses, also where an IPv6 address carries one. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inner.check(mapped, 'ipv4');
  return inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

class Retry extends Error {
  readonly afterMs: number;
  constructor(message: string, afterMs = 0) {
    super(message);
    this.afterMs = afterMs;
  }
}

export function readUrl(text: string, base?: URL): URL {
  const url = URL.parse(text.trim(), base?.href) ?? refuse('import-source', words.badAddress(text));
  // It is kept and journalled as it stands.
  if (url.username !== '' || url.password !== '') refuse('import-source', words.credentials);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : refuse('import-source', words.scheme);
}

export function fetcher(allowPrivate: boolean, given: Partial<FetchLimits> = {}): Fetcher {
  const limits = { ...usualLimits, ...given };
  let pace = limits.paceMs;
  let free = 0;
  const once = async (url: URL, headers: Record<string, string>): Promise<Fetched> => {
    await wait(Math.max(0, free - performance.now()));
    try {
      return await follow(url, headers, allowPrivate, limits);
    } finally {
      free = performance.now() + pace;
    }
  };
  return {
    slowDown: (paceMs) => { pace = Math.max(pace, paceMs); },
    async get(address, headers = {}) {
      const url = readUrl(String(address));
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(url, headers);
        } catch (error) {
          if (!(error instanceof Retry)) throw error;
          if (attempt >= limits.tries || error.afterMs > longestWaitMs) return refuse('import-source', words.failed(url.href, error.message));
          await wait(Math.max(error.afterMs, limits.backOffMs * 2 ** (attempt - 1)));
        }
      }
    },
  };
}

/** Redirects stay on the host that was asked for; from http to https is the same host. */
async function follow(from: URL, headers: Record<string, string>, allowPrivate: boolean, limits: FetchLimits): Promise<Fetched> {
  let url = from;
  for (let step = 0; step <= mostRedirects; step += 1) {
    const answer = await ask(url, headers, allowPrivate, limits);
    if (answer.status < 300 || answer.status === 304) return answer;
    const { location } = answer.headers;
    if (answer.status >= 400 || location === undefined) return refuse('import-source', words.failed(url.href, words.status(answer.status)));
    const next = readUrl(location, url);
    if (next.hostname !== from.hostname) refuse('import-source', words.failed(url.href, words.leaves(next.host)));
    url = next;
  }
  return refuse('import-source', words.failed(from.href, words.redirects));
}

async function ask(url: URL, headers: Record<string, string>, allowPrivate: boolean, limits: FetchLimits): Promise<Fetched> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && isInner(host)) refuse('import-source', words.privateHost(host));
  // The address that was looked at is the one that is connected to: no second answer of the name server comes between.
  const lookup: LookupFunction = (name, options, done) => resolve(name, { ...options, all: true }, (error, found) => {
    const bad = error ? words.unknownHost(name) : !allowPrivate && found.some((one) => isInner(one.address)) ? words.privateHost(name) : null;
    if (bad !== null) return done(new Refused('import-source', 422, [{ code: 'import-source', message: bad }]), '', 0);
    return options.all === true ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family);
  });
  const signal = AbortSignal.timeout(limits.seconds * 1000);
  try {
    const answer = await new Promise<IncomingMessage>((yes, no) => {
      (url.protocol === 'https:' ? secure : plain)(url, { headers: { 'user-agent': agent, 'accept-encoding': 'gzip', ...headers }, lookup, signal }, yes).on('error', no).end();
    });
    return await readAnswer(url, answer, limits);
  } catch (error) {
    if (error instanceof Refused || error instanceof Retry) throw error;
    throw new Retry(signal.aborted ? words.timeout(limits.seconds) : error instanceof Error ? error.message : String(error));
  }
}

async function readAnswer(url: URL, answer: IncomingMessage, limits: FetchLimits): Promise<Fetched> {
  const status = answer.statusCode ?? 0;
  if (status === 429 || status >= 500) {
    answer.destroy();
    const seconds = Number(answer.headers['retry-after'] ?? 0);
    throw new Retry(words.status(status), Number.isFinite(seconds) ? seconds * 1000 : 0);
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    size += (part as Buffer).length;
    if (size > limits.bytes) {
      answer.destroy();
      refuse('import-source', words.failed(url.href, words.tooLarge(limits.bytes)));
    }
    parts.push(part as Buffer);
  }
  return { status, url, type: answer.headers['content-type'] ?? '', headers: answer.headers, bytes: unpacked(url, answer, Buffer.concat(parts), limits) };
}

function unpacked(url: URL, answer: IncomingMessage, bytes: Buffer, limits: FetchLimits): Uint8Array {
  if (answer.headers['content-encoding'] !== 'gzip') return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.bytes });
  } catch (error) {
    const large = error instanceof RangeError;
    return refuse('import-source', words.failed(url.href, large ? words.tooLarge(limits.bytes) : error instanceof Error ? error.message : ''));
  }
}
