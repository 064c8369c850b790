import { json, type Tx } from '../../../platform/database.ts';
import type { StoredTopic } from './model.ts';

/** The only writer of open.topic and what hangs on it: what is being prepared, or is of a site not open, has no row there. */
export async function projectTopic(tx: Tx, topic: StoredTopic): Promise<void> {
  const { id, siteCode, slug, name, lead, rules, state, openedOn, closedOn, archivedAt } = topic;
  if (state === 'preparing' || openedOn === null) return;
  const site = await tx.selectFrom('open.site').select('code').where('code', '=', siteCode).executeTakeFirst();
  if (site === undefined) return;
  const row = { siteCode, slug, name, lead, rules: json(rules), state, openedOn, closedOn, archivedAt };
  await tx.insertInto('open.topic').values({ id, ...row }).onConflict((c) => c.column('id').doUpdateSet(row)).execute();
  await tx.deleteFrom('open.topicItem').where('topicId', '=', id).execute();
  await tx.insertInto('open.topicItem').columns(['topicId', 'section', 'recordId', 'place', 'position'])
    .expression((eb) => eb.selectFrom('core.topicItem as i').innerJoin('open.record as r', 'r.id', 'i.recordId').select(['i.topicId', 'i.section', 'i.recordId', 'i.place', 'i.position']).where('i.topicId', '=', id)).execute();
  await tx.deleteFrom('open.topicHotline').where('topicId', '=', id).execute();
  await tx.insertInto('open.topicHotline').columns(['topicId', 'hotlineId', 'position'])
    .expression((eb) => eb.selectFrom('core.topicHotline as h').innerJoin('open.hotline as o', 'o.id', 'h.hotlineId').select(['h.topicId', 'h.hotlineId', 'h.position']).where('h.topicId', '=', id)).execute();
}
