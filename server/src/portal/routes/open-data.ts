// The open interface beside the list (api.ts): one record, the changes, bulk files, and its own description.
import { createHash } from 'node:crypto';
import { civilDate, instant, isCivilDate, type Instant } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { everyRecord } from '../../domains/library/open/bulk.ts';
import { latestChanges, tombstonesByIds } from '../../domains/library/open/changes.ts';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import { recordsByIds } from '../../domains/library/open/list-records.ts';
import { lastChange } from '../../platform/change.ts';
import { notFound, refuse } from '../../platform/errors.ts';
import { limits, rates } from '../../platform/limits.ts';
import { openData } from '../messages/open-data.ts';
import { zh } from '../messages/zh.ts';
import { openDataPage } from '../pages/open-data.ts';
import { answerPage, clientOf, originOf, visit, type Portal } from '../portal.ts';
import { prepare, send } from '../respond.ts';
import { bulkStream, bulkTypes, type BulkFormat } from './open-data-bulk.ts';
import { openApiDocument } from './open-data-openapi.ts';
import { apiRecord, wholeRecord } from './open-data-record.ts';
import { readFilter } from './pages.ts';

export const openDataPath = '/api/v1';
export const longestQuestion = 400;
const pageSize = 100;

/** Rates, and what scripts of other sites may read of an answer. */
export function openHeaders(portal: Portal, c: Context): Record<string, string> {
  const bulk = /\/records\.(?:jsonl|csv)$/.test(c.req.path);
  const left = portal.limiter.left?.(bulk ? 'openBulk' : 'openApi', clientOf(portal, c));
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Content-Disposition, Changes-Since, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After',
    ...(left ? { 'ratelimit-limit': String(left.limit), 'ratelimit-remaining': String(left.remaining), 'ratelimit-reset': String(left.reset) } : {}),
    ...(c.res.status === 429 ? { 'retry-after': String(Math.ceil(60 / rates[bulk ? 'openBulk' : 'openApi'].perMinute)) } : {}),
  };
}

export function openDataRoutes(portal: Portal): Hono {
  const app = new Hono();
  const take = (c: Context) => portal.limiter.take('openApi', clientOf(portal, c));
  app.get('/open-data', (c) => answerPage(portal, c, async (v) => ({ page: openDataPage(v.context) })));
  for (const format of ['jsonl', 'csv'] as const) app.get(`${openDataPath}/records.${format}`, (c) => bulk(portal, c, format));
  app.get(`${openDataPath}/records/:id`, (c) => {
    take(c);
    return one(portal, c, c.req.param('id'));
  });
  app.get(`${openDataPath}/changes`, (c) => {
    take(c);
    return changes(portal, c);
  });
  app.get(`${openDataPath}/openapi.json`, async (c) => {
    take(c);
    const { context } = await visit(portal, c);
    return json(c, openApiDocument(context.origin, context.site.name, '1'));
  });
  return app;
}

export async function json(c: Context, value: unknown): Promise<Response> {
  return send(c, await prepare({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) }));
}

export function readLimit(text: string | undefined, unless: number): number {
  if (text === undefined) return unless;
  const n = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return n >= 1 && n <= limits.pageRows ? n : refuse('bad-limit', zh.api.badLimit(limits.pageRows), 400);
}

async function one(portal: Portal, c: Context, id: string): Promise<Response> {
  const found = isRecordId(id) ? await portal.record(id) : undefined;
  if (found === undefined) return notFound(zh.api.badId);
  if ('tombstone' in found) {
    const { indexNumber, withdrawnAt, reason } = found.tombstone;
    return Response.json({ error: { code: 'gone', message: zh.api.gone, reasons: [{ code: 'gone', message: reason }] }, id, indexNumber, withdrawnAt }, { status: 410 });
  }
  return json(c, wholeRecord(found.record, originOf(portal, c)));
}

/** A number of the feed, or the moment from which on; nothing = from the beginning. */
function readSince(text: string): { after: number } | { from: Instant } {
  if (/^\d{1,15}$/.test(text)) return { after: Number(text) };
  try {
    return { from: instant(isCivilDate(text) ? `${civilDate(text)}T00:00:00+08:00` : text.replace(' ', '+')) };
  } catch {
    return refuse('bad-since', openData.api.badSince, 400);
  }
}

async function changes(portal: Portal, c: Context): Promise<Response> {
  const limit = readLimit(c.req.query('limit'), limits.pageRows);
  const since = readSince(c.req.query('since') || '0');
  const newest = await lastChange(portal.db);
  const { items, more } = await latestChanges(portal.db, since, limit);
  const ids = items.map((item) => item.id);
  const [records, tombstones] = await Promise.all([recordsByIds(portal.db, ids), tombstonesByIds(portal.db, ids)]);
  const origin = originOf(portal, c);
  const byId = new Map(records.map((record) => [record.id, apiRecord(record, origin)]));
  const given = items.map(({ seq, at, kind, id }) => {
    const gone = tombstones.get(id);
    return {
      seq, at, kind, id, record: byId.get(id) ?? null,
      withdrawn: gone ? { indexNumber: gone.indexNumber, agency: gone.agencyName, at: gone.withdrawnAt, reason: gone.reason } : null,
    };
  });
  const last = items.at(-1)?.seq ?? 0;
  // At the end it goes on behind what is no record too, and never back behind what was asked.
  const reached = more ? last : Math.max(last, newest, 'after' in since ? since.after : 0);
  return json(c, { items: given, next: String(reached), more });
}

async function bulk(portal: Portal, c: Context, format: BulkFormat): Promise<Response> {
  const q = (c.req.query('q') ?? '').trim();
  if (q.length > longestQuestion) refuse('bad-query', zh.api.qTooLong(longestQuestion), 400);
  const filter = readFilter((name) => c.req.query(name)) ?? refuse('bad-filter', zh.errors.badRequest.text, 400);
  portal.limiter.take('openBulk', clientOf(portal, c));
  const origin = originOf(portal, c);
  const seq = await lastChange(portal.db);
  const etag = `W/"${createHash('sha1').update(JSON.stringify([seq, format, q, filter, origin])).digest('base64url').slice(0, 20)}"`;
  const headers = new Headers({
    etag, 'cache-control': 'public, no-cache', vary: 'Accept-Encoding', 'changes-since': String(seq), 'content-type': bulkTypes[format],
    'content-disposition': `attachment; filename="records.${format}"`,
  });
  if (c.req.header('if-none-match')?.split(',').some((tag) => tag.trim() === etag)) return new Response(null, { status: 304, headers });
  if (c.req.method === 'HEAD') return new Response(null, { headers });
  const stream = bulkStream(format, everyRecord(portal.db, filter, q, pageSize), origin);
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(c.req.header('accept-encoding') ?? '')) return new Response(stream, { headers });
  headers.set('content-encoding', 'gzip');
  return new Response(stream.pipeThrough(new CompressionStream('gzip')), { headers });
}
