import { civilDate, formatChineseDate } from '@tongming/law';
import { Hono } from 'hono';
import { countItems, countWithoutItem, type CountedAgency, type OpenAgency } from '../../domains/library/open/agencies.ts';
import { listRecords } from '../../domains/library/open/list-records.ts';
import { agencyApplyPage } from '../pages/apply-start.ts';
import { blockPage, isBlock, overviewPage, type ItemRow, type OpennessData } from '../pages/openness.ts';
import { notFoundPage } from '../pages/plain.ts';
import { answerPage, countedAgencies, type Portal, type Rendered, type Visit } from '../portal.ts';
import { itemNames } from './pages.ts';

const newest = 10;
/** Annual reports of every year are kept in view; an agency has one a year. */
const allReports = 100;
/** Have a block of their own and are not repeated under 法定主动公开内容. */
const ownBlocks = ['system', 'annual-report'];

/** 政府信息公开: one platform for each agency, the same four blocks everywhere. */
export function opennessRoutes(portal: Portal): Hono {
  const app = new Hono();
  const missing = { page: notFoundPage(), status: 404 };
  app.get('/openness/', (c) => answerPage(portal, c, (v) =>
    withAgency(portal, v, v.root?.code ?? '', false, (data) => ({ page: overviewPage(data) }))));
  app.get('/openness/:agency', (c) => c.redirect(`/openness/${encodeURIComponent(c.req.param('agency'))}/`, 301));
  app.get('/openness/:agency/', (c) => answerPage(portal, c, (v) => withAgency(portal, v, c.req.param('agency'), false, (data) => ({ page: overviewPage(data) }))));
  app.get('/openness/:agency/:block', (c) => answerPage(portal, c, (v) => withAgency(portal, v, c.req.param('agency'), c.req.param('block') === 'content', (data) => {
    const block = c.req.param('block');
    if (block === 'apply') return { page: agencyApplyPage(data) };
    return isBlock(block) ? { page: blockPage(data, block) } : missing;
  })));
  return app;
}

async function withAgency(portal: Portal, v: Visit, code: string, withItems: boolean, render: (data: OpennessData) => Rendered): Promise<Rendered> {
  const agency = (await countedAgencies(portal, v)).find((a) => a.code === code);
  if (agency === undefined || v.root === null) return { page: notFoundPage(), status: 404 };
  return render(await dataOf(portal, agency, v.root, withItems));
}

/** @param withItems items are counted for the one block that shows them */
async function dataOf(portal: Portal, agency: CountedAgency, root: OpenAgency, withItems: boolean): Promise<OpennessData> {
  const { db } = portal;
  const of = (category: string, limit: number) => listRecords(db, { agency: agency.code, category }, { limit });
  const [rules, reports, latest, counts, withoutItem] = await Promise.all([
    of('system', allReports), of('annual-report', allReports), listRecords(db, { agency: agency.code }, { limit: newest, withoutCategories: ownBlocks }),
    withItems ? countItems(db, agency.code) : [], withItems ? countWithoutItem(db, agency.code) : 0,
  ]);
  return { agency, root, rules: rules.items, reports: reports.items, latest: latest.items, items: itemRows(counts), withoutItem };
}

function itemRows(counts: Awaited<ReturnType<typeof countItems>>): ItemRow[] {
  const byItem = new Map(counts.map((row) => [row.item, row]));
  return [...itemNames].map(([code, text]) => {
    const row = byItem.get(code);
    return { code, text, count: row?.count ?? 0, latest: row === undefined ? null : formatChineseDate(civilDate(row.latest)) };
  });
}
