import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { getSite, siteActor, siteScope } from '../../sites/index.ts';
import type { NewColumn } from '../model.ts';
import { factsFaults } from '../rules.ts';
import { loadSettings } from '../settings.ts';
import { getColumn, lockTree } from '../store.ts';
import { pathAt, placeFaults } from '../tree.ts';

/** A new column begins in preparation, unseen by the public. Returns its id. @throws Refused 403, 404, 422 with every reason */
export async function createColumn(db: Db, principal: Principal, siteCode: string, input: NewColumn, requestId: string): Promise<string> {
  const site = await getSite(db, siteCode);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const { columns, redirects } = await lockTree(ctx.tx, siteCode);
    const [{ types }, scope] = [await loadSettings(ctx.tx), await siteScope(ctx.tx, siteCode)];
    const faults = [...placeFaults(columns, redirects, input), ...factsFaults(input, { types, agencies: new Set(scope) })];
    if (faults.length > 0) refuse('column-refused', faults);
    const { rule, ...facts } = input;
    const position = columns.filter((one) => one.parentId === input.parentId).length;
    const { id } = await ctx.tx.insertInto('core.column').values({ ...facts, rule: json(rule), siteCode, path: pathAt(columns, input), position })
      .returning('id').executeTakeFirstOrThrow();
    return done(id, await journal(ctx, { action: 'column.create', subjectType: 'column', subjectId: id, after: await getColumn(ctx.tx, id), agencyCode: input.agencyCode, site: siteCode }));
  });
}
