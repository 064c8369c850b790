// Routes of letters and archives. Rights that hang on the case are asked by the commands, after it is loaded.
import { z } from 'zod';
import { civilDateOf, now } from '@tongming/law';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import { defineRoute, download, inline, type RouteContext, type RouteDef } from '../../../console-api/kit.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { readFile } from '../../../platform/files.ts';
import { canDoBusiness, type Principal } from '../../identity/index.ts';
import { archiveCase, archiveFile, archiveOf, loadRetention } from '../archive/commands.ts';
import { archiveList } from '../archive/list.ts';
import { anonymisationPlan } from '../archive/retention.ts';
import { paperOf, type PaperRow } from '../papers.ts';
import type { Env } from '../perform.ts';
import { getCase } from '../queries/get-case.ts';
import { approvePaper } from './approve-paper.ts';
import { draftPaper, previewPaper } from './draft-paper.ts';
import { anonymisationRoutes } from '../archive/routes.ts';
import { draftDataSchema, editSchema, kindSchema, letterOf } from './input.ts';
import { savePaper } from './save-paper.ts';
import { sealOf } from './stored.ts';
import { checkLetter } from './draft.ts';
import { renderLetter } from './render.ts';
import type { DraftData, LetterContent } from './model.ts';
import { zh } from './zh.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const uuid = z.uuid();
const version = z.int().min(1);

function envOf(ctx: RouteContext): Env {
  return { db: ctx.db, files: ctx.files, secret: ctx.security.secret, requestId: ctx.requestId };
}

async function viewOf(ctx: RouteContext, principal: Principal, id: string): Promise<FoiCaseView> {
  return uuid.safeParse(id).success ? getCase(ctx.db, principal, id) : notFound(zh.refusal.notFound);
}

async function paperAndView(ctx: RouteContext, principal: Principal, id: string): Promise<{ paper: PaperRow; view: FoiCaseView }> {
  const paper = uuid.safeParse(id).success ? await paperOf(ctx.db, id) : null;
  if (paper === null) return notFound(zh.refusal.notFound);
  return { paper, view: await viewOf(ctx, principal, paper.caseId) };
}

/** A letter with everything that still stands in its way. */
function told(content: LetterContent, more: { id?: string; version?: number } = {}) {
  return { ...more, content, reasons: checkLetter(content) };
}

/** Query strings are flat: the simple fields of DraftData, and the fee as basis, count, before. */
function dataOfQuery(query: Record<string, string>): DraftData {
  const { kind: _kind, basis, count, before, workingDays, ...plain } = query;
  return draftDataSchema.parse({
    ...plain, ...(workingDays === undefined ? {} : { workingDays: Number(workingDays) }),
    ...(basis === undefined ? {} : { fee: { basis, count: Number(count), before: Number(before ?? 0) } }),
  });
}

const drafting: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/foi/cases/:id/papers/draft', policy: canDoBusiness,
    handler: async ({ principal, params, query, ctx }) => {
      const view = await viewOf(ctx, principal, params.id);
      return told(await previewPaper(envOf(ctx), principal, view, kindSchema.parse(query['kind']), dataOfQuery(query)));
    },
  }),
  defineRoute({
    method: 'POST', path: '/foi/cases/:id/papers', policy: canDoBusiness,
    input: z.object({ kind: kindSchema, data: draftDataSchema.default({}), edit: editSchema.default({}) }),
    handler: async ({ principal, params, input, ctx }) => {
      const view = await viewOf(ctx, principal, params.id);
      const id = await draftPaper(envOf(ctx), principal, view, input.kind, input.data, input.edit);
      const paper = await paperOf(ctx.db, id);
      return told(letterOf(paper?.content) ?? refuse('letter-broken', zh.check.broken), { id, version: paper?.version ?? 1 });
    },
  }),
  defineRoute({
    method: 'PUT', path: '/foi/papers/:pid', policy: canDoBusiness, input: z.object({ version, edit: editSchema }),
    handler: async ({ principal, params, input, ctx }) => {
      const { paper, view } = await paperAndView(ctx, principal, params.pid);
      return told(await savePaper(envOf(ctx), principal, view, paper.id, input.version, input.edit), { id: paper.id, version: input.version + 1 });
    },
  }),
  defineRoute({
    method: 'POST', path: '/foi/papers/:pid/approve', policy: canDoBusiness, input: z.object({ version }),
    handler: async ({ principal, params, input, ctx }) => {
      const { paper, view } = await paperAndView(ctx, principal, params.pid);
      await approvePaper(envOf(ctx), principal, view, paper.id, input.version);
      return paperOf(ctx.db, paper.id);
    },
  }),
];

/** The file made at approval; of a draft, or as DOCX, the letter as it stands. */
async function paperFile(ctx: RouteContext, paper: PaperRow, agencyCode: string, format: 'pdf' | 'docx'): Promise<Response> {
  const kept = format === 'pdf' ? paper.files.find((f) => f.format === 'pdf') : undefined;
  if (kept !== undefined) return inline(await readFile(ctx.files, kept.hash), kept.name, kept.mime);
  const letter = letterOf(paper.content) ?? notFound(zh.refusal.noFile);
  const made = await renderLetter(letter, { seal: paper.state === 'draft' ? null : await sealOf(ctx, ctx.db, agencyCode) });
  return format === 'pdf' ? inline(new Uint8Array(made.pdf), `${letter.title}.pdf`, 'application/pdf') : download(new Uint8Array(made.docx), `${letter.title}.docx`, docx);
}

const files: RouteDef[] = (['pdf', 'docx'] as const).map((format) => defineRoute({
  method: 'GET', path: `/foi/papers/:pid/file.${format}`, policy: canDoBusiness,
  handler: async ({ principal, params, ctx }) => {
    const { paper, view } = await paperAndView(ctx, principal, params.pid);
    return paperFile(ctx, paper, view.agencyCode, format);
  },
}));

const archive: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/foi/cases/:id/archive', policy: canDoBusiness,
    handler: async ({ principal, params, ctx }) => {
      const view = await viewOf(ctx, principal, params.id);
      const retention = await loadRetention(ctx.db);
      return { items: archiveList(view), retention, anonymisation: anonymisationPlan(view, civilDateOf(now()), retention), archived: view.papers.some((p) => p.kind === 'archive') };
    },
  }),
  defineRoute({
    method: 'POST', path: '/foi/cases/:id/archive', policy: canDoBusiness, input: z.object({ incompleteReason: z.string().trim().min(2).max(500).nullable().default(null) }),
    handler: async ({ principal, params, input, ctx }) => archiveCase(envOf(ctx), principal, await viewOf(ctx, principal, params.id), input),
  }),
  defineRoute({
    method: 'GET', path: '/foi/cases/:id/archive.pdf', policy: canDoBusiness,
    handler: async ({ principal, params, query, ctx }) => {
      const view = await viewOf(ctx, principal, params.id);
      if (query['now'] === '1') {
        const { pdf, manifest } = await archiveOf(envOf(ctx), view, null, null);
        return download(new Uint8Array(pdf), manifest.volume.name, 'application/pdf');
      }
      const { bytes, name, mime } = await archiveFile(envOf(ctx), view, 'pdf');
      return download(bytes, name, mime);
    },
  }),
  defineRoute({
    method: 'GET', path: '/foi/cases/:id/manifest.json', policy: canDoBusiness,
    handler: async ({ principal, params, ctx }) => {
      const { bytes, name, mime } = await archiveFile(envOf(ctx), await viewOf(ctx, principal, params.id), 'json');
      return download(bytes, name, mime);
    },
  }),
];

/** Letters (拟写、保存、批准、文件) and the archive of a case. */
export const letterRoutes: RouteDef[] = [...drafting, ...files, ...archive, ...anonymisationRoutes];
