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

/** The whole public record, its tombstone when it was withdrawn, or null. `id` must be a UUID. */
export async function findRecord(
  db: PortalDb, id: string,
): Promise<{ record: OpenRecord; beside: Beside } | { tombstone: Tombstone } | null> {
  const found = await db.selectFrom('open.record as r').selectAll('r').select(besideOf.as('beside')).where('r.id', '=', id).executeTakeFirst();
  if (!found) {
    const tombstone = await db.selectFrom('open.tombstone').selectAll().where('id', '=', id).executeTakeFirst();
    return tombstone ? { tombstone } : null;
  }
  const { beside, ...row } = found;
  const [attachments, renditions, relations, channels] = await Promise.all([
    !beside.attachments ? [] : db.selectFrom('open.attachment').select(['position', 'name', 'fileHash', 'size', 'mime'])
      .where('recordId', '=', id).orderBy('position').execute(),
    !beside.renditions ? [] : db.selectFrom('open.rendition').select(['format', 'fileHash', 'size']).where('recordId', '=', id).execute(),
    relationsOf(db, id, beside),
    channelsOf(db, beside.channels ? [id] : []),
  ]);
  return { beside, record: { ...row, attachments, renditions, relations, channels: channels.get(id) ?? [] } };
}

async function relationsOf(db: PortalDb, id: string, { relatesTo, relatedBy }: Beside): Promise<OpenRelation[]> {
  const outward = !relatesTo ? [] : await db.selectFrom('open.relation as x').leftJoin('open.record as r', 'r.id', 'x.toId')
    .select(['x.type', 'r.id', 'x.toText', 'r.title', 'r.documentNumber', 'r.dateMade', 'r.status'])
    .where('x.fromId', '=', id).orderBy('x.type').orderBy(sql`r.date_made desc nulls last`).execute();
  const inward = !relatedBy ? [] : await db.selectFrom('open.relation as x').innerJoin('open.record as r', 'r.id', 'x.fromId')
    .select(['x.type', 'r.id', 'r.title', 'r.documentNumber', 'r.dateMade', 'r.status'])
    .where('x.toId', '=', id).orderBy('x.type').orderBy(sql`r.date_made desc nulls last`).execute();
  return [
    ...outward.map(({ toText, ...row }) => ({ ...row, direction: 'from' as const, title: row.title ?? toText ?? '' })),
    ...inward.map((row) => ({ ...row, direction: 'to' as const })),
  ].filter((relation) => relation.title !== '');
}
