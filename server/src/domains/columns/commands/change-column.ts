import { done, runCommand, unchanged, type CommandContext, type Done } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { conflict, refuse } from '../../../platform/errors.ts';
import { canonical, journal, type JournalEntry } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { getSite, siteActor, siteScope } from '../../sites/index.ts';
import { zh } from '../messages.ts';
import type { ChangeColumn, ColumnFacts, StoredColumn } from '../model.ts';
import type { Redirects } from '../open/paths.ts';
import { projectColumns } from '../project.ts';
import { factsFaults, openFaults } from '../rules.ts';
import { loadSettings } from '../settings.ts';
import { columnIn, getColumn, lockTree } from '../store.ts';

export type Locked = { ctx: CommandContext; before: StoredColumn; columns: StoredColumn[]; redirects: Redirects };

/** Every change of one column: who may, the tree locked, the version asked for. @throws Refused 403, 404, 'edit-conflict' (409) */
export async function onColumn<T>(
  db: Db, principal: Principal, id: string, version: number, requestId: string, work: (locked: Locked) => Promise<Done<T>>,
): Promise<T> {
  const { siteCode } = await getColumn(db, id);
  const site = await getSite(db, siteCode);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const { columns, redirects } = await lockTree(ctx.tx, siteCode);
    const before = columnIn(columns, id);
    if (before.version !== version) conflict(zh.conflict);
    return work({ ctx, before, columns, redirects });
  });
}

/** Journal and projection of what was written. */
export async function told(ctx: CommandContext, before: StoredColumn, entry: Pick<JournalEntry, 'action' | 'before' | 'after' | 'reason'>): Promise<Done<void>> {
  const written = await journal(ctx, { subjectType: 'column', subjectId: before.id, agencyCode: before.agencyCode, site: before.siteCode, ...entry });
  await projectColumns(ctx, before.siteCode);
  return done(undefined, written);
}

/** Name, type, purpose, owner, duty, rule; what is left out stays. @throws Refused 'column-refused' (422) with every reason */
export async function changeColumn(db: Db, principal: Principal, id: string, { version, ...change }: ChangeColumn, requestId: string): Promise<void> {
  return onColumn(db, principal, id, version, requestId, async ({ ctx, before }) => {
    const after = changed(before, change);
    if (canonical(after) === canonical(before)) return unchanged(undefined);
    const around = { types: (await loadSettings(ctx.tx)).types, agencies: new Set(await siteScope(ctx.tx, before.siteCode)) };
    // The labels an open column must have are not taken away; that it has become empty is told, not refused.
    const labels = before.state === 'open' ? openFaults({ ...after, state: 'preparing' }, null, { content: 1, filled: true, directory: false }) : [];
    const faults = [...factsFaults(after, around), ...labels];
    if (faults.length > 0) refuse('column-refused', faults);
    const { name, type, purpose, keywords, agencyCode, person, duty, rule, onHome } = after;
    await ctx.tx.updateTable('core.column').set({ name, type, purpose, keywords, agencyCode, person, duty, rule: json(rule), onHome, version: before.version + 1 }).where('id', '=', id).execute();
    return told(ctx, before, { action: 'column.change', before, after: await getColumn(ctx.tx, id) });
  });
}

function changed(column: StoredColumn, change: ColumnFacts): StoredColumn {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<StoredColumn>;
  return { ...column, ...given };
}
