import { isUpdateDuty } from '@tongming/law';
import type { Db, Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { zh } from './messages.ts';
import type { StoredColumn, StoredItem } from './model.ts';
import { inTreeOrder, type Redirects } from './open/paths.ts';
import { readRule } from './open/rule.ts';

const columns = [
  'c.id', 'c.siteCode', 'c.parentId', 'c.slug', 'c.path', 'c.name', 'c.type', 'c.purpose', 'c.keywords', 'c.agencyCode', 'c.person', 'c.duty', 'c.rule', 'c.onHome', 'c.position', 'c.state', 'c.version', 's.language',
] as const;
const from = (db: Db | Tx) => db.selectFrom('core.column as c').innerJoin('core.site as s', 's.code', 'c.siteCode').select(columns);
type Row = Omit<StoredColumn, 'duty' | 'rule'> & { duty: string | null; rule: unknown };
const asColumn = (row: Row): StoredColumn => ({ ...row, duty: row.duty !== null && isUpdateDuty(row.duty) ? row.duty : null, rule: readRule(row.rule) });

/** In the order of the tree: siblings by position. */
export async function columnsOf(db: Db | Tx, siteCode: string): Promise<StoredColumn[]> {
  const rows = await from(db).where('c.siteCode', '=', siteCode).orderBy('c.position').orderBy('c.path').execute();
  return inTreeOrder(rows.map(asColumn));
}

/** @throws Refused 'not-found' (404) */
export async function getColumn(db: Db | Tx, id: string): Promise<StoredColumn> {
  const row = await from(db).where('c.id', '=', id).executeTakeFirst();
  return row ? asColumn(row) : notFound(zh.noColumn);
}

/** Rules look at the whole tree, and two must not take one address at once: one change a site. */
export async function lockTree(tx: Tx, siteCode: string): Promise<{ columns: StoredColumn[]; redirects: Redirects }> {
  await tx.selectFrom('core.site').select('code').where('code', '=', siteCode).forUpdate().execute();
  const rows = await tx.selectFrom('core.columnRedirect').select(['path', 'columnId']).where('siteCode', '=', siteCode).execute();
  return { columns: await columnsOf(tx, siteCode), redirects: new Map(rows.map((row) => [row.path, row.columnId])) };
}

export async function itemsOf(db: Db | Tx, siteCode: string): Promise<StoredItem[]> {
  return db.selectFrom('core.columnItem as i').innerJoin('core.column as c', 'c.id', 'i.columnId').select(['i.columnId', 'i.recordId', 'i.mode', 'i.position'])
    .where('c.siteCode', '=', siteCode).orderBy('i.position').orderBy('i.recordId').execute();
}

export const columnIn = (all: readonly StoredColumn[], id: string): StoredColumn => all.find((one) => one.id === id) ?? notFound(zh.noColumn);
