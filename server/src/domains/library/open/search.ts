import type { PortalDb } from '../../../platform/database.ts';
import type { TextPart } from '../../../platform/search-marks.ts';
import { searchOpen, type SearchOptions, type SearchRequest } from '../../../platform/search-open.ts';
import type { Facets } from './counts.ts';
import { planFilters, type RecordFilter } from './filter.ts';
import type { RecordItem } from './list-records.ts';

export type FoundRecord = RecordItem & { titleParts: TextPart[]; snippetParts: TextPart[] };
export type Found = {
  total: number; items: FoundRecord[]; next: string | null; facets: Facets['facets'];
  titleOnly: boolean; cut: boolean; near: boolean; suggestion: string | null; article: string | null;
};

/** Search of public records, of those in Mongolian only where the filter says so, with exact counts for every facet. @throws Refused 'bad-cursor' (400) */
export async function searchRecords(
  db: PortalDb, request: { q: string; filter: RecordFilter; limit: number; cursor: string | null; sort?: SearchRequest['sort']; exactOnly?: boolean; agencies?: readonly string[] | undefined },
  options: SearchOptions = {},
): Promise<Found> {
  return searchOpen(db, { q: request.q, filters: { ...planFilters(request.filter), ...(request.agencies === undefined ? {} : { agencies: request.agencies }) }, limit: request.limit, cursor: request.cursor, sort: request.sort ?? 'relevance', exactOnly: request.exactOnly === true, mongolian: request.filter.language === 'mn-Mong-CN' }, options);
}
