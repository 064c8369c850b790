import { readFile } from 'node:fs/promises';
import { cleanImage } from '@tongming/typeset';
import { done, runCommand } from '../../../platform/command.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { putFile, recordFile, type StagedFile } from '../../../platform/files.ts';
import { limits } from '../../../platform/limits.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { personOf, type Env } from '../perform.ts';
import { mayRead } from '../policy.ts';
import { loadCase } from '../store.ts';
import { assertEditable } from './save.ts';

/**
 * Stores a picture for the text, without what a camera writes into it, and returns its hash. It belongs to the document once a saved sheet names it.
 * @throws Refused 'file-type' (415) for what is not PNG or JPEG
 */
export async function addImage(env: Env, principal: Principal, id: string, staged: StagedFile): Promise<string> {
  if (!staged.mime.startsWith('image/')) refuse('file-type', zh.refusal.imageType, 415);
  return runCommand(env.db, personOf(principal, env), async (plain) => {
    const { doc } = await loadCase(plain.tx, id);
    if (!mayRead(principal, doc)) notFound(zh.refusal.notFound);
    assertEditable(principal, doc);
    const ctx = { ...plain, actor: actorFor(principal, doc.state === 'drafting' ? 'drafter' : 'reviewer', doc.agencyCode, env.requestId) };
    const file = await putFile(env.files, await cleanImage(staged.hash, await readFile(staged.path)), { limit: limits.upload, mime: staged.mime });
    await recordFile(ctx.tx, file);
    return done(file.hash, await journal(ctx, {
      action: 'document.add-image', subjectType: 'document', subjectId: id, after: { file: file.hash }, agencyCode: doc.agencyCode,
    }));
  }, { at: env.at });
}
