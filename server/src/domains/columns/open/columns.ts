// Columns as the public sees them. Reads schema `open` only.
import type { PortalDb } from '../../../platform/database.ts';
import { inTreeOrder, levelOf, type Redirects } from './paths.ts';
import type { Feed, FeedScope } from './records-of-rule.ts';
import { readRule, ruleIn, takes, type RuleFacts } from './rule.ts';

export type OpenColumn = {
  id: string; siteCode: string; parentId: string | null; path: string; name: string; type: string; purpose: string; keywords: string[]; agencyCode: string;
  onHome: boolean; state: 'open' | 'closed'; feed: Feed;
};
export type SiteColumns = { columns: readonly OpenColumn[]; redirects: Redirects };

/** Of every site, in the order of its tree. */
export async function listColumns(db: PortalDb): Promise<ReadonlyMap<string, SiteColumns>> {
  const [rows, items, redirects] = await Promise.all([
    db.selectFrom('open.column as c').innerJoin('open.site as s', 's.code', 'c.siteCode').selectAll('c').select('s.language')
      .orderBy('c.siteCode').orderBy('c.position').orderBy('c.path').execute(),
    db.selectFrom('open.columnItem').selectAll().orderBy('position').orderBy('recordId').execute(),
    db.selectFrom('open.columnRedirect').selectAll().execute(),
  ]);
  const hand = Map.groupBy(items, (item) => item.columnId);
  const all = rows.map(({ rule, language, position: _order, ...row }): OpenColumn => {
    const of = (mode: string): string[] => (hand.get(row.id) ?? []).filter((item) => item.mode === mode).map((item) => item.recordId);
    return { ...row, feed: { rule: ruleIn(readRule(rule), language), pinned: of('pinned'), placed: of('placed'), excluded: of('excluded') } };
  });
  return new Map([...Map.groupBy(all, (column) => column.siteCode)].map(([site, columns]) => [site, {
    columns: inTreeOrder(columns), redirects: new Map(redirects.filter((row) => row.siteCode === site).map((row) => [row.path, row.columnId])),
  }]));
}

/** Without rule and hand: its page shows its sub-columns. */
export const isDirectory = ({ rule, pinned, placed }: Feed): boolean => rule === null && pinned.length === 0 && placed.length === 0;

export const childrenOf = (columns: readonly OpenColumn[], parentId: string | null): OpenColumn[] => columns.filter((one) => one.parentId === parentId && one.state === 'open');

/** From the top of the tree down to the column itself. */
export function trailOf(columns: readonly OpenColumn[], column: OpenColumn): OpenColumn[] {
  const parent = columns.find((one) => one.id === column.parentId);
  return parent === undefined ? [column] : [...trailOf(columns, parent), column];
}

/** The column a record is at home in: where the hand has put it, else the deepest whose rule takes it. */
export function columnOf(columns: readonly OpenColumn[], record: RuleFacts & { id: string }, scope: FeedScope): OpenColumn | null {
  const shown = columns.filter((column) => column.state === 'open').toSorted((a, b) => levelOf(b.path) - levelOf(a.path));
  const byHand = shown.find(({ feed }) => feed.pinned.includes(record.id) || feed.placed.includes(record.id));
  const within = scope === null || scope.includes(record.agencyCode);
  return byHand ?? (within ? shown.find(({ feed }) => feed.rule !== null && !feed.excluded.includes(record.id) && takes(feed.rule, record)) : undefined) ?? null;
}
