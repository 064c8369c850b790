import { openSide, type Db, type Tx } from '../../../platform/database.ts';
import { recordsOfFeed, type Feed } from '../../columns/index.ts';
import { siteScope } from '../../sites/index.ts';
import { topicSections, type TopicSectionName } from '../open/topics.ts';
import type { StoredTopic } from './model.ts';

/** A topic gathers over the whole pool; a rule without an agency or region takes the site's own. */
export function feedOf({ rules, items }: Pick<StoredTopic, 'rules' | 'items'>, section: TopicSectionName): Feed {
  const ids = (place: string): string[] => items.filter((item) => item.section === section && item.place === place).map((item) => item.recordId);
  return { rule: rules[section] ?? null, pinned: ids('pinned'), placed: ids('placed'), excluded: ids('excluded') };
}

/** A rule that names agencies or regions reaches over all sites; any other keeps to the site's own agencies. */
export const ownOnly = (rule: Feed['rule']): boolean => rule !== null && rule.agencies === undefined && rule.regions === undefined;

export async function countsOf(db: Db | Tx, topic: Pick<StoredTopic, 'rules' | 'items' | 'siteCode'>): Promise<Record<TopicSectionName, number>> {
  const scope = await siteScope(db, topic.siteCode);
  const totals = await Promise.all(topicSections.map(async (section) => {
    const feed = feedOf(topic, section);
    return [section, (await recordsOfFeed(openSide(db), feed, ownOnly(feed.rule) ? scope : null, { limit: 1 })).total] as const;
  }));
  return { policy: 0, progress: 0, questions: 0, ...Object.fromEntries(totals) };
}

/** Every record a section shows now. */
export async function allOf(db: Tx, topic: StoredTopic, section: TopicSectionName): Promise<string[]> {
  const feed = feedOf(topic, section);
  const scope = ownOnly(feed.rule) ? await siteScope(db, topic.siteCode) : null;
  const { total } = await recordsOfFeed(openSide(db), feed, scope, { limit: 1 });
  return (await recordsOfFeed(openSide(db), feed, scope, { limit: total + 1 })).items.map((item) => item.id);
}
