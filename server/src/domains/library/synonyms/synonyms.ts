// Words that mean the same in a search. The list is kept in core, and what searches read is its copy in open.
import { z } from 'zod';
import type { SynonymGroup } from '../../../console-api/contract.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { conflict, notFound, refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal, type Role } from '../../identity/index.ts';
import { zh } from './messages.ts';

const MOST_WORDS = 12;
const editors: readonly Role[] = ['office', 'openness-clerk'];

/** Without `id` a new group; without words the group is taken away. */
export const synonymSchema = z.object({
  id: z.uuid().nullish(), version: z.int().nullish(), words: z.array(z.string().max(200).transform((word) => word.normalize('NFKC').trim())).max(100),
});

export async function listSynonyms(db: Db): Promise<SynonymGroup[]> {
  return db.selectFrom('core.searchSynonym').select(['id', 'words', 'version']).orderBy('words').execute();
}

export async function saveSynonyms(db: Db, principal: Principal, request: z.output<typeof synonymSchema>): Promise<SynonymGroup | null> {
  const acting = principal.roles.find((role) => editors.includes(role.role));
  if (!acting) refuse('may-not-edit-synonyms', zh.mayNotEdit, 403);
  return runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    // One edit at a time: two must not put one word into two groups.
    const groups = await ctx.tx.selectFrom('core.searchSynonym').selectAll().forUpdate().execute();
    const before = request.id ? groups.find((group) => group.id === request.id) ?? notFound(zh.none) : null;
    if (before && before.version !== request.version) conflict(zh.changed);
    const words = [...new Set(request.words)];
    const removed = before !== null && words.length === 0;
    const reasons = removed ? [] : decide(words, groups.filter((group) => group.id !== before?.id).flatMap((group) => group.words));
    if (reasons.length > 0) refuse('synonyms-refused', reasons);
    const after = removed ? null : await keep(ctx, before, words);
    if (removed) await remove(ctx, before.id);
    const entry = await journal(ctx, {
      action: removed ? 'search-synonym.remove' : 'search-synonym.save', subjectType: 'search-synonym', subjectId: after?.id ?? before?.id ?? '', before, after,
      agencyCode: acting.agencyCode,
    });
    return done(after, entry);
  });
}

function decide(words: readonly string[], others: readonly string[]): Reason[] {
  const taken = new Set(others);
  const faults: [boolean, string, string][] = [
    [words.length < 2, 'too-few-words', zh.tooFew],
    [words.length > MOST_WORDS, 'too-many-words', zh.tooMany(MOST_WORDS)],
    ...words.filter((word) => !/^[\p{L}\p{N}]{1,30}$/u.test(word)).map((word): [boolean, string, string] => [true, 'bad-word', zh.badWord(word)]),
    ...words.filter((word) => taken.has(word)).map((word): [boolean, string, string] => [true, 'word-elsewhere', zh.elsewhere(word)]),
  ];
  return faults.filter(([wrong]) => wrong).map(([, code, message]) => ({ code, message, field: 'words' }));
}

async function keep(ctx: CommandContext, before: SynonymGroup | null, words: string[]): Promise<SynonymGroup> {
  const saved = before
    ? await ctx.tx.updateTable('core.searchSynonym').set({ words, version: before.version + 1 }).where('id', '=', before.id).returningAll().executeTakeFirstOrThrow()
    : await ctx.tx.insertInto('core.searchSynonym').values({ words }).returningAll().executeTakeFirstOrThrow();
  await ctx.tx.insertInto('open.searchSynonym').values({ id: saved.id, words }).onConflict((c) => c.column('id').doUpdateSet({ words })).execute();
  return saved;
}

async function remove(ctx: CommandContext, id: string): Promise<void> {
  await ctx.tx.deleteFrom('core.searchSynonym').where('id', '=', id).execute();
  await ctx.tx.deleteFrom('open.searchSynonym').where('id', '=', id).execute();
}
