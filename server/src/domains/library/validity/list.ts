import { addMonths, today, workingDaysUntil, type CivilDate, type Instant } from '@tongming/law';
import { sql, type SqlBool } from 'kysely';
import type { InboxView } from '../../../console-api/contract.ts';
import type { ValidityBucket, ValidityPage, ValidityRow } from '../../../console-api/contract-validity.ts';
import type { Db } from '../../../platform/database.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { keptAgencies, recordAgencies } from '../policy.ts';
import { agenciesInReach } from '../reach.ts';
import { zh } from './messages.ts';
import { loadPeriods, periodCategories, periodFor } from './periods.ts';

export const buckets = ['due3', 'due6', 'none', 'expired'] as const satisfies readonly ValidityBucket[];
export type ValidityQuery = { bucket?: ValidityBucket; agency?: string; cursor?: string; limit?: string };

/** Records as their period stands: own agencies' all, of agencies below only what is public. The first to run out first. */
export async function listValidity(db: Db, principal: Principal, query: ValidityQuery, day: CivilDate = today()): Promise<ValidityPage> {
  const bucket = query.bucket ?? 'due3';
  const scope = await scopeOf(db, principal, query.agency);
  const counted = await Promise.all(buckets.map(async (b) => {
    const { rows: [row] } = await sql<{ n: number }>`select count(*) as n from ${records} where ${scope} and ${within(b, day)}`.execute(db);
    return [b, row?.n ?? 0] as const;
  }));
  const counts = Object.fromEntries(counted) as Record<ValidityBucket, number>;
  const limit = pageSize(query.limit);
  const after = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(query.cursor ?? '');
  const key = sql`coalesce(e.content->>'expiresOn', e.content->>'effectiveOn', e.content->>'dateMade', '0001-01-01')`;
  const { rows } = await sql<Row & { key: string }>`select ${columns}, ${key} as key from ${records}
    where ${scope} and ${within(bucket, day)}${after === null ? sql`` : sql` and (${key}, r.id) > (${after[1] ?? ''}, ${after[2] ?? ''}::uuid)`}
    order by key, r.id limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { total: counts[bucket], counts, items: await toRows(db, principal, page, day), next: rows.length > limit && last ? `${last.key}_${last.id}` : null };
}

type Row = {
  id: string; title: string; documentNumber: string | null; agencyCode: string; agencyName: string; category: string; dateMade: CivilDate | null;
  effectiveOn: CivilDate | null; expiresOn: CivilDate | null; version: number; public: boolean;
};

const records = sql`core.record r join core.edition e on e.record_id = r.id and e.state = 'live' join core.agency a on a.code = r.agency_code left join open.record o on o.id = r.id`;
const columns = sql`r.id, e.content->>'title' as title, e.content->>'documentNumber' as document_number, r.agency_code, a.name as agency_name, r.category,
  e.content->>'dateMade' as date_made, e.content->>'effectiveOn' as effective_on, e.content->>'expiresOn' as expires_on, r.version, o.id is not null as public`;

async function scopeOf(db: Db, principal: Principal, agency: string | undefined) {
  const own = recordAgencies(principal);
  const below = new Set<string>();
  for (const code of keptAgencies(principal)) for (const one of await agenciesInReach(db, code)) below.add(one);
  return sql<SqlBool>`(r.agency_code = any(${own}::text[]) or (o.id is not null and r.agency_code = any(${[...below]}::text[])))${
    agency === undefined || agency === '' ? sql`` : sql` and r.agency_code = ${agency}`}`;
}

const lastDay = sql`e.content->>'expiresOn'`;
const standing = sql<SqlBool>`not exists (select from core.record_end x where x.record_id = r.id)
  and coalesce(e.content->>'statedStatus', 'in-force') not in ('repealed', 'annulled', 'expired')`;

/** ISO days compare as texts. */
function within(bucket: ValidityBucket, day: CivilDate) {
  switch (bucket) {
    case 'due3': return sql<SqlBool>`${standing} and ${lastDay} between ${day} and ${addMonths(day, 3)}`;
    case 'due6': return sql<SqlBool>`${standing} and ${lastDay} > ${addMonths(day, 3)} and ${lastDay} <= ${addMonths(day, 6)}`;
    case 'none': return sql<SqlBool>`${standing} and ${lastDay} is null and r.category = any(${[...periodCategories]}::text[])`;
    case 'expired': return sql<SqlBool>`${lastDay} < ${day} and ${lastDay} >= ${addMonths(day, -6)}
      and not exists (select from core.record_end x where x.record_id = r.id and x.kind <> 'expired')`;
  }
}

async function toRows(db: Db, principal: Principal, rows: readonly Row[], day: CivilDate): Promise<ValidityRow[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const decisions = await db.selectFrom('core.validityDecision as d').innerJoin('core.person as p', 'p.id', 'd.personId')
    .select(['d.recordId', 'd.kind', 'd.expiresBefore', 'd.expiresOn', 'd.ground', 'd.at', 'p.name as by']).where('d.recordId', 'in', ids).orderBy('d.id').execute();
  const reminders = await db.selectFrom('core.validityReminder as v').leftJoin('core.validityMail as m', 'm.id', 'v.mailId')
    .select(['v.recordId', 'v.expiresOn', 'v.months', 'v.at', 'm.state']).where('v.recordId', 'in', ids).orderBy('v.at').execute();
  const own = new Set(keptAgencies(principal));
  const periods = await loadPeriods(db);
  return rows.map(({ agencyCode, dateMade, ...row }) => {
    const decision = decisions.findLast((d) => d.recordId === row.id && d.expiresOn === row.expiresOn);
    return {
      ...row, editable: own.has(agencyCode),
      decision: decision === undefined ? null : { kind: decision.kind, ground: own.has(agencyCode) ? decision.ground : '', by: decision.by, at: decision.at },
      reminders: reminders.filter((v) => v.recordId === row.id && v.expiresOn === row.expiresOn).map((v) => ({ months: v.months, at: v.at, mail: v.state ?? 'none' as const })),
      suggested: row.expiresOn === null ? periodFor(periods, row.title, row.effectiveOn ?? dateMade ?? day).until : null,
    };
  });
}

/** For the front page of whoever keeps the records: periods that run out within 6 months and nobody has decided about. */
export async function validityDuties(db: Db, principal: Principal, day: CivilDate = today()): Promise<InboxView['due']> {
  const kept = keptAgencies(principal);
  if (kept.length === 0) return [];
  const { rows } = await sql<{ id: string; title: string; expiresOn: CivilDate; startedOn: CivilDate; doneAt: Instant | null }>`
    select r.id, e.content->>'title' as title, e.content->>'expiresOn' as expires_on, least(max(v.at)::date, ${day}::date) as started_on, null as done_at
    from core.record r join core.edition e on e.record_id = r.id and e.state = 'live' join core.validity_reminder v on v.record_id = r.id and v.expires_on::text = e.content->>'expiresOn'
    where r.agency_code = any(${kept}::text[]) and ${standing} and ${lastDay} >= ${day}
      and not exists (select from core.validity_decision d where d.record_id = r.id and d.expires_on::text = e.content->>'expiresOn')
    group by r.id, e.content order by expires_on, r.id`.execute(db);
  return rows.map((row) => ({
    rule: 'validity', ruleName: zh.duty, law: '', article: '', startedOn: row.startedOn, due: row.expiresOn, daysLeft: workingDaysUntil(day, row.expiresOn),
    provisional: false, derivation: [], doneAt: row.doneAt, title: row.title, documentId: null, recordId: row.id,
  }));
}
