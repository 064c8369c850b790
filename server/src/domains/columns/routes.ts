import { z } from 'zod';
import { defineRoute, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import type { Db } from '../../platform/database.ts';
import { notFound, refuse } from '../../platform/errors.ts';
import { hasRoleAnywhere, type Principal } from '../identity/index.ts';
import { getSite, siteActor } from '../sites/index.ts';
import { changeColumn } from './commands/change-column.ts';
import { createColumn } from './commands/create-column.ts';
import { moveColumn, shiftColumn } from './commands/move-column.ts';
import { closeColumn, openColumn } from './commands/open-column.ts';
import { placeRecord } from './commands/place-record.ts';
import { removeColumn } from './commands/remove-column.ts';
import { saveSettings } from './commands/save-settings.ts';
import { feedOf } from './content.ts';
import { zh } from './messages.ts';
import { changeColumnInput, columnId, factsInput, moveColumnInput, newColumnInput, placeInput, shiftInput, versionInput } from './model.ts';
import type { OpenColumn } from './open/columns.ts';
import { feedRule } from './open/rule.ts';
import { dueColumns } from './queries/due-columns.ts';
import { listColumns } from './queries/list-columns.ts';
import { previewRule } from './queries/preview-rule.ts';
import { settingsInput } from './settings.ts';
import { columnIn, columnsOf, getColumn, itemsOf } from './store.ts';

type StoredSite = Awaited<ReturnType<typeof getSite>>;
/** The page of a column as it would be among these columns of a site. */
export type PreviewColumn = (site: StoredSite, host: string, picture: (hash: string) => string, columns: readonly OpenColumn[], path: string) => Promise<Response>;

const mayRead = (principal: Principal): boolean => (['openness-clerk', 'openness-head'] as const).some((role) => hasRoleAnywhere(principal, role));
const at = '/sites/:code/columns';
const one = '/columns/:id';

type Changing = { principal: Principal; params: { id: string }; ctx: RouteContext };

/** After every change the whole tree: a change of one is often seen in others. */
async function changed({ principal, params, ctx }: Changing, work: (db: Db, id: string) => Promise<void>): Promise<unknown> {
  const id = columnId.safeParse(params.id);
  if (!id.success) notFound(zh.noColumn);
  const { siteCode } = await getColumn(ctx.db, id.data);
  await work(ctx.db, id.data);
  return listColumns(ctx.db, principal, siteCode);
}

export function columnRoutes({ preview }: { preview: PreviewColumn }): RouteDef[] {
  return [
    defineRoute({ method: 'GET', path: '/columns/due', policy: mayRead, handler: ({ principal, ctx }) => dueColumns(ctx.db, principal) }),
    defineRoute({
      method: 'PUT', path: '/columns/settings', policy: mayRead, input: settingsInput,
      handler: async ({ principal, input, ctx }) => {
        await saveSettings(ctx.db, principal, input, ctx.requestId);
        return dueColumns(ctx.db, principal);
      },
    }),
    defineRoute({ method: 'GET', path: at, policy: mayRead, handler: ({ principal, params, ctx }) => listColumns(ctx.db, principal, params.code) }),
    defineRoute({
      method: 'POST', path: at, policy: mayRead, input: newColumnInput,
      handler: async ({ principal, params, input, ctx }) => {
        await createColumn(ctx.db, principal, params.code, input, ctx.requestId);
        return listColumns(ctx.db, principal, params.code);
      },
    }),
    defineRoute({ method: 'POST', path: `${at}/rule`, policy: mayRead, input: z.object({ rule: feedRule }), handler: ({ params, input, ctx }) => previewRule(ctx.db, params.code, input.rule) }),
    defineRoute({
      method: 'GET', path: `${at}/:id/preview`, policy: mayRead, query: z.object({ draft: z.string().max(6000).default('{}'), host: z.string().max(300).default('') }),
      handler: async ({ principal, params, query, ctx }) => {
        const site = await getSite(ctx.db, params.code);
        await siteActor(ctx.db, principal, site.agencyCode, ctx.requestId, false);
        const draft = factsInput.safeParse(draftOf(query.draft));
        if (!draft.success) return refuse('bad-draft', zh.badDraft, 400);
        const [columns, items] = [await columnsOf(ctx.db, params.code), await itemsOf(ctx.db, params.code)];
        const shown = columnIn(columns, params.id);
        const { name = shown.name, type = shown.type, purpose = shown.purpose, rule = shown.rule } = draft.data;
        const draftColumn = { ...shown, name, type, purpose, rule, state: 'open' as const };
        // Those above it as if they were open too: a reader comes to it through them.
        const all = columns.map((column) => (column.id === shown.id ? draftColumn : shown.path.startsWith(`${column.path}/`) ? { ...column, state: 'open' as const } : column));
        const open = all.flatMap((column): OpenColumn[] => (column.state === 'preparing' ? [] : [{ ...column, state: column.state, feed: feedOf(column, items) }]));
        return preview(site, query.host, (hash) => `/api/console/sites/${params.code}/pictures/${hash}`, open, shown.path);
      },
    }),
    ...changes(),
  ];
}

function changes(): RouteDef[] {
  return [
    defineRoute({ method: 'PUT', path: one, policy: mayRead, input: changeColumnInput, handler: (call) => changed(call, (db, id) => changeColumn(db, call.principal, id, call.input, call.ctx.requestId)) }),
    defineRoute({ method: 'POST', path: `${one}/move`, policy: mayRead, input: moveColumnInput, handler: (call) => changed(call, (db, id) => moveColumn(db, call.principal, id, call.input, call.ctx.requestId)) }),
    defineRoute({ method: 'POST', path: `${one}/shift`, policy: mayRead, input: shiftInput, handler: (call) => changed(call, (db, id) => shiftColumn(db, call.principal, id, call.input, call.ctx.requestId)) }),
    defineRoute({ method: 'POST', path: `${one}/place`, policy: mayRead, input: placeInput, handler: (call) => changed(call, (db, id) => placeRecord(db, call.principal, id, call.input, call.ctx.requestId)) }),
    ...([['open', openColumn], ['close', closeColumn], ['remove', removeColumn]] as const).map(([verb, command]) => defineRoute({
      method: 'POST', path: `${one}/${verb}`, policy: mayRead, input: versionInput, handler: (call) => changed(call, (db, id) => command(db, call.principal, id, call.input.version, call.ctx.requestId)),
    })),
  ];
}

function draftOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
