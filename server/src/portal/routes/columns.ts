import { Hono, type Context } from 'hono';
import { childrenOf, isDirectory, trailOf, type OpenColumn } from '../../domains/columns/open/columns.ts';
import { resolve } from '../../domains/columns/open/paths.ts';
import { newestOfFeed, recordsOfFeed } from '../../domains/columns/open/records-of-rule.ts';
import { decodeCursor } from '../../domains/library/open/cursor.ts';
import { columnAddress, columnHref, filledColumns, ownColumns, type OwnColumns } from '../columns.ts';
import { entryOf, feedForms, feedTypes, renderFeed } from '../feeds.ts';
import { columnsZh as words } from '../messages/columns.ts';
import { closedColumnPage, columnPage, columnsPage, movedColumnPage, type ColumnBlock } from '../pages/columns.ts';
import { badRequestPage, notFoundPage } from '../pages/plain.ts';
import { answerOnce, answerPage, clientOf, visit, type Portal, type Rendered, type Visit } from '../portal.ts';
import { prepare, send } from '../respond.ts';

const rowsOnPage = 20;
const rowsOfBlock = 5;
const feedItems = 50;

export function columnRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/columns', (c) => c.redirect('/columns/', 301));
  app.get('/columns/', (c) => answerPage(portal, c, async (v) => {
    const own = await ownColumns(portal, v);
    return own === null ? missing() : { page: columnsPage(await filledColumns(portal.db, own)) };
  }));
  app.get('/columns/:path{.+}', (c) => {
    const form = feedForms.find((one) => one === columnAddress(c).file);
    return form === undefined ? answerPage(portal, c, (v) => column(portal, c, v)) : feed(portal, c, form);
  });
  return app;
}

const missing = (): Rendered => ({ page: notFoundPage(), status: 404 });

/** Where a column stands now, for who asked at an old address or without the last slash. */
function elsewhere(found: OpenColumn, href: string): Rendered {
  return { page: movedColumnPage(found, href), status: 301, location: href };
}

async function column(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const own = await ownColumns(portal, v);
  const { path, slash } = columnAddress(c);
  const found = own && resolve(own.columns, own.redirects, path);
  if (own === null || found === null) return missing();
  const here = found.column;
  const above = trailOf(own.columns, here).slice(0, -1);
  if (found.moved || !slash) return elsewhere(here, columnHref(here.path));
  if (here.state === 'closed') return { page: closedColumnPage(here, above), status: 410 };
  const asked = c.req.query('cursor') ?? '';
  const after = asked === '' ? null : decodeCursor(asked);
  if (asked !== '' && after === null) return { page: badRequestPage(), status: 400 };
  const inside = own.columns.filter((one) => one.path.startsWith(`${here.path}/`));
  const filled = new Set((await filledColumns(portal.db, { ...own, columns: inside })).map((one) => one.id));
  const below = childrenOf(own.columns, here.id).filter((one) => filled.has(one.id));
  const blocks = isDirectory(here.feed) ? await blocksOf(portal, own, below) : [];
  const { items, total, next } = await recordsOfFeed(portal.db, here.feed, own.scope, { limit: rowsOnPage, after });
  return { page: columnPage({ column: here, above, below, blocks, items, total, next, later: after !== null }) };
}

/** The newest of each; of one that is itself a directory, of the columns below it. */
export async function blocksOf(portal: Portal, own: OwnColumns, columns: readonly OpenColumn[], rows = rowsOfBlock): Promise<ColumnBlock[]> {
  const blocks = await Promise.all(columns.map(async (one): Promise<ColumnBlock> => ({ column: one, items: await newestBelow(portal, own, one, rows) })));
  return blocks.filter((block) => block.items.length > 0);
}

async function newestBelow(portal: Portal, own: OwnColumns, top: OpenColumn, rows: number): Promise<ColumnBlock['items']> {
  if (!isDirectory(top.feed)) return newestOfFeed(portal.db, top.feed, own.scope, rows);
  const lists = await Promise.all(childrenOf(own.columns, top.id).map((child) => newestBelow(portal, own, child, rows)));
  const all = new Map(lists.flat().map((item) => [item.id, item]));
  return [...all.values()].toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : b.id.localeCompare(a.id))).slice(0, rows);
}

async function feed(portal: Portal, c: Context, form: (typeof feedForms)[number]): Promise<Response> {
  portal.limiter.take('openApi', clientOf(portal, c));
  const v = await visit(portal, c);
  const own = await ownColumns(portal, v);
  const found = own && resolve(own.columns, own.redirects, columnAddress(c).path);
  if (own === null || found === null) return answerOnce(c, missing(), v.context);
  const { column: here, moved } = found;
  const self = `${columnHref(here.path)}feed.${form}`;
  if (moved) return c.redirect(self, 301);
  if (here.state === 'closed') return answerOnce(c, { page: closedColumnPage(here, []), status: 410 }, v.context);
  const { origin, site } = v.context;
  const items = isDirectory(here.feed) ? [] : await newestOfFeed(portal.db, here.feed, own.scope, feedItems);
  const body = renderFeed[form]({ title: words.feedTitle(site.name, here.name), entries: items.map((item) => entryOf(item, origin)), link: `${origin}${columnHref(here.path)}`, self: `${origin}${self}` });
  return send(c, await prepare({ type: `${feedTypes[form]}; charset=utf-8`, body }));
}
