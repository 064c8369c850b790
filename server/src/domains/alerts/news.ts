// What may be told of a record, and what is new about a document since its reader was last told. Public facts only.
import type { Db, Tx } from '../../platform/database.ts';

/** `other` does to the document what `type` says (interprets, amends, repeals …). */
export type News =
  | { what: 'published' | 'revised' | 'status' | 'withdrawn' }
  | { what: 'relation'; type: string; other: string };

/** Null: not public (any more). */
export type Known = { edition: number; status: string; relations: string[] } | null;

export async function knownOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const [records, relations] = await Promise.all([
    db.selectFrom('open.record').select(['id', 'edition', 'status']).where('id', 'in', [...ids]).execute(),
    db.selectFrom('open.relation').select(['fromId', 'type', 'toId']).where('toId', 'in', [...ids]).execute(),
  ]);
  const known = new Map<string, Known>(ids.map((id) => [id, null]));
  for (const { id, edition, status } of records) {
    known.set(id, { edition, status, relations: relations.filter((r) => r.toId === id).map((r) => `${r.type} ${r.fromId}`).sort() });
  }
  return known;
}

export function newsSince(before: Known, after: Known): News[] {
  if (after === null) return before === null ? [] : [{ what: 'withdrawn' }];
  if (before === null) return [{ what: 'published' }];
  const fresh = after.relations.filter((relation) => !before.relations.includes(relation));
  return [
    ...(after.edition > before.edition ? [{ what: 'revised' as const }] : []),
    ...(after.status !== before.status ? [{ what: 'status' as const }] : []),
    ...fresh.map((relation): News => {
      const [type = '', other = ''] = relation.split(' ');
      return { what: 'relation', type, other };
    }),
  ];
}
