// What a reader may narrow the list of public records by. All queries of this folder read schema `open` only.
// Lists and counts go over open.search_entry: one narrow row for each record, written with it.
import type { CivilDate } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import { contentCategories } from './content-categories.ts';
import { noTheme } from '../../../platform/search-facets.ts';
import type { SiteLanguage } from '../../../platform/schema.ts';
import type { PlanFilters } from '../../../platform/search-plan.ts';

export const facetNames = ['category', 'status', 'agency', 'theme', 'kind', 'year', 'region'] as const;
export type FacetName = (typeof facetNames)[number];

/**
 * Exact values; `theme` is the first level of 主题分类, `item` an item of 条例 arts 20 and 21, `year` of 成文日期. `from` and
 * `to` bound the same day that `year` is of, both included.
 * `documents`: without content, for lists of documents alone. `language` is that of the site which asks; no address holds it.
 */
export type RecordFilter = Partial<Record<FacetName, string>> & { item?: string; from?: CivilDate; to?: CivilDate; documents?: 'only'; language?: SiteLanguage };
/** In the order of an address. */
export const filterNames = [...facetNames, 'item', 'from', 'to'] as const satisfies readonly (keyof RecordFilter)[];

export function planFilters({ year, language: _byScript, documents: _lists, ...others }: RecordFilter): PlanFilters {
  return { ...others, ...(year === undefined ? {} : { year: Number(year) }) };
}

/** Whether the counts kept with the records say how many fit: they know no days and no items. */
export function isCounted(filter: RecordFilter): boolean {
  return filter.item === undefined && filter.from === undefined && filter.to === undefined;
}

const columns: Readonly<Record<FacetName, RawBuilder<unknown>>> = {
  category: sql`e.category`, status: sql`e.status`, agency: sql`e.agency_code`, theme: sql`e.theme`, kind: sql`e.kind`, year: sql`e.year`,
  region: sql`e.region_code`,
};

/** A condition for `open.search_entry e`. The year is that of making; where it is not known, of publication. `agencies`: of these only. */
export function whereEntry(filter: RecordFilter, agencies?: readonly string[]): RawBuilder<boolean> {
  const parts = facetNames.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    if (name === 'theme' && value === noTheme) return [sql`e.theme is null`];
    return [sql`${columns[name]} = ${name === 'year' ? Number(value) : value}`];
  });
  if (filter.documents) parts.push(sql`e.category <> all(${[...contentCategories]}::text[])`);
  if (agencies !== undefined) parts.push(sql`e.agency_code = any(${[...agencies]}::text[])`);
  // Literal: the planner takes a partial index only where it sees the value.
  if (filter.language !== undefined) parts.push(sql`e.language = ${sql.lit(filter.language)}`);
  const all = [...parts, ...narrowing(filter)];
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(all, sql` and `)}`;
}

/** What is no facet: the item and the days. */
export function narrowing({ item, from, to }: RecordFilter): RawBuilder<unknown>[] {
  return [
    ...(item === undefined ? [] : [hasItem(item)]),
    ...(from === undefined ? [] : [sql`e.sorted_on >= ${from}::date`]), ...(to === undefined ? [] : [sql`e.sorted_on <= ${to}::date`]),
  ];
}

function hasItem(item: string): RawBuilder<boolean> {
  return sql<boolean>`e.record_id in (select i.id from open.record i where i.article_items @> array[${item}]::text[])`;
}
