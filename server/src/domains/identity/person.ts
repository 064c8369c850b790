import type { CommandContext } from '../../platform/command.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { identityMessages } from './messages.ts';
import { rolesOf } from './session.ts';

/** The secrets of the row stay out of everything that is shown or journalled. */
const shown = ['id', 'login', 'name', 'phone', 'email', 'active', 'lockedUntil', 'totpConfirmed', 'mustChangePassword', 'version'] as const;

/** A person as the journal keeps it, roles included. @throws Refused 'not-found' (404) */
export async function getPerson(db: Db | Tx, id: string) {
  const row = isUuid(id)
    ? await db.selectFrom('core.person').select(shown).where('id', '=', id).executeTakeFirst()
    : undefined;
  if (row === undefined) return notFound(identityMessages.noSuchPerson);
  return { ...row, roles: await rolesOf(db, id) };
}
export type PersonRow = Awaited<ReturnType<typeof getPerson>>;

/** The same, with the row locked until commit. */
export async function lockPerson(ctx: CommandContext, id: string): Promise<PersonRow> {
  if (isUuid(id)) await ctx.tx.selectFrom('core.person').select('id').where('id', '=', id).forUpdate().execute();
  return getPerson(ctx.tx, id);
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
