import { readFile } from 'node:fs/promises';
import { cleanImage } from '@tongming/typeset';
import { done, runCommand } from '../../../platform/command.ts';
import { refuse } from '../../../platform/errors.ts';
import { keepStaged, putFile, recordFile, type StagedFile, type StoredFile } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { limits } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { actorAs, writerDesk } from '../policy.ts';
import { getContent } from '../store.ts';
import type { ContentEnv } from './act-on-content.ts';

const films = new Set(['video/mp4', 'video/webm', 'text/vtt']);

/**
 * A picture, without what a camera writes into it, a film or its subtitles. It belongs to the piece once a saved version names it.
 * @throws Refused 403, 404, 'not-now' (422), 'file-type' (415)
 */
export async function addContentFile(env: ContentEnv, principal: Principal, id: string, staged: StagedFile): Promise<StoredFile> {
  const { agencyCode, state, kind } = await getContent(env.db, id);
  const actor = actorAs(principal, writerDesk(principal, agencyCode), env.requestId);
  if (state !== 'draft') refuse('not-now', zh.notNow(zh.acts.revise, zh.states[state]));
  const picture = staged.mime === 'image/png' || staged.mime === 'image/jpeg';
  if (!picture && !(kind === 'video' && films.has(staged.mime))) refuse('file-type', kind === 'video' ? zh.fileType : zh.imageType, 415);
  const file = picture ? await putFile(env.files, await cleanImage(staged.hash, await readFile(staged.path)), { limit: limits.upload, mime: staged.mime }) : await keepStaged(env.files, staged);
  return runCommand(env.db, actor, async (ctx) => {
    await recordFile(ctx.tx, file);
    await ctx.tx.insertInto('core.contentFile').values({ contentId: id, hash: file.hash }).onConflict((c) => c.doNothing()).execute();
    return done(file, await journal(ctx, { action: 'content.add-file', subjectType: 'content', subjectId: id, after: file, agencyCode }));
  }, env.at === undefined ? {} : { at: env.at });
}
