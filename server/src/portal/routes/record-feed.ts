// What happened to one document, as a feed: its editions, its ends, and what others did to it.
import { civilDateOf, instant, type CivilDate, type Instant } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import type { Beside, OpenRecord } from '../../domains/library/open/get-record.ts';
import { findHistory } from '../../domains/library/open/history.ts';
import { recordsByIds } from '../../domains/library/open/list-records.ts';
import { feedForms, feedTypes, renderFeed, type FeedEntry, type FeedForm } from '../feeds.ts';
import { alerts as words } from '../messages/alerts.ts';
import { structureZh } from '../messages/structure.ts';
import { zh } from '../messages/zh.ts';
import { notFoundPage } from '../pages/plain.ts';
import { tombstonePage } from '../pages/record.ts';
import { answerOnce, clientOf, originOf, visit, type Portal } from '../portal.ts';
import { prepare, send } from '../respond.ts';

export function recordFeedRoutes(portal: Portal): Hono {
  const app = new Hono();
  for (const form of feedForms) app.get(`/:id/feed.${form}`, (c) => answer(portal, c, form));
  return app;
}

async function answer(portal: Portal, c: Context, form: FeedForm): Promise<Response> {
  portal.limiter.take('openApi', clientOf(portal, c));
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await portal.record(id) : undefined;
  if (found === undefined || 'tombstone' in found) {
    const { context } = await visit(portal, c);
    return answerOnce(c, found === undefined ? { page: notFoundPage(), status: 404 } : { page: tombstonePage(found.tombstone), status: 410 }, context);
  }
  const origin = originOf(portal, c);
  const body = renderFeed[form]({
    title: words.feedOf(found.record.title), link: `${origin}/records/${id}`, self: `${origin}/records/${id}/feed.${form}`, entries: await entriesOf(portal, found, origin),
  });
  return send(c, await prepare({ type: `${feedTypes[form]}; charset=utf-8`, body }));
}

const midnight = (day: CivilDate): Instant => instant(`${day}T00:00:00+08:00`);

/** Newest first. An entry's id says what happened, so that a reader sees each once. */
async function entriesOf(portal: Portal, { record, beside }: { record: OpenRecord; beside: Beside }, origin: string): Promise<FeedEntry[]> {
  const address = `${origin}/records/${record.id}`;
  const inward = record.relations.flatMap((r) => (r.direction === 'to' && r.id !== null ? [{ ...r, id: r.id }] : []));
  const [{ editions, ends }, others] = await Promise.all([findHistory(portal.db, record, beside), recordsByIds(portal.db, inward.map((r) => r.id))]);
  const entry = (mark: string, what: string, at: Instant, href: string): FeedEntry => ({
    id: `urn:uuid:${record.id}#${mark}`, href, title: `${what}${zh.colon}${record.title}`, published: at, updated: at, author: record.issuer || record.agencyName,
    category: record.category, summary: [record.documentNumber, zh.status[record.status], record.statusNote].filter((part) => part !== null && part !== '').join('　'),
  });
  const { events } = structureZh;
  return [
    ...editions.map(({ no, publishedOn }) => {
      const at = publishedOn === civilDateOf(record.publishedAt) ? record.publishedAt : publishedOn === civilDateOf(record.updatedAt) ? record.updatedAt : midnight(publishedOn);
      return entry(`edition-${no}`, no === 1 ? events.published : events.revised(no), at, `${address}?edition=${no}`);
    }),
    ...ends.flatMap(({ kind, effectiveOn }) => {
      const day = midnight(effectiveOn);
      // What is to end one day is told when it is known, not dated into the future.
      return kind === 'withdrawn' ? [] : [entry(`${kind}-${effectiveOn}`, events[kind], day > record.updatedAt ? record.updatedAt : day, `${address}#${kind}`)];
    }),
    ...others.flatMap((other) => inward.filter((r) => r.id === other.id).map((r) =>
      ({ ...entry(`${r.type}-${r.id}`, zh.relation.to[r.type] ?? r.type, other.publishedAt, `${origin}/records/${other.id}`), summary: other.title }))),
  ].toSorted((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
}
