import { z } from 'zod';
import { defineRoute, download, type RouteDef } from '../../console-api/kit.ts';
import { pageSize } from '../../platform/limits.ts';
import { actInput, actOnReport } from './commands/act-on-report.ts';
import { decideComment, decisionInput } from './commands/decide-comment.ts';
import { saveTexts, textsInput } from './commands/save-texts.ts';
import { figureInput, setFigure } from './commands/set-figure.ts';
import { reportActs } from './machine.ts';
import { zh } from './messages.ts';
import { notFound } from '../../platform/errors.ts';
import { renderReport, reportFormats, reportMimes } from './outputs.ts';
import { isOpennessStaff } from './policy.ts';
import { cellCases } from './queries/cell-cases.ts';
import { assessReport, getReport } from './queries/get-report.ts';
import { listComments } from './queries/list-comments.ts';
import { listReports } from './queries/list-reports.ts';
import { agencyFor } from './store.ts';

const yearText = /^\d{4}$/;
const yearOfPath = (text: string): number => (yearText.test(text) ? Number(text) : notFound(zh.badYear));
const report = '/annual-reports/:agency/:year';

export const routes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/annual-reports', policy: isOpennessStaff, query: z.object({ year: z.string().regex(yearText).optional() }),
    handler: ({ principal, query, ctx }) => listReports(ctx.db, principal, query.year === undefined ? undefined : Number(query.year)),
  }),
  defineRoute({
    method: 'GET', path: report, policy: isOpennessStaff,
    handler: ({ principal, params, ctx }) => getReport(ctx.db, principal, params.agency, yearOfPath(params.year)),
  }),
  defineRoute({
    method: 'GET', path: `${report}/cells/:cell`, policy: isOpennessStaff, query: z.object({ cursor: z.string().max(60), limit: z.string().max(5) }).partial(),
    handler: async ({ principal, params, query, ctx }) => {
      const year = yearOfPath(params.year);
      await agencyFor(ctx.db, principal, params.agency, year);
      return cellCases(ctx.db, params.agency, year, params.cell, { limit: pageSize(query.limit), ...(query.cursor === undefined ? {} : { cursor: query.cursor }) });
    },
  }),
  defineRoute({
    method: 'PUT', path: `${report}/texts`, policy: isOpennessStaff, input: textsInput,
    handler: async ({ principal, params, input, ctx }) => {
      const year = yearOfPath(params.year);
      await saveTexts(ctx.db, principal, params.agency, year, input, ctx.requestId);
      return getReport(ctx.db, principal, params.agency, year);
    },
  }),
  defineRoute({
    method: 'PUT', path: `${report}/figures`, policy: isOpennessStaff, input: figureInput,
    handler: async ({ principal, params, input, ctx }) => {
      const year = yearOfPath(params.year);
      await setFigure(ctx.db, principal, params.agency, year, input, ctx.requestId);
      return getReport(ctx.db, principal, params.agency, year);
    },
  }),
  defineRoute({
    method: 'POST', path: `${report}/acts/:act`, policy: isOpennessStaff, input: actInput,
    handler: async ({ principal, params, input, ctx }) => {
      const year = yearOfPath(params.year);
      const act = reportActs.find((a) => a === params.act) ?? notFound(zh.noAct);
      const env = { db: ctx.db, files: ctx.files, fontFolder: ctx.config.fontFolder };
      await actOnReport(env, principal, params.agency, year, act, input, ctx.requestId);
      return getReport(ctx.db, principal, params.agency, year);
    },
  }),
  defineRoute({
    method: 'GET', path: `${report}/file`, policy: isOpennessStaff, query: z.object({ format: z.enum(reportFormats) }),
    handler: async ({ principal, params, query, ctx }) => {
      const year = yearOfPath(params.year);
      await agencyFor(ctx.db, principal, params.agency, year);
      const assessed = await assessReport(ctx.db, params.agency, year);
      const bytes = await renderReport(assessed, query.format, ctx.config.fontFolder);
      return download(bytes, `${zh.title(assessed.agency.name, year)}.${query.format}`, reportMimes[query.format]);
    },
  }),
  defineRoute({
    method: 'GET', path: '/report-comments', policy: isOpennessStaff,
    query: z.object({ recordId: z.uuid(), state: z.enum(['waiting', 'published', 'rejected']), cursor: z.uuid(), limit: z.string().max(5) }).partial(),
    handler: ({ principal, query, ctx }) => listComments(ctx.db, principal, { ...query, limit: pageSize(query.limit) }),
  }),
  defineRoute({
    method: 'POST', path: '/report-comments/:id/decision', policy: isOpennessStaff, input: decisionInput,
    handler: async ({ principal, params, input, ctx }) => {
      if (!z.uuid().safeParse(params.id).success) notFound(zh.comments.none);
      await decideComment(ctx.db, principal, params.id, input, ctx.requestId);
      return { ok: true as const };
    },
  }),
];
