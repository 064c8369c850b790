import { imageFilesOf, parseBody } from '@tongming/typeset';
import { Hono, type Context } from 'hono';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import { findRecord, type OpenRecord } from '../../domains/library/open/get-record.ts';
import { openFile, readFile } from '../../platform/files.ts';
import { notFoundPage } from '../pages/plain.ts';
import { tombstonePage, type DownloadLink } from '../pages/record.ts';
import { answerOnce, clientOf, visit, type Portal, type Rendered } from '../portal.ts';
import { typesettable, typesetter, type DownloadFormat } from '../typeset.ts';

const formats = ['pdf', 'docx', 'txt'] as const;
const types: Readonly<Record<DownloadFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
};
/** A downloaded file never acts as a page of this site, whatever is in it. */
const harmless = { 'content-security-policy': "sandbox; default-src 'none'", 'cache-control': 'public, no-cache' };

/** What the page offers: files made at printing with their size, the rest typeset when asked for. */
export function downloadsOf(record: OpenRecord): DownloadLink[] {
  const possible = typesettable(record);
  return formats.flatMap((format): DownloadLink[] => {
    const ready = record.renditions.find((r) => r.format === format);
    if (ready) return [{ format, size: ready.size }];
    return possible.includes(format) ? [{ format, size: null }] : [];
  });
}

export function downloadRoutes(portal: Portal): Hono {
  const app = new Hono();
  const typeset = typesetter(portal.files, portal.config.fontFolder);
  app.get('/:id/:file{file\\.(?:pdf|docx|txt)}', (c) => withRecord(portal, c, async (record) => {
    const format = formats.find((f) => c.req.param('file').endsWith(f)) ?? 'txt';
    const ready = record.renditions.find((r) => r.format === format);
    if (ready) return stored(portal, c, { hash: ready.fileHash, size: ready.size, type: types[format], name: `${record.title}.${format}` });
    if (!typesettable(record).includes(format)) return null;
    const bytes = await typeset(record, format);
    return new Response(c.req.method === 'HEAD' ? null : bytes, { headers: {
      ...harmless, 'content-type': types[format], 'content-length': String(bytes.length),
      'content-disposition': contentDisposition(`${record.title}.${format}`),
    } });
  }));
  app.get('/:id/attachments/:n{[0-9]{1,4}}', (c) => withRecord(portal, c, async (record) => {
    const found = record.attachments.find((a) => a.position === Number(c.req.param('n')));
    return found ? stored(portal, c, { hash: found.fileHash, size: found.size, type: found.mime, name: found.name }) : null;
  }));
  app.get('/:id/images/:hash{[0-9a-f]{64}}', (c) => withRecord(portal, c, async (record) => {
    const hash = c.req.param('hash');
    if (record.body === null || !imageFilesOf(parseBody(record.body)).includes(hash)) return null;
    const bytes = await readFile(portal.files, hash, 'open');
    const type = imageType(bytes);
    return type === null ? null : new Response(bytes, { headers: { ...harmless, 'content-type': type, 'cache-control': 'public, max-age=3600' } });
  }));
  return app;
}

/** Runs `serve` on a public record; what is not there is answered like any missing or withdrawn page. */
async function withRecord(portal: Portal, c: Context, serve: (record: OpenRecord) => Promise<Response | null>): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await findRecord(portal.db, id) : null;
  const response = found !== null && 'record' in found ? await serve(found.record) : null;
  if (response !== null) return response;
  const { context } = await visit(portal, c);
  const rendered: Rendered = found !== null && 'tombstone' in found
    ? { page: tombstonePage(found.tombstone), status: 410 } : { page: notFoundPage(), status: 404 };
  return answerOnce(c, rendered, context);
}

type StoredDownload = { hash: string; size: number; type: string; name: string };

async function stored(portal: Portal, c: Context, file: StoredDownload): Promise<Response> {
  const headers = {
    ...harmless, etag: `"${file.hash}"`, 'content-type': file.type, 'content-length': String(file.size),
    'content-disposition': contentDisposition(file.name),
  };
  if (c.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers: { ...harmless, etag: headers.etag } });
  if (c.req.method === 'HEAD') return new Response(null, { headers });
  return new Response(await openFile(portal.files, file.hash, 'open'), { headers });
}

/** RFC 6266 with RFC 5987: the real name for everyone, a plain one for old programs. */
export function contentDisposition(name: string): string {
  const clean = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  const stem = Array.from(clean.slice(0, clean.length - extension.length).trim()).slice(0, 80).join('') || 'file';
  const encoded = encodeURIComponent(stem + extension).replaceAll(/['()*]/g, (ch) => `%${ch.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="file${extension}"; filename*=UTF-8''${encoded}`;
}

/** Only picture formats that cannot carry script are shown in place. */
function imageType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF8')) return 'image/gif';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null;
}
