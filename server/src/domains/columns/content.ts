// What is in the columns of a site right now, as its readers see it: public records only.
import { civilDateOf, type CivilDate } from '@tongming/law';
import type { Db, Tx } from '../../platform/database.ts';
import { contentCategories } from '../library/index.ts';
import type { StoredColumn, StoredItem } from './model.ts';
import { countOfFeed, lastDayOfFeed, type Feed } from './open/records-of-rule.ts';
import { ruleIn } from './open/rule.ts';

export function feedOf({ id, rule, language }: Pick<StoredColumn, 'id' | 'rule' | 'language'>, items: readonly StoredItem[]): Feed {
  const of = (mode: StoredItem['mode']): string[] => items.filter((item) => item.columnId === id && item.mode === mode).map((item) => item.recordId);
  return { rule: ruleIn(rule, language), pinned: of('pinned'), placed: of('placed'), excluded: of('excluded') };
}

/** The newest document of a site: it stands on its home page, whatever columns do. */
export async function newestDocument(db: Db | Tx, scope: readonly string[], language: string): Promise<CivilDate | null> {
  const row = await db.selectFrom('open.searchEntry').select('publishedAt').where('agencyCode', 'in', ['', ...scope]).where('language', '=', language)
    .where('category', 'not in', [...contentCategories]).orderBy('publishedAt', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : civilDateOf(row.publishedAt);
}

export type Held = { count: number; lastOn: CivilDate | null };

/** How many records, and when the newest of them was published. */
export async function heldBy(db: Db | Tx, feed: Feed, scope: readonly string[]): Promise<Held> {
  return { count: await countOfFeed(db, feed, scope), lastOn: await lastDayOfFeed(db, feed, scope) };
}
