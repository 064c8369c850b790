// All public records of a filter, whole, a page at a time: for bulk files and harvesters. No page waits in memory, and no
// transaction stays open while a slow reader takes his time.
import type { CivilDate, Instant } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import type { RecordStatus } from '../../../platform/schema.ts';
import type { SearchOptions } from '../../../platform/search-open.ts';
import { whereEntry, type RecordFilter } from './filter.ts';
import { searchRecords } from './search.ts';

export type WholeRecord = {
  id: string; externalId: string | null; indexNumber: string; agencyCode: string; agencyName: string; issuer: string;
  regionCode: string; kind: string; category: string; title: string; documentNumber: string | null; dateMade: CivilDate | null;
  datePublished: CivilDate; publishedAt: Instant; theme: string | null; keywords: string[]; summary: string | null;
  status: RecordStatus; effectiveOn: CivilDate | null; expiresOn: CivilDate | null; attribute: 'full' | 'redacted'; edition: number;
  language: string; bodyText: string; updatedAt: Instant;
  attachments: { position: number; name: string; size: number; mime: string; fileHash: string }[];
};

const columns = sql`r.id, r.external_id, r.index_number, r.agency_code, r.agency_name, r.issuer, r.region_code, r.kind, r.category,
  r.title, r.document_number, r.date_made, r.date_published, r.published_at, r.theme, r.keywords, r.summary, r.status, r.effective_on,
  r.expires_on, r.attribute, r.edition, r.language, r.body_text, r.updated_at,
  coalesce((select jsonb_agg(jsonb_build_object('position', a.position, 'name', a.name, 'size', a.size, 'mime', a.mime, 'fileHash', a.file_hash)
    order by a.position) from open.attachment a where a.record_id = r.id), '[]') as attachments`;

function select(rest: RawBuilder<unknown>): RawBuilder<WholeRecord> {
  return sql<WholeRecord>`select ${columns} from open.record r join open.search_entry e on e.record_id = r.id where ${rest}`;
}

/** In the order of the ids given; ids that are not public are left out. */
export async function wholeRecords(db: PortalDb, ids: readonly string[]): Promise<WholeRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await select(sql`r.id = any(${[...ids]}::uuid[])`).execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** `agencies`: of these only. */
export type EveryOptions = SearchOptions & { agencies?: readonly string[] | undefined };

const lowest = '00000000-0000-0000-0000-000000000000';

/**
 * Every record that fits, once, in the order of ids (of a search: newest first), `size` at a time. A record that stays
 * public all the while is never left out; what changed meanwhile stands in the change feed.
 */
export async function* everyRecord(
  db: PortalDb, filter: RecordFilter, q: string, size: number, options: EveryOptions = {},
): AsyncGenerator<WholeRecord[]> {
  if (q !== '') return yield* everyFound(db, filter, q, size, options);
  for (let after = lowest; ;) {
    const { rows } = await select(sql`${whereEntry(filter, options.agencies)} and r.id > ${after}::uuid order by r.id limit ${size}`).execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.id;
  }
}

async function* everyFound(
  db: PortalDb, filter: RecordFilter, q: string, size: number, options: EveryOptions,
): AsyncGenerator<WholeRecord[]> {
  for (let cursor: string | null = null; ;) {
    const { items, next }: { items: readonly { id: string }[]; next: string | null } =
      await searchRecords(db, { q, filter, limit: size, cursor, sort: 'date', agencies: options.agencies }, options);
    if (items.length > 0) yield await wholeRecords(db, items.map((item) => item.id));
    if (next === null) return;
    cursor = next;
  }
}
