// /console/: the built single-page app. Unknown paths below it get the page, unknown files a 404.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
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

export function consoleStatic(dist: string): Hono {
  const app = new Hono();
  app.get('/console', (c) => c.redirect('/console/', 308));
  app.get('/console/*', (c) => {
    const path = normalize(join(dist, decode(c.req.path.slice('/console/'.length))));
    const inside = path === dist || path.startsWith(dist + sep);
    if (inside && extname(path) in TYPES) {
      if (!existsSync(path)) return c.notFound();
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
        headers: { ...HEADERS, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-length': String(statSync(path).size), 'cache-control': path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache' },
      });
    }
    return c.html(readFileSync(join(dist, 'index.html'), 'utf8'), 200, { ...HEADERS, 'cache-control': 'no-cache' });
  });
  return app;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
