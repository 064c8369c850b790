import { emptyBody } from '@tongming/typeset';
import type { Instant } from '@tongming/law';
import { z } from 'zod';
import { done, runCommand, unchanged } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { canonical, journal } from '../../../platform/journal.ts';
import { getAgency, type Principal } from '../../identity/index.ts';
import type { ContentKind } from '../../library/index.ts';
import { withOwnFiles } from '../files.ts';
import { zh } from '../messages.ts';
import { emptyFacts } from '../open/facts.ts';
import { actorAs, writerDesk } from '../policy.ts';
import { getContent, insertContent, kindSchema, lockContent, updateContent, writtenSchema } from '../store.ts';

export type ContentOptions = { requestId?: string; at?: Instant };

export const newContentInput = z.object({ kind: kindSchema, agencyCode: z.string().max(40), title: z.string().trim().max(200) });

/** A new piece, empty but for its title; the agency is its source until said otherwise. @throws Refused 403, 404 */
export async function createContent(
  db: Db, principal: Principal, input: { kind: ContentKind; agencyCode: string; title: string }, { requestId, at }: ContentOptions,
): Promise<string> {
  const actor = actorAs(principal, writerDesk(principal, input.agencyCode), requestId);
  const agency = await getAgency(db, input.agencyCode);
  return runCommand(db, actor, async (ctx) => {
    const made = await insertContent(ctx, {
      kind: input.kind, agencyCode: agency.code, written: {
        title: input.title, summary: null, keywords: [], theme: null, source: agency.name, author: null, originality: 'own', sourceUrl: null,
        text: emptyBody(), facts: emptyFacts(input.kind), interprets: null,
      },
    });
    return done(made.id, await journal(ctx, { action: 'content.create', subjectType: 'content', subjectId: made.id, after: made, agencyCode: agency.code }));
  }, at === undefined ? {} : { at });
}

export const saveInput = z.object({ version: z.int(), written: writtenSchema });

/** Only what is being written can be saved; whoever saves becomes one of its writers. @throws Refused 403, 404, 409, 422 */
export async function saveContent(db: Db, principal: Principal, id: string, input: z.output<typeof saveInput>, { requestId, at }: ContentOptions): Promise<void> {
  const { agencyCode } = await getContent(db, id);
  const actor = actorAs(principal, writerDesk(principal, agencyCode), requestId);
  return runCommand(db, actor, async (ctx) => {
    const before = await lockContent(ctx, id, input.version);
    if (before.state !== 'draft') refuse('not-now', zh.notNow(zh.acts.revise, zh.states[before.state]));
    if (input.written.facts.kind !== before.kind) refuse('wrong-kind', zh.need.kind);
    const { written, faults } = await withOwnFiles(ctx.tx, id, input.written);
    if (faults.length > 0) refuse('content-incomplete', faults);
    if (canonical(before.written) === canonical(written)) return unchanged(undefined);
    const person = ctx.actor.personId ?? notFound(zh.none);
    const after = await updateContent(ctx, before, { written, writers: [...new Set([...before.writers, person])] });
    return done(undefined, await journal(ctx, { action: 'content.save', subjectType: 'content', subjectId: id, before: before.written, after: after.written, agencyCode }));
  }, at === undefined ? {} : { at });
}
