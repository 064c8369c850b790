// Kept pages straight from memory to the socket. What it does not answer goes the whole way, and comes to the same.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kept, Sent, Wire } from './page-cache.ts';
import { pageKey, type Portal } from './portal.ts';
import { encodingFor, matches } from './respond.ts';

/** True: the request has been answered. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean;

export function frontOf(portal: Portal): Front {
  return (request, response) => {
    const { method, url = '' } = request;
    if ((method !== 'GET' && method !== 'HEAD') || !portal.feed.fresh()) return false;
    const asked = read(request.rawHeaders);
    const wire = asked && portal.cache.find(pageKey(portal, asked, url))?.wire;
    if (!wire) return false;
    write(response, wire, method === 'HEAD', asked);
    return true;
  };
}

type Asked = Record<'host' | 'proto' | 'cookie' | 'etag' | 'accepted', string | undefined>;
const fields: Readonly<Record<string, keyof Asked>> = {
  host: 'host', cookie: 'cookie', 'if-none-match': 'etag', 'accept-encoding': 'accepted', 'x-forwarded-proto': 'proto',
};

/** The headers an answer depends on, and none of the others, which would all be copied first. Null: one of them comes twice. */
function read(rawHeaders: readonly string[]): Asked | null {
  const asked: Asked = { host: undefined, proto: undefined, cookie: undefined, etag: undefined, accepted: undefined };
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const { length } = name;
    if (length !== 4 && length !== 6 && length !== 13 && length !== 15 && length !== 17) continue;
    const field = fields[name.toLowerCase()];
    if (field === undefined) continue;
    if (asked[field] !== undefined) return null;
    asked[field] = rawHeaders[i + 1] ?? '';
  }
  return asked;
}

function write(response: ServerResponse, wire: Wire, head: boolean, { etag, accepted = '' }: Asked): void {
  if (wire.status === 200 && etag !== undefined && matches(etag, wire.etag)) {
    response.writeHead(304, wire.same).end();
    return;
  }
  const encoding = encodingFor(accepted, wire);
  const { headers, body } = (encoding === null ? null : wire[encoding]) ?? wire.plain;
  response.writeHead(wire.status, headers);
  if (head) response.end();
  else response.end(body);
}

const differing = new Set(['content-encoding', 'content-length']);

/** @param headers as the whole way gave them with this page */
export function makeWire(kept: Kept, headers: Headers): void {
  const { ready } = kept;
  const same = [...headers].filter(([name]) => !differing.has(name)).flat();
  const sent = (body: Uint8Array, more: string[]): Sent => ({ headers: [...same, ...more, 'content-length', String(body.length)], body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) });
  const packed = (coding: 'br' | 'gzip'): Sent | null => {
    const body = ready[coding];
    return body && sent(body, ['content-encoding', coding]);
  };
  kept.wire = { status: ready.status, etag: ready.etag, plain: sent(ready.plain, []), br: packed('br'), gzip: packed('gzip'), same };
}
