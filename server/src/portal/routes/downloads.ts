import { imageFilesOf, parseBody } from '@tongming/typeset';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { openFile, readFile } from '../../platform/files.ts';
import { refuse } from '../../platform/errors.ts';
import { limits } from '../../platform/limits.ts';
import { excerptOf, formats, makeFormat, mediaTypes } from '../formats.ts';
import { zh } from '../messages/zh.ts';
import { notFoundPage } from '../pages/plain.ts';
import { tombstonePage } from '../pages/record.ts';
import { answerOnce, clientOf, isFilesHost, originOf, visit, type Portal, type Rendered } from '../portal.ts';
import { typesetter } from '../typeset.ts';
import { contentDisposition } from './content-disposition.ts';
import { archivePlaces, downloadMany } from './download-many.ts';
import { wholeRecord } from './open-data-record.ts';

/** A downloaded file never acts as a page of this site, whatever is in it. */
const harmless = { 'content-security-policy': "sandbox; default-src 'none'", 'cache-control': 'public, no-cache' };

const subtitles = 'text/vtt';

export function downloadRoutes(portal: Portal): Hono {
  const app = new Hono();
  const maker = { files: portal.files, typeset: typesetter(portal.files, portal.config.fontFolder) };
  const many = { portal, maker, places: archivePlaces() };
  app.get('/download', (c) => downloadMany(many, c));
  app.post('/download', bodyLimit({ maxSize: limits.jsonBody, onError: () => refuse('too-large', zh.report.tooLarge, 413) }), (c) => downloadMany(many, c));
  app.get('/:id/:file{file\\.(?:pdf|docx|txt|md|xml|json)}', (c) => withRecord(portal, c, async (record) => {
    const format = formats.find((f) => c.req.param('file').endsWith(`.${f}`)) ?? 'txt';
    const article = c.req.query('article') ?? null;
    const piece = article === null ? record : excerptOf(record, article);
    if (piece === null) return null;
    const ready = piece.renditions.find((r) => r.format === format);
    if (ready) return stored(portal, c, { hash: ready.fileHash, size: ready.size, type: mediaTypes[format], name: `${record.title}.${format}` });
    const whole = { ...maker, origin: originOf(portal, c), json: wholeRecord };
    // Of an article the XML says what it is a piece of: it is cut from the whole.
    const bytes = await makeFormat(whole, format === 'xml' ? record : piece, format, article);
    if (bytes === null) return null;
    return new Response(c.req.method === 'HEAD' ? null : bytes, { headers: {
      ...harmless, 'content-type': mediaTypes[format], 'content-length': String(bytes.length), 'content-disposition': contentDisposition(`${piece.title}.${format}`),
    } });
  }));
  app.get('/:id/attachments/:n{[0-9]{1,4}}', (c) => withRecord(portal, c, async (record) => {
    const found = record.attachments.find((a) => a.position === Number(c.req.param('n')));
    if (!found) return null;
    // A player takes subtitles from the page's own host alone, and they can do nothing there.
    return (found.mime === subtitles ? null : elsewhere(portal, c)) ?? stored(portal, c, { hash: found.fileHash, size: found.size, type: found.mime, name: found.name });
  }));
  app.get('/:id/evidence/:use', (c) => withRecord(portal, c, async (record) => {
    const file = record.channels.find((use) => use.id === c.req.param('use'))?.file;
    return file ? elsewhere(portal, c) ?? stored(portal, c, { hash: file.hash, size: file.size, type: file.mime, name: file.name }) : null;
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

/** To the address of files from outside, where there is one and this is another. */
function elsewhere(portal: Portal, c: Context): Response | null {
  return isFilesHost(portal, c) === false ? c.redirect(`${portal.config.filesUrl ?? ''}${new URL(c.req.url).pathname}`, 302) : null;
}

/** Runs `serve` on a public record; what is not there is answered like any missing or withdrawn page. */
async function withRecord(portal: Portal, c: Context, serve: (record: OpenRecord) => Promise<Response | null>): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await portal.record(id) : undefined;
  const response = found !== undefined && 'record' in found ? await serve(found.record) : null;
  if (response !== null) return response;
  const { context } = await visit(portal, c);
  const rendered: Rendered = found !== undefined && 'tombstone' in found
    ? { page: tombstonePage(found.tombstone), status: 410 } : { page: notFoundPage(), status: 404 };
  return answerOnce(c, rendered, context);
}

type StoredDownload = { hash: string; size: number; type: string; name: string };

async function stored(portal: Portal, c: Context, file: StoredDownload): Promise<Response> {
  const headers = {
    ...harmless, etag: `"${file.hash}"`, 'content-type': file.type, 'content-length': String(file.size),
    'content-disposition': contentDisposition(file.name), 'accept-ranges': 'bytes',
  };
  if (c.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers: { ...harmless, etag: headers.etag } });
  if (c.req.method === 'HEAD') return new Response(null, { headers });
  const part = partOf(c.req.header('range'), file.size);
  if (part === 'none') return new Response(null, { status: 416, headers: { ...harmless, 'content-range': `bytes */${file.size}` } });
  if (part !== null) {
    const { start, end } = part;
    const bytes = await openFile(portal.files, file.hash, 'open', part);
    return new Response(bytes, { status: 206, headers: { ...headers, 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${file.size}` } });
  }
  return new Response(await openFile(portal.files, file.hash, 'open'), { headers });
}

/** One piece of a file, as players of films ask for it (RFC 9110, 14.2); several at once are answered with the whole. */
export function partOf(header: string | undefined, size: number): { start: number; end: number } | 'none' | null {
  const m = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (m === null || (m[1] === '' && m[2] === '')) return null;
  const [first, last] = [m[1] ?? '', m[2] ?? ''];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return null;
  return start >= size || end < start ? 'none' : { start, end };
}

/** Only picture formats that cannot carry script are shown in place. */
function imageType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF8')) return 'image/gif';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null;
}
