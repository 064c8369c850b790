import type { CivilDate, Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import type { RecordStatus } from '../../../platform/schema.ts';
import { channelsOf, type OpenChannel } from './channels.ts';
import type { RecordItem } from './list-records.ts';

export type OpenAttachment = { position: number; name: string; fileHash: string; size: number; mime: string };
export type OpenRendition = { format: 'pdf' | 'docx' | 'txt'; fileHash: string; size: number };
/** Seen from one record: `from` = it does this to the other one, `to` = the other one does it to this. */
export type OpenRelation = {
  direction: 'from' | 'to'; type: string; id: string | null; title: string;
  documentNumber: string | null; dateMade: CivilDate | null; status: RecordStatus | null;
};

export type OpenRecord = RecordItem & {
  regionCode: string;
  keywords: string[];
  articleItems: string[];
  statusNote: string | null;
  effectiveOn: CivilDate | null;
  expiresOn: CivilDate | null;
  attribute: 'full' | 'redacted';
  edition: number;
  language: string;
  official: unknown;
  body: unknown;
  bodyText: string;
  updatedAt: Instant;
  attachments: OpenAttachment[];
  renditions: OpenRendition[];
  relations: OpenRelation[];
  channels: OpenChannel[];
};

export type Tombstone = {
  id: string; indexNumber: string; agencyCode: string; agencyName: string; withdrawnAt: Instant; reason: string;
};

/** What stands beside a record in tables of its own; most records have little of it, and what there is none of is not asked for. */
export type Beside = Record<keyof typeof besides, boolean>;
const besides = {
  attachments: sql`open.attachment x where x.record_id = r.id`, renditions: sql`open.rendition x where x.record_id = r.id`,
  relatesTo: sql`open.relation x where x.from_id = r.id`, relatedBy: sql`open.relation x where x.to_id = r.id`, channels: sql`open.channel_use x where x.record_id = r.id`,
  editions: sql`open.edition x where x.record_id = r.id`, ends: sql`open.record_end x where x.record_id = r.id`,
  cites: sql`open.citation x where x.from_id = r.id`, cited: sql`open.citation x where x.to_id = r.id`,
} as const;
const besideOf = sql<Beside>`json_build_object(${sql.join(Object.entries(besides).flatMap(([name, from]) => [sql.lit(name), sql`exists (select from ${from})`]))})`;

export type Found = { record: OpenRecord; beside: Beside } | { tombstone: Tombstone };

/** The whole public record, or its tombstone when it was withdrawn, by UUID; what is neither there nor was is left out. */
export async function findRecords(db: PortalDb, ids: readonly string[]): Promise<Map<string, Found>> {
  const rows = await db.selectFrom('open.record as r').selectAll('r').select(besideOf.as('beside')).where('r.id', '=', anyOf(ids)).execute();
  const having = (...names: (keyof Beside)[]) => rows.flatMap(({ id, beside }) => (names.some((name) => beside[name]) ? [id] : []));
  const there = new Set(rows.map(({ id }) => id));
  const [attachments, renditions, relations, channels, tombstones] = await Promise.all([
    attachmentsOf(db, having('attachments')), renditionsOf(db, having('renditions')), relationsOf(db, having('relatesTo', 'relatedBy')), channelsOf(db, having('channels')),
    tombstonesOf(db, ids.filter((id) => !there.has(id))),
  ]);
  const found = new Map<string, Found>(tombstones.map((tombstone) => [tombstone.id, { tombstone }]));
  for (const { beside, ...row } of rows) {
    const { id } = row;
    found.set(id, { beside, record: { ...row, attachments: attachments.get(id) ?? [], renditions: renditions.get(id) ?? [], relations: relations.get(id) ?? [], channels: channels.get(id) ?? [] } });
  }
  return found;
}

/** One statement for however many, which the database plans once. */
function anyOf(ids: readonly string[]) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}

/** Groups rows by the record they belong to. */
function byRecord<T extends { recordId: string }>(rows: readonly T[]): Map<string, Omit<T, 'recordId'>[]> {
  const grouped = Map.groupBy(rows, (row) => row.recordId);
  return new Map([...grouped].map(([id, list]) => [id, list.map(({ recordId: _of, ...row }) => row)]));
}

async function attachmentsOf(db: PortalDb, ids: readonly string[]): Promise<Map<string, OpenAttachment[]>> {
  if (ids.length === 0) return new Map();
  return byRecord(await db.selectFrom('open.attachment').select(['recordId', 'position', 'name', 'fileHash', 'size', 'mime']).where('recordId', '=', anyOf(ids)).orderBy('position').execute());
}

export async function renditionsOf(db: PortalDb, ids: readonly string[]): Promise<Map<string, OpenRendition[]>> {
  if (ids.length === 0) return new Map();
  return byRecord(await db.selectFrom('open.rendition').select(['recordId', 'format', 'fileHash', 'size']).where('recordId', '=', anyOf(ids)).execute());
}

function tombstonesOf(db: PortalDb, ids: readonly string[]): Promise<Tombstone[]> {
  return ids.length === 0 ? Promise.resolve([]) : db.selectFrom('open.tombstone').selectAll().where('id', '=', anyOf(ids)).execute();
}

/** Both directions, of each record. */
export async function relationsOf(db: PortalDb, ids: readonly string[]): Promise<Map<string, OpenRelation[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OpenRelation & { recordId: string }>`
    select x.from_id as record_id, 'from' as direction, x.type, r.id, coalesce(r.title, x.to_text, '') as title, r.document_number, r.date_made, r.status
      from open.relation x left join open.record r on r.id = x.to_id where x.from_id = ${anyOf(ids)}
    union all
    select x.to_id, 'to', x.type, r.id, r.title, r.document_number, r.date_made, r.status
      from open.relation x join open.record r on r.id = x.from_id where x.to_id = ${anyOf(ids)}
    order by direction, type, date_made desc nulls last, title`.execute(db);
  return byRecord(rows.filter((row) => row.title !== ''));
}
