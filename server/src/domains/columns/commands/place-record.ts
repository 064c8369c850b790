import { unchanged } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { ColumnItemMode } from '../../../platform/schema.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { onColumn, told } from './change-column.ts';

export type Placing = { version: number; recordId: string; mode: ColumnItemMode | null };

/** A public record of the whole pool by hand: pinned above all, placed, or taken out; null = by rule alone again. @throws Refused 403, 404, 409 */
export async function placeRecord(db: Db, principal: Principal, id: string, { version, recordId, mode }: Placing, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before }) => {
    const { tx } = ctx;
    const was = await tx.selectFrom('core.columnItem').select(['recordId', 'mode', 'position']).where('columnId', '=', id).where('recordId', '=', recordId).executeTakeFirst() ?? null;
    const record = await tx.selectFrom('open.record').select('title').where('id', '=', recordId).executeTakeFirst();
    if (mode !== null && record === undefined) notFound(zh.noRecord);
    if ((was?.mode ?? null) === mode) return unchanged(undefined);
    await tx.deleteFrom('core.columnItem').where('columnId', '=', id).where('recordId', '=', recordId).execute();
    const { last } = await tx.selectFrom('core.columnItem').select((eb) => eb.fn.max('position').as('last')).where('columnId', '=', id).executeTakeFirstOrThrow();
    if (mode !== null) await tx.insertInto('core.columnItem').values({ columnId: id, recordId, mode, position: (last ?? 0) + 1, person: ctx.actor.name }).execute();
    await tx.updateTable('core.column').set({ version: before.version + 1 }).where('id', '=', id).execute();
    return told(ctx, before, { action: 'column.place', before: { recordId, mode: was?.mode ?? null }, after: { recordId, mode, title: record?.title ?? null } });
  });
}
