// A bucket of an S3-compatible store: signed requests, a few tries each, and in a word why one failed.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';

/** `url`: of the bucket, without / at its end. `prefix`: '' or ends with /. */
export type BucketAddress = { url: string; prefix: string; region: string; accessKeyId: string; secretAccessKey: string; sessionToken?: string };
export type Store = {
  /** Null: no such object. */
  get: (name: string) => Promise<string | null>;
  put: (name: string, body: Blob, headers: Readonly<Record<string, string>>) => Promise<void>;
  remove: (name: string) => Promise<void>;
  holdsAny: () => Promise<boolean>;
};

export type Why = 'unreachable' | 'key' | 'clock' | 'bucket' | 'style' | 'region' | 'denied' | 'other';
/** `message`: what the store or the network called it; never what was sent. */
export class StoreFault extends Error {
  readonly why: Why;
  constructor(why: Why, said: string) {
    super(said);
    this.name = 'StoreFault';
    this.why = why;
  }
}

const TRIES = 6;
const PATIENCE_MS = 60_000;
/** Slower than this a connection counts as dead. */
const BYTES_PER_MS = 50;

/** `status` 0: no answer came; `text` says why. */
type Answer = { status: number; text: string };
type Question = { method: 'GET' | 'PUT' | 'DELETE'; path: string; body?: Blob; headers?: Readonly<Record<string, string>> };

export function openStore(address: BucketAddress, retryMs = 250): Store {
  const ask = async (question: Question): Promise<Answer> => {
    const headers = { ...question.headers, 'x-amz-content-sha256': await sha256(question.body) };
    for (let tried = 1; ; tried += 1) {
      const answer = await askOnce(address, { ...question, headers });
      if (tried === TRIES || !passes(answer)) return answer;
      await pause(retryMs * 2 ** (tried - 1) * (0.5 + Math.random()));
    }
  };
  const path = (name: string) => encoded(`${address.prefix}${name}`);
  return {
    async get(name) {
      const answer = await ask({ method: 'GET', path: path(name) });
      if (answer.status === 404 && codeOf(answer) !== 'NoSuchBucket') return null;
      return succeeded(answer);
    },
    async put(name, body, headers) {
      succeeded(await ask({ method: 'PUT', path: path(name), body, headers }));
    },
    async remove(name) {
      const answer = await ask({ method: 'DELETE', path: path(name) });
      if (answer.status !== 404 || codeOf(answer) === 'NoSuchBucket') succeeded(answer);
    },
    async holdsAny() {
      const list = succeeded(await ask({ method: 'GET', path: `?list-type=2&prefix=${encodeURIComponent(address.prefix)}` }));
      // Consoles of stores make an empty object for a folder.
      return Array.from(list.matchAll(/<Key>([^<]*)<\/Key>/g), ([, key = '']) => key).some((key) => !key.endsWith('/'));
    },
  };
}

async function askOnce(address: BucketAddress, { method, path, body, headers }: Question): Promise<Answer> {
  // Signed anew for each try: a signature tells the time.
  const signed = await new AwsV4Signer({ ...address, url: `${address.url}/${path}`, method, headers: { ...headers }, service: 's3' }).sign();
  const signal = AbortSignal.timeout(PATIENCE_MS + Math.ceil((body?.size ?? 0) / BYTES_PER_MS));
  try {
    const response = await fetch(signed.url, { method, headers: signed.headers, redirect: 'manual', signal, ...(body === undefined ? {} : { body }) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: networkWord(error) };
  }
}

async function sha256(body: Blob | undefined): Promise<string> {
  const hash = createHash('sha256');
  if (body !== undefined) for await (const part of body.stream()) hash.update(part);
  return hash.digest('hex');
}

/** As the signature has it: everything but letters, digits and -._~ is encoded. */
function encoded(key: string): string {
  return key.split('/').map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
}

function passes(answer: Answer): boolean {
  return answer.status === 0 || answer.status === 429 || answer.status >= 500 || codeOf(answer) === 'RequestTimeout';
}

function succeeded(answer: Answer): string {
  if (answer.status >= 200 && answer.status < 300) return answer.text;
  throw new StoreFault(whyOf(answer), answer.status === 0 ? answer.text : `${answer.status} ${codeOf(answer)}`.trim());
}

function codeOf({ text }: Answer): string {
  return /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? '';
}

const codes: Readonly<Record<string, Why>> = {
  RequestTimeTooSkewed: 'clock', NoSuchBucket: 'bucket', SecondLevelDomainForbidden: 'style', PermanentRedirect: 'region', TemporaryRedirect: 'region', AuthorizationHeaderMalformed: 'region',
  InvalidAccessKeyId: 'key', SignatureDoesNotMatch: 'key', InvalidToken: 'key', ExpiredToken: 'key',
};

function whyOf(answer: Answer): Why {
  const { status } = answer;
  if (status === 0) return 'unreachable';
  const known = codes[codeOf(answer)];
  if (known !== undefined) return known;
  if (status === 401 || status === 403) return 'denied';
  return status >= 300 && status < 400 ? 'region' : 'other';
}

function networkWord(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return error.name === 'TimeoutError' ? error.name : error.message;
}
