import { unchanged } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { getColumn } from '../store.ts';
import { planMove, type Place } from '../tree.ts';
import { onColumn, told } from './change-column.ts';

/** To another place, or another name in the address: what was public leads to it for ever. @throws Refused 403, 404, 409, 422 */
export async function moveColumn(db: Db, principal: Principal, id: string, { version, ...place }: Place & { version: number }, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before, columns, redirects }) => {
    if (before.parentId === place.parentId && before.slug === place.slug) return unchanged(undefined);
    const plan = planMove(columns, redirects, id, place);
    if (plan.faults.length > 0) refuse('column-refused', plan.faults);
    const { tx } = ctx;
    const { siteCode } = before;
    if (plan.drop.length > 0) await tx.deleteFrom('core.columnRedirect').where('siteCode', '=', siteCode).where('path', 'in', plan.drop).execute();
    for (const [columnId, path] of plan.paths) await tx.updateTable('core.column').set({ path }).where('id', '=', columnId).execute();
    const position = before.parentId === place.parentId ? before.position : columns.filter((one) => one.parentId === place.parentId).length;
    await tx.updateTable('core.column').set({ ...place, position, version: before.version + 1 }).where('id', '=', id).execute();
    if (plan.leave.length > 0) await tx.insertInto('core.columnRedirect').values(plan.leave.map(({ path, id: columnId }) => ({ siteCode, path, columnId }))).execute();
    return told(ctx, before, { action: 'column.move', before, after: await getColumn(tx, id) });
  });
}

/** One place up (-1) or down (1) among its siblings; at the end nothing happens. */
export async function shiftColumn(db: Db, principal: Principal, id: string, { version, by }: { version: number; by: -1 | 1 }, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before, columns }) => {
    const siblings = columns.filter((one) => one.parentId === before.parentId).map((one) => one.id);
    const at = siblings.indexOf(id);
    const other = siblings[at + by];
    if (other === undefined) return unchanged(undefined);
    siblings[at] = other;
    siblings[at + by] = id;
    for (const [position, sibling] of siblings.entries()) await ctx.tx.updateTable('core.column').set({ position }).where('id', '=', sibling).execute();
    await ctx.tx.updateTable('core.column').set({ version: before.version + 1 }).where('id', '=', id).execute();
    return told(ctx, before, { action: 'column.shift', before, after: await getColumn(ctx.tx, id) });
  });
}
