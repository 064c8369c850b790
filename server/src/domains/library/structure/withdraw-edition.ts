import { sql } from 'kysely';
import { z } from 'zod';
import type { WithdrawEditionRequest } from '../../../console-api/contract-structure.ts';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh as library } from '../messages.ts';
import { mayEndAs } from '../policy.ts';
import { changeOf, withdrawTranslations } from '../project.ts';
import { hideEditions } from './history.ts';
import { zh } from './messages.ts';

export const withdrawEditionSchema = z.object({ reason: z.string().max(1000).transform((s) => s.trim()) }) satisfies z.ZodType<WithdrawEditionRequest>;

/** Takes a former edition away from the public (it named a person, say); the record and its present text stay. */
export async function withdrawEdition(
  db: Db, principal: Principal, id: string, no: string, request: z.output<typeof withdrawEditionSchema>,
): Promise<void> {
  const known = z.uuid().safeParse(id).success && /^[1-9]\d{0,5}$/.test(no);
  const agencyCode = known ? (await db.selectFrom('core.record').select('agencyCode').where('id', '=', id).executeTakeFirst())?.agencyCode : undefined;
  if (agencyCode === undefined) notFound(library.noRecord);
  const acting = mayEndAs(principal, agencyCode);
  if (!acting) refuse('may-not-end', library.mayNotEnd, 403);
  if (request.reason.length < 2) refuse('ground-missing', library.groundMissing);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const [gone] = await hideEditions(ctx, [id], Number(no));
    if (gone === undefined) return notFound(zh.noEdition);
    const entry = await journal(ctx, { action: 'record.withdraw-edition', subjectType: 'record', subjectId: id, after: { edition: gone, hidden: true }, reason: request.reason, agencyCode });
    await publishChanges(ctx, [changeOf('status', { id, agencyCode }), ...await hideTranslated(ctx, id)]);
    return done(undefined, entry);
  });
}

/** A translation says what the edition said that it was made of: one behind the present text goes whole, of the others the former editions. */
async function hideTranslated(ctx: CommandContext, id: string): Promise<Omit<Change, 'seq'>[]> {
  const { rows } = await sql<{ id: string; agencyCode: string; behind: boolean }>`
    select o.id, o.agency_code, t.created_at < s.created_at as behind from core.relation r join open.record o on o.id = r.from_record
    join core.edition t on t.record_id = o.id and t.state = 'live' join core.edition s on s.record_id = r.to_record and s.state = 'live'
    where r.type = 'translates' and r.to_record = ${id}`.execute(ctx.tx);
  if (rows.some((row) => row.behind)) return withdrawTranslations(ctx, [id]);
  if (rows.length > 0) await hideEditions(ctx, rows.map((row) => row.id), null);
  return rows.map((row) => changeOf('status', row));
}
