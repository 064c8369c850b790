// 定稿报送, 退回修改, 向社会公布, 更正已公布的报告.
import { checkDisclosure, civilDateOf, now as clock, type Instant } from '@tongming/law';
import { bodyToText, renderReportDocx, renderReportPdf, type Report } from '@tongming/typeset';
import { z } from 'zod';
import type { ReportAct } from '../../../console-api/contract-report.ts';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { conflict, refuse } from '../../../platform/errors.ts';
import { putFile, type FileStore } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { limits } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { publishRecords, type EditionContent, type PublicFiles } from '../../library/index.ts';
import { machine } from '../machine.ts';
import { zh } from '../messages.ts';
import type { ReportRow } from '../model.ts';
import { reportMimes, reportOf } from '../outputs.ts';
import { assessReport } from '../queries/get-report.ts';
import { actorAt, findReport, lockReport, saveReport, type ReportChange } from '../store.ts';

export const actInput = z.object({ version: z.int(), reason: z.string().trim().max(2_000).optional() });
type Input = z.output<typeof actInput>;
export type ReportEnv = { db: Db; files: FileStore; fontFolder: string | null; at?: Instant };
type Printed = { report: Report; files: PublicFiles };

/** Only the head of the openness office may (国办公开办函〔2021〕30号). @throws Refused 403, 404, 409, 422 with every reason */
export async function actOnReport(
  env: ReportEnv, principal: Principal, agencyCode: string, year: number, act: ReportAct, input: Input, requestId: string,
): Promise<void> {
  const actor = await actorAt(env.db, principal, agencyCode, year, requestId, true);
  // Typesetting takes seconds: done before anything is locked, from figures that are frozen.
  const printed = act === 'publish' ? await print(env, agencyCode, year, input.version) : null;
  return runCommand(env.db, actor, async (ctx) => {
    const row = await lockReport(ctx, agencyCode, year, input.version);
    const step = machine[row.state][act];
    if (!step) return refuse('not-now', zh.notNow(zh.acts[act], zh.states[row.state]));
    if (step.reason && (input.reason ?? '').length < 2) refuse('reason-missing', [{ code: 'reason-missing', message: zh.reasonNeeded, field: 'reason' }]);
    const { change, changes } = await effect(ctx, env, row, act, printed);
    const saved = await saveReport(ctx, row, { ...change, state: step.to });
    const entry = await journal(ctx, {
      action: `annual-report.${act}`, subjectType: 'annual-report', subjectId: `${agencyCode}/${year}`,
      before: { state: row.state, version: row.version }, after: { state: saved.state, version: saved.version, recordId: saved.recordId, frozen: saved.frozen },
      reason: input.reason ?? null, agencyCode,
    });
    await publishChanges(ctx, changes);
    return done(undefined, entry);
  }, env.at === undefined ? {} : { at: env.at });
}

type Effect = { change: ReportChange; changes: Omit<Change, 'seq'>[] };

async function effect(ctx: CommandContext, env: ReportEnv, row: ReportRow, act: ReportAct, printed: Printed | null): Promise<Effect> {
  switch (act) {
    case 'submit': return { change: await freeze(ctx, row), changes: [] };
    case 'publish': return publish(ctx, env, row, printed);
    case 'return': case 'revise': return { change: { frozen: null, submittedOn: null }, changes: [] };
  }
}

/** All reasons against submission together; then the figures stand as they are, whatever the ledger says later. */
async function freeze(ctx: CommandContext, row: ReportRow): Promise<ReportChange> {
  const assessed = await assessReport(ctx.tx, row.agencyCode, row.year, ctx.today);
  if (assessed.problems.length > 0) refuse('report-incomplete', assessed.problems);
  const { shown, computed } = assessed.live;
  return { frozen: { shown, computed, feeIncome: assessed.feeIncome }, submittedOn: ctx.today, submittedBy: ctx.actor.personId };
}

async function print(env: ReportEnv, agencyCode: string, year: number, version: number): Promise<Printed | null> {
  const row = await findReport(env.db, agencyCode, year);
  if (row.version !== version) conflict(zh.conflict);
  if (machine[row.state].publish === undefined) return null;
  const report = reportOf(await assessReport(env.db, agencyCode, year), civilDateOf(env.at ?? clock()));
  const keep = async (format: 'pdf' | 'docx', bytes: Uint8Array) =>
    ({ format, file: await putFile(env.files, bytes, { limit: limits.upload, mime: reportMimes[format] }) });
  const pdf = await renderReportPdf(report, env.fontFolder === null ? {} : { fontFolder: env.fontFolder });
  return { report, files: { renditions: [await keep('pdf', pdf.bytes), await keep('docx', await renderReportDocx(report))], attachments: [] } };
}

/** Through the gate and the library like everything public; a correction is a new edition of the same record. */
async function publish(ctx: CommandContext, env: ReportEnv, row: ReportRow, printed: Printed | null): Promise<Effect> {
  if (printed === null) throw new Error('a report is published from its print');
  const gated = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
  if (!gated.ok) return refuse('gate', gated.refusals);
  const { published, changes } = await publishRecords(ctx, env.files, [{
    record: row.recordId === null ? { agencyCode: row.agencyCode, externalId: null } : { id: row.recordId }, documentId: null,
    content: contentOf(ctx, printed.report), disclosure: gated.value, files: printed.files, publishedAt: ctx.now,
  }]);
  const [made] = published;
  if (!made) throw new Error('the report was not published');
  await journal(ctx, {
    action: made.edition === 1 ? 'record.publish' : 'record.revise', subjectType: 'record', subjectId: made.recordId,
    after: { ...made, title: printed.report.title }, agencyCode: row.agencyCode,
  });
  return { change: { recordId: made.recordId, publishedOn: ctx.today }, changes };
}

function contentOf(ctx: CommandContext, { title, author, body }: Report): EditionContent {
  return {
    kind: 'report', category: 'annual-report', language: 'zh-CN', title, publicTitle: null, issuer: author, documentNumber: null, number: null,
    dateMade: ctx.today, effectiveOn: null, expiresOn: null, theme: zh.theme, keywords: [...zh.keywords], summary: null, articleItems: [],
    statedStatus: null, official: null, body, bodyText: bodyToText(body), attachments: [], relations: [],
    disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  };
}
