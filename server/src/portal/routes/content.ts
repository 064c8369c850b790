// 信息发布, 专题专栏, 咨询热线: pages and feeds, each over its own site and what the site has taken over from others.
import { Hono, type Context } from 'hono';
import { readRule, ruleIn } from '../../domains/columns/open/rule.ts';
import { recordsOfFeed, type Feed as RecordFeed, type FeedScope } from '../../domains/columns/open/records-of-rule.ts';
import { countKinds, openContent, openFacts, placedOn } from '../../domains/content/open/content.ts';
import { contentKinds, isContentKind, type ContentKindName } from '../../domains/content/open/facts.ts';
import { hotlinesOfTopic, listHotlines } from '../../domains/content/open/hotlines.ts';
import { findTopic, handOf, listTopics, topicSections, type OpenTopic, type TopicSectionName } from '../../domains/content/open/topics.ts';
import { decodeCursor, isRecordId } from '../../domains/library/open/cursor.ts';
import type { ListedRecord } from '../../domains/library/open/list-records.ts';
import { homesOf, scopeOf } from '../../domains/sites/open/sites.ts';
import { csvCell, csvRow } from '../../platform/csv.ts';
import { entryOf, feedForms, feedTypes, renderFeed, type FeedForm } from '../feeds.ts';
import { contentZh } from '../messages/content.ts';
import { zh } from '../messages/zh.ts';
import { contentIndexPage, contentListPage, contentHref } from '../pages/content.ts';
import { nameOf } from '../pages/chart.ts';
import { badRequestPage, notFoundPage } from '../pages/plain.ts';
import { hotlinesPage, isTopicSection, topicHref, topicPage, topicSectionPage, topicsPage, type ShownSection } from '../pages/topics.ts';
import { answerOnce, answerPage, clientOf, ownCodes, visit, type Portal, type Rendered, type Visit } from '../portal.ts';
import { prepare, send } from '../respond.ts';
import { contentDisposition } from './content-disposition.ts';

const newest = 5;
const rowsOnPage = 20;
const rowsOfSection = 8;
const feedItems = 50;

export function contentRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/content/', (c) => answerPage(portal, c, (v) => index(portal, v)));
  app.get('/content/:kind/', (c) => answerPage(portal, c, (v) => list(portal, c, v)));
  app.get('/topics/', (c) => answerPage(portal, c, async (v) => ({ page: topicsPage(await listTopics(portal.db, siteOf(v))) })));
  app.get('/topics/:slug/', (c) => answerPage(portal, c, (v) => withTopic(portal, c, v, (topic) => topicFront(portal, v, topic))));
  app.get('/topics/:slug/:section{policy|progress|questions}/', (c) => answerPage(portal, c, (v) => withTopic(portal, c, v, (topic) => topicSection(portal, c, v, topic))));
  app.get('/hotlines', (c) => answerPage(portal, c, async (v) => ({ page: hotlinesPage(await listHotlines(portal.db, scopeCodes(v))) })));
  for (const form of feedForms) {
    app.get(`/content/:kind/feed.${form}`, (c) => kindFeed(portal, c, form));
    app.get(`/topics/:slug/feed.${form}`, (c) => topicFeed(portal, c, form));
  }
  app.get('/records/:id/data.csv', (c) => dataFile(portal, c));
  app.get('/hotlines/', (c) => c.redirect('/hotlines', 301));
  for (const path of ['/content', '/topics']) app.get(path, (c) => c.redirect(`${path}/`, 301));
  return app;
}

const scopeCodes = (v: Visit): readonly string[] | null => ownCodes(v) ?? null;
/** Under an address of no site all topics of the installation are shown. */
const siteOf = (v: Visit): string | null => (v.scope === null ? null : v.place?.site.code ?? null);
const missing = (): Rendered => ({ page: notFoundPage(), status: 404 });

/** What the site has taken over stands among its own. */
async function placedHere(portal: Portal, v: Visit): Promise<string[]> {
  const code = siteOf(v);
  return code === null ? [] : placedOn(portal.db, code);
}

/** What is published in another language stands on the site of that language. */
function inItsLanguage(v: Visit): { languages?: string[] } {
  return v.scope === null || v.place === null ? {} : { languages: [v.place.site.language] };
}

async function feedOfKind(portal: Portal, v: Visit, kind: ContentKindName): Promise<RecordFeed> {
  const placed = await placedHere(portal, v);
  const facts = await openFacts(portal.db, placed);
  return { rule: { categories: [kind], ...inItsLanguage(v) }, pinned: [], placed: placed.filter((id) => facts.get(id)?.kind === kind), excluded: [] };
}

async function index(portal: Portal, v: Visit): Promise<Rendered> {
  const counts = await countKinds(portal.db, scopeCodes(v), await placedHere(portal, v));
  const kinds = await Promise.all(contentKinds.filter((kind) => (counts.get(kind) ?? 0) > 0).map(async (kind) => {
    const { items, total } = await recordsOfFeed(portal.db, await feedOfKind(portal, v, kind), scopeCodes(v), { limit: newest });
    return { kind, n: total, items: kind === 'official' ? byRank(items, await openFacts(portal.db, items.map((item) => item.id))) : items };
  }));
  return { page: contentIndexPage(kinds.filter(({ n }) => n > 0)) };
}

async function list(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const kind = c.req.param('kind') ?? '';
  if (!isContentKind(kind)) return missing();
  const cursor = c.req.query('cursor') ?? '';
  const after = cursor === '' ? null : decodeCursor(cursor);
  if (cursor !== '' && after === null) return { page: badRequestPage(), status: 400 };
  const { items, next, total } = await recordsOfFeed(portal.db, await feedOfKind(portal, v, kind), scopeCodes(v), { limit: kind === 'official' ? 100 : rowsOnPage, after });
  const facts = await openFacts(portal.db, items.map((item) => item.id));
  return { page: contentListPage({ kind, items: kind === 'official' ? byRank(items, facts) : items, facts, total, next, later: after !== null }) };
}

/** Officials stand in the order of their offices, not of their pages. */
function byRank(items: readonly ListedRecord[], facts: Awaited<ReturnType<typeof openFacts>>): ListedRecord[] {
  const rank = (item: ListedRecord): number => {
    const own = facts.get(item.id);
    return own?.kind === 'official' ? own.rank : 0;
  };
  return items.toSorted((a, b) => (a.agencyCode === b.agencyCode ? rank(a) - rank(b) : a.agencyCode < b.agencyCode ? -1 : 1));
}

async function withTopic(portal: Portal, c: Context, v: Visit, render: (topic: OpenTopic) => Promise<Rendered>): Promise<Rendered> {
  const topic = await findTopic(portal.db, siteOf(v), c.req.param('slug') ?? '');
  return topic === null ? missing() : render(topic);
}

type TopicFeed = { feed: RecordFeed; scope: FeedScope };

/** A rule that names agencies or regions gathers over all sites; any other keeps to the agencies of the topic's own site. */
async function topicFeeds(portal: Portal, v: Visit, topic: OpenTopic): Promise<Record<TopicSectionName, TopicFeed>> {
  const hand = await handOf(portal.db, topic.id);
  const site = v.sites.find((one) => one.code === topic.siteCode);
  const own = site === undefined ? [] : [...scopeOf(site, v.agencies, homesOf(v.sites, v.agencies))];
  const rules = topic.rules as Partial<Record<TopicSectionName, unknown>>;
  const of = (section: TopicSectionName): TopicFeed => {
    const rule = rules[section] === undefined ? null : ruleIn(readRule(rules[section]), site?.language ?? v.context.site.language);
    return { feed: { rule, ...hand[section] }, scope: rule !== null && rule.agencies === undefined && rule.regions === undefined ? own : null };
  };
  return { policy: of('policy'), progress: of('progress'), questions: of('questions') };
}

async function topicFront(portal: Portal, v: Visit, topic: OpenTopic): Promise<Rendered> {
  const [feeds, hotlines] = await Promise.all([topicFeeds(portal, v, topic), hotlinesOfTopic(portal.db, topic.id)]);
  const sections = await Promise.all(topicSections.map(async (section): Promise<ShownSection> => {
    const { items, total } = await recordsOfFeed(portal.db, feeds[section].feed, feeds[section].scope, { limit: rowsOfSection });
    return { section, items, total };
  }));
  return { page: topicPage(topic, sections, hotlines) };
}

async function topicSection(portal: Portal, c: Context, v: Visit, topic: OpenTopic): Promise<Rendered> {
  const section = c.req.param('section') ?? '';
  const cursor = c.req.query('cursor') ?? '';
  const after = cursor === '' ? null : decodeCursor(cursor);
  if (!isTopicSection(section)) return missing();
  if (cursor !== '' && after === null) return { page: badRequestPage(), status: 400 };
  const { feed, scope } = (await topicFeeds(portal, v, topic))[section];
  const { items, total, next } = await recordsOfFeed(portal.db, feed, scope, { limit: rowsOnPage, after });
  return { page: topicSectionPage(topic, { section, items, total }, next, after !== null) };
}

async function notThere(c: Context, v: Visit): Promise<Response> {
  return answerOnce(c, missing(), v.context);
}

/** The figures of a data table as they were entered: numbers stay numbers, and no spreadsheet runs a word. */
async function dataFile(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const id = c.req.param('id') ?? '';
  const facts = isRecordId(id) ? (await openContent(portal.db, id))?.facts : undefined;
  if (facts?.kind !== 'data-table') return notThere(c, await visit(portal, c));
  const rows = facts.rows.map((row) => `${row.map((cell) => (typeof cell === 'number' ? String(cell) : csvCell(cell ?? ''))).join(',')}\r\n`);
  const body = `\ufeff${csvRow(facts.columns.map(nameOf))}${rows.join('')}`;
  return new Response(c.req.method === 'HEAD' ? null : body, { headers: {
    'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': contentDisposition(`${id}.csv`), 'cache-control': 'public, no-cache', 'content-security-policy': "sandbox; default-src 'none'",
  } });
}

async function kindFeed(portal: Portal, c: Context, form: FeedForm): Promise<Response> {
  portal.limiter.take('openApi', clientOf(portal, c));
  const v = await visit(portal, c);
  const kind = c.req.param('kind') ?? '';
  if (!isContentKind(kind)) return notThere(c, v);
  const { items } = await recordsOfFeed(portal.db, await feedOfKind(portal, v, kind), scopeCodes(v), { limit: feedItems });
  return answerFeed(c, v, form, { title: zh.feed.listTitle(v.context.site.name, contentZh.kinds[kind]), link: contentHref(kind), items });
}

async function topicFeed(portal: Portal, c: Context, form: FeedForm): Promise<Response> {
  portal.limiter.take('openApi', clientOf(portal, c));
  const v = await visit(portal, c);
  const topic = await findTopic(portal.db, siteOf(v), c.req.param('slug') ?? '');
  if (topic === null) return notThere(c, v);
  const feeds = await topicFeeds(portal, v, topic);
  const lists = await Promise.all(topicSections.map((section) => recordsOfFeed(portal.db, feeds[section].feed, feeds[section].scope, { limit: feedItems })));
  const items = [...new Map(lists.flatMap((list) => list.items).map((item) => [item.id, item])).values()].toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1)).slice(0, feedItems);
  return answerFeed(c, v, form, { title: zh.feed.listTitle(v.context.site.name, topic.name), link: topicHref(topic.slug), items });
}

async function answerFeed(c: Context, v: Visit, form: FeedForm, { title, link, items }: { title: string; link: string; items: readonly ListedRecord[] }): Promise<Response> {
  const { origin } = v.context;
  const body = renderFeed[form]({ title, link: `${origin}${link}`, self: `${origin}${link}feed.${form}`, entries: items.map((item) => entryOf(item, origin)) });
  return send(c, await prepare({ type: `${feedTypes[form]}; charset=utf-8`, body }));
}
