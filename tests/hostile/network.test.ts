// What comes in below the pages: broken requests, slow clients, false hosts; and where everything listens.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../server/src/http.ts';
import { startWorld, type World } from '../support/world.ts';
import { hostileInputs } from './inputs.ts';

let world: World;
let port: number;
beforeAll(async () => {
  world = await startWorld({ HOST: '' });
  port = Number(new URL(world.base).port);
});
afterAll(() => world.stop());

/** Bytes as they are, and all that comes back until the other side is silent. */
function raw(text: string | Buffer, { ms = 400, host = '127.0.0.1' } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    let answer = '';
    let timer = setTimeout(() => socket.destroy(), 5000);
    socket.on('data', (part) => {
      answer += part.toString('latin1');
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), ms);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
    socket.on('connect', () => socket.write(text));
  });
}
const request = (...lines: string[]) => ['GET / HTTP/1.1', 'Host: localhost', 'Connection: close', ...lines, '', ''].join('\r\n');
const statuses = (answer: string) => Array.from(answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm), (m) => Number(m[1]));

it('answers over IPv6 and IPv4, and no page leads to an address of numbers', async () => {
  for (const host of ['[::1]', '127.0.0.1']) expect((await fetch(`http://${host}:${port}/`)).status, host).toBe(200);
  for (const path of ['/', '/openness/', '/site-map/', '/feed.xml', '/sitemap.xml', '/robots.txt', '/open-data']) {
    expect(await (await fetch(`http://localhost:${port}${path}`)).text(), path).not.toMatch(/https?:\/\/\d{1,3}(?:\.\d{1,3}){3}/);
  }
});

it('an installation that is no demonstration listens on every address, both kinds', async () => {
  const server = await listen((_request, response) => { response.end('here'); }, 0, null);
  try {
    expect(server.addresses).toEqual(['::']);
    for (const host of ['[::1]', '127.0.0.1']) expect(await (await fetch(`http://${host}:${server.port}/`)).text()).toBe('here');
  } finally {
    await server.close();
  }
});

it('two requests made to look like one are refused or kept apart', async () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const both = `POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${smuggled.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`;
  for (const text of [
    both, both.replace('Transfer-Encoding: chunked', 'Transfer-Encoding : chunked'), both.replace('Transfer-Encoding: chunked', 'Transfer-Encoding: xchunked'), both.replace('Content-Length', 'Content-Length: 3\r\nContent-Length'),
    'GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', 'POST /report-error HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    'POST /report-error HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ]) {
    const got = statuses(await raw(text));
    expect(got.every((status) => status >= 400 && status < 500), `${JSON.stringify(text.slice(0, 120))}: ${got.join()}`).toBe(true);
  }
});

it('what is hostile in a path or a header is answered, and splits nothing', async () => {
  const lines = hostileInputs.map(({ text }) => Buffer.from(text.slice(0, 500)).toString('latin1')).filter((text) => !/[\r\n]/.test(text));
  for (const [i, text] of lines.entries()) {
    const name = ['User-Agent', 'Cookie', 'Referer', 'Accept-Encoding', 'If-None-Match', 'Accept-Language', 'X-Forwarded-For', 'X-Forwarded-Host', 'Range', 'Authorization', 'Origin', 'Content-Type'][i % 12] ?? 'X';
    const answers = [await raw(request(`${name}: ${text}`), { ms: 60 }), ...(i % 4 === 0 ? [await raw(`GET /${text.replaceAll(' ', '+')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, { ms: 60 })] : [])];
    for (const answer of answers) {
      const got = statuses(answer);
      expect(got.length === 1 && (got[0] ?? 500) < 500, `${name} ${JSON.stringify(text.slice(0, 80))}: ${got.join()}`).toBe(true);
      expect(answer.slice(0, answer.indexOf('\r\n\r\n'))).not.toContain('zq7x');
    }
  }
});

it('a false host, or one behind it, is on no page, in no redirect and in no kept answer', async () => {
  for (const host of ['evil.example', 'localhost@evil.example', 'localhost/evil.example', 'localhost:80:80', 'a"onload="x', 'evil.example\\', '<script>', '127.0.0.1.evil.example', '[::1]evil', 'x'.repeat(2000)]) {
    for (const path of ['/', '/records', '/feed.xml', '/sitemap.xml', '/robots.txt', '/api/v1/records', '/apply']) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: zq7x.example\r\nX-Forwarded-Proto: https\r\nX-Original-URL: /zq7x\r\nForwarded: host=zq7x.example\r\nConnection: close\r\n\r\n`, { ms: 100 });
      expect(statuses(answer)[0] ?? 400, `${host} ${path}`).toBeLessThan(500);
      expect(answer).not.toContain('zq7x');
      expect(answer).not.toContain('<script>x');
      expect(/^location: (.*)$/im.exec(answer)?.[1] ?? '/').toMatch(/^\/(?!\/)/);
      if (!/^[\w.-]+$/.test(host)) expect(answer.toLowerCase().split('\r\n\r\n')[1] ?? '').not.toContain('evil.example');
    }
    // Who asks under the right name gets what he would have got.
    expect(await (await fetch(`http://localhost:${port}/`)).text()).not.toContain('evil.example');
  }
});

it('preferences send nobody away from here', async () => {
  for (const { text } of hostileInputs) {
    const response = await fetch(`http://localhost:${port}/preferences`, { method: 'POST', body: new URLSearchParams({ back: text.toWellFormed(), set: 'l' }), redirect: 'manual' });
    const to = response.headers.get('location') ?? '/';
    expect(new URL(to, `http://localhost:${port}`).host, text).toBe(`localhost:${port}`);
  }
});

it('what is too long is refused in words, and who sends slowly is let go', async () => {
  expect(statuses(await raw(request(`X: ${'a'.repeat(20_000)}`)))).toEqual([431]);
  expect(statuses(await raw(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`))).toEqual([431]);
  expect(statuses(await raw(request(...Array.from({ length: 3000 }, (_, i) => `X${i}: 1`))))[0]).toBe(431);
  const server = await listen((incoming, response) => { incoming.resume().on('end', () => response.end('done')); }, 0, ['::1'], { headers: 300, request: 600, keepAlive: 300, idle: 1000, look: 50 });
  try {
    const slow = async (head: string, drip: string): Promise<number> => {
      const from = performance.now();
      await new Promise<void>((resolve) => {
        const socket = connect({ port: server.port, host: '::1' }, () => socket.write(head));
        const timer = setInterval(() => socket.write(drip), 40);
        socket.on('error', () => undefined);
        socket.resume().on('close', () => {
          clearInterval(timer);
          resolve();
        });
      });
      return performance.now() - from;
    };
    expect(await slow('GET / HTTP/1.1\r\nX: ', 'a')).toBeLessThan(5000);
    expect(await slow('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n', 'a')).toBeLessThan(5000);
    expect(await slow('', '')).toBeLessThan(5000);
  } finally {
    await server.close();
  }
});
