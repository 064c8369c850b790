import { Hono, type Context } from 'hono';
import { decodeCursor } from '../../domains/library/open/cursor.ts';
import { facetsOf } from '../../domains/library/open/counts.ts';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { lastChange } from '../../platform/change.ts';
import { notFound, refuse, type Reason } from '../../platform/errors.ts';
import { limits } from '../../platform/limits.ts';
import { zh } from '../messages/zh.ts';
import { cellsFor, clientOf, originOf, type Portal } from '../portal.ts';
import { json, longestQuestion, readLimit } from './open-data.ts';
import { apiRecord } from './open-data-record.ts';
import { readFilter, readSort } from './pages.ts';

/** The open interface: the public records as JSON, for anyone, from any site. What is no list is in open-data.ts. */
export function apiRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    portal.limiter.take('openApi', clientOf(portal, c));
    await next();
  });
  app.get('/records', (c) => list(portal, c));
  app.all('*', () => notFound(zh.api.badPath));
  return app;
}

/** Errors of the interface: a stable code, and what to do. */
export function apiError(code: string, message: string, status: number, reasons: Reason[] = []): Response {
  const body = { error: { code, message, reasons: reasons.length > 0 ? reasons : [{ code, message }] } };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

async function list(portal: Portal, c: Context): Promise<Response> {
  const limit = readLimit(c.req.query('limit'), limits.pageRowsDefault);
  const q = (c.req.query('q') ?? '').trim();
  if (q.length > longestQuestion) refuse('bad-query', zh.api.qTooLong(longestQuestion), 400);
  const filter = readFilter((name) => c.req.query(name)) ?? refuse('bad-filter', zh.errors.badRequest.text, 400);
  const sort = readSort(c.req.query('sort')) ?? refuse('bad-sort', zh.api.badSort, 400);
  const given = c.req.query('cursor') ?? '';
  const origin = originOf(portal, c);
  if (q !== '') {
    const { total, items, facets, next, near, suggestion } = await searchRecords(portal.db, { q, filter, limit, cursor: given === '' ? null : given, sort });
    return json(c, { total, items: items.map((item) => apiRecord(item, origin)), facets, next, near, suggestion });
  }
  const after = given === '' ? null : decodeCursor(given) ?? refuse('bad-cursor', zh.api.badCursor, 400);
  const cells = cellsFor(portal, await lastChange(portal.db), filter);
  const [counted, { items, next }] = await Promise.all([cells, listRecords(portal.db, filter, { limit, after })]);
  const { total, facets } = facetsOf(counted, filter);
  return json(c, { total, items: items.map((item) => apiRecord(item, origin)), facets, next, near: false, suggestion: null });
}
