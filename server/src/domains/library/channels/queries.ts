import { sql, type RawBuilder } from 'kysely';
import type { ChannelUse, MissingChannels, RecordChannels } from '../../../console-api/contract-channels.ts';
import type { Page } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { zh as library } from '../messages.ts';
import { decodeCursor, encodeCursor } from '../open/cursor.ts';
import { mayEndAs, recordAgencies } from '../policy.ts';
import { findRecordRow, recordUrl } from '../queries/list-records.ts';
import { zh } from './messages.ts';
import { channelNames, channelSettings, portalChannel } from './settings.ts';

/** The agency's own people see all entries; the others those the public sees. */
export async function recordChannels(db: Db, principal: Principal, id: string): Promise<RecordChannels> {
  if (await findRecordRow(db, principal, id) === null) notFound(library.noRecord);
  const record = await db.selectFrom('core.record as r').leftJoin('open.record as o', 'o.id', 'r.id')
    .select(['r.agencyCode', 'o.datePublished', 'o.category']).where('r.id', '=', id).executeTakeFirstOrThrow();
  const inside = recordAgencies(principal).includes(record.agencyCode);
  const settings = await channelSettings(db);
  const names = channelNames(settings);
  const rows = await db.selectFrom('core.channelUse as u').innerJoin('core.person as p', 'p.id', 'u.personId')
    .leftJoin('core.person as q', 'q.id', 'u.removedBy').leftJoin('open.channelUse as o', 'o.id', 'u.id').selectAll('u').select(['p.name as by', 'q.name as removedByName'])
    .where('u.recordId', '=', id).where((eb) => (inside ? eb.val(true) : eb('o.id', 'is not', null))).orderBy('u.usedOn').orderBy('u.at').execute();
  const uses = rows.map((row): ChannelUse => ({
    id: row.id, channel: row.channel, name: names.get(row.channel) ?? row.channel, usedOn: row.usedOn, url: row.url, issue: row.issue,
    file: inside || row.filePublic ? row.fileName : null, isPublic: row.isPublic, filePublic: row.filePublic, by: row.by, at: row.at,
    removed: row.removedAt === null ? null : { by: row.removedByName ?? '', at: row.removedAt, reason: row.removedReason ?? '' },
  }));
  const used = new Set(uses.filter((use) => use.removed === null).map((use) => use.channel));
  const published = record.datePublished;
  if (published !== null) used.add(portalChannel);
  return {
    uses, portal: published === null ? null : { since: published, url: recordUrl(id) },
    missing: record.category === 'normative' ? settings.channels.filter((c) => settings.required.includes(c.code) && !used.has(c.code)) : [],
    channels: settings.channels.filter((c) => c.code !== portalChannel), editable: mayEndAs(principal, record.agencyCode) !== null,
  };
}

export type EvidenceFile = { hash: string; name: string; mime: string };

/** The evidence of one entry, for the agency's own people. */
export async function evidenceOf(db: Db, principal: Principal, id: string, use: string): Promise<EvidenceFile> {
  const row = await db.selectFrom('core.channelUse as u').innerJoin('core.record as r', 'r.id', 'u.recordId')
    .select(['u.fileHash', 'u.fileName', 'u.fileMime', 'r.agencyCode']).where('u.id', '=', use).where('u.recordId', '=', id).executeTakeFirst();
  if (!row || !recordAgencies(principal).includes(row.agencyCode)) notFound(zh.noUse);
  const { fileHash, fileName, fileMime } = row;
  return fileHash === null || fileName === null || fileMime === null ? notFound(zh.noFile) : { hash: fileHash, name: fileName, mime: fileMime };
}

export type MissingQuery = { agency?: string; channel?: string; cursor?: string; limit?: string };
type Row = Omit<MissingChannels, 'missing' | 'used'> & { used: string[]; publishedAt: string };

/** Public normative documents that have not ended, with a required channel that is not on record; newest first. */
export async function missingChannels(db: Db, query: MissingQuery): Promise<Page<MissingChannels>> {
  const settings = await channelSettings(db);
  const limit = pageSize(query.limit);
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const from = source(query, wanted(settings.required, query.channel));
  const { rows: [counted] } = await sql<{ n: number }>`select count(*) as n ${from}`.execute(db);
  const { rows } = await sql<Row>`select r.id, r.title, r.document_number, r.agency_name, r.date_published, r.published_at, array(
      select distinct u.channel from core.channel_use u where u.record_id = r.id and u.removed_at is null) as used
    ${from} and ${after ? sql`(r.published_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by r.published_at desc, r.id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const names = channelNames(settings);
  const named = (codes: readonly string[]): string[] => settings.channels.filter((c) => codes.includes(c.code)).map((c) => names.get(c.code) ?? c.code);
  return {
    total: counted?.n ?? 0,
    items: page.map(({ used, publishedAt: _at, ...row }) => ({
      ...row, used: named([...used, portalChannel]), missing: named(settings.required.filter((code) => code !== portalChannel && !used.includes(code))),
    })),
    next: rows.length > limit && last ? encodeCursor({ at: last.publishedAt as Parameters<typeof encodeCursor>[0]['at'], id: last.id }) : null,
  };
}

/** The portal's own publication is what makes these documents public: it is never missing. */
function wanted(required: readonly string[], channel: string | undefined): string[] {
  return required.filter((code) => code !== portalChannel && (channel === undefined || channel === '' || code === channel));
}

function source({ agency }: MissingQuery, codes: readonly string[]): RawBuilder<unknown> {
  return sql`from open.record r where r.category = 'normative' and r.status in ('in-force', 'amended', 'not-yet', 'unknown')
    and ${agency ? sql`r.agency_code = ${agency}` : sql`true`}
    and (select count(distinct u.channel) from core.channel_use u where u.record_id = r.id and u.removed_at is null and u.channel = any(${[...codes]}::text[])) < ${codes.length}`;
}

export async function* everyMissing(db: Db, query: MissingQuery): AsyncGenerator<MissingChannels> {
  let cursor: string | undefined;
  do {
    const page: Page<MissingChannels> = await missingChannels(db, { ...query, limit: '100', ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
