import { civilDate, formatChineseDate } from '@tongming/law';
import { Hono, type Context } from 'hono';
import { contentCategories } from '../../domains/library/open/content-categories.ts';
import { countItems, countWithoutItem, type CountedAgency } from '../../domains/library/open/agencies.ts';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { directoryCsv, directoryPage } from '../../domains/openness-guide/open/directory.ts';
import { openGuide } from '../../domains/openness-guide/open/guide.ts';
import { zh } from '../messages/zh.ts';
import { agencyApplyPage } from '../pages/apply-start.ts';
import { directoryListPage } from '../pages/directory.ts';
import { blockPage, isBlock, overviewPage, type BlockRecords, type ItemRow, type OpennessData, type OpennessFrame } from '../pages/openness.ts';
import { notFoundPage } from '../pages/plain.ts';
import { answerOnce, answerPage, clientOf, countedAgencies, homeOrigin, movedTo, visit, type Portal, type Rendered, type Visit } from '../portal.ts';
import { contentDisposition } from './content-disposition.ts';
import { itemNames } from './pages.ts';

const newest = 10;
/** An agency has one annual report a year, and seldom more rules than fit here. */
const mostOfBlock = 100;
const catalogueRows = 50;
/** Have a block of their own, or belong to the site's other columns (避免与其他栏目混同), and are not repeated under 法定主动公开内容. */
const ownBlocks = ['system', 'annual-report', ...contentCategories];

/** 政府信息公开: one platform for each agency, the same four blocks everywhere. */
export function opennessRoutes(portal: Portal): Hono {
  const app = new Hono();
  const missing = { page: notFoundPage(), status: 404 };
  app.get('/openness/', (c) => answerPage(portal, c, (v) =>
    withAgency(portal, c, v, v.root?.code ?? '', false, (data) => ({ page: overviewPage(data) }))));
  app.get('/openness/:agency', (c) => c.redirect(`/openness/${encodeURIComponent(c.req.param('agency'))}/`, 301));
  app.get('/openness/:agency/', (c) => answerPage(portal, c, (v) => withAgency(portal, c, v, c.req.param('agency'), false, (data) => ({ page: overviewPage(data) }))));
  app.get('/openness/:agency/directory', (c) => answerPage(portal, c, (v) => catalogue(portal, c, v)));
  app.get('/openness/:agency/directory.csv', (c) => catalogueFile(portal, c));
  app.get('/openness/:agency/:block', (c) => answerPage(portal, c, (v) => withAgency(portal, c, v, c.req.param('agency'), c.req.param('block') === 'content', (data) => {
    const block = c.req.param('block');
    if (block === 'apply') return { page: agencyApplyPage(data) };
    return isBlock(block) ? { page: blockPage(data, block) } : missing;
  })));
  return app;
}

async function frameOf(portal: Portal, v: Visit, code: string): Promise<{ frame: OpennessFrame; agencies: CountedAgency[] } | null> {
  const agencies = await countedAgencies(portal, v);
  const agency = agencies.find((a) => a.code === code);
  return agency === undefined || v.root === null ? null : { frame: { agency, root: v.root }, agencies };
}

async function withAgency(portal: Portal, c: Context, v: Visit, code: string, withItems: boolean, render: (data: OpennessData) => Rendered): Promise<Rendered> {
  const found = await frameOf(portal, v, code);
  if (found === null) return { page: notFoundPage(), status: 404 };
  return movedTo(portal, c, v, code) ?? atHome(portal, c, v, code, render(await dataOf(portal, found.frame, found.agencies, withItems)));
}

/** Programs that read several sites take the page once: at its agency's own. */
function atHome(portal: Portal, c: Context, v: Visit, code: string, rendered: Rendered): Rendered {
  return v.place === null ? rendered : { ...rendered, page: { ...rendered.page, canonical: `${homeOrigin(portal, c, v, code)}${c.req.path}` } };
}

async function catalogue(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const found = await frameOf(portal, v, c.req.param('agency') ?? '');
  if (found === null) return { page: notFoundPage(), status: 404 };
  const moved = movedTo(portal, c, v, found.frame.agency.code);
  if (moved !== null) return moved;
  const cursor = c.req.query('cursor');
  const list = await directoryPage(portal.db, found.frame.agency.code, { limit: catalogueRows, ...(cursor === undefined ? {} : { cursor }) });
  return { page: directoryListPage(found.frame, list, cursor !== undefined) };
}

async function catalogueFile(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const { agencies, context } = await visit(portal, c);
  const agency = agencies.find((a) => a.code === c.req.param('agency'));
  if (agency === undefined) return answerOnce(c, { page: notFoundPage(), status: 404 }, context);
  const words = zh.openness.catalogue;
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': contentDisposition(words.file(agency.name)), 'cache-control': 'public, no-cache' };
  if (c.req.method === 'HEAD') return new Response(null, { headers });
  return new Response(ReadableStream.from(directoryCsv(portal.db, agency.code, words.head)).pipeThrough(new TextEncoderStream()), { headers });
}

/** @param withItems items are counted for the one block that shows them */
async function dataOf(portal: Portal, frame: OpennessFrame, agencies: readonly CountedAgency[], withItems: boolean): Promise<OpennessData> {
  const { db } = portal;
  const { code } = frame.agency;
  const of = async (category: string): Promise<BlockRecords> => {
    const { items, next } = await listRecords(db, { agency: code, category }, { limit: mostOfBlock });
    return { items, more: next !== null };
  };
  const [guide, rules, reports, latest, counts, withoutItem] = await Promise.all([
    openGuide(db, code), of('system'), of('annual-report'), listRecords(db, { agency: code }, { limit: newest, withoutCategories: ownBlocks }),
    withItems ? countItems(db, code) : [], withItems ? countWithoutItem(db, code) : 0,
  ]);
  const below = agencies.filter((a) => a.parentCode === code);
  return { ...frame, guide, rules, reports, below, latest: latest.items, items: itemRows(counts), withoutItem };
}

function itemRows(counts: Awaited<ReturnType<typeof countItems>>): ItemRow[] {
  const byItem = new Map(counts.map((row) => [row.item, row]));
  return [...itemNames].map(([code, text]) => {
    const row = byItem.get(code);
    return { code, text, count: row?.count ?? 0, latest: row === undefined ? null : formatChineseDate(civilDate(row.latest)) };
  });
}
