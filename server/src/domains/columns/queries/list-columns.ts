import { columnCheckOn, today, type CivilDate } from '@tongming/law';
import type { ColumnRow, ColumnsView } from '../../../console-api/contract-columns.ts';
import type { Db } from '../../../platform/database.ts';
import { several } from '../../../platform/several.ts';
import type { Reason } from '../../../platform/errors.ts';
import { listAgencies, type Principal } from '../../identity/index.ts';
import { recordsByIds } from '../../library/index.ts';
import { getSite, siteDesk, siteScope, siteTree } from '../../sites/index.ts';
import { feedOf, heldBy, type Held } from '../content.ts';
import type { StoredColumn, StoredItem } from '../model.ts';
import { isDirectory } from '../open/columns.ts';
import { levelOf } from '../open/paths.ts';
import { openFaults } from '../rules.ts';
import { loadSettings, type ColumnSettings } from '../settings.ts';
import { assess, type Assessment, type Watched } from '../staleness.ts';
import { columnsOf, itemsOf } from '../store.ts';
import { subtree } from '../tree.ts';

/** The tree of a site with what is in each column and how it stands. @throws Refused 'not-found' (404) */
export async function listColumns(db: Db, principal: Principal, siteCode: string, on: CivilDate = today()): Promise<ColumnsView> {
  const site = await getSite(db, siteCode);
  const [looked, settings, names] = [await look(db, siteCode), await loadSettings(db), new Map((await listAgencies(db)).map((agency) => [agency.code, agency.name]))];
  const { columns, items } = looked;
  const assessment = assessed(looked, settings, on);
  const titles = new Map((await recordsByIds(db, items.map((item) => item.recordId))).map((record) => [record.id, record]));
  const standings = new Map(assessment?.standings.map((standing) => [standing.id, standing]));
  const rows = columns.map((column): ColumnRow => {
    const { count, lastOn } = looked.held.get(column.id) ?? nothing;
    const standing = standings.get(column.id);
    return {
      ...column, agencyName: names.get(column.agencyCode) ?? column.agencyCode, level: levelOf(column.path), count, lastOn, directory: isDirectory(feedOf(column, items)),
      standing: standing?.state ?? 'exempt', due: standing?.due ?? null, refusals: column.state === 'open' ? [] : refusalsOf(column, looked),
      items: items.filter((item) => item.columnId === column.id).map(({ recordId, mode }) => {
        const record = titles.get(recordId);
        return { recordId, mode, title: record?.title ?? null, datePublished: record?.datePublished ?? null, agencyName: record?.agencyName ?? null };
      }),
    };
  });
  return {
    site: siteCode, siteName: site.name, mayManage: siteDesk(principal, site.agencyCode, await siteTree(db)) !== null, columns: rows,
    agencies: looked.scope.map((code) => ({ code, name: names.get(code) ?? code })), types: [...settings.types],
  };
}

/** The command that opens decides; this is told beforehand. */
function refusalsOf(column: StoredColumn, { columns, items, held }: Looked): Reason[] {
  const countOf = (one: StoredColumn): number => held.get(one.id)?.count ?? 0;
  const parent = columns.find((one) => one.id === column.parentId) ?? null;
  const filled = subtree(columns, column).slice(1).some((one) => one.state !== 'closed' && countOf(one) > 0);
  return openFaults(column, parent, { content: countOf(column), filled, directory: isDirectory(feedOf(column, items)) });
}

const COLUMNS_AT_ONCE = 4;
const nothing: Held = { count: 0, lastOn: null };
export type Looked = { columns: StoredColumn[]; items: StoredItem[]; scope: string[]; held: ReadonlyMap<string, Held> };

export async function look(db: Db, siteCode: string): Promise<Looked> {
  const [columns, items, scope] = [await columnsOf(db, siteCode), await itemsOf(db, siteCode), await siteScope(db, siteCode)];
  const held = await several(columns, COLUMNS_AT_ONCE, async (column) => [column.id, await heldBy(db, feedOf(column, items), scope)] as const);
  return { columns, items, scope, held: new Map(held) };
}

/** Null before there was a check. */
export function assessed(looked: Looked, { types, warnings }: ColumnSettings, on: CivilDate): Assessment | null {
  const check = columnCheckOn(on);
  if (check === null) return null;
  const { columns, items, held } = looked;
  const watched = columns.map((column): Watched => ({
    id: column.id, level: levelOf(column.path), group: types.find((type) => type.name === column.type)?.group ?? 'other', duty: column.duty, open: column.state === 'open',
    count: held.get(column.id)?.count ?? 0, directory: isDirectory(feedOf(column, items)),
    lastOn: newestIn(looked, column),
  }));
  return assess(watched, on, check, warnings);
}

/** The day its newest was published; of a directory the newest below it. */
export function newestIn({ columns, items, held }: Looked, column: StoredColumn): CivilDate | null {
  if (!isDirectory(feedOf(column, items))) return held.get(column.id)?.lastOn ?? null;
  return columns.filter((one) => one.state === 'open' && one.path.startsWith(`${column.path}/`)).flatMap((one) => held.get(one.id)?.lastOn ?? []).toSorted().at(-1) ?? null;
}
