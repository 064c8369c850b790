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

/** The whole public record, its tombstone when it was withdrawn, or null. `id` must be a UUID. */
export async function findRecord(
  db: PortalDb, id: string,
): Promise<{ record: OpenRecord } | { tombstone: Tombstone } | null> {
  const row = await db.selectFrom('open.record').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) {
    const tombstone = await db.selectFrom('open.tombstone').selectAll().where('id', '=', id).executeTakeFirst();
    return tombstone ? { tombstone } : null;
  }
  const [attachments, renditions, relations, channels] = await Promise.all([
    db.selectFrom('open.attachment').select(['position', 'name', 'fileHash', 'size', 'mime'])
      .where('recordId', '=', id).orderBy('position').execute(),
    db.selectFrom('open.rendition').select(['format', 'fileHash', 'size']).where('recordId', '=', id).execute(),
    relationsOf(db, id),
    channelsOf(db, [id]),
  ]);
  return { record: { ...row, attachments, renditions, relations, channels: channels.get(id) ?? [] } };
}

async function relationsOf(db: PortalDb, id: string): Promise<OpenRelation[]> {
  const outward = await db.selectFrom('open.relation as x').leftJoin('open.record as r', 'r.id', 'x.toId')
    .select(['x.type', 'r.id', 'x.toText', 'r.title', 'r.documentNumber', 'r.dateMade', 'r.status'])
    .where('x.fromId', '=', id).orderBy('x.type').orderBy(sql`r.date_made desc nulls last`).execute();
  const inward = await db.selectFrom('open.relation as x').innerJoin('open.record as r', 'r.id', 'x.fromId')
    .select(['x.type', 'r.id', 'r.title', 'r.documentNumber', 'r.dateMade', 'r.status'])
    .where('x.toId', '=', id).orderBy('x.type').orderBy(sql`r.date_made desc nulls last`).execute();
  return [
    ...outward.map(({ toText, ...row }) => ({ ...row, direction: 'from' as const, title: row.title ?? toText ?? '' })),
    ...inward.map((row) => ({ ...row, direction: 'to' as const })),
  ].filter((relation) => relation.title !== '');
}
