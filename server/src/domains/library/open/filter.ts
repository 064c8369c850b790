// What a reader may narrow the list of public records by. All queries of this folder read schema `open` only.
// Lists and counts go over open.search_entry: one narrow row for each record, written with it.
import { sql, type RawBuilder } from 'kysely';

export const facetNames = ['category', 'status', 'agency', 'theme', 'kind', 'year'] as const;
export type FacetName = (typeof facetNames)[number];

/** Exact values; `theme` is the first level of 主题分类, `item` an item of 条例 arts 20 and 21, `year` of 成文日期. */
export type RecordFilter = Partial<Record<FacetName, string>> & { item?: string };

/** The value of a record under each facet. The year is that of making; where it is not known, of publication. */
export const facetExpressions: Readonly<Record<FacetName, RawBuilder<string>>> = {
  category: sql<string>`e.category`,
  status: sql<string>`e.status`,
  agency: sql<string>`e.agency_code`,
  theme: sql<string>`e.theme`,
  kind: sql<string>`e.kind`,
  year: sql<string>`e.year::text`,
};

/** A condition for `open.search_entry e`; `without` leaves one facet open, so that its other values can be counted. */
export function whereEntry(filter: RecordFilter, without?: FacetName): RawBuilder<boolean> {
  const parts = facetNames.flatMap((name) => {
    const value = filter[name];
    if (value === undefined || name === without) return [];
    return [name === 'year' ? sql`e.year = ${Number(value)}` : sql`${facetExpressions[name]} = ${value}`];
  });
  if (filter.item !== undefined) {
    parts.push(sql`exists (select from open.record i where i.id = e.record_id and ${filter.item} = any(i.article_items))`);
  }
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}
