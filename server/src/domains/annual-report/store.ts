// The stored row of a report; a report nobody has touched has none and is a draft.
import { LawInputError, annualReportForm } from '@tongming/law';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { conflict, notFound, refuse } from '../../platform/errors.ts';
import { actorFor, type Principal } from '../identity/index.ts';
import type { Actor } from '../../platform/command.ts';
import { zh } from './messages.ts';
import { frozenSchema, textsSchema, type ReportRow, type TreeAgency } from './model.ts';
import { deskOf, mayRead } from './policy.ts';

const columns = ['agencyCode', 'year', 'state', 'texts', 'frozen', 'submittedOn', 'publishedOn', 'recordId', 'version'] as const;
type Stored = { texts: unknown; frozen: unknown } & Omit<ReportRow, 'texts' | 'frozen'>;

function rowOf(row: Stored): ReportRow {
  return { ...row, texts: textsSchema.parse(row.texts), frozen: row.frozen === null ? null : frozenSchema.parse(row.frozen) };
}

export async function findReport(db: Db | Tx, agencyCode: string, year: number): Promise<ReportRow> {
  const row = await db.selectFrom('core.annualReport').select(columns).where('agencyCode', '=', agencyCode).where('year', '=', year).executeTakeFirst();
  return row ? rowOf(row) : { agencyCode, year, state: 'draft', texts: {}, frozen: null, submittedOn: null, publishedOn: null, recordId: null, version: 1 };
}

/** Begins the report if it is the first touch, locks it, checks the version. @throws Refused 'edit-conflict' (409) */
export async function lockReport(ctx: CommandContext, agencyCode: string, year: number, version: number): Promise<ReportRow> {
  await ctx.tx.insertInto('core.annualReport').values({ agencyCode, year, updatedAt: ctx.now }).onConflict((c) => c.doNothing()).execute();
  const row = await ctx.tx.selectFrom('core.annualReport').select(columns)
    .where('agencyCode', '=', agencyCode).where('year', '=', year).forUpdate().executeTakeFirstOrThrow();
  if (row.version !== version) conflict(zh.conflict);
  return rowOf(row);
}

export type ReportChange = Partial<Pick<ReportRow, 'state' | 'texts' | 'frozen' | 'submittedOn' | 'publishedOn' | 'recordId'>> & { submittedBy?: string | null };

export async function saveReport(ctx: CommandContext, row: ReportRow, change: ReportChange): Promise<ReportRow> {
  const { texts, frozen, ...plain } = change;
  const saved = await ctx.tx.updateTable('core.annualReport').set({
    ...plain, ...(texts === undefined ? {} : { texts: json(texts) }), ...(frozen === undefined ? {} : { frozen: json(frozen) }),
    version: row.version + 1, updatedAt: ctx.now,
  }).where('agencyCode', '=', row.agencyCode).where('year', '=', row.year).returning(columns).executeTakeFirstOrThrow();
  return rowOf(saved);
}

export async function listTree(db: Db | Tx): Promise<TreeAgency[]> {
  return db.selectFrom('core.agency').select(['code', 'name', 'kind', 'parentCode', 'active']).orderBy('position').orderBy('code').execute();
}

/** The agency of a report a person may read. @throws Refused 403, 404 */
export async function agencyFor(db: Db | Tx, principal: Principal, code: string, year: number): Promise<{ agency: TreeAgency; agencies: TreeAgency[] }> {
  assertYear(year);
  const agencies = await listTree(db);
  const agency = agencies.find((a) => a.code === code);
  if (!agency) return notFound(zh.noAgency);
  if (!mayRead(principal, agency, agencies)) refuse('forbidden', zh.forbidden, 403);
  return { agency, agencies };
}

/** The same for who changes it; `head`: only the head of the openness office may. @throws Refused 403, 404 */
export async function actorAt(db: Db | Tx, principal: Principal, code: string, year: number, requestId: string, head: boolean): Promise<Actor> {
  const { agency, agencies } = await agencyFor(db, principal, code, year);
  const desk = deskOf(principal, agency, agencies) ?? refuse('forbidden', zh.forbidden, 403);
  if (head && desk.role !== 'openness-head') refuse('forbidden', zh.headOnly, 403);
  return actorFor(principal, desk.role, desk.agencyCode, requestId);
}

export function assertYear(year: number): void {
  try {
    annualReportForm(year);
  } catch (error) {
    if (error instanceof LawInputError) notFound(zh.badYear);
    throw error;
  }
}
