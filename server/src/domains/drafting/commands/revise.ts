import { done, runCommand } from '../../../platform/command.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, hasRole, type Principal } from '../../identity/index.ts';
import { holdDraftEdition, liveEditions, type LiveEdition } from '../../library/index.ts';
import type { Sheet } from '../../../console-api/contract.ts';
import type { DocumentKind } from '@tongming/law';
import { documentKinds, kindOf } from '@tongming/law';
import { bodyFromText } from '@tongming/typeset';
import { personOf, type Env } from '../perform.ts';
import { zh } from '../messages.ts';
import { columnsOf, documentOf } from '../model.ts';
import { emptySheet } from '../sheet.ts';
import { keepVersion } from '../store.ts';

/** 修订: a new draft edition of a record, as a document that goes through the whole flow. Returns the document's id. */
export async function revise(env: Env, principal: Principal, recordId: string): Promise<string> {
  return runCommand(env.db, personOf(principal, env), async (plain) => {
    await plain.tx.selectFrom('core.record').select('id').where('id', '=', recordId).forUpdate().executeTakeFirst();
    const [live] = await liveEditions(plain.tx, [recordId]);
    if (!live) notFound(zh.refusal.notFound);
    if (!hasRole(principal, live.agencyCode, 'drafter')) refuse('may-not-draft', zh.refusal.mayNotDraft, 403);
    if (live.withdrawn) refuse('revision-gone', zh.check.revisionGone);
    const ctx = { ...plain, actor: actorFor(principal, 'drafter', live.agencyCode, env.requestId) };
    const row = await ctx.tx.insertInto('core.document').values({
      ...columnsOf(await sheetOfEdition(ctx.tx, live)), agencyCode: live.agencyCode, state: 'drafting', recordId,
      draftedBy: principal.person.id, createdAt: ctx.now, updatedAt: ctx.now,
    }).returningAll().executeTakeFirstOrThrow();
    if (!await holdDraftEdition(ctx, live, row.id)) refuse('revision-under-way', zh.check.revisionUnderWay);
    await copyAttachments(ctx.tx, live, row.id);
    await keepVersion(ctx, documentOf(row), principal.person.id);
    return done(row.id, await journal(ctx, {
      action: 'document.revise', subjectType: 'document', subjectId: row.id, after: row, agencyCode: live.agencyCode,
    }));
  }, { at: env.at });
}

/** The sheet of the document the edition came from; for an imported record, a sheet made of its content. */
async function sheetOfEdition(tx: Parameters<typeof liveEditions>[0], live: LiveEdition): Promise<Sheet> {
  const origin = live.documentId === null ? undefined
    : await tx.selectFrom('core.document').selectAll().where('id', '=', live.documentId).executeTakeFirst();
  // The number stays with the record unless the drafter chooses a code for a new one.
  const { content } = live;
  if (origin) {
    const { sheet } = documentOf(origin);
    // What the library's keeper put right since stays right.
    const { theme, keywords, effectiveOn, expiresOn, relations } = content;
    const kept = sheetCategories.find((c) => c === content.category) ?? sheet.category;
    return {
      ...sheet, category: kept, theme, effectiveOn, expiresOn, relations, numberCode: null, publishAt: null,
      ...(keywords.length > 0 ? { keywords, keywordsConfirmed: true } : {}),
    };
  }
  const kind: DocumentKind = documentKinds.find((k) => k.code === content.kind)?.code ?? 'notice';
  const category = sheetCategories.find((c) => c === content.category) ?? 'other';
  return {
    ...emptySheet(kind), form: kindOf(kind).defaultForm, category, title: content.title, publicTitle: content.publicTitle,
    body: content.body ?? bodyFromText(content.bodyText), theme: content.theme, keywords: content.keywords,
    keywordsConfirmed: content.keywords.length > 0, summary: content.summary, articleItems: content.articleItems,
    relations: content.relations, effectiveOn: content.effectiveOn, expiresOn: content.expiresOn,
    disclosure: { ...content.disclosure, grounds: [...content.disclosure.grounds] },
  };
}

const sheetCategories: readonly Sheet['category'][] = ['rule', 'normative', 'policy', 'standard', 'discretion', 'system', 'annual-report', 'other'];

async function copyAttachments(tx: Parameters<typeof liveEditions>[0], live: LiveEdition, documentId: string): Promise<void> {
  if (live.documentId === null) return;
  const rows = await tx.selectFrom('core.documentAttachment').select(['position', 'name', 'publicName', 'fileHash', 'attribute', 'grounds', 'redaction'])
    .where('documentId', '=', live.documentId).execute();
  if (rows.length === 0) return;
  await tx.insertInto('core.documentAttachment').values(rows.map(({ grounds, redaction, ...row }) => ({
    ...row, documentId, grounds: JSON.stringify(grounds), redaction: JSON.stringify(redaction),
  }))).execute();
}
