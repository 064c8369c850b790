import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import { contentCategories } from './content-categories.ts';
import type { AgencyKind } from '../../../platform/schema.ts';
import { totalOf, type Cells } from './counts.ts';

/** The facts an agency makes public about its openness office (条例 art. 12); every one may be missing. */
export type OpennessFacts = {
  office?: string; address?: string; hours?: string; phone?: string; fax?: string; email?: string; postcode?: string;
  leader?: string; contact?: string; duties?: string; departments?: string[];
};

export type OpenAgency = {
  code: string; name: string; shortName: string; regionCode: string; regionName: string; regionLevel: string;
  parentCode: string | null; kind: AgencyKind; position: number; openness: OpennessFacts;
  /** `openness.site`: what the agency's site says of itself; read by the portal. */
  siteFacts: unknown;
};

const words = ['office', 'address', 'hours', 'phone', 'fax', 'email', 'postcode', 'leader', 'contact', 'duties'] as const;

function readFacts(value: unknown): OpennessFacts {
  if (typeof value !== 'object' || value === null) return {};
  const given = new Map<string, unknown>(Object.entries(value));
  const facts: OpennessFacts = {};
  for (const key of words) {
    const text = given.get(key);
    if (typeof text === 'string' && text.trim() !== '') facts[key] = text.trim();
  }
  const departments = given.get('departments');
  if (Array.isArray(departments)) facts.departments = departments.filter((d): d is string => typeof d === 'string' && d !== '');
  return facts;
}

export type CountedAgency = OpenAgency & { records: number };

/** With the exact number of each one's public records. */
export function withCounts(agencies: readonly OpenAgency[], cells: Cells): CountedAgency[] {
  return agencies.map((agency) => ({ ...agency, records: totalOf(cells, { agency: agency.code }) }));
}

/** Every public agency in the order of the directory. */
export async function listAgencies(db: PortalDb): Promise<OpenAgency[]> {
  const rows = await db.selectFrom('open.agency as a')
    .leftJoin('open.region as g', 'g.code', 'a.regionCode')
    .select(['a.code', 'a.name', 'a.shortName', 'a.regionCode', 'a.parentCode', 'a.kind', 'a.position', 'a.openness',
      'g.name as regionName', 'g.level as regionLevel'])
    .orderBy('a.position').orderBy('a.code').execute();
  return rows.map(({ openness, regionName, regionLevel, ...row }) => ({
    ...row, regionName: regionName ?? '', regionLevel: regionLevel ?? '', openness: readFacts(openness),
    siteFacts: typeof openness === 'object' && openness !== null && 'site' in openness ? openness.site : null,
  }));
}

/** The government whose site this is: the highest one without a parent. */
export function rootAgency(agencies: readonly OpenAgency[]): OpenAgency | null {
  return agencies.find((a) => a.kind === 'government' && a.parentCode === null)
    ?? agencies.find((a) => a.kind === 'government') ?? agencies[0] ?? null;
}

export type ItemCount = { item: string; count: number; latest: string };

/** How many public records an agency has under each item of 条例 arts 20 and 21, and the day of the newest. */
export async function countItems(db: PortalDb, agencyCode: string): Promise<ItemCount[]> {
  const { rows } = await sql<ItemCount>`
    select item, count(*) as count, max(r.date_published) as latest
    from open.record r cross join lateral unnest(r.article_items) item
    where r.agency_code = ${agencyCode} group by item`.execute(db);
  return rows;
}

/** Public documents of an agency that name no item of arts 20 and 21. */
export async function countWithoutItem(db: PortalDb, agencyCode: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from open.record r where r.agency_code = ${agencyCode} and r.article_items = '{}' and r.category <> all(${[...contentCategories]}::text[])`.execute(db);
  return rows[0]?.n ?? 0;
}
