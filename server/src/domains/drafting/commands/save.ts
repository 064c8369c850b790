import { imageFilesOf } from '@tongming/typeset';
import type { Reason, Sheet } from '../../../console-api/contract.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { conflict, notFound, refuse } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { liveEditions } from '../../library/index.ts';
import { personOf, type Env } from '../perform.ts';
import { markingsIn, reason, textsOf } from '../checks.ts';
import { zh } from '../messages.ts';
import { columnsOf, documentOf, type Document } from '../model.ts';
import { cancelNumber } from '../numbering.ts';
import { mayEdit, mayRead } from '../policy.ts';
import { keepVersion, loadCase } from '../store.ts';

/**
 * Saves the sheet: the drafter at the desk, the reviewer while reviewing. A secrecy marking anywhere is refused before
 * a transaction begins, so that nothing of it is stored.
 */
export async function saveSheet(env: Env, principal: Principal, id: string, version: number, sheet: Sheet): Promise<void> {
  const markings = markingsIn(textsOf(sheet), sheet.secrecy);
  if (markings.length > 0) refuse('classified', markings);
  await runCommand(env.db, personOf(principal, env), async (plain) => {
    const c = await loadCase(plain.tx, id, true);
    const { doc } = c;
    if (!mayRead(principal, doc)) notFound(zh.refusal.notFound);
    if (doc.version !== version) conflict(zh.refusal.conflict(c.trail.at(-1)?.personName ?? null));
    assertEditable(principal, doc);
    const ctx = { ...plain, actor: actorFor(principal, doc.state === 'drafting' ? 'drafter' : 'reviewer', doc.agencyCode, env.requestId) };
    const faults = await referenceFaults(ctx.tx, sheet, c.around.numberCodes);
    if (faults.length > 0) refuse('save-refused', faults);

    const before = await ctx.tx.selectFrom('core.document').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const otherCode = doc.number !== null && doc.number.code !== sheet.numberCode;
    if (otherCode) await cancelNumber(ctx, doc, zh.cancelled.code);
    const after = await ctx.tx.updateTable('core.document').set({
      ...columnsOf(sheet), ...(otherCode ? { numberYear: null, numberSeq: null, documentNumber: null } : {}),
      version: doc.version + 1, updatedAt: ctx.now,
    }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
    await keepVersion(ctx, documentOf(after), principal.person.id);
    return done(undefined, await journal(ctx, {
      action: 'document.save', subjectType: 'document', subjectId: id, before, after, agencyCode: doc.agencyCode,
    }));
  }, { at: env.at });
}

/** @throws Refused 403: after submission the text moves only by a return (and 核稿 by the reviewer). */
export function assertEditable(principal: Principal, doc: Document): void {
  if (mayEdit(principal, doc)) return;
  const open = doc.state === 'drafting' || doc.state === 'reviewing';
  refuse('not-editable', open ? zh.refusal.lockedFor : zh.refusal.locked(zh.states[doc.state]), 403);
}

/** What the database would refuse without words. */
async function referenceFaults(tx: Tx, sheet: Sheet, numberCodes: readonly string[]): Promise<Reason[]> {
  const faults: Reason[] = [];
  if (sheet.numberCode !== null && !numberCodes.includes(sheet.numberCode)) {
    faults.push(reason('number-code-foreign', zh.check.numberCodeForeign(sheet.numberCode), 'numberCode'));
  }
  if (sheet.forwardsRecord !== null && (await liveEditions(tx, [sheet.forwardsRecord])).length === 0) {
    faults.push(reason('forward-unknown', zh.check.forwardUnknown, 'forwardsRecord'));
  }
  const images = [...new Set(imageFilesOf(sheet.body))];
  const known = images.length === 0 ? [] : await tx.selectFrom('core.file').select('hash')
    .where('hash', 'in', images).where('mime', 'like', 'image/%').execute();
  if (known.length < images.length) faults.push(reason('image-unknown', zh.check.imageUnknown, 'body'));
  return faults;
}
