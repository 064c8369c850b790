// Process of its own: the portal over a folder that is there already, or a bare server that sends given bytes.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServer } from '../server/src/main.ts';
import { setLogSink } from '../server/src/platform/log.ts';
import { openSystem } from '../server/src/platform/system.ts';
import { configOf } from './kit.ts';

const [kind = '', given = ''] = process.argv.slice(2);

async function portal(): Promise<number> {
  setLogSink(() => undefined);
  const system = await openSystem(configOf(given));
  const server = await startServer(system, 'portal', 'production');
  process.once('disconnect', () => void server.stop().then(() => system.close()).then(() => process.exit()));
  return server.port;
}

/** What a program of twenty lines would do, and no less: read the address, send the page. */
async function bare(): Promise<number> {
  const pages = new Map((JSON.parse(readFileSync(given, 'utf8')) as { path: string; headers: string[]; body: string }[])
    .map(({ path, headers, body }) => [path, { headers, body: Buffer.from(body, 'base64') }]));
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page) response.writeHead(200, page.headers).end(page.body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  process.once('disconnect', () => process.exit());
  return (server.address() as AddressInfo).port;
}

process.send?.({ port: await (kind === 'bare' ? bare() : portal()) });
