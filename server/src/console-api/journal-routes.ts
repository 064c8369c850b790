import { z } from 'zod';
import { annualReportMessages } from '../domains/annual-report/index.ts';
import { foiNames } from '../domains/foi/index.ts';
import { canReadJournal, actorOf } from '../domains/identity/index.ts';
import { done, runCommand } from '../platform/command.ts';
import type { Db } from '../platform/database.ts';
import { journal, verifyJournal } from '../platform/journal.ts';
import { pageSize } from '../platform/limits.ts';
import type { JournalRow, Page } from './contract.ts';
import { defineRoute, type RouteDef } from './kit.ts';

const query = z.object({
  /** Of a subject: its id, or `type:id`. */
  subject: z.string().max(200),
  /** Part of the actor's name, or a person's id. */
  actor: z.string().max(100),
  action: z.string().max(100),
  cursor: z.string().regex(/^\d{1,18}$/),
  limit: z.string().max(5),
}).partial();
type Query = z.output<typeof query>;

const under = (subject: string, names: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(names).map(([act, name]) => [`${subject}.${act}`, name]);
/** Steps that a table of their own domain names; the others are named where the journal is shown. */
export const stepNames: Readonly<Record<string, string>> = Object.fromEntries([
  ...under('foi', { ...foiNames.acts, ...foiNames.events }), ...under('annual-report', annualReportMessages.acts),
]);

export const journalRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/journal/actions', policy: canReadJournal, handler: async () => stepNames }),
  defineRoute({
    method: 'GET', path: '/journal', policy: canReadJournal, query,
    handler: ({ query: asked, ctx }) => listJournal(ctx.db, asked),
  }),
  defineRoute({
    method: 'POST', path: '/journal/verify', policy: canReadJournal,
    handler: async ({ principal, ctx }) => {
      const report = await verifyJournal(ctx.db);
      const { ok, rows, blocks, head, faults } = report;
      await runCommand(ctx.db, actorOf(principal, 'audit-admin', ctx.requestId), async (command) =>
        done(null, await journal(command, { action: 'verify-journal', subjectType: 'journal', subjectId: head, after: { ok, rows, blocks, faults: faults.length } })));
      return report;
    },
  }),
];

/** Newest first; `cursor` is the last id of the page before. */
async function listJournal(db: Db, asked: Query): Promise<Page<JournalRow>> {
  const limit = pageSize(asked.limit);
  const matching = matchingRows(db, asked);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await (asked.cursor === undefined ? matching : matching.where('id', '<', Number(asked.cursor)))
    .select(['id', 'at', 'actorName', 'actorRole', 'agencyCode', 'action', 'subjectType', 'subjectId', 'reason', 'before', 'after', 'block'])
    .orderBy('id', 'desc').limit(limit + 1).execute();
  const items = rows.slice(0, limit);
  return { total, items, next: rows.length > limit ? String(items.at(-1)?.id ?? '') : null };
}

function matchingRows(db: Db, { subject, actor, action }: Query) {
  let rows = db.selectFrom('core.journal');
  if (subject) {
    const [, type, id] = /^([a-z-]+):(.+)$/.exec(subject) ?? [];
    rows = type !== undefined && id !== undefined
      ? rows.where('subjectType', '=', type).where('subjectId', '=', id)
      : rows.where('subjectId', '=', subject);
  }
  if (actor) {
    rows = /^[0-9a-f-]{36}$/.test(actor)
      ? rows.where('actorId', '=', actor)
      : rows.where('actorName', 'like', `%${actor.replace(/[\\%_]/g, '\\$&')}%`);
  }
  return action ? rows.where('action', '=', action) : rows;
}
