import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { actOnAlert, alertSender, askForAlert, cadences, readAddress, readAlert, type AlertAct } from '../../domains/alerts/inbox.ts';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import type { RecordFilter } from '../../domains/library/open/filter.ts';
import { recordsByIds } from '../../domains/library/open/list-records.ts';
import { refuse } from '../../platform/errors.ts';
import { parseQuery } from '../../platform/search-query.ts';
import { alerts as words } from '../messages/alerts.ts';
import { zh } from '../messages/zh.ts';
import { alertDonePage, alertPage, alertSentPage, managePage, noAlertPage, type AskData, type Topic } from '../pages/alerts.ts';
import { isOneOf, type Fault } from '../pages/apply-fields.ts';
import { feedHref } from '../pages/list-tools.ts';
import { badRequestPage, notFoundPage } from '../pages/plain.ts';
import { recordsHref } from '../pages/records.ts';
import { answerOnce, clientOf, visit, type Portal, type Rendered, type Visit } from '../portal.ts';
import { mayAskForAlert } from './apply-gate.ts';
import { textOf } from './apply-input.ts';
import { chosenValues } from './feeds.ts';
import { longestQuestion } from './open-data.ts';
import { readFilter } from './pages.ts';

const limited = bodyLimit({ maxSize: 32 * 1024, onError: () => refuse('too-large', words.tooLarge, 413) });
const ask = '/alerts/new';

/** Forms of alerts; they work without script. The link's key stands in the query, which no log of ours writes down. */
export function alertRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get(ask, (c) => shown(portal, c));
  app.post(ask, limited, (c) => sent(portal, c));
  for (const path of ['/alerts/manage', '/alerts/unsubscribe']) app.get(path, (c) => managed(portal, c));
  app.post('/alerts/manage', limited, (c) => acted(portal, c));
  app.post('/alerts/unsubscribe', limited, (c) => oneClick(portal, c));
  return app;
}

type Wanted = { q: string; filter: RecordFilter; recordId: string | null };

function readWanted(query: (name: string) => string | undefined): Wanted | null {
  const [q, recordId] = [(query('q') ?? '').trim(), query('record') ?? null];
  if (recordId !== null) return isRecordId(recordId) ? { q: '', filter: {}, recordId } : null;
  const filter = readFilter(query);
  return filter === null || q.length > longestQuestion ? null : { q, filter, recordId: null };
}

/** Null: the document is not public. */
async function topicOf(portal: Portal, v: Visit, { q, filter, recordId }: Wanted): Promise<Topic | null> {
  if (recordId !== null) {
    const [record] = await recordsByIds(portal.db, [recordId]);
    return record === undefined ? null : { label: record.title, href: `/records/${recordId}`, document: true, fields: [['record', recordId]], feed: `/records/${recordId}/feed.xml` };
  }
  const fields = Object.entries({ q, ...filter }).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(fields).toString();
  return {
    label: labelOf(v, q === '' ? '' : words.words(q), filter) || words.everything, href: q === '' ? recordsHref(filter) : `/search?${query}`, document: false, fields, feed: feedHref(filter, q),
  };
}

function labelOf(v: Visit, q: string, filter: RecordFilter): string {
  return [...(q === '' ? [] : [q]), ...chosenValues(v, filter)].join(zh.separator);
}

const empty = { form: { address: '', cadence: 'daily' as const }, faults: [], busy: false };

/** The page of a form is answered for its path alone: its address may hold a key, or words that are nobody else's business. */
function answer(c: Context, v: Visit, rendered: Rendered): Promise<Response> {
  return answerOnce(c, rendered, { ...v.context, path: new URL(c.req.url).pathname });
}

async function shown(portal: Portal, c: Context): Promise<Response> {
  const v = await visit(portal, c);
  const wanted = readWanted((name) => c.req.query(name));
  if (wanted === null) return answerOnce(c, { page: badRequestPage(), status: 400 }, v.context);
  const topic = await topicOf(portal, v, wanted);
  if (topic === null) return answerOnce(c, { page: notFoundPage(), status: 404 }, v.context);
  return answerOnce(c, { page: alertPage({ topic, sender: await senderOf(portal), ...empty }) }, v.context);
}

/** A link that would name whatever host was asked for is sent to nobody. */
async function senderOf(portal: Portal): Promise<string | null> {
  return portal.config.publicUrl === null ? null : alertSender(portal.db);
}

async function sent(portal: Portal, c: Context): Promise<Response> {
  const body = await c.req.parseBody({ all: true });
  const v = await visit(portal, c);
  const field = (name: string) => textOf(body, name);
  const wanted = readWanted((name) => field(name) || undefined);
  const sender = await senderOf(portal);
  if (wanted === null || sender === null) return answer(c, v, { page: badRequestPage(), status: 400 });
  const topic = await topicOf(portal, v, wanted);
  if (topic === null) return answer(c, v, { page: notFoundPage(), status: 404 });
  const cadence = isOneOf(cadences, field('cadence')) ?? 'daily';
  const address = readAddress(field('address'));
  const faults: Fault[] = [
    ...(address === null ? [{ field: 'address', message: words.faults.address }] : []),
    ...(wanted.q !== '' && parseQuery(wanted.q) === null ? [{ field: 'address', message: words.faults.words }] : []),
    ...(field('website') === '' ? [] : [{ field: 'send', message: words.trap }]),
  ];
  const again = (change: Partial<AskData>, status: number) =>
    answer(c, v, { page: alertPage({ topic, sender, form: { address: field('address'), cadence }, faults: [], busy: false, ...change }), status });
  if (address === null || faults.length > 0) return again({ faults }, 422);
  if (!mayAskForAlert(portal, c)) return again({ busy: true }, 429);
  // The title of a document is read when the mail is sent, never kept.
  await askForAlert(portal.db, { ...wanted, address, cadence, label: topic.document ? '' : labelOf(v, wanted.q, wanted.filter) });
  return answer(c, v, { page: alertSentPage(topic, sender) });
}

async function managed(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('alertAct', clientOf(portal, c));
  const v = await visit(portal, c);
  const key = c.req.query('key') ?? '';
  const view = await readAlert(portal.db, key);
  if (view === null) return answer(c, v, { page: noAlertPage() });
  const topic = await topicOf(portal, v, view) ?? { label: words.gone, href: null, document: true, fields: [], feed: null };
  return answer(c, v, { page: managePage(view, topic, key) });
}

async function acted(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('alertAct', clientOf(portal, c));
  const body = await c.req.parseBody({ all: true });
  const [key, cadence] = [textOf(body, 'key'), isOneOf(cadences, textOf(body, 'cadence')) ?? 'daily'];
  const v = await visit(portal, c);
  const name = isOneOf(['confirm', 'end', 'change'] as const, textOf(body, 'act'));
  if (name === null) return answer(c, v, { page: badRequestPage(), status: 400 });
  const act: AlertAct = name === 'change' ? { act: name, cadence } : { act: name };
  return answer(c, v, { page: await actOnAlert(portal.db, key, act) ? alertDonePage(name, key) : noAlertPage() });
}

/** RFC 8058: the mail program posts by itself, without cookies, and wants no page. */
async function oneClick(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('alertAct', clientOf(portal, c));
  await actOnAlert(portal.db, c.req.query('key') ?? '', { act: 'end' });
  return c.text(words.done.end[0], 200, { 'cache-control': 'no-store' });
}
