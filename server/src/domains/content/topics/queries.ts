import type { TopicRow, TopicState, TopicView } from '../../../console-api/contract-content.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { liveEditions } from '../../library/index.ts';
import { readRule, ruleIn, takes } from '../../columns/index.ts';
import { listSites, siteDesk, siteScope, siteTree } from '../../sites/index.ts';
import { zh } from '../messages.ts';
import { countsOf, ownOnly } from './feed.ts';
import { getTopic } from './model.ts';
import { moves, topicFaults } from './rules.ts';

export async function listTopics(db: Db, principal: Principal): Promise<TopicRow[]> {
  const rows = await db.selectFrom('core.topic').select(['id', 'siteCode', 'slug', 'name', 'state', 'openedOn', 'version']).orderBy('createdAt', 'desc').execute();
  const [sites, tree] = [await listSites(db), await siteTree(db)];
  const desks = new Map(sites.map((site) => [site.code, { name: site.name, mine: siteDesk(principal, site.agencyCode, tree) !== null }]));
  return rows.map((row) => ({ ...row, siteName: desks.get(row.siteCode)?.name ?? row.siteCode, mayManage: desks.get(row.siteCode)?.mine ?? false }));
}

/** @throws Refused 'not-found' (404) */
export async function getTopicView(db: Db, principal: Principal, id: string): Promise<TopicView> {
  const topic = await getTopic(db, id);
  const row = (await listTopics(db, principal)).find((one) => one.id === id);
  if (row === undefined) throw new Error(`topic ${id} has no site`);
  const titles = new Map((await liveEditions(db, topic.items.map((item) => item.recordId))).map((edition) => [edition.recordId, edition.withdrawn ? zh.states.withdrawn : edition.content.title]));
  const counts = await countsOf(db, topic);
  const open = await db.selectFrom('open.site').select('code').where('code', '=', topic.siteCode).executeTakeFirst();
  const situation = { siteOpen: open !== undefined, shown: Object.values(counts).reduce((a, b) => a + b, 0) };
  return {
    ...row, lead: topic.lead, rules: topic.rules, items: topic.items.map((item) => ({ ...item, title: titles.get(item.recordId) ?? '' })), hotlines: topic.hotlines,
    closedOn: topic.closedOn, archivedAt: topic.archivedAt, counts, path: topic.state === 'preparing' ? null : `/topics/${topic.slug}/`,
    moves: moves[topic.state].map((state: TopicState) => ({ state, refusals: topicFaults(topic.state, { ...topic, state }, situation) })),
  };
}

export type ShowingTopic = { siteCode: string; slug: string; name: string; byHand: boolean };

/** The topics that show a public record, by hand or by rule. */
export async function topicsShowing(db: Db | Tx, recordId: string): Promise<ShowingTopic[]> {
  const record = await db.selectFrom('open.record').select(['kind', 'category', 'theme', 'agencyCode', 'regionCode', 'language', 'title', 'keywords']).where('id', '=', recordId).executeTakeFirst();
  if (record === undefined) return [];
  const hands = await db.selectFrom('open.topicItem').select(['topicId', 'section', 'place']).where('recordId', '=', recordId).execute();
  const languages = new Map((await listSites(db)).map((site) => [site.code, site.language]));
  const shown: ShowingTopic[] = [];
  for (const topic of await db.selectFrom('open.topic').select(['id', 'siteCode', 'slug', 'name', 'rules']).orderBy('openedOn', 'desc').execute()) {
    const own = hands.filter((hand) => hand.topicId === topic.id);
    const byHand = own.some((hand) => hand.place !== 'excluded');
    const rules = Object.entries(topic.rules as Record<string, unknown>).flatMap(([section, value]) => {
      const rule = own.some((hand) => hand.section === section) ? null : ruleIn(readRule(value), languages.get(topic.siteCode) ?? record.language);
      return rule === null || !takes(rule, record) ? [] : [rule];
    });
    const scope = rules.some(ownOnly) ? await siteScope(db, topic.siteCode) : [];
    if (byHand || rules.some((rule) => !ownOnly(rule) || scope.includes(record.agencyCode))) shown.push({ siteCode: topic.siteCode, slug: topic.slug, name: topic.name, byHand });
  }
  return shown;
}
