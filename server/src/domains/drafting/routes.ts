import { documentKinds } from '@tongming/law';
import { z } from 'zod';
import type { Attachment, DocumentView } from '../../console-api/contract.ts';
import { defineRoute, defineUpload, download, inline, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import { notFound } from '../../platform/errors.ts';
import { readFile } from '../../platform/files.ts';
import { limits } from '../../platform/limits.ts';
import type { Principal } from '../identity/index.ts';
import { act } from './commands/act.ts';
import { addImage } from './commands/add-image.ts';
import { attachFile } from './commands/attach-file.ts';
import { changeAttachment } from './commands/change-attachment.ts';
import { convertFile } from './commands/convert-file.ts';
import { createDocument } from './commands/create.ts';
import { finish } from './commands/finish.ts';
import { orderAttachments } from './commands/order-attachments.ts';
import { revise } from './commands/revise.ts';
import { saveSheet } from './commands/save.ts';
import { events } from './machine.ts';
import { zh } from './messages.ts';
import type { Env } from './perform.ts';
import { getDocument, readableCase } from './queries/get-document.ts';
import { imageOf } from './queries/image.ts';
import { inbox } from './queries/inbox.ts';
import { listDocuments } from './queries/list-documents.ts';
import { personalDataIn, previewHtml, previewPdf, sheetPdf, type Copy } from './queries/preview.ts';
import { version, versions } from './queries/versions.ts';
import { attachmentSchema, eventSchema, sheetSchema } from './sheet.ts';

const policy = 'any-signed-in';
const filter = z.object({
  state: z.string().max(200), agency: z.string().max(40), kind: z.string().max(40), q: z.string().max(200),
  mine: z.string().max(5), cursor: z.string().max(100), limit: z.string().max(5),
}).partial();
const creation = z.object({ agencyCode: z.string().max(40), kind: z.enum(documentKinds.map((k) => k.code)).optional() });

function envOf(ctx: RouteContext): Env {
  return { db: ctx.db, files: ctx.files, fontFolder: ctx.config.fontFolder, requestId: ctx.requestId };
}

function placeOf(ctx: RouteContext) {
  return { db: ctx.db, files: ctx.files, fontFolder: ctx.config.fontFolder };
}

/** An id that is none names no document. */
function idOf(text: string): string {
  return z.uuid().safeParse(text).success ? text : notFound(zh.refusal.notFound);
}

function copyOf(query: Record<string, string>): Copy {
  return query['copy'] === 'public' ? 'public' : 'internal';
}

async function attachmentOf(ctx: RouteContext, principal: Principal, id: string, attachment: string): Promise<Attachment> {
  const c = await readableCase(ctx.db, principal, idOf(id));
  return c.attachments.find((a) => a.id === attachment) ?? notFound(zh.refusal.noAttachment);
}

const view = (ctx: RouteContext, principal: Principal, id: string): Promise<DocumentView> => getDocument(ctx.db, principal, id);

const documents: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/inbox', policy, handler: ({ principal, ctx }) => inbox(ctx.db, principal) }),
  defineRoute({
    method: 'GET', path: '/documents', policy, query: filter,
    handler: ({ principal, query, ctx }) => listDocuments(ctx.db, principal, query),
  }),
  defineRoute({
    method: 'POST', path: '/documents', policy, input: creation,
    handler: async ({ principal, input, ctx }) =>
      view(ctx, principal, await createDocument(envOf(ctx), principal, input.agencyCode, input.kind)),
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id', policy,
    handler: ({ principal, params, ctx }) => view(ctx, principal, idOf(params.id)),
  }),
  defineRoute({
    method: 'PUT', path: '/documents/:id', policy, input: z.object({ version: z.int(), sheet: sheetSchema }), maxBytes: limits.sheetBody,
    handler: async ({ principal, params, input, ctx }) => {
      await saveSheet(envOf(ctx), principal, idOf(params.id), input.version, input.sheet);
      return view(ctx, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/documents/:id/events/:event', policy, input: eventSchema,
    handler: async ({ principal, params, input, ctx }) => {
      const event = events.find((e) => e === params.event) ?? notFound(zh.refusal.noEvent);
      await act(envOf(ctx), principal, idOf(params.id), event, input);
      return view(ctx, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/documents/:id/finish', policy, input: eventSchema.pick({ version: true }).extend({ dateMade: z.string().optional() })
      .transform(({ version: v, dateMade }) => eventSchema.parse({ version: v, ...(dateMade ? { data: { dateMade } } : {}) })),
    handler: async ({ principal, params, input, ctx }) => {
      await finish(envOf(ctx), principal, idOf(params.id), input);
      return view(ctx, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/revise', policy,
    handler: async ({ principal, params, ctx }) => view(ctx, principal, await revise(envOf(ctx), principal, idOf(params.id))),
  }),
];

const reading: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/documents/:id/versions', policy,
    handler: ({ principal, params, ctx }) => versions(ctx.db, principal, idOf(params.id)),
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id/versions/:n', policy,
    handler: ({ principal, params, ctx }) =>
      version(ctx.db, principal, idOf(params.id), /^\d{1,6}$/.test(params.n) ? Number(params.n) : notFound(zh.refusal.noVersion)),
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id/preview.pdf', policy,
    handler: async ({ principal, params, query, ctx }) =>
      inline(bytes(await previewPdf(placeOf(ctx), principal, idOf(params.id), copyOf(query))), 'preview.pdf', 'application/pdf'),
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id/preview.html', policy,
    handler: async ({ principal, params, query, ctx }) =>
      inline(await previewHtml(placeOf(ctx), principal, idOf(params.id), copyOf(query)), 'preview.html', 'text/html; charset=utf-8'),
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id/sheet.pdf', policy,
    handler: async ({ principal, params, ctx }) =>
      inline(bytes(await sheetPdf(placeOf(ctx), principal, idOf(params.id))), 'sheet.pdf', 'application/pdf'),
  }),
  defineRoute({
    method: 'POST', path: '/documents/:id/check-personal-data', policy,
    handler: async ({ principal, params, ctx }) => ({ findings: await personalDataIn(ctx, principal, idOf(params.id)) }),
  }),
];

const attachments: RouteDef[] = [
  defineUpload({
    method: 'POST', path: '/convert', policy, maxBytes: limits.convert,
    handler: ({ principal, input, ctx }) => convertFile(envOf(ctx), principal, input.file),
  }),
  defineUpload({
    method: 'POST', path: '/documents/:id/attachments', policy,
    handler: async ({ principal, params, input, ctx }) => {
      const id = await attachFile(envOf(ctx), principal, idOf(params.id), input.name, input.file);
      return attachmentOf(ctx, principal, params.id, id);
    },
  }),
  defineRoute({
    method: 'PUT', path: '/documents/:id/attachments', policy, input: z.object({ order: z.array(z.uuid()).max(200) }),
    handler: async ({ principal, params, input, ctx }) => {
      await orderAttachments(envOf(ctx), principal, idOf(params.id), input.order);
      return {};
    },
  }),
  defineRoute({
    method: 'PATCH', path: '/documents/:id/attachments/:aid', policy, input: attachmentSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await changeAttachment(envOf(ctx), principal, idOf(params.id), params.aid, input);
      return attachmentOf(ctx, principal, params.id, params.aid);
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/documents/:id/attachments/:aid', policy,
    handler: async ({ principal, params, ctx }) => {
      await changeAttachment(envOf(ctx), principal, idOf(params.id), params.aid, null);
      return {};
    },
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id/attachments/:aid', policy,
    handler: async ({ principal, params, ctx }) => {
      const a = await attachmentOf(ctx, principal, params.id, params.aid);
      return download(await readFile(ctx.files, a.fileHash), a.name, a.mime);
    },
  }),
];

const images: RouteDef[] = [
  defineUpload({
    method: 'POST', path: '/documents/:id/images', policy,
    handler: async ({ principal, params, input, ctx }) => ({ file: await addImage(envOf(ctx), principal, idOf(params.id), input.file) }),
  }),
  defineRoute({
    method: 'GET', path: '/documents/:id/images/:file', policy,
    handler: async ({ principal, params, ctx }) => {
      const mime = await imageOf(ctx.db, principal, idOf(params.id), params.file);
      return inline(bytes(await readFile(ctx.files, params.file)), params.file, mime);
    },
  }),
];

/** A copy in memory of its own, as a response asks for. */
function bytes(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(data);
}

export const routes: RouteDef[] = [...documents, ...reading, ...attachments, ...images];
