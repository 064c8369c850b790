// From an issued document to its record: within 核发, or at the hour that was set for it.
import type { LawfulDisclosure } from '@tongming/law';
import { z } from 'zod';
import { publishChanges, type Change } from '../../platform/change.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/files.ts';
import { journal } from '../../platform/journal.ts';
import type { OutboxHandler } from '../../platform/outbox.ts';
import { defaultExpiry, isPublic, publishRecords } from '../library/index.ts';
import type { Env } from './perform.ts';
import { gate } from './checks.ts';
import { fulfilDuty } from './duties.ts';
import { zh } from './messages.ts';
import { editionOf } from './official.ts';
import { loadCase, type Case } from './store.ts';

export const publishTopic = 'publish-record';
const payloadSchema = z.object({ documentId: z.uuid() });
const clock: Actor = { personId: null, name: zh.clock, role: 'system', agencyCode: null };

type Outcome = { recordId: string; indexNumber: string; changes: Omit<Change, 'seq'>[] };

/** Makes or revises the record of a printed document. The caller journals and sends the changes last. */
export async function publishDocument(ctx: CommandContext, files: FileStore, c: Case, disclosure: LawfulDisclosure): Promise<Outcome> {
  const { doc } = c;
  if (doc.printed === null || doc.documentNumber === null || doc.dateMade === null) throw new Error(`document ${doc.id} is not printed`);
  const given = { documentNumber: doc.documentNumber, dateMade: doc.dateMade, printedOn: doc.printed.printedOn };
  const said = editionOf(c, given);
  const content = { ...said, expiresOn: said.expiresOn ?? (await defaultExpiry(ctx.tx, said, ctx.today))?.until ?? null };
  const { published, changes } = await publishRecords(ctx, files, [{
    record: doc.recordId === null ? { agencyCode: doc.agencyCode, externalId: null } : { id: doc.recordId },
    documentId: doc.id, content, disclosure,
    files: doc.printed.files ?? { renditions: [], attachments: [] }, publishedAt: ctx.now,
  }]);
  const [made] = published;
  if (!made) throw new Error(`document ${doc.id} was not published`);
  if (content.keywords.length > 0) {
    // Only what was confirmed on the sheet is in the edition.
    await ctx.tx.updateTable('core.record').set({ keywordsConfirmedBy: doc.draftedBy, keywordsConfirmedAt: ctx.now }).where('id', '=', made.recordId).execute();
  }
  await journal(ctx, {
    action: made.edition === 1 ? 'record.publish' : 'record.revise', subjectType: 'record', subjectId: made.recordId,
    after: { ...made, documentId: doc.id, title: doc.sheet.title, disclosure: doc.sheet.disclosure }, agencyCode: doc.agencyCode,
  });
  if (isPublic(disclosure)) await fulfilDuty(ctx, doc.id, 'disclosure');
  return { recordId: made.recordId, indexNumber: made.indexNumber, changes };
}

/** Publishes what was issued for a later hour, once: a second call finds its edition and does nothing. */
export function publishHandler(env: Env): OutboxHandler {
  return async (payload) => {
    const { documentId } = payloadSchema.parse(payload);
    await runCommand(env.db, clock, async (ctx) => {
      const c = await loadCase(ctx.tx, documentId, true);
      const edition = await ctx.tx.selectFrom('core.edition').select('id').where('documentId', '=', documentId)
        .where('state', '!=', 'draft').executeTakeFirst();
      if (c.doc.state !== 'issued' || edition) return unchanged(undefined);
      const gated = gate(c.doc.sheet);
      if (!gated.ok) return refuse('gate', gated.refusals);
      const { recordId, indexNumber, changes } = await publishDocument(ctx, env.files, c, gated.value);
      await ctx.tx.updateTable('core.document').set({ recordId }).where('id', '=', documentId).execute();
      const entry = await journal(ctx, {
        action: 'document.publish', subjectType: 'document', subjectId: documentId, after: { recordId, indexNumber },
        agencyCode: c.doc.agencyCode,
      });
      await publishChanges(ctx, changes);
      return done(undefined, entry);
    }, { at: env.at });
  };
}
