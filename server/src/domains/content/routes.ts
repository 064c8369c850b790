import { z } from 'zod';
import { defineRoute, defineUpload, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import { bodyFromHtml } from '../../platform/convert.ts';
import { notFound } from '../../platform/errors.ts';
import { readFile } from '../../platform/files.ts';
import { intakeMessages } from '../../platform/intake-messages.ts';
import { limits } from '../../platform/limits.ts';
import { hasRoleAnywhere, type Principal } from '../identity/index.ts';
import { articleIn } from '../library/index.ts';
import { actInput, actOnContent, contentActs, type ContentEnv } from './commands/act-on-content.ts';
import { addContentFile } from './commands/add-file.ts';
import { createContent, newContentInput, saveContent, saveInput } from './commands/save-content.ts';
import { addHotline, changeHotline, hotlineChange, hotlineInput } from './hotlines/keep-hotline.ts';
import { listHotlines } from './hotlines/queries.ts';
import { zh } from './messages.ts';
import { isContentStaff } from './policy.ts';
import { getContentView } from './queries/get-content.ts';
import { contentDesks, findRow, listContent, listQuery } from './queries/list-content.ts';
import { mediaShares } from './queries/media-share.ts';
import { changeContentSettings, contentSettings, settingsInput } from './settings.ts';
import { decideInput, decideOffer, endOffer, offerInput, offerRecord } from './syndication/offer.ts';
import { listOffers } from './syndication/queries.ts';
import { changeTopic, createTopic } from './topics/keep-topic.ts';
import { newTopicInput, topicChangeInput } from './topics/model.ts';
import { getTopicView, listTopics } from './topics/queries.ts';

const policy = isContentStaff;
const office = (principal: Principal): boolean => (['openness-clerk', 'openness-head'] as const).some((role) => hasRoleAnywhere(principal, role));
const envOf = ({ db, files, requestId }: RouteContext): ContentEnv => ({ db, files, requestId });
const options = ({ requestId }: RouteContext) => ({ requestId });
const maxBytes = limits.sheetBody;

const content: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/content', policy, query: listQuery, handler: ({ principal, query, ctx }) => listContent(ctx.db, principal, query) }),
  defineRoute({ method: 'GET', path: '/content-desks', policy, handler: ({ principal, ctx }) => contentDesks(ctx.db, principal) }),
  defineRoute({ method: 'GET', path: '/content-shares', policy, handler: ({ ctx }) => mediaShares(ctx.db) }),
  defineRoute({ method: 'GET', path: '/content-settings', policy, handler: ({ ctx }) => contentSettings(ctx.db) }),
  defineRoute({
    method: 'PUT', path: '/content-settings', policy, input: settingsInput,
    handler: async ({ principal, input, ctx }) => {
      await changeContentSettings(ctx.db, principal, input, ctx.requestId);
      return contentSettings(ctx.db);
    },
  }),
  defineRoute({
    method: 'POST', path: '/content', policy, input: newContentInput,
    handler: async ({ principal, input, ctx }) => getContentView(ctx.db, principal, await createContent(ctx.db, principal, input, options(ctx))),
  }),
  // What is pasted from elsewhere comes in through the same narrow door as everything: only text and the marks of the body model.
  defineRoute({ method: 'POST', path: '/content-html', policy, maxBytes, input: z.object({ html: z.string().max(8_000_000) }), handler: async ({ input }) => {
    const { body, images, warnings } = bodyFromHtml(articleIn(input.html));
    const left = images.length === 0 ? [] : [intakeMessages.imagesLeftOut(images.length)];
    return { body: { ...body, content: body.content.filter((block) => block.type !== 'image') }, warnings: [...warnings, ...left] };
  } }),
  defineRoute({ method: 'GET', path: '/content/:id', policy, handler: ({ principal, params, ctx }) => getContentView(ctx.db, principal, params.id) }),
  defineRoute({
    method: 'PUT', path: '/content/:id', policy, input: saveInput, maxBytes,
    handler: async ({ principal, params, input, ctx }) => {
      await saveContent(ctx.db, principal, params.id, input, options(ctx));
      return getContentView(ctx.db, principal, params.id);
    },
  }),
  ...contentActs.map((act) => defineRoute({
    method: 'POST', path: `/content/:id/${act}`, policy, input: actInput,
    handler: async ({ principal, params, input, ctx }) => {
      await actOnContent(envOf(ctx), principal, params.id, act, input);
      return act === 'discard' ? {} : getContentView(ctx.db, principal, params.id);
    },
  })),
  defineUpload({ method: 'POST', path: '/content/:id/files', policy, films: true, handler: async ({ principal, params, input, ctx }) => ({ ...await addContentFile(envOf(ctx), principal, params.id, input.file), name: input.name }) }),
  defineRoute({
    method: 'GET', path: '/content/:id/files/:hash', policy,
    handler: async ({ principal, params, ctx }) => {
      const row = await findRow(ctx.db, principal, z.uuid().safeParse(params.id).success ? params.id : notFound(zh.none)) ?? notFound(zh.none);
      const file = await ctx.db.selectFrom('core.contentFile as c').innerJoin('core.file as f', 'f.hash', 'c.hash').select('f.mime').where('c.contentId', '=', row.id).where('c.hash', '=', params.hash).executeTakeFirst();
      if (file === undefined || !/^(?:image\/(?:png|jpeg)|video\/(?:mp4|webm))$/.test(file.mime)) return notFound(zh.none);
      return new Response(await readFile(ctx.files, params.hash), { headers: { 'content-type': file.mime, 'cache-control': 'private, max-age=3600', 'content-security-policy': "sandbox; default-src 'none'" } });
    },
  }),
];

const hotlines: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/hotlines', policy: 'any-signed-in', handler: ({ principal, ctx }) => listHotlines(ctx.db, principal) }),
  defineRoute({
    method: 'POST', path: '/hotlines', policy: office, input: hotlineInput,
    handler: async ({ principal, input, ctx }) => {
      await addHotline(ctx.db, principal, input, options(ctx));
      return listHotlines(ctx.db, principal);
    },
  }),
  defineRoute({
    method: 'PUT', path: '/hotlines/:id', policy: office, input: hotlineChange,
    handler: async ({ principal, params, input, ctx }) => {
      await changeHotline(ctx.db, principal, params.id, input, options(ctx));
      return listHotlines(ctx.db, principal);
    },
  }),
];

const topics: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/topics', policy: office, handler: ({ principal, ctx }) => listTopics(ctx.db, principal) }),
  defineRoute({ method: 'POST', path: '/topics', policy: office, input: newTopicInput, handler: async ({ principal, input, ctx }) => getTopicView(ctx.db, principal, await createTopic(ctx.db, principal, input, options(ctx))) }),
  defineRoute({ method: 'GET', path: '/topics/:id', policy: office, handler: ({ principal, params, ctx }) => getTopicView(ctx.db, principal, params.id) }),
  defineRoute({
    method: 'PUT', path: '/topics/:id', policy: office, input: topicChangeInput,
    handler: async ({ principal, params, input, ctx }) => {
      await changeTopic(ctx.db, principal, params.id, input, options(ctx));
      return getTopicView(ctx.db, principal, params.id);
    },
  }),
];

const syndication: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/syndication', policy: office, handler: ({ principal, ctx }) => listOffers(ctx.db, principal) }),
  defineRoute({
    method: 'POST', path: '/syndication', policy: office, input: offerInput,
    handler: async ({ principal, input, ctx }) => {
      await offerRecord(ctx.db, principal, input, options(ctx));
      return listOffers(ctx.db, principal);
    },
  }),
  defineRoute({
    method: 'POST', path: '/syndication/:id/decide', policy: office, input: decideInput,
    handler: async ({ principal, params, input, ctx }) => {
      await decideOffer(ctx.db, principal, params.id, input, options(ctx));
      return listOffers(ctx.db, principal);
    },
  }),
  defineRoute({
    method: 'POST', path: '/syndication/:id/end', policy: office,
    handler: async ({ principal, params, ctx }) => {
      await endOffer(ctx.db, principal, params.id, options(ctx));
      return listOffers(ctx.db, principal);
    },
  }),
];

export const routes: RouteDef[] = [...content, ...hotlines, ...topics, ...syndication];
