import { Hono, type Context } from 'hono';
import { decodeCursor, isRecordId } from '../../domains/library/open/cursor.ts';
import { findRecord, type OpenRecord } from '../../domains/library/open/get-record.ts';
import { countCells, totalOf } from '../../domains/library/open/counts.ts';
import { listRecords, type RecordItem } from '../../domains/library/open/list-records.ts';
import { searchRecords } from '../../domains/library/open/search.ts';
import { lastChange } from '../../platform/change.ts';
import { notFound, refuse, type Reason } from '../../platform/errors.ts';
import { limits } from '../../platform/limits.ts';
import { zh } from '../messages/zh.ts';
import { clientOf, originOf, type Portal } from '../portal.ts';
import { prepare, send } from '../respond.ts';
import { downloadsOf } from './downloads.ts';
import { readFilter } from './pages.ts';

const longestQuestion = 400;

export type ApiRecord = {
  id: string; externalId: string | null; indexNumber: string; title: string; documentNumber: string | null; agency: string;
  dateMade: string | null; datePublished: string; status: string; url: string;
};

/** The open interface, first form: the public records as JSON, for anyone, from any site. */
export function apiRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    portal.limiter.take('openApi', clientOf(portal, c));
    await next();
  });
  app.get('/records', (c) => list(portal, c));
  app.get('/records/:id', (c) => one(portal, c));
  app.all('*', () => notFound(zh.api.badPath));
  return app;
}

/** Errors of the interface: a stable code, and what to do. */
export function apiError(code: string, message: string, status: number, reasons: Reason[] = []): Response {
  const body = { error: { code, message, reasons: reasons.length > 0 ? reasons : [{ code, message }] } };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

async function json(c: Context, value: unknown): Promise<Response> {
  return send(c, await prepare({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) }));
}

async function list(portal: Portal, c: Context): Promise<Response> {
  const limit = readLimit(c.req.query('limit'));
  const q = (c.req.query('q') ?? '').trim();
  if (q.length > longestQuestion) refuse('bad-query', zh.api.qTooLong(longestQuestion), 400);
  const filter = readFilter((name) => c.req.query(name)) ?? refuse('bad-filter', zh.errors.badRequest.text, 400);
  const given = c.req.query('cursor') ?? '';
  const origin = originOf(portal, c);
  if (q !== '') {
    const { total, items, next } = await searchRecords(portal.db, { q, filter, limit, cursor: given === '' ? null : given });
    return json(c, { total, items: items.map((item) => apiRecord(item, origin)), next });
  }
  const after = given === '' ? null : decodeCursor(given) ?? refuse('bad-cursor', zh.api.badCursor, 400);
  const cells = filter.item === undefined ? portal.cells(await lastChange(portal.db)) : countCells(portal.db, filter.item);
  const [counted, { items, next }] = await Promise.all([cells, listRecords(portal.db, filter, { limit, after })]);
  return json(c, { total: totalOf(counted, filter), items: items.map((item) => apiRecord(item, origin)), next });
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return limits.pageRowsDefault;
  const n = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return n >= 1 && n <= limits.pageRows ? n : refuse('bad-limit', zh.api.badLimit(limits.pageRows), 400);
}

async function one(portal: Portal, c: Context): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await findRecord(portal.db, id) : null;
  if (found === null) return notFound(zh.api.badId);
  if ('tombstone' in found) {
    const { indexNumber, withdrawnAt, reason } = found.tombstone;
    return Response.json({ error: { code: 'gone', message: zh.api.gone, reasons: [{ code: 'gone', message: reason }] }, id, indexNumber, withdrawnAt }, { status: 410 });
  }
  return json(c, wholeRecord(found.record, originOf(portal, c)));
}

function apiRecord(item: RecordItem, origin: string): ApiRecord {
  return {
    id: item.id, externalId: item.externalId, indexNumber: item.indexNumber, title: item.title, documentNumber: item.documentNumber,
    agency: item.agencyName, dateMade: item.dateMade, datePublished: item.datePublished, status: item.status, url: `${origin}/records/${item.id}`,
  };
}

function wholeRecord(r: OpenRecord, origin: string) {
  const url = `${origin}/records/${r.id}`;
  return {
    ...apiRecord(r, origin), agencyCode: r.agencyCode, issuer: r.issuer, kind: r.kind, category: r.category, theme: r.theme, keywords: r.keywords,
    summary: r.summary, publishedAt: r.publishedAt, updatedAt: r.updatedAt, effectiveOn: r.effectiveOn, expiresOn: r.expiresOn,
    statusNote: r.statusNote, attribute: r.attribute, edition: r.edition, language: r.language, text: r.bodyText,
    downloads: downloadsOf(r).map(({ format, size }) => ({ format, size, url: `${url}/file.${format}` })),
    attachments: r.attachments.map((a) => ({ name: a.name, size: a.size, mime: a.mime, url: `${url}/attachments/${a.position}` })),
    relations: r.relations.map(({ id, title, ...rest }) => ({ ...rest, id, title, url: id === null ? null : `${origin}/records/${id}` })),
  };
}
