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

/** Made on demand: compressed quickly, and not on the server's own thread. */
export async function prepare(answer: Answer): Promise<Ready> {
  const plain = bytesOf(answer);
  if (plain.length < smallest) return ready(answer, plain, null, null);
  const [small, zipped] = await Promise.all([br(plain, brotliOptions(quick, plain.length)), gz(plain, { level: 6 })]);
  return ready(answer, plain, small, zipped);
}

/** Made once at start: compressed as well as it goes. */
export function prepareNow(answer: Answer): Ready {
  const plain = bytesOf(answer);
  return ready(answer, plain, brotliCompressSync(plain, brotliOptions(best, plain.length)), gzipSync(plain, { level: 9 }));
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
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoded = takes(accepted, 'br') && ready.br ? 'br' : takes(accepted, 'gzip') && ready.gzip ? 'gzip' : null;
  if (encoded !== null) headers.set('content-encoding', encoded);
  const body = (encoded === null ? null : ready[encoded]) ?? ready.plain;
  headers.set('content-length', String(body.length));
  return new Response(c.req.method === 'HEAD' ? null : body, { status: ready.status, headers });
}

function takes(accepted: string, coding: string): boolean {
  return accepted.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((p) => p.trim());
    return name === coding && !parameters.some((p) => /^q=0(?:\.0*)?$/.test(p));
  });
}

function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(',').some((tag) => tag.trim() === etag);
}

/** Least recently used first out; counts bytes. Everything in it belongs to one state of the change feed. */
export function pageCache(maxBytes: number) {
  let version = -1;
  let bytes = 0;
  const held = new Map<string, Ready>();
  const sizeOf = (r: Ready) => r.plain.length + (r.br?.length ?? 0) + (r.gzip?.length ?? 0);
  const forget = (key: string, ready: Ready) => {
    held.delete(key);
    bytes -= sizeOf(ready);
  };
  return {
    find(at: number, key: string): Ready | null {
      const ready = at === version ? held.get(key) : undefined;
      if (ready === undefined) return null;
      held.delete(key);
      held.set(key, ready);
      return ready;
    },
    keep(at: number, key: string, ready: Ready): void {
      if (at < version) return;
      if (at > version) {
        held.clear();
        bytes = 0;
        version = at;
      }
      const old = held.get(key);
      if (old) forget(key, old);
      held.set(key, ready);
      bytes += sizeOf(ready);
      for (const [oldest, entry] of held) {
        if (bytes <= maxBytes) break;
        forget(oldest, entry);
      }
    },
  };
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
