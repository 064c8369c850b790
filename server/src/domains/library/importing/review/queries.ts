import type { ImportItemRow, ImportJobRow, ImportJobView, ImportReviewRow, ImportReviewView } from '../../../../console-api/contract-imports.ts';
import { importFields } from '../../../../console-api/contract-imports.ts';
import type { Page } from '../../../../console-api/contract.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../../platform/database.ts';
import { notFound } from '../../../../platform/errors.ts';
import { pageSize } from '../../../../platform/limits.ts';
import type { Principal } from '../../../identity/index.ts';
import { mayEndAs } from '../../policy.ts';
import { verdicts, type Finding } from '../dry-run.ts';
import { zh as importing } from '../messages.ts';
import { detailOf, doubtName } from '../report.ts';
import { mappingFields } from '../sources/mapping.ts';
import type { Doubt, SourceDocument } from '../sources/source.ts';
import { countsOf, leftBehind } from '../undo-import.ts';
import { zh } from './messages.ts';
import { reviewOf, takeable } from './review.ts';

type Paging = { cursor?: string; limit?: string };
const NOBODY = '';

/** Agencies a person imports for; one that is none where there are none. */
function agenciesOf(principal: Principal): string[] {
  return [NOBODY, ...principal.roles.map((r) => r.agencyCode).filter((code) => mayEndAs(principal, code) !== null)];
}

function positionOf(cursor: string | undefined): { at: string; id: string } | null {
  const found = /^(\d{4}-[\dT:.Z-]+)_([0-9a-f-]{36})$/.exec(cursor ?? '');
  return found && { at: found[1] ?? '', id: found[2] ?? '' };
}

export async function listReviews(db: Db, principal: Principal, query: Paging): Promise<Page<ImportReviewRow>> {
  const own = db.selectFrom('core.importReview as v').where('v.agencyCode', 'in', agenciesOf(principal)).where('v.state', '<>', 'dropped');
  const { total } = await own.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [after, limit] = [positionOf(query.cursor), pageSize(query.limit)];
  const rows = await own.innerJoin('core.agency as a', 'a.code', 'v.agencyCode').innerJoin('core.person as p', 'p.id', 'v.personId')
    .select(['v.id', 'v.agencyCode', 'a.name as agencyName', 'v.fileName', 'v.state', 'p.name as person', 'v.createdAt', 'v.jobId'])
    .$if(after !== null, (qb) => qb.where(sql<boolean>`(v.created_at, v.id) < (${after?.at ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`))
    .orderBy('v.createdAt', 'desc').orderBy('v.id', 'desc').limit(limit + 1).execute();
  return pageOf(rows, limit, Number(total), (row) => `${row.createdAt}_${row.id}`);
}

function pageOf<T>(rows: T[], limit: number, total: number, cursor: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { total, items, next: rows.length > limit && last !== undefined ? cursor(last) : null };
}

export async function readReview(db: Db, principal: Principal, id: string): Promise<ImportReviewView> {
  const { review } = await reviewOf(db, principal, id);
  const { rows } = await sql<ImportReviewView['verdicts'][number]>`
    select verdict, count(*)::int as total, count(*) filter (where decision = 'take')::int as take, count(*) filter (where decision = 'leave')::int as leave,
      count(*) filter (where decision is null and verdict = any(${[...takeable]}))::int as open
    from core.import_review_item where review_id = ${id} group by verdict`.execute(db);
  const doubts = await sql<{ code: string; total: number; open: number }>`
    select code, count(*)::int as total, count(*) filter (where decision is null)::int as open
    from core.import_review_item, unnest(doubt_codes) as code where review_id = ${id} and verdict = any(${[...takeable]}) group by code order by 2 desc, 1`.execute(db);
  const [agency, person, job] = await Promise.all([
    db.selectFrom('core.agency').select('name').where('code', '=', review.agencyCode).executeTakeFirstOrThrow(),
    db.selectFrom('core.person').select('name').where('id', '=', review.personId).executeTakeFirstOrThrow(),
    review.jobId === null ? null : jobOf(db, review.jobId),
  ]);
  const { agencyCode, fileName, state, createdAt, jobId, fault, compared } = review;
  return {
    id, agencyCode, agencyName: agency.name, fileName, state, person: person.name, createdAt, jobId, fault, compared: Number(compared), job,
    suggestion: review.suggestion as ImportReviewView['suggestion'], mapping: review.mapping as ImportReviewView['mapping'],
    fields: mappingFields.map((code) => ({ code, name: zh.fields[code] })),
    verdicts: verdicts.flatMap((verdict) => rows.filter((row) => row.verdict === verdict)),
    doubts: doubts.rows.map((row) => ({ ...row, name: doubtName(row.code) })),
  };
}

export type ItemQuery = Paging & { show?: string; code?: string };
const EXCERPT = 300;

export async function listItems(db: Db, principal: Principal, id: string, query: ItemQuery): Promise<Page<ImportItemRow>> {
  await reviewOf(db, principal, id);
  const verdict = verdicts.find((v) => v === query.show);
  const some = db.selectFrom('core.importReviewItem').where('reviewId', '=', id)
    .$if(verdict !== undefined, (qb) => qb.where('verdict', '=', verdict ?? 'new'))
    .$if(query.show === 'open', (qb) => qb.where('decision', 'is', null).where('verdict', 'in', [...takeable]))
    .$if(query.show === 'doubtful', (qb) => qb.where(sql<boolean>`doubt_codes <> '{}'`).where('verdict', 'in', [...takeable]))
    .$if(query.code !== undefined, (qb) => qb.where(sql<boolean>`${query.code ?? ''} = any(doubt_codes)`));
  const { total } = await some.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const limit = pageSize(query.limit);
  const rows = await some.selectAll().where('line', '>', Math.min(Number(query.cursor ?? 0) || 0, Number.MAX_SAFE_INTEGER)).orderBy('line').limit(limit + 1).execute();
  const page = pageOf(rows, limit, Number(total), (row) => String(row.line));
  return { ...page, items: page.items.map(itemRow) };
}

type StoredItem = { line: number; place: string | null; verdict: Finding['verdict']; title: string | null; reason: string | null; fields: string[]; match: unknown; doubts: unknown; document: unknown; decision: 'take' | 'leave' | null; corrected: boolean };

function itemRow(row: StoredItem): ImportItemRow {
  const { place, verdict, reason, fields, decision, corrected } = row;
  const document = row.document as SourceDocument | null;
  const match = row.match as Finding['match'];
  const doubts = row.doubts as Doubt[];
  return {
    id: Number(row.line), place, verdict, title: row.title ?? '', decision, corrected, doubts: doubts.map((doubt) => doubt.reason),
    detail: detailOf({ line: Number(row.line), where: place, id: null, title: row.title, verdict, reason, fields, match, doubts }),
    fields: document && (Object.fromEntries(importFields.map((name) => [name, document[name] ?? ''])) as NonNullable<ImportItemRow['fields']>),
    excerpt: (document?.body ?? '').slice(0, EXCERPT), recordId: match?.recordId ?? null,
  };
}

function jobs(db: Db) {
  return db.selectFrom('core.importJob as j').innerJoin('core.agency as a', 'a.code', 'j.agencyCode').select([
    'j.id', 'j.agencyCode', 'a.name as agencyName', 'j.fileName', 'j.startedAt', 'j.finishedAt', 'j.undoStartedAt', 'j.undoneAt',
    'j.linesDone as lines', 'j.imported', 'j.revised', 'j.unchanged', 'j.faults', sql<boolean>`j.traced and j.undo_started_at is null`.as('undoable'),
  ]);
}

type JobRow = Awaited<ReturnType<ReturnType<typeof jobs>['execute']>>[number];
const jobRow = (row: JobRow): ImportJobRow => ({
  ...row, lines: Number(row.lines), imported: Number(row.imported), revised: Number(row.revised), unchanged: Number(row.unchanged), faults: Number(row.faults),
});

export async function jobOf(db: Db, id: string): Promise<ImportJobRow> {
  const row = z.uuid().safeParse(id).success ? await jobs(db).where('j.id', '=', id).executeTakeFirst() : undefined;
  return row ? jobRow(row) : notFound(importing.noJob(id.slice(0, 40)));
}

export async function listJobs(db: Db, principal: Principal, query: Paging): Promise<Page<ImportJobRow>> {
  const own = agenciesOf(principal);
  const { total } = await db.selectFrom('core.importJob').where('agencyCode', 'in', own).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [after, limit] = [positionOf(query.cursor), pageSize(query.limit)];
  const rows = await jobs(db).where('j.agencyCode', 'in', own)
    .$if(after !== null, (qb) => qb.where(sql<boolean>`(j.started_at, j.id) < (${after?.at ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`))
    .orderBy('j.startedAt', 'desc').orderBy('j.id', 'desc').limit(limit + 1).execute();
  return pageOf(rows.map(jobRow), limit, Number(total), (row) => `${row.startedAt}_${row.id}`);
}

const FAULTS = 200;

export async function readJob(db: Db, id: string): Promise<ImportJobView> {
  const [job, faultList, undo, left] = [
    await jobOf(db, id), await db.selectFrom('core.importFault').select(['line', 'reason']).where('jobId', '=', id).orderBy('line').limit(FAULTS).execute(),
    await countsOf(db, id), await leftBehind(db, id),
  ];
  return { ...job, faultList: faultList.map((f) => ({ ...f, line: Number(f.line) })), undo, left };
}
