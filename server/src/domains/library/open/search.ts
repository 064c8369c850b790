import type { PortalDb } from '../../../platform/database.ts';
import { searchOpen, type SearchRequest, type TextPart } from '../../../platform/search-open.ts';
import type { RecordFilter } from './filter.ts';
import type { RecordItem } from './list-records.ts';

export type FoundRecord = RecordItem & { titleParts: TextPart[]; snippetParts: TextPart[] };
export type Found = { total: number; items: FoundRecord[]; next: string | null; titleOnly: boolean; cut: boolean };

/** Plain search of public records by relevance. @throws Refused 'bad-cursor' (400) */
export async function searchRecords(
  db: PortalDb, request: { q: string; filter: RecordFilter; limit: number; cursor: string | null },
): Promise<Found> {
  const { year, item: _item, ...equal } = request.filter;
  const filters: SearchRequest['filters'] = { ...equal, ...(year === undefined ? {} : { year: Number(year) }) };
  return searchOpen(db, { q: request.q, filters, limit: request.limit, cursor: request.cursor });
}
