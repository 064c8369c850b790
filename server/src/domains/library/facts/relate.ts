import { z } from 'zod';
import type { RelateRequest } from '../../../console-api/contract.ts';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { statusChanges } from '../commands/publish-records.ts';
import { zh as library } from '../messages.ts';
import type { RelationDraft } from '../model.ts';
import { projectRelations, refreshStatus } from '../project.ts';
import { liveEditions } from '../queries/live-edition.ts';
import { agenciesInReach } from '../reach.ts';
import { replaceRelations } from '../relations.ts';
import { holdLive, keeperOf, keepLive } from './live-record.ts';

export const relateSchema = z.object({
  version: z.int(), to: z.uuid(),
  type: z.enum(['amends', 'repeals', 'replaces', 'interprets', 'implements', 'forwards', 'corrects', 'attached-to', 'based-on']),
}) satisfies z.ZodType<RelateRequest>;
type Request = z.output<typeof relateSchema>;

/**
 * Adds or takes away one typed relation of a published record to another; both ends show it from then on. 废止 and 代替 end
 * the other record, and taking them away lets it stand again.
 */
export async function relate(db: Db, principal: Principal, id: string, request: Request, how: 'add' | 'remove'): Promise<void> {
  await runCommand(db, await keeperOf(db, principal, id), async (ctx) => {
    const held = await holdLive(ctx, id, request.version);
    const { relations } = held.content;
    const is = (r: RelationDraft): boolean => r.type === request.type && r.recordId === request.to;
    if (how === 'add' && relations.some(is)) refuse('relation-exists', library.relation.exists);
    if (how === 'remove' && !relations.some(is)) notFound(library.relation.none);
    if (how === 'add') await assertInReach(ctx.tx, held.agencyCode, request);
    const next = how === 'add' ? [...relations, { type: request.type, recordId: request.to, text: null }] : relations.filter((r) => !is(r));
    await keepLive(ctx, held, { ...held.content, relations: next });
    const touched = new Set([id, request.to, ...await replaceRelations(ctx, id, { ...held.content, relations: next })]);
    await projectRelations(ctx, [id]);
    const changed = await refreshStatus(ctx, [...touched]);
    const entry = await journal(ctx, {
      action: how === 'add' ? 'record.relate' : 'record.unrelate', subjectType: 'record', subjectId: id, agencyCode: held.agencyCode,
      ...(how === 'add' ? { after: { type: request.type, to: request.to } } : { before: { type: request.type, to: request.to } }),
    });
    await publishChanges(ctx, await statusChanges(ctx, [id, request.to, ...changed]));
    return done(undefined, entry);
  });
}

/** What ends or amends another's document is the business of whoever may do so in law. */
async function assertInReach(db: Parameters<typeof liveEditions>[0], agencyCode: string, { type, to }: Request): Promise<void> {
  if (type !== 'amends' && type !== 'repeals' && type !== 'replaces') return;
  const [target] = await liveEditions(db, [to]);
  if (!target || target.agencyCode === agencyCode) return;
  if (!(await agenciesInReach(db, agencyCode)).has(target.agencyCode)) refuse('relation-foreign', library.relation.foreign(target.content.title));
}
