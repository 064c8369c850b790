import type { Db, Tx } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { siteScope } from '../../sites/index.ts';
import { feedOf, heldBy } from '../content.ts';
import type { StoredColumn, StoredItem } from '../model.ts';
import { isDirectory } from '../open/columns.ts';
import { closeFaults, openFaults } from '../rules.ts';
import { getColumn, itemsOf } from '../store.ts';
import { subtree } from '../tree.ts';
import { onColumn, told } from './change-column.ts';

/** Opens a column, with those below it that are in preparation and ready. An empty one is held back. @throws Refused 403, 404, 409, 422 */
export async function openColumn(db: Db, principal: Principal, id: string, version: number, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before, columns }) => {
    const { tx } = ctx;
    const [items, scope] = [await itemsOf(tx, before.siteCode), await siteScope(tx, before.siteCode)];
    const parent = columns.find((one) => one.id === before.parentId) ?? null;
    const below = await readyBelow(tx, columns, before, items, scope);
    const feed = feedOf(before, items);
    const { count } = isDirectory(feed) ? { count: 0 } : await heldBy(tx, feed, scope);
    const faults = openFaults(before, parent, { content: count, filled: below.filled, directory: isDirectory(feed) });
    if (faults.length > 0) refuse('column-refused', faults);
    for (const column of [before, ...below.opening]) {
      await tx.updateTable('core.column').set({ state: 'open', openedAt: ctx.now, version: column.version + 1 }).where('id', '=', column.id).execute();
    }
    const after = { ...await getColumn(tx, id), opened: [before, ...below.opening].map((column) => column.path) };
    return told(ctx, before, { action: 'column.open', before, after });
  });
}

/** `opening`: those in preparation that may open, each below one that is open or opens. */
async function readyBelow(tx: Tx, columns: readonly StoredColumn[], top: StoredColumn, items: readonly StoredItem[], scope: readonly string[]): Promise<{ opening: StoredColumn[]; filled: boolean }> {
  const below = subtree(columns, top).slice(1);
  const counts = new Map<string, number>();
  for (const column of below) {
    const feed = feedOf(column, items);
    counts.set(column.id, isDirectory(feed) ? 0 : (await heldBy(tx, feed, scope)).count);
  }
  const directory = (column: StoredColumn): boolean => isDirectory(feedOf(column, items));
  const ready = (column: StoredColumn): boolean => {
    if (column.state !== 'preparing') return column.state === 'open';
    const filled = below.some((child) => child.parentId === column.id && ready(child));
    return openFaults(column, null, { content: counts.get(column.id) ?? 0, filled, directory: directory(column) }).length === 0;
  };
  const reached = new Set([top.id]);
  const shown: StoredColumn[] = [];
  for (const column of below) {
    if (!reached.has(column.parentId ?? '') || !ready(column)) continue;
    reached.add(column.id);
    shown.push(column);
  }
  return { opening: shown.filter((column) => column.state === 'preparing'), filled: shown.some((column) => (counts.get(column.id) ?? 0) > 0) };
}

/** Closed: its page keeps its name and says where to go on. */
export async function closeColumn(db: Db, principal: Principal, id: string, version: number, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before, columns }) => {
    const children = columns.filter((one) => one.parentId === id && one.state === 'open').map((one) => one.name);
    const faults = closeFaults(before.state, children);
    if (faults.length > 0) refuse('column-refused', faults);
    await ctx.tx.updateTable('core.column').set({ state: 'closed', version: before.version + 1 }).where('id', '=', id).execute();
    return told(ctx, before, { action: 'column.close', before, after: await getColumn(ctx.tx, id) });
  });
}
