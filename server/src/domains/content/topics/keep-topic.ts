// 专题: made, edited, opened, closed, archived by the openness office of the site.
import { sql } from 'kysely';
import type { z } from 'zod';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, unchanged, type CommandContext } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { conflict, refuse, type Reason } from '../../../platform/errors.ts';
import { canonical, journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { getSite, siteActor } from '../../sites/index.ts';
import type { ContentOptions } from '../commands/save-content.ts';
import { zh } from '../messages.ts';
import { topicSections } from '../open/topics.ts';
import { allOf, countsOf } from './feed.ts';
import { getTopic, type newTopicInput, type StoredItem, type StoredTopic, type TopicChangeInput } from './model.ts';
import { projectTopic } from './project.ts';
import { topicFaults } from './rules.ts';

/** Begins unseen by the public. @throws Refused 403, 404, 422 */
export async function createTopic(db: Db, principal: Principal, input: z.output<typeof newTopicInput>, { requestId = '', at }: ContentOptions): Promise<string> {
  const site = await getSite(db, input.siteCode);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    if (input.name === '') refuse('topic-refused', [{ code: 'name-missing', message: zh.topic.name, field: 'name' }]);
    await assertFree(ctx, input.siteCode, input.slug, null);
    const row = await ctx.tx.insertInto('core.topic').values({ ...input, createdAt: ctx.now }).returningAll().executeTakeFirstOrThrow();
    return done(row.id, await journal(ctx, { action: 'topic.create', subjectType: 'topic', subjectId: row.id, after: row, agencyCode: site.agencyCode, site: site.code }));
  }, at === undefined ? {} : { at });
}

async function assertFree(ctx: CommandContext, siteCode: string, slug: string, own: string | null): Promise<void> {
  const taken = await ctx.tx.selectFrom('core.topic').select('id').where('siteCode', '=', siteCode).where('slug', '=', slug).$if(own !== null, (qb) => qb.where('id', '<>', own ?? '')).executeTakeFirst();
  if (taken) refuse('topic-refused', [{ code: 'slug-taken', message: zh.topic.slugTaken, field: 'slug' }]);
}

/** What is left out stays. @throws Refused 403, 404, 409, 422 with every reason */
export async function changeTopic(db: Db, principal: Principal, id: string, { version, ...change }: TopicChangeInput, { requestId = '', at }: ContentOptions): Promise<void> {
  const { siteCode } = await getTopic(db, id);
  const site = await getSite(db, siteCode);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const before = await getTopic(ctx.tx, id, true);
    if (before.version !== version) conflict(zh.topic.conflict);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<StoredTopic>;
    const wished: StoredTopic = { ...before, ...given };
    if (canonical(wished) === canonical(before)) return unchanged(undefined);
    await assertFree(ctx, siteCode, wished.slug, id);
    const faults = [...topicFaults(before.state, wished, await situationOf(ctx, wished)), ...await itemFaults(ctx, before, wished)];
    if (faults.length > 0) refuse('topic-refused', faults);
    const after = await save(ctx, before, wished);
    await projectTopic(ctx.tx, after);
    const entry = await journal(ctx, { action: before.state === after.state ? 'topic.change' : 'topic.move', subjectType: 'topic', subjectId: id, before, after, agencyCode: site.agencyCode, site: siteCode });
    // Of what is being prepared the public is told nothing.
    if (after.state !== 'preparing') await publishChanges(ctx, [{ subjectType: 'topic', subjectId: id, kind: 'agency', tags: ['topics', `topic:${id}`] }]);
    return done(undefined, entry);
  }, at === undefined ? {} : { at });
}

async function situationOf(ctx: CommandContext, wished: StoredTopic): Promise<{ siteOpen: boolean; shown: number }> {
  const open = await ctx.tx.selectFrom('open.site').select('code').where('code', '=', wished.siteCode).executeTakeFirst();
  const counts = await countsOf(ctx.tx, wished);
  return { siteOpen: open !== undefined, shown: Object.values(counts).reduce((a, b) => a + b, 0) };
}

/** Only what is new is judged: what was placed and withdrawn since stays in the hand's list and shows nothing. */
async function itemFaults(ctx: CommandContext, before: StoredTopic, after: StoredTopic): Promise<Reason[]> {
  const known = new Set(before.items.map((item) => item.recordId));
  const fresh = [...new Set(after.items.map((item) => item.recordId))].filter((recordId) => !known.has(recordId));
  const there = fresh.length === 0 ? [] : await ctx.tx.selectFrom('open.record').select('id').where('id', 'in', fresh).execute();
  const lines = after.hotlines.length === 0 ? [] : await ctx.tx.selectFrom('core.hotline').select('id').where('id', 'in', after.hotlines).where('active', '=', true).execute();
  const gone = after.hotlines.filter((hotline) => !before.hotlines.includes(hotline) && !lines.some((line) => line.id === hotline));
  const keys = after.items.map((item) => `${item.section} ${item.recordId}`);
  return [
    ...(there.length < fresh.length ? [{ code: 'item-not-public', message: zh.topic.notPublic, field: 'items' }] : []),
    ...(gone.length > 0 ? [{ code: 'hotline-gone', message: zh.topic.hotlineGone, field: 'hotlines' }] : []),
    ...(new Set(keys).size < keys.length ? [{ code: 'item-twice', message: zh.topic.twice, field: 'items' }] : []),
  ];
}

async function save(ctx: CommandContext, before: StoredTopic, wished: StoredTopic): Promise<StoredTopic> {
  const archives = wished.state === 'archived' && before.state !== 'archived';
  const after: StoredTopic = {
    ...wished, version: before.version + 1, ...(archives ? { ...await frozen(ctx, wished), archivedAt: ctx.now } : {}),
    ...(wished.state === 'open' && before.openedOn === null ? { openedOn: ctx.today } : {}),
    ...(wished.state === before.state ? {} : { closedOn: wished.state === 'open' ? null : wished.state === 'closed' ? ctx.today : before.closedOn }),
  };
  const { id, name, lead, slug, rules, state, openedOn, closedOn, archivedAt, version } = after;
  await ctx.tx.updateTable('core.topic').set({ name, lead, slug, rules: json(rules), state, openedOn, closedOn, archivedAt, version }).where('id', '=', id).execute();
  await ctx.tx.deleteFrom('core.topicItem').where('topicId', '=', id).execute();
  await insertItems(ctx, after);
  await ctx.tx.deleteFrom('core.topicHotline').where('topicId', '=', id).execute();
  if (after.hotlines.length > 0) await ctx.tx.insertInto('core.topicHotline').values(after.hotlines.map((hotlineId, position) => ({ topicId: id, hotlineId, position }))).execute();
  return after;
}

/** As three lists: what an archive holds is more than one statement has room for by rows. */
async function insertItems({ tx }: CommandContext, { id, items }: StoredTopic): Promise<void> {
  const [sections, records, places] = [items.map((item) => item.section), items.map((item) => item.recordId), items.map((item) => item.place)];
  await sql`insert into core.topic_item (topic_id, section, record_id, place, position) select ${id}::uuid, i.section, i.record_id, i.place, i.n - 1
    from unnest(${sections}::text[], ${records}::uuid[], ${places}::text[]) with ordinality i(section, record_id, place, n)`.execute(tx);
}

/** As it stands today and no more: what the rules bring is placed, and the rules fall. */
async function frozen(ctx: CommandContext, topic: StoredTopic): Promise<Pick<StoredTopic, 'items' | 'rules'>> {
  const items: StoredItem[] = [];
  for (const section of topicSections) {
    const pinned = topic.items.filter((item) => item.section === section && item.place === 'pinned');
    const others = (await allOf(ctx.tx, topic, section)).filter((recordId) => !pinned.some((item) => item.recordId === recordId));
    items.push(...pinned, ...others.map((recordId): StoredItem => ({ section, recordId, place: 'placed' })));
  }
  return { items, rules: {} };
}
