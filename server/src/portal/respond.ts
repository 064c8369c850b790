import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { Context } from 'hono';

const br = promisify(brotliCompress);
const gz = promisify(gzip);
/** Below this a header costs more than compression gains. */
const smallest = 1024;

/** A finished answer, held ready in the forms in which it is sent. */
export type Ready = {
  status: number;
  type: string;
  etag: string;
  plain: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer> | null;
  gzip: Uint8Array<ArrayBuffer> | null;
  headers: Readonly<Record<string, string>>;
};

export type Answer = { status?: number; type: string; body: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> };

const quick = 5;
const best = 11;

function brotliOptions(quality: number, size: number) {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: size } };
}

/** Made on demand: compressed quickly, and not on the server's own thread. `accepted`: of the one reader it is for. */
export async function prepare(answer: Answer, accepted?: string): Promise<Ready> {
  const plain = bytesOf(answer);
  if (plain.length < smallest) return ready(answer, plain, null, null);
  const only = accepted === undefined ? null : { coding: encodingFor(accepted, { br: true, gzip: true }) };
  const [small, zipped] = await Promise.all([
    only === null || only.coding === 'br' ? br(plain, brotliOptions(quick, plain.length)) : null,
    only === null || only.coding === 'gzip' ? gz(plain, { level: 6 }) : null,
  ]);
  return ready(answer, plain, small, zipped);
}

/** Made once at start: compressed as well as it goes. */
export function prepareNow(answer: Answer): Ready {
  const plain = bytesOf(answer);
  return ready(answer, plain, brotliCompressSync(plain, brotliOptions(best, plain.length)), gzipSync(plain, { level: 9 }));
}

/** For who takes the text itself: nothing of it is ready to be sent. */
export function unsent(answer: Answer): Ready {
  return { status: answer.status ?? 200, type: answer.type, etag: '', plain: new Uint8Array(), br: null, gzip: null, headers: answer.headers ?? {} };
}

function bytesOf(answer: Answer): Uint8Array<ArrayBuffer> {
  return typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
}

function ready(answer: Answer, plain: Uint8Array<ArrayBuffer>, small: Buffer | null, zipped: Buffer | null): Ready {
  return {
    status: answer.status ?? 200, type: answer.type, plain, br: small && new Uint8Array(small), gzip: zipped && new Uint8Array(zipped),
    etag: `W/"${createHash('sha1').update(plain).digest('base64url').slice(0, 20)}"`, headers: answer.headers ?? {},
  };
}

/** Sends what is ready: 304 when the reader has it, else in the best encoding he takes. */
export function send(c: Context, ready: Ready): Response {
  const headers = new Headers({
    'content-type': ready.type, etag: ready.etag, 'cache-control': 'public, no-cache', vary: 'Accept-Encoding', ...ready.headers,
  });
  if (ready.status === 200 && matches(c.req.header('if-none-match'), ready.etag)) return new Response(null, { status: 304, headers });
  const encoded = encodingFor(c.req.header('accept-encoding') ?? '', ready);
  if (encoded !== null) headers.set('content-encoding', encoded);
  const body = (encoded === null ? null : ready[encoded]) ?? ready.plain;
  headers.set('content-length', String(body.length));
  return new Response(c.req.method === 'HEAD' ? null : body, { status: ready.status, headers });
}

type Taken = { br: boolean; gzip: boolean };
/** Browsers say the same again and again. */
const known = new Map<string, Taken>();
const mostKnown = 200;

function takenBy(accepted: string): Taken {
  const before = known.get(accepted);
  if (before !== undefined) return before;
  const taken = { br: takes(accepted, 'br'), gzip: takes(accepted, 'gzip') };
  if (known.size < mostKnown && accepted.length < 200) known.set(accepted, taken);
  return taken;
}

/** The best that the reader takes and that there is. */
export function encodingFor(accepted: string, made: { br: unknown; gzip: unknown }): 'br' | 'gzip' | null {
  const taken = takenBy(accepted);
  return made.br && taken.br ? 'br' : made.gzip && taken.gzip ? 'gzip' : null;
}

function takes(accepted: string, coding: string): boolean {
  return accepted.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((p) => p.trim());
    return name === coding && !parameters.some((p) => /^q=0(?:\.0*)?$/.test(p));
  });
}

export function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(',').some((tag) => tag.trim() === etag);
}

/** One value remade when the change feed has moved on; readers who come together wait for one making. */
export function remembered<T>(make: (version: number) => Promise<T>): (version: number) => Promise<T> {
  let held: { version: number; value: Promise<T> } | null = null;
  return (version) => {
    if (held !== null && held.version === version) return held.value;
    const value = make(version);
    held = { version, value };
    value.catch(() => {
      if (held?.value === value) held = null;
    });
    return value;
  };
}
