import { openSide, type Db, type Tx } from '../../../platform/database.ts';
import { recordsOfFeed, ruleIn, type Feed } from '../../columns/index.ts';
import { getSite, siteScope } from '../../sites/index.ts';
import { topicSections, type TopicSectionName } from '../open/topics.ts';
import type { StoredTopic } from './model.ts';

/** A topic gathers over the whole pool, in the language of its site; a rule without an agency or region takes the site's own. */
function feedOf({ rules, items }: Pick<StoredTopic, 'rules' | 'items'>, section: TopicSectionName, language: string): Feed {
  const ids = (place: string): string[] => items.filter((item) => item.section === section && item.place === place).map((item) => item.recordId);
  return { rule: ruleIn(rules[section] ?? null, language), pinned: ids('pinned'), placed: ids('placed'), excluded: ids('excluded') };
}

/** A rule that names agencies or regions reaches over all sites; any other keeps to the site's own agencies. */
export const ownOnly = (rule: Feed['rule']): boolean => rule !== null && rule.agencies === undefined && rule.regions === undefined;

type Gathered = Pick<StoredTopic, 'rules' | 'items' | 'siteCode'>;

async function gather(db: Db | Tx, topic: Gathered, section: TopicSectionName, limit: number) {
  const { language } = await getSite(db, topic.siteCode);
  const feed = feedOf(topic, section, language);
  return recordsOfFeed(openSide(db), feed, ownOnly(feed.rule) ? await siteScope(db, topic.siteCode) : null, { limit });
}

export async function countsOf(db: Db | Tx, topic: Gathered): Promise<Record<TopicSectionName, number>> {
  const totals = await Promise.all(topicSections.map(async (section) => [section, (await gather(db, topic, section, 1)).total] as const));
  return { policy: 0, progress: 0, questions: 0, ...Object.fromEntries(totals) };
}

/** Every record a section shows now. */
export async function allOf(db: Tx, topic: StoredTopic, section: TopicSectionName): Promise<string[]> {
  const { total } = await gather(db, topic, section, 1);
  return (await gather(db, topic, section, total + 1)).items.map((item) => item.id);
}
