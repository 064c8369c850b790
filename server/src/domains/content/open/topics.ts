// 专题 as the public sees them. Reads schema `open` only. Their records are fetched by the feed of the columns.
import type { CivilDate, Instant } from '@tongming/law';
import type { PortalDb } from '../../../platform/database.ts';

export const topicSections = ['policy', 'progress', 'questions'] as const;
export type TopicSectionName = (typeof topicSections)[number];
export type OpenTopic = {
  id: string; siteCode: string; slug: string; name: string; lead: string; rules: unknown; state: 'open' | 'closed' | 'archived'; openedOn: CivilDate; closedOn: CivilDate | null;
  archivedAt: Instant | null;
};
const columns = ['id', 'siteCode', 'slug', 'name', 'lead', 'rules', 'state', 'openedOn', 'closedOn', 'archivedAt'] as const;

/** Running ones first, then what is over, archived last; of one site, or of all (null). */
export async function listTopics(db: PortalDb, siteCode: string | null): Promise<OpenTopic[]> {
  const rows = await db.selectFrom('open.topic').select(columns).$if(siteCode !== null, (qb) => qb.where('siteCode', '=', siteCode ?? ''))
    .orderBy('openedOn', 'desc').orderBy('slug').execute();
  const order = { open: 0, closed: 1, archived: 2 };
  return rows.toSorted((a, b) => order[a.state] - order[b.state]);
}

export async function findTopic(db: PortalDb, siteCode: string | null, slug: string): Promise<OpenTopic | null> {
  return await db.selectFrom('open.topic').select(columns).where('slug', '=', slug).$if(siteCode !== null, (qb) => qb.where('siteCode', '=', siteCode ?? '')).orderBy('openedOn', 'desc').executeTakeFirst() ?? null;
}

export type SectionHand = { pinned: string[]; placed: string[]; excluded: string[] };

/** What was put into each section by hand, or taken out of it. */
export async function handOf(db: PortalDb, topicId: string): Promise<Record<TopicSectionName, SectionHand>> {
  const rows = await db.selectFrom('open.topicItem').select(['section', 'place', 'recordId']).where('topicId', '=', topicId).orderBy('position').execute();
  const of = (section: TopicSectionName): SectionHand => {
    const ids = (place: string): string[] => rows.filter((row) => row.section === section && row.place === place).map((row) => row.recordId);
    return { pinned: ids('pinned'), placed: ids('placed'), excluded: ids('excluded') };
  };
  return { policy: of('policy'), progress: of('progress'), questions: of('questions') };
}
