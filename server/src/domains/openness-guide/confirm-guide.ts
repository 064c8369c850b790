import { detectSecrecyMarking } from '@tongming/law';
import { z } from 'zod';
import { publishChanges } from '../../platform/change.ts';
import { done, runCommand } from '../../platform/command.ts';
import { json, type Db } from '../../platform/database.ts';
import { conflict, notFound, refuse, type Reason } from '../../platform/errors.ts';
import { journal } from '../../platform/journal.ts';
import { opennessDesk, opennessTree } from '../annual-report/index.ts';
import { actorFor, getAgency, type Principal } from '../identity/index.ts';
import { findGuide, missingFacts } from './get-guide.ts';
import { zh } from './messages.ts';
import { factsOf, guideTexts, hashOf, textKeys } from './model.ts';

export const confirmInput = z.object({ version: z.int(), texts: guideTexts });

/** Confirms that facts and texts are right today, and shows them to the public. @throws Refused 403, 404, 409, 422 with every reason */
export async function confirmGuide(
  db: Db, principal: Principal, agencyCode: string, input: z.output<typeof confirmInput>, requestId: string,
): Promise<void> {
  const tree = await opennessTree(db);
  const node = tree.find((a) => a.code === agencyCode) ?? notFound(zh.noAgency);
  const desk = opennessDesk(principal, node, tree) ?? refuse('forbidden', zh.forbidden, 403);
  return runCommand(db, actorFor(principal, desk.role, desk.agencyCode, requestId), async (ctx) => {
    // The agency's row is the lock: its facts do not change under the confirmation.
    await ctx.tx.selectFrom('core.agency').select('code').where('code', '=', agencyCode).forUpdate().execute();
    const before = await findGuide(ctx.tx, agencyCode);
    if ((before?.version ?? 0) !== input.version) conflict(zh.conflict);
    const facts = factsOf(await getAgency(ctx.tx, agencyCode));
    const { texts } = input;
    const reasons: Reason[] = [
      ...missingFacts(facts),
      ...textKeys.filter((key) => texts[key] === '').map((key) => ({ code: 'text-missing', message: zh.textMissing(zh.texts[key]), field: key, article: zh.article })),
      ...textKeys.filter((key) => detectSecrecyMarking(texts[key]) !== null).map((key) => ({ code: 'classified', message: zh.classified, field: key })),
    ];
    if (reasons.length > 0) refuse('guide-incomplete', reasons);
    const shown = { texts: json(texts), facts: json(facts), confirmedOn: ctx.today };
    const stored = { ...shown, factsHash: hashOf(facts), confirmedBy: ctx.actor.personId, version: input.version + 1 };
    await ctx.tx.insertInto('core.opennessGuide').values({ agencyCode, ...stored }).onConflict((c) => c.column('agencyCode').doUpdateSet(stored)).execute();
    await ctx.tx.insertInto('open.opennessGuide').values({ agencyCode, ...shown }).onConflict((c) => c.column('agencyCode').doUpdateSet(shown)).execute();
    const entry = await journal(ctx, {
      action: 'openness-guide.confirm', subjectType: 'agency', subjectId: agencyCode, before, after: await findGuide(ctx.tx, agencyCode), agencyCode,
    });
    await publishChanges(ctx, [{ subjectType: 'agency', subjectId: agencyCode, kind: 'agency', tags: [`agency:${agencyCode}`, 'agencies'] }]);
    return done(undefined, entry);
  });
}
