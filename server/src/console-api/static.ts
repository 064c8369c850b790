// /console/: the built single-page app. Unknown paths below it get the page, unknown files a 404.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Hono } from 'hono';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.woff2': 'font/woff2', '.json': 'application/json', '.ico': 'image/x-icon', '.txt': 'text/plain; charset=utf-8',
};

// Ant Design writes its styles into <style> elements at run time; scripts come from this origin only.
const HEADERS = {
  'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const COMPRESSED = new Set(['.js', '.css', '.svg', '.json', '.html']);
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const BEING_BUILT = '工作台正在更新，请稍候刷新。';
type Encoding = 'br' | 'gzip' | 'identity';

export function consoleStatic(dist: string): Hono {
  const app = new Hono();
  const packed = packer();
  app.get('/console', (c) => c.redirect('/console/', 308));
  app.get('/console/*', async (c) => {
    const path = normalize(join(dist, decode(c.req.path.slice('/console/'.length))));
    const isFile = path.startsWith(dist + sep) && extname(path) in TYPES;
    if (isFile && !existsSync(path)) return c.notFound();
    const file = isFile ? path : join(dist, 'index.html');
    if (!existsSync(file)) return c.text(BEING_BUILT, 503, { 'retry-after': '10' });
    const encoding = encodingFor(extname(file), c.req.header('accept-encoding') ?? '');
    return new Response(await packed(file, encoding), {
      headers: {
        ...HEADERS,
        'content-type': TYPES[extname(file)] ?? 'text/html; charset=utf-8',
        'cache-control': file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
    });
  });
  return app;
}

function encodingFor(extension: string, accepted: string): Encoding {
  if (!COMPRESSED.has(extension)) return 'identity';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

/** Each file is compressed once for each encoding and kept; a rebuilt file is another file by its time. */
function packer(): (path: string, encoding: Encoding) => Promise<Uint8Array<ArrayBuffer>> {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return (path, encoding) => {
    const key = `${encoding} ${statSync(path).mtimeMs} ${path}`;
    const known = kept.get(key) ?? pack(path, encoding);
    kept.set(key, known);
    return known;
  };
}

async function pack(path: string, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = readFileSync(path);
  if (encoding === 'identity') return new Uint8Array(bytes);
  if (encoding === 'gzip') return new Uint8Array(await zip(bytes));
  return new Uint8Array(await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
