import type { Body } from '@tongming/typeset';
import { done, runCommand } from '../../../platform/command.ts';
import { convertDocument } from '../../../platform/convert.ts';
import { refuse } from '../../../platform/errors.ts';
import { recordFile, type StagedFile } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { markingsIn } from '../checks.ts';
import { liftFrame, type Lifted } from '../lift.ts';
import { zh } from '../messages.ts';
import { personOf, type Env } from '../perform.ts';

/** A DOCX or text file as an editable body and the cells its frame fills; its pictures are stored. Marked papers are refused here already. */
export async function convertFile(env: Env, principal: Principal, staged: StagedFile): Promise<{ body: Body; title: string | null; warnings: string[]; fields: Lifted }> {
  const { files, ...converted } = await convertDocument(env.files, staged, (text) => {
    const markings = markingsIn([{ where: zh.where.body, text }]);
    if (markings.length > 0) refuse('classified', markings);
  });
  if (files.length > 0) {
    await runCommand(env.db, personOf(principal, env), async (ctx) => {
      for (const file of files) await recordFile(ctx.tx, file);
      return done(undefined, await journal(ctx, {
        action: 'document.convert', subjectType: 'person', subjectId: principal.person.id, after: { files: files.map((f) => f.hash) },
      }));
    });
  }
  return { ...converted, ...liftFrame(converted.body) };
}
