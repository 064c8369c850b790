// Content as the public sees it. Reads schema `open` only.
import { parseBody, type Body } from '@tongming/typeset';
import type { PortalDb } from '../../../platform/database.ts';
import { isContentKind, contentFacts, type ContentFacts, type ContentKindName } from './facts.ts';

export type OpenContent = {
  kind: ContentKindName; facts: ContentFacts; text: Body; source: string; author: string | null; originality: 'own' | 'reprinted'; sourceUrl: string | null;
};

/** What the record is beside a record; null for a document. */
export async function openContent(db: PortalDb, recordId: string): Promise<OpenContent | null> {
  const row = await db.selectFrom('open.content').select(['kind', 'facts', 'text', 'source', 'author', 'originality', 'sourceUrl']).where('recordId', '=', recordId).executeTakeFirst();
  if (row === undefined || !isContentKind(row.kind)) return null;
  return { ...row, kind: row.kind, facts: contentFacts.parse(row.facts), text: parseBody(row.text) };
}

/** Facts of many at once, for lists that show more than titles (people, pictures). */
export async function openFacts(db: PortalDb, recordIds: readonly string[]): Promise<Map<string, ContentFacts>> {
  if (recordIds.length === 0) return new Map();
  const rows = await db.selectFrom('open.content').select(['recordId', 'facts']).where('recordId', 'in', [...recordIds]).execute();
  return new Map(rows.map((row) => [row.recordId, contentFacts.parse(row.facts)]));
}

/** Records of other sites that this one has taken over, the newest first. */
export async function placedOn(db: PortalDb, siteCode: string): Promise<string[]> {
  const rows = await db.selectFrom('open.placement').select('recordId').where('siteCode', '=', siteCode).orderBy('placedAt', 'desc').execute();
  return rows.map((row) => row.recordId);
}

export type PlacedRecord = { id: string; kind: string; category: string; theme: string | null; agencyCode: string; regionCode: string; language: string; title: string; keywords: string[] };

/** Of every site: what it has taken over, with what rules of columns ask. */
export async function listPlaced(db: PortalDb): Promise<ReadonlyMap<string, PlacedRecord[]>> {
  const rows = await db.selectFrom('open.placement as p').innerJoin('open.record as r', 'r.id', 'p.recordId')
    .select(['p.siteCode', 'r.id', 'r.kind', 'r.category', 'r.theme', 'r.agencyCode', 'r.regionCode', 'r.language', 'r.title', 'r.keywords']).execute();
  return Map.groupBy(rows, (row) => row.siteCode);
}

export async function isPlacedOn(db: PortalDb, recordId: string, siteCode: string): Promise<boolean> {
  return await db.selectFrom('open.placement').select('recordId').where('recordId', '=', recordId).where('siteCode', '=', siteCode).executeTakeFirst() !== undefined;
}

/** How many public pieces each kind has among these agencies and what was taken over; null = all agencies. */
export async function countKinds(db: PortalDb, agencies: readonly string[] | null, placed: readonly string[]): Promise<Map<ContentKindName, number>> {
  const rows = await db.selectFrom('open.content as c').innerJoin('open.record as r', 'r.id', 'c.recordId')
    .select((eb) => ['c.kind', eb.fn.countAll<number>().as('n')])
    .$if(agencies !== null, (qb) => qb.where((eb) => eb.or([
      ...(agencies === null || agencies.length === 0 ? [] : [eb('r.agencyCode', 'in', [...agencies])]), ...(placed.length === 0 ? [] : [eb('r.id', 'in', [...placed])]), eb.lit(false),
    ]))).groupBy('c.kind').execute();
  return new Map(rows.flatMap(({ kind, n }) => (isContentKind(kind) ? [[kind, n] as const] : [])));
}
