import { today, type CivilDate, type Instant } from '@tongming/law';
import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { CleanupRequest, CleanupScope } from '../../../console-api/contract-validity.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import { json, type Db, type Tx } from '../../../platform/database.ts';
import { refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { RecordStatus } from '../../../platform/schema.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { mayEndAs } from '../policy.ts';
import { noGrounds, statusGrounds } from '../project.ts';
import { agenciesInReach } from '../reach.ts';
import { civilDateSchema } from '../schemas.ts';
import { statusOf } from '../status.ts';
import { zh } from './messages.ts';

/** One list that people work through; a larger stock is cleaned up in several. */
export const MOST_ITEMS = 20_000;
const AT_ONCE = 1000;

const codes = z.array(z.string().max(40)).max(500);
const year = z.int().min(1949).max(2100).nullable();
export const scopeSchema = z.object({ agencies: codes, categories: codes, yearFrom: year, yearTo: year, statuses: codes }) satisfies z.ZodType<CleanupScope>;
export const startSchema = z.object({
  agencyCode: z.string().max(40), name: z.string().max(200).transform((s) => s.trim()), scope: scopeSchema, deadline: civilDateSchema,
}) satisfies z.ZodType<CleanupRequest>;
type Request = z.output<typeof startSchema>;

/** A record as it stood when the list was frozen. */
export type Frozen = {
  title: string; documentNumber: string | null; dateMade: CivilDate | null; category: string; status: RecordStatus; expiresOn: CivilDate | null;
  editionNo: number; ends: string[];
};
/** What is looked through when nothing is said of validity: what is held to be in force. */
const standing: readonly string[] = ['in-force', 'amended', 'not-yet', 'unknown'];

/** Begins a campaign with the list of all records in its scope, frozen. Returns its id. */
export async function startCleanup(db: Db, principal: Principal, request: Request, options: { at?: Instant } = {}): Promise<string> {
  const acting = mayEndAs(principal, request.agencyCode);
  if (!acting) refuse('may-not-start-cleanup', zh.mayNotStart, 403);
  return runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const reach = await agenciesInReach(ctx.tx, acting.agencyCode);
    const records = await inScope(ctx.tx, ctx.today, request.scope, acting.agencyCode, reach);
    const reasons = decide(request, ctx.today, reach, records.length, await namesOf(ctx, request.scope.agencies));
    if (reasons.length > 0) refuse('cleanup-refused', reasons);
    const { id } = await ctx.tx.insertInto('core.cleanup').values({
      agencyCode: acting.agencyCode, name: request.name, scope: json(request.scope), deadline: request.deadline, startedBy: principal.person.id, startedAt: ctx.now,
    }).returning('id').executeTakeFirstOrThrow();
    for (let i = 0; i < records.length; i += AT_ONCE) {
      await ctx.tx.insertInto('core.cleanupItem').values(records.slice(i, i + AT_ONCE).map((r, k) => ({
        cleanupId: id, recordId: r.id, position: i + k + 1, agencyCode: r.agencyCode, frozen: json(r.frozen),
      }))).execute();
    }
    return done(id, await journal(ctx, {
      action: 'cleanup.start', subjectType: 'cleanup', subjectId: id, agencyCode: acting.agencyCode,
      after: { name: request.name, scope: request.scope, deadline: request.deadline, records: records.length },
    }));
  }, options);
}

function decide(r: Request, day: CivilDate, reach: ReadonlySet<string>, count: number, names: ReadonlyMap<string, string>): Reason[] {
  const { scope } = r;
  const foreign = scope.agencies.filter((code) => !reach.has(code));
  const faults: [boolean, string, string, string][] = [
    [r.name.length < 2, 'name-missing', zh.nameMissing, 'name'],
    [r.deadline < day, 'deadline-past', zh.deadlinePast, 'deadline'],
    ...foreign.map((code): [boolean, string, string, string] => [true, 'agency-foreign', zh.foreign(names.get(code) ?? code), 'agencies']),
    [scope.yearFrom !== null && scope.yearTo !== null && scope.yearFrom > scope.yearTo, 'years-reversed', zh.years, 'yearFrom'],
    [foreign.length === 0 && count === 0, 'scope-empty', zh.empty, 'scope'],
    [count > MOST_ITEMS, 'scope-too-large', zh.tooMany(count, MOST_ITEMS), 'scope'],
  ];
  return faults.filter(([hit]) => hit).map(([, code, message, field]) => ({ code, message, field }));
}

async function namesOf(ctx: CommandContext, agencies: readonly string[]): Promise<Map<string, string>> {
  if (agencies.length === 0) return new Map();
  const rows = await ctx.tx.selectFrom('core.agency').select(['code', 'name']).where('code', 'in', [...agencies]).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

type InScope = { id: string; agencyCode: string; frozen: Frozen };

/** Own records whole; of other agencies what is public, under its public title. Oldest first, agency by agency. */
async function inScope(db: Db | Tx, day: CivilDate, scope: CleanupScope, own: string, reach: ReadonlySet<string>): Promise<InScope[]> {
  const agencies = scope.agencies.length === 0 ? [...reach] : scope.agencies.filter((code) => reach.has(code));
  const made = sql`left(e.content->>'dateMade', 4)::int`;
  const { rows } = await sql<{
    id: string; agencyCode: string; editionNo: number; title: string; documentNumber: string | null; dateMade: CivilDate | null; category: string;
    effectiveOn: CivilDate | null; expiresOn: CivilDate | null; status: RecordStatus | null;
  }>`
    select r.id, r.agency_code, e.no as edition_no, case when r.agency_code = ${own} then e.content->>'title' else o.title end as title,
      e.content->>'documentNumber' as document_number, e.content->>'dateMade' as date_made, r.category,
      e.content->>'effectiveOn' as effective_on, e.content->>'expiresOn' as expires_on, o.status
    from core.record r join core.edition e on e.record_id = r.id and e.state = 'live' join core.agency a on a.code = r.agency_code left join open.record o on o.id = r.id
    where r.agency_code = any(${agencies}::text[]) and (r.agency_code = ${own} or o.id is not null)
      and not exists (select from core.record_end w where w.record_id = r.id and w.kind in ('withdrawn', 'repealed', 'annulled'))
      ${all([
        scope.categories.length > 0 && sql<SqlBool>`r.category = any(${scope.categories}::text[])`,
        scope.yearFrom !== null && sql<SqlBool>`${made} >= ${scope.yearFrom}`, scope.yearTo !== null && sql<SqlBool>`${made} <= ${scope.yearTo}`,
      ])}
    order by a.position, a.code, e.content->>'dateMade' nulls first, r.id`.execute(db);
  const inner = rows.filter((row) => row.status === null).map((row) => row.id);
  const grounds = await statusGrounds(db, inner);
  const wanted = scope.statuses.length === 0 ? standing : scope.statuses;
  const ends = await endsOf(db, rows.map((row) => row.id));
  return rows.flatMap(({ id, agencyCode, effectiveOn, ...row }) => {
    const status = row.status ?? statusOf({ today: day, effectiveOn, expiresOn: row.expiresOn, ...(grounds.get(id) ?? noGrounds) }).status;
    return wanted.includes(status) ? [{ id, agencyCode, frozen: { ...row, status, ends: ends.get(id) ?? [] } }] : [];
  });
}

function all(conditions: readonly (false | ReturnType<typeof sql<SqlBool>>)[]) {
  const held = conditions.filter((one) => one !== false);
  return held.length === 0 ? sql`` : sql`and ${sql.join(held, sql` and `)}`;
}

async function endsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; kinds: string[] }>`
    select record_id as id, array_agg(kind) as kinds from core.record_end where record_id = any(${[...ids]}::uuid[]) group by 1`.execute(db);
  return new Map(rows.map((row) => [row.id, row.kinds]));
}

/** How many records a scope holds now, before the campaign is begun. */
export async function countScope(db: Db, principal: Principal, agencyCode: string, scope: CleanupScope): Promise<number> {
  const acting = mayEndAs(principal, agencyCode);
  if (!acting) refuse('may-not-start-cleanup', zh.mayNotStart, 403);
  return (await inScope(db, today(), scope, agencyCode, await agenciesInReach(db, agencyCode))).length;
}
