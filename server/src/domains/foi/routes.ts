import { addDays, civilDate, feeByItems, feeByPages, isCivilDate, today } from '@tongming/law';
import { z } from 'zod';
import { defineRoute, defineUpload, download, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import type { FoiAct, FoiActRequest } from '../../console-api/contract-foi.ts';
import { notFound, refuse } from '../../platform/errors.ts';
import { readFile } from '../../platform/files.ts';
import { pageSize } from '../../platform/limits.ts';
import { canDoBusiness, hasRoleAnywhere, type Principal } from '../identity/index.ts';
import { enterApplication, entrySchema } from './commands/enter.ts';
import { itemsBefore } from './commands/fee.ts';
import { addFile, fileOf, filePurposes, readIdentity } from './commands/files.ts';
import { previewCalendar, previewSettings } from './commands/preview-moves.ts';
import { setCalendar, setFoiSettings } from './commands/recompute.ts';
import { zh } from './messages.ts';
import { day } from './model.ts';
import { perform, type Env } from './perform.ts';
import { mayRead, officeAgencies } from './policy.ts';
import { board } from './queries/board.ts';
import { getCase } from './queries/get-case.ts';
import { calendar, listCases, listQuery, myCases } from './queries/list.ts';
import { namedMoves, recentMoves } from './queries/moves.ts';
import { reference, staffOf } from './queries/reference.ts';
import { calendarDataSchema, foiSettingsSchema, loadCalendarData, loadSettings } from './settings.ts';
import { loadCase } from './store.ts';
import { verbs } from './verbs.ts';

const policy = canDoBusiness;
const isHead = (principal: Principal): boolean => hasRoleAnywhere(principal, 'openness-head');
const envOf = (ctx: RouteContext): Env => ({ db: ctx.db, files: ctx.files, secret: ctx.security.secret, requestId: ctx.requestId });
const idOf = (id: string): string => (z.uuid().safeParse(id).success ? id : notFound(zh.refusal.notFound));
const actOf = (act: string): FoiAct => (isAct(act) ? act : notFound(zh.refusal.noAct));
function isAct(act: string): act is FoiAct {
  return Object.hasOwn(verbs, act);
}

const agencyQuery = z.object({ agency: z.string().max(40) }).partial();
const pageQuery = z.object({ cursor: z.string().max(80), limit: z.string().max(5) }).partial();
const actInput: z.ZodType<FoiActRequest> = z.object({ version: z.int().min(1), on: day.optional(), data: z.unknown().optional() });
const maxBytes = 1024 * 1024;

const lists: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/foi/board', policy, query: agencyQuery, handler: ({ principal, query, ctx }) => board(ctx.db, principal, query.agency) }),
  defineRoute({
    method: 'GET', path: '/foi/cases', policy, query: listQuery,
    handler: ({ principal, query, ctx }) => listCases(ctx.db, principal, { ...query, limit: pageSize(query.limit) }),
  }),
  defineRoute({
    method: 'GET', path: '/foi/mine', policy, query: pageQuery,
    handler: ({ principal, query, ctx }) => myCases(ctx.db, principal, { cursor: query.cursor, limit: pageSize(query.limit) }),
  }),
  defineRoute({
    method: 'GET', path: '/foi/calendar', policy, query: agencyQuery.extend({ from: z.string().max(10), to: z.string().max(10) }).partial(),
    handler: ({ principal, query, ctx }) => {
      const from = query.from !== undefined && isCivilDate(query.from) ? civilDate(query.from) : today();
      const to = query.to !== undefined && isCivilDate(query.to) ? civilDate(query.to) : addDays(from, 31);
      return calendar(ctx.db, principal, { agency: query.agency, from, to });
    },
  }),
  defineRoute({ method: 'GET', path: '/foi/reference', policy, handler: async () => reference() }),
  defineRoute({
    method: 'GET', path: '/foi/staff', policy, query: agencyQuery,
    handler: ({ principal, query, ctx }) => {
      const code = query.agency ?? officeAgencies(principal)[0] ?? '';
      return officeAgencies(principal).includes(code) ? staffOf(ctx.db, code) : refuse('forbidden', zh.refusal.mayNotEnter, 403);
    },
  }),
];

const cases: RouteDef[] = [
  defineRoute({
    method: 'POST', path: '/foi/cases', policy, input: entrySchema, maxBytes: 24 * maxBytes,
    handler: async ({ principal, input, ctx }) => {
      const { id, ...told } = await enterApplication(envOf(ctx), principal, input);
      return { case: await getCase(ctx.db, principal, id), ...told };
    },
  }),
  defineRoute({ method: 'GET', path: '/foi/cases/:id', policy, handler: ({ principal, params, ctx }) => getCase(ctx.db, principal, idOf(params.id)) }),
  defineRoute({
    method: 'POST', path: '/foi/cases/:id/acts/:act', policy, input: actInput, maxBytes,
    handler: async ({ principal, params, input, ctx }) => {
      const id = idOf(params.id);
      await perform(envOf(ctx), principal, id, actOf(params.act), input);
      return afterAct(ctx, principal, id);
    },
  }),
  defineRoute({ method: 'GET', path: '/foi/cases/:id/identity', policy, handler: ({ principal, params, ctx }) => readIdentity(envOf(ctx), principal, idOf(params.id)) }),
  defineRoute({
    method: 'GET', path: '/foi/cases/:id/fee', policy, query: z.object({ basis: z.enum(['items', 'pages']), count: z.coerce.number().int().min(1).max(1_000_000) }),
    handler: async ({ principal, params, query, ctx }) => {
      const c = await loadCase(ctx.db, idOf(params.id));
      if (!mayRead(principal, c)) notFound(zh.refusal.notFound);
      const before = query.basis === 'items' ? await itemsBefore(ctx.db, c) : 0;
      const fee = query.basis === 'items' ? feeByItems(query.count, { before, date: today() }) : feeByPages(query.count, today());
      return { amount: fee.amount, derivation: fee.derivation, before };
    },
  }),
  defineUpload({
    method: 'POST', path: '/foi/cases/:id/files', policy,
    handler: ({ principal, params, input, ctx }) => {
      const purpose = filePurposes.safeParse(input.fields.purpose ?? 'evidence');
      return addFile(envOf(ctx), principal, idOf(params.id), purpose.success ? purpose.data : 'evidence', input.name, input.file);
    },
  }),
  defineRoute({
    method: 'GET', path: '/foi/cases/:id/files/:fid', policy,
    handler: async ({ principal, params, ctx }) => {
      const file = await fileOf(envOf(ctx), principal, idOf(params.id), idOf(params.fid));
      return download(await readFile(ctx.files, file.hash), file.name, file.mime);
    },
  }),
];

/** A case that was handed over may be out of sight for who handed it over. */
async function afterAct(ctx: RouteContext, principal: Principal, id: string) {
  const c = await loadCase(ctx.db, id);
  return mayRead(principal, c) ? getCase(ctx.db, principal, id) : { id, gone: true };
}

const settings: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/foi/settings', policy,
    handler: async ({ ctx }) => {
      const { clock, receipt, onlineReconsideration } = await loadSettings(ctx.db);
      return { clock, receipt, onlineReconsideration };
    },
  }),
  defineRoute({
    method: 'PUT', path: '/foi/settings', policy: isHead, input: foiSettingsSchema,
    handler: async ({ principal, input, ctx }) => namedMoves(ctx.db, await setFoiSettings(envOf(ctx), principal, input)),
  }),
  defineRoute({
    method: 'POST', path: '/foi/settings/preview', policy: isHead, input: foiSettingsSchema,
    handler: async ({ principal, input, ctx }) => namedMoves(ctx.db, await previewSettings(envOf(ctx), principal, input)),
  }),
  defineRoute({ method: 'GET', path: '/foi/calendar-data', policy, handler: ({ ctx }) => loadCalendarData(ctx.db) }),
  defineRoute({
    method: 'PUT', path: '/foi/calendar-data', policy: isHead, input: calendarDataSchema,
    handler: async ({ principal, input, ctx }) => namedMoves(ctx.db, await setCalendar(envOf(ctx), principal, input)),
  }),
  defineRoute({
    method: 'POST', path: '/foi/calendar-data/preview', policy: isHead, input: calendarDataSchema,
    handler: async ({ principal, input, ctx }) => namedMoves(ctx.db, await previewCalendar(envOf(ctx), principal, input)),
  }),
  defineRoute({ method: 'GET', path: '/foi/moves', policy, handler: ({ principal, ctx }) => recentMoves(ctx.db, principal) }),
];

export const routes: RouteDef[] = [...lists, ...cases, ...settings];
