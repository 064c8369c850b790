import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { cleanImage } from '@tongming/typeset';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { StagedFile } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { siteActor } from '../policy.ts';
import { getStored } from '../store.ts';

/** Every page of a site may carry it: small, and without what a camera writes into it. */
const mostBytes = 400 * 1024;

/** It belongs to the site once a saved theme names it. @throws Refused 'file-type' (415), 'too-large' (413) */
export async function addPicture(db: Db, principal: Principal, code: string, staged: StagedFile, requestId: string): Promise<string> {
  if (staged.mime !== 'image/png' && staged.mime !== 'image/jpeg') refuse('file-type', zh.pictureType, 415);
  const site = await getStored(db, code);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  const bytes = Buffer.from(await cleanImage(staged.hash, await readFile(staged.path)));
  if (bytes.length > mostBytes) refuse('too-large', zh.pictureSize(mostBytes / 1024), 413);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return runCommand(db, actor, async (ctx) => {
    await ctx.tx.insertInto('core.sitePicture').values({ hash, mime: staged.mime, bytes }).onConflict((c) => c.column('hash').doNothing()).execute();
    return done(hash, await journal(ctx, { action: 'site.add-picture', subjectType: 'site', subjectId: code, after: { hash }, agencyCode: site.agencyCode, site: code }));
  });
}
