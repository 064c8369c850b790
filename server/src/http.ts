// Listening: every address by default, both loopback addresses for a demonstration.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
export type Listening = { port: number; addresses: string[]; close(): Promise<void> };

/** In milliseconds. `idle`: nothing goes either way, as with a client that takes nothing of a large file. */
export type Patience = { headers: number; request: number; keepAlive: number; idle: number; look: number };
/** A client that sends nothing, or byte by byte, is let go; a body must arrive within the request time. Node looks only now and then. */
const patience: Patience = { headers: 15_000, request: 300_000, keepAlive: 10_000, idle: 600_000, look: 3_000 };
const CLOSE_GRACE_MS = 5_000;

const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * While a server starts much of what it allocates stays, and V8 then takes what every request allocates for lasting too: put into the
 * old generation, it is collected late, together with all it refers to. Cost a tenth of the kept pages a second, and the memory (docs/figures.md).
 */
function keepRequestsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `hosts` null: all addresses (`::`, which takes IPv4 too where the machine allows it). Throws when none can be bound. */
export async function listen(handler: Handler, port: number, hosts: string[] | null, times: Patience = patience): Promise<Listening> {
  keepRequestsYoung();
  const wanted = hosts ?? ['::'];
  const servers: Server[] = [];
  const addresses: string[] = [];
  let bound = port;
  for (const host of wanted) {
    try {
      const server = await listenOne(handler, bound, host, times);
      servers.push(server);
      addresses.push(host);
      const address = server.address();
      if (typeof address === 'object' && address) bound = address.port;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const missing = code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
      if (!missing) {
        await Promise.all(servers.map(closeServer));
        throw code === 'EADDRINUSE' ? new Error(`端口 ${bound} 已被占用：请停止占用它的程序，或用 PORT 另选端口`) : error;
      }
      if (hosts === null) return listen(handler, port, ['0.0.0.0'], times);
    }
  }
  if (servers.length === 0) throw new Error(`没有可用的监听地址：${wanted.join('、')}`);
  return { port: bound, addresses, close: async () => { await Promise.all(servers.map(closeServer)); } };
}

export function demonstrationHosts(host: string | null): string[] {
  if (host === null) return LOOPBACK;
  if (!isLoopback(host)) throw new Error('演示环境任何人都能以任一身份登录，只能在本机（127.0.0.1、::1）监听：请去掉 HOST，或改用正式数据库');
  return host === 'localhost' ? LOOPBACK : [host];
}

function listenOne(handler: Handler, port: number, host: string, times: Patience): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({
      headersTimeout: times.headers, requestTimeout: times.request, keepAliveTimeout: times.keepAlive, connectionsCheckingInterval: times.look, maxHeaderSize: 16_384,
    }, (request, response) => {
      if (hostsOf(request) < 2) handler(request, response);
      else response.writeHead(400, { connection: 'close' }).end();
    });
    server.setTimeout(times.idle);
    server.on('clientError', answerBroken);
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** Of two hosts a proxy may have taken the other one (RFC 9112, 3.2). */
function hostsOf({ rawHeaders }: IncomingMessage): number {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === 'host') count += 1;
  return count;
}

/** What cannot be read as a request still gets words: an address of a megabyte above all. */
function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, text] = error.code === 'HPE_HEADER_OVERFLOW' ? ['431 Request Header Fields Too Large', '网址太长：请缩短查询后再试'] : ['400 Bad Request', '请求不完整或者格式不正确'];
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS).unref();
  });
}
