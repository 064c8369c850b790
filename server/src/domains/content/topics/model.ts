import type { CivilDate, Instant } from '@tongming/law';
import { z } from 'zod';
import { notFound } from '../../../platform/errors.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { feedRule, type FeedRule } from '../../columns/index.ts';
import { zh } from '../messages.ts';
import { topicSections, type TopicSectionName } from '../open/topics.ts';

export type TopicState = 'preparing' | 'open' | 'closed' | 'archived';
export type TopicRules = Partial<Record<TopicSectionName, FeedRule>>;
export type StoredItem = { section: TopicSectionName; recordId: string; place: 'pinned' | 'placed' | 'excluded' };
export type StoredTopic = {
  id: string; siteCode: string; slug: string; name: string; lead: string; rules: TopicRules; state: TopicState; openedOn: CivilDate | null; closedOn: CivilDate | null;
  archivedAt: Instant | null; version: number; items: StoredItem[]; hotlines: string[];
};

const section = z.enum(topicSections);
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, zh.topic.slug);
const name = z.string().trim().max(60);
const lead = z.string().trim().max(1000);
const item = z.object({ section, recordId: z.uuid(), place: z.enum(['pinned', 'placed', 'excluded']) });
export const rulesSchema = z.object({ policy: feedRule, progress: feedRule, questions: feedRule }).partial();
export const newTopicInput = z.object({ siteCode: z.string().max(40), slug, name, lead });
/** What is left out stays as it is. */
export const topicChangeInput = z.object({
  slug, name, lead, rules: rulesSchema, items: z.array(item).max(500), hotlines: z.array(z.uuid()).max(100), state: z.enum(['preparing', 'open', 'closed', 'archived']),
}).partial().extend({ version: z.int() });
export type TopicChangeInput = z.output<typeof topicChangeInput>;

export const columns = ['id', 'siteCode', 'slug', 'name', 'lead', 'rules', 'state', 'openedOn', 'closedOn', 'archivedAt', 'version'] as const;

/** @throws Refused 'not-found' (404) */
export async function getTopic(db: Db | Tx, id: string, lock = false): Promise<StoredTopic> {
  if (!z.uuid().safeParse(id).success) return notFound(zh.topic.none);
  const row = await db.selectFrom('core.topic').select(columns).where('id', '=', id).$if(lock, (qb) => qb.forUpdate()).executeTakeFirst() ?? notFound(zh.topic.none);
  const items = await db.selectFrom('core.topicItem').select(['section', 'recordId', 'place']).where('topicId', '=', id).orderBy('section').orderBy('position').execute();
  const hotlines = await db.selectFrom('core.topicHotline').select('hotlineId').where('topicId', '=', id).orderBy('position').execute();
  return { ...row, rules: rulesSchema.parse(row.rules), items: z.array(item).parse(items), hotlines: hotlines.map((one) => one.hotlineId) };
}
