import { detectSecrecyMarking } from '@tongming/law';
import { z } from 'zod';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { sectionKeys, type ReportRow, type Texts } from '../model.ts';
import { actorAt, lockReport, saveReport } from '../store.ts';

export const textsInput = z.object({
  version: z.int(), texts: z.partialRecord(z.enum(sectionKeys), z.string().trim().max(20_000).nullable()),
});

/** Keeps what a person wrote; null lets the section follow the figures again. @throws Refused 403, 404, 409, 422 */
export async function saveTexts(
  db: Db, principal: Principal, agencyCode: string, year: number, input: z.output<typeof textsInput>, requestId: string,
): Promise<ReportRow> {
  const actor = await actorAt(db, principal, agencyCode, year, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const row = await lockReport(ctx, agencyCode, year, input.version);
    if (row.state !== 'draft') refuse('not-draft', zh.textsNotDraft);
    const marked = Object.values(input.texts).map((text) => (text === null ? null : detectSecrecyMarking(text))).find((found) => found !== null);
    if (marked !== undefined) refuse('classified', zh.classified);
    const texts: Texts = Object.fromEntries(sectionKeys.flatMap((key) => {
      const text = input.texts[key] === undefined ? row.texts[key] ?? null : input.texts[key];
      return text === null ? [] : [[key, text]];
    }));
    const saved = await saveReport(ctx, row, { texts });
    return done(saved, await journal(ctx, {
      action: 'annual-report.texts', subjectType: 'annual-report', subjectId: `${agencyCode}/${year}`, before: row.texts, after: saved.texts, agencyCode,
    }));
  });
}
