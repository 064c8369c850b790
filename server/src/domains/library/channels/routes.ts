import { z } from 'zod';
import { defineRoute, defineUpload, download, type RouteDef } from '../../../console-api/kit.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { openFile } from '../../../platform/files.ts';
import { fileOf, type Ending } from '../inventory/exports.ts';
import { recordUrl } from '../queries/list-records.ts';
import { recordId } from '../routes.ts';
import { zh } from './messages.ts';
import { evidenceOf, everyMissing, missingChannels, recordChannels, type MissingQuery } from './queries.ts';
import { channelSchema, recordChannel } from './record-channel.ts';
import { removalSchema, removeChannel } from './remove-channel.ts';
import { channelSettings, saveChannelSettings, settingsSchema } from './settings.ts';

const missing = z.object({ agency: z.string().max(40), channel: z.string().max(40), cursor: z.string().max(100), limit: z.string().max(5) }).partial();
const useId = (text: string): string => (z.uuid().safeParse(text).success ? text : notFound(zh.noUse));
const endings: readonly Ending[] = ['xlsx', 'csv'];

/** Fields of a form are texts. */
function fromFields(fields: Record<string, string>): z.output<typeof channelSchema> {
  const read = channelSchema.safeParse({
    channel: fields['channel'] ?? '', usedOn: fields['usedOn'] ?? '', url: fields['url'] ?? null, issue: fields['issue'] ?? null,
    isPublic: fields['isPublic'] === 'true', filePublic: fields['filePublic'] === 'true',
  });
  return read.success ? read.data : refuse('invalid-input', read.error.issues.map((issue) => ({ code: 'invalid', message: issue.message, field: issue.path.join('.') })));
}

function missingFile(db: Parameters<typeof everyMissing>[0], query: MissingQuery, ending: Ending): Response {
  const words = zh.file;
  async function* rows(): AsyncGenerator<(string | null)[]> {
    for await (const row of everyMissing(db, query)) yield [row.title, row.documentNumber, row.agencyName, row.datePublished, row.missing.join('、'), row.used.join('、'), recordUrl(row.id)];
  }
  return fileOf(words.name, ending, [{
    name: words.name, rows: rows(), columns: [
      { header: words.title, width: 60 }, { header: words.number, width: 24 }, { header: words.agency, width: 28 }, { header: words.published, type: 'date' },
      { header: words.missing, width: 28 }, { header: words.used, width: 28 }, { header: words.url, width: 44 },
    ],
  }]);
}

export const channelRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/channel-settings', policy: 'any-signed-in', handler: ({ ctx }) => channelSettings(ctx.db) }),
  defineRoute({
    method: 'PUT', path: '/channel-settings', policy: 'any-signed-in', input: settingsSchema,
    handler: async ({ principal, input, ctx }) => {
      await saveChannelSettings(ctx.db, principal, input);
      return channelSettings(ctx.db);
    },
  }),
  defineRoute({ method: 'GET', path: '/channels/missing', policy: 'any-signed-in', query: missing, handler: ({ query, ctx }) => missingChannels(ctx.db, query) }),
  ...endings.map((ending) => defineRoute({
    method: 'GET', path: `/channels-missing.${ending}`, policy: 'any-signed-in', query: missing, handler: async ({ query, ctx }) => missingFile(ctx.db, query, ending),
  })),
  defineRoute({
    method: 'GET', path: '/records/:id/channels', policy: 'any-signed-in',
    handler: ({ principal, params, ctx }) => recordChannels(ctx.db, principal, recordId(params.id)),
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/channels', policy: 'any-signed-in', input: channelSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await recordChannel(ctx, principal, recordId(params.id), input);
      return recordChannels(ctx.db, principal, params.id);
    },
  }),
  defineUpload({
    method: 'POST', path: '/records/:id/channels/file', policy: 'any-signed-in',
    handler: async ({ principal, params, input, ctx }) => {
      await recordChannel(ctx, principal, recordId(params.id), fromFields(input.fields), { name: input.name, staged: input.file });
      return recordChannels(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/channels/:use/removal', policy: 'any-signed-in', input: removalSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await removeChannel(ctx.db, principal, recordId(params.id), useId(params.use), input);
      return recordChannels(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'GET', path: '/records/:id/channels/:use/file', policy: 'any-signed-in',
    handler: async ({ principal, params, ctx }) => {
      const { hash, name, mime } = await evidenceOf(ctx.db, principal, recordId(params.id), useId(params.use));
      return download(await openFile(ctx.files, hash), name, mime);
    },
  }),
];
