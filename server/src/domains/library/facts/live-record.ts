// The one way a keeper's change begins: rights, lock, version; and how it is kept in the edition that is live.
import type { CommandContext } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { conflict, notFound, refuse } from '../../../platform/errors.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh as library } from '../messages.ts';
import type { EditionContent } from '../model.ts';
import { mayEndAs } from '../policy.ts';
import { liveEditions, type LiveEdition } from '../queries/live-edition.ts';
import { zh } from './messages.ts';

/** Who acts on a record, for `runCommand`. @throws Refused 404, 403 */
export async function keeperOf(db: Db, principal: Principal, id: string) {
  const record = await db.selectFrom('core.record').select('agencyCode').where('id', '=', id).executeTakeFirst();
  if (record === undefined) notFound(library.noRecord);
  const acting = mayEndAs(principal, record.agencyCode);
  if (!acting) refuse('may-not-edit-record', zh.mayNotEdit, 403);
  return actorFor(principal, acting.role, acting.agencyCode);
}

export type Held = LiveEdition & { version: number; keywordsConfirmed: boolean };

/** Locks the record. @throws Refused 'edit-conflict' (409) when it was changed since `version` */
export async function holdLive(ctx: CommandContext, id: string, version: number): Promise<Held> {
  const row = await ctx.tx.selectFrom('core.record').select(['version', 'keywordsConfirmedAt']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (row.version !== version) conflict(zh.changed);
  const [live] = await liveEditions(ctx.tx, [id]);
  if (!live) return refuse('no-live-edition', zh.noLive);
  if (live.withdrawn) refuse('record-withdrawn', library.withdrawnAlready);
  return { ...live, version: row.version, keywordsConfirmed: row.keywordsConfirmedAt !== null };
}

/** Writes the content back and counts the version up. */
export async function keepLive(ctx: CommandContext, held: Held, content: EditionContent): Promise<void> {
  const { bodyText: _column, ...rest } = content;
  // The stored content has more than its type says (`public`, `importHash`): only what is named is replaced.
  const row = await ctx.tx.selectFrom('core.edition').select('content').where('recordId', '=', held.recordId).where('state', '=', 'live').executeTakeFirstOrThrow();
  await ctx.tx.updateTable('core.edition').set({ content: json({ ...(row.content as object), ...rest }) })
    .where('recordId', '=', held.recordId).where('state', '=', 'live').execute();
  await ctx.tx.updateTable('core.record').set({ version: held.version + 1 }).where('id', '=', held.recordId).execute();
}
