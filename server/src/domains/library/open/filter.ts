// What a reader may narrow the list of public records by. All queries of this folder read schema `open` only.
// Lists and counts go over open.search_entry: one narrow row for each record, written with it.
import { sql, type RawBuilder } from 'kysely';

export const facetNames = ['category', 'status', 'agency', 'theme', 'kind', 'year', 'region'] as const;
export type FacetName = (typeof facetNames)[number];

/** Exact values; `theme` is the first level of 主题分类, `item` an item of 条例 arts 20 and 21, `year` of 成文日期. */
export type RecordFilter = Partial<Record<FacetName, string>> & { item?: string };

const columns: Readonly<Record<FacetName, RawBuilder<unknown>>> = {
  category: sql`e.category`, status: sql`e.status`, agency: sql`e.agency_code`, theme: sql`e.theme`, kind: sql`e.kind`, year: sql`e.year`,
  region: sql`e.region_code`,
};

/** A condition for `open.search_entry e`. The year is that of making; where it is not known, of publication. */
export function whereEntry(filter: RecordFilter): RawBuilder<boolean> {
  const parts = facetNames.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    return [sql`${columns[name]} = ${name === 'year' ? Number(value) : value}`];
  });
  if (filter.item !== undefined) parts.push(hasItem(filter.item));
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

export function hasItem(item: string): RawBuilder<boolean> {
  return sql<boolean>`e.record_id in (select i.id from open.record i where i.article_items @> array[${item}]::text[])`;
}
