import { detectSecrecyMarking, findTheme, themeLabel } from '@tongming/law';
import { z } from 'zod';
import type { FactsRequest } from '../../../console-api/contract.ts';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { statusChanges } from '../commands/publish-records.ts';
import type { EditionContent } from '../model.ts';
import { changeOf, projectFacts, refreshStatus } from '../project.ts';
import { civilDateSchema } from '../schemas.ts';
import { holdLive, keeperOf, keepLive } from './live-record.ts';
import { isContent } from '../open/content-categories.ts';
import { zh } from './messages.ts';

const MOST_KEYWORDS = 20;

export const factsSchema = z.object({
  version: z.int(),
  category: z.enum(['law', 'rule', 'normative', 'policy', 'standard', 'discretion', 'system', 'annual-report', 'other']),
  theme: z.string().max(100).nullable(),
  keywords: z.array(z.string().max(200).transform((word) => word.normalize('NFKC').trim())).max(100),
  confirmKeywords: z.boolean(),
  effectiveOn: civilDateSchema.nullable(), expiresOn: civilDateSchema.nullable(),
  ground: z.string().max(1000).transform((s) => s.trim()),
}) satisfies z.ZodType<FactsRequest>;
type Request = z.output<typeof factsSchema>;
type Facts = Pick<EditionContent, 'category' | 'theme' | 'keywords' | 'effectiveOn' | 'expiresOn'>;

/** Category, theme, 主题词, first and last day in force of a published record, put right by its agency. */
export async function changeFacts(db: Db, principal: Principal, id: string, request: Request): Promise<void> {
  await runCommand(db, await keeperOf(db, principal, id), async (ctx) => {
    const held = await holdLive(ctx, id, request.version);
    if (isContent(held.content.category)) refuse('content-record', zh.contentRecord);
    const before = factsOf(held.content);
    const after: Facts = {
      category: request.category, theme: labelOf(request.theme), keywords: [...new Set(request.keywords)],
      effectiveOn: request.effectiveOn, expiresOn: request.expiresOn,
    };
    const confirms = request.confirmKeywords && !(held.keywordsConfirmed && same(before.keywords, after.keywords));
    const reasons = decide(request, before, after, confirms);
    if (reasons.length > 0) refuse('facts-refused', reasons);
    await keepLive(ctx, held, { ...held.content, ...after });
    await ctx.tx.updateTable('core.record').set({ category: after.category }).where('id', '=', id).execute();
    if (confirms || !same(before.keywords, after.keywords)) {
      await ctx.tx.updateTable('core.record').where('id', '=', id)
        .set(request.confirmKeywords ? { keywordsConfirmedBy: ctx.actor.personId, keywordsConfirmedAt: ctx.now } : { keywordsConfirmedBy: null, keywordsConfirmedAt: null }).execute();
    }
    const shown = await projectFacts(ctx, id, after);
    const changed = await refreshStatus(ctx, [id]);
    const entry = await journal(ctx, {
      action: 'record.change-facts', subjectType: 'record', subjectId: id, reason: request.ground || null, agencyCode: held.agencyCode,
      before: { ...before, keywordsConfirmed: held.keywordsConfirmed }, after: { ...after, keywordsConfirmed: request.confirmKeywords },
    });
    // Lists of the former category and theme lose it as well.
    await publishChanges(ctx, !shown ? [] : [changeOf('status', { id, agencyCode: held.agencyCode, ...before }), ...await statusChanges(ctx, [id, ...changed])]);
    return done(undefined, entry);
  });
}

function decide(r: Request, before: Facts, after: Facts, confirms: boolean): Reason[] {
  const weighty = before.category !== after.category || before.effectiveOn !== after.effectiveOn || before.expiresOn !== after.expiresOn;
  const faults: [boolean, string, string, string][] = [
    [!confirms && same(before, after), 'nothing-changed', zh.nothing, 'ground'],
    // A source's own theme may stay as long as nobody chooses another.
    [r.theme !== null && after.theme !== before.theme && findTheme(r.theme) === null, 'theme-unknown', zh.badTheme(r.theme ?? ''), 'theme'],
    ...after.keywords.filter((word) => !/^[^\s,，;；、]{1,30}$/u.test(word)).map((word): [boolean, string, string, string] => [true, 'bad-keyword', zh.badKeyword(word), 'keywords']),
    [after.keywords.length > MOST_KEYWORDS, 'too-many-keywords', zh.tooManyKeywords(MOST_KEYWORDS), 'keywords'],
    [r.confirmKeywords && after.keywords.length === 0, 'keywords-missing', zh.noKeywords, 'keywords'],
    [after.effectiveOn !== null && after.expiresOn !== null && after.expiresOn < after.effectiveOn, 'expires-before-effect', zh.expiresBeforeEffect, 'expiresOn'],
    [weighty && r.ground.length < 2, 'ground-missing', zh.groundMissing, 'ground'],
    [detectSecrecyMarking([...after.keywords, r.ground].join('\n')) !== null, 'classified', zh.classified, 'keywords'],
  ];
  return faults.filter(([hit]) => hit).map(([, code, message, field]) => ({ code, message, field }));
}

function factsOf({ category, theme, keywords, effectiveOn, expiresOn }: EditionContent): Facts {
  return { category, theme, keywords, effectiveOn, expiresOn };
}

/** One way of writing: `综合政务\政务公开`. */
function labelOf(theme: string | null): string | null {
  const found = theme === null ? null : findTheme(theme);
  return found ? themeLabel(found.theme.name, found.child) : theme;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
