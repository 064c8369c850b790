import { done } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { onColumn } from './change-column.ts';

/** Only what the public has never seen goes without a trace there. @throws Refused 403, 404, 409, 422 */
export async function removeColumn(db: Db, principal: Principal, id: string, version: number, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before, columns }) => {
    const faults = [
      ...(before.state === 'preparing' ? [] : [{ code: 'column-public', message: zh.onlyPreparing, field: 'state' }]),
      ...(columns.some((one) => one.parentId === id) ? [{ code: 'column-has-children', message: zh.hasChildren, field: 'parentId' }] : []),
    ];
    if (faults.length > 0) refuse('column-refused', faults);
    await ctx.tx.deleteFrom('core.column').where('id', '=', id).execute();
    return done(undefined, await journal(ctx, { action: 'column.remove', subjectType: 'column', subjectId: id, before, agencyCode: before.agencyCode, site: before.siteCode }));
  });
}
