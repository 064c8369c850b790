import { randomUUID } from 'node:crypto';
import { addDays, addSeconds, now, today } from '@tongming/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../platform/errors.ts';
import { liveEditions } from '../library/index.ts';
import { recordsByIds } from '../library/open/list-records.ts';
import { changeSite } from '../sites/index.ts';
import { citySite, openSite, siteOptions, siteStaff } from '../sites/testing.ts';
import { actOnContent } from './commands/act-on-content.ts';
import { addHotline, changeHotline } from './hotlines/keep-hotline.ts';
import { listHotlines } from './hotlines/queries.ts';
import { listHotlines as openHotlines, hotlinesOfTopic } from './open/hotlines.ts';
import { findTopic, handOf } from './open/topics.ts';
import { placedOn } from './open/content.ts';
import { emptyFacts } from './open/facts.ts';
import { mediaShares } from './queries/media-share.ts';
import { placesOf } from './queries/places.ts';
import { changeContentSettings, contentSettings } from './settings.ts';
import { decideOffer, endOffer, offerRecord } from './syndication/offer.ts';
import { listOffers } from './syndication/queries.ts';
import { contentStage, type ContentStage } from './testing.ts';
import { changeTopic, createTopic } from './topics/keep-topic.ts';
import { getTopicView, listTopics } from './topics/queries.ts';
import { moves } from './topics/rules.ts';

let s: ContentStage;
beforeAll(async () => { s = await contentStage(); });
afterAll(() => s.close());

const reasons = (work: Promise<unknown>): Promise<string[]> =>
  work.then(() => Promise.reject(new Error('was not refused')), (error: unknown) => (error instanceof Refused ? error.reasons.map((r) => r.code) : Promise.reject(error)));
const news = (title: string) => s.publish({ title });
const bureauSite = { ...citySite, code: 'mzj', kind: 'department' as const, agencyCode: '150500-MZJ', domain: 'mzj.tongliao.localhost', name: '通辽市民政局' };
const line = { agencyCode: '150500', matter: '供热服务', number: '0475-0000123', hours: '工作日 8:30—17:30' };

describe('hotlines', () => {
  it('are entered as verified, fall due, and are verified again', async () => {
    expect(await reasons(addHotline(s.db, s.writer, { ...line, number: '打12345', verifiedOn: addDays(today(), 1) }, {}))).toEqual(['hotline-number', 'hotline-verifiedOn']);
    expect(await reasons(addHotline(s.db, s.banner, { ...line, verifiedOn: today() }, {}))).toEqual(['forbidden']);
    const id = await addHotline(s.db, s.writer, { ...line, verifiedOn: addDays(today(), -100) }, {});
    expect((await listHotlines(s.db, s.writer))[0]).toMatchObject({ id, due: addDays(today(), -10), daysLeft: -10, mayKeep: true, verifiedBy: 'writer某' });
    await changeHotline(s.db, s.second, id, { ...line, verifiedOn: today(), version: 1, active: true }, {});
    expect((await listHotlines(s.db, s.banner))[0]).toMatchObject({ daysLeft: 90, mayKeep: false, verifiedBy: 'second某' });
    expect(await openHotlines(s.portalDb, null)).toMatchObject([{ number: '0475-0000123', verifiedOn: today(), agencyName: '通辽市人民政府' }]);
    expect(await openHotlines(s.portalDb, ['150523'])).toEqual([]);
    expect(await reasons(changeHotline(s.db, s.second, id, { ...line, verifiedOn: today(), version: 1, active: false }, {}))).toEqual(['edit-conflict']);
    await changeHotline(s.db, s.second, id, { ...line, verifiedOn: today(), version: 2, active: false }, {});
    expect(await openHotlines(s.portalDb, null)).toEqual([]);
  });
});

describe('a topic', () => {
  it('is prepared unseen, opened when there is something to see, closed, archived as it stood', async () => {
    expect(moves).toEqual({ preparing: ['open'], open: ['closed'], closed: ['open', 'archived'], archived: [] });
    const id = await createTopic(s.db, s.second, { siteCode: 'tongliao', slug: 'winter', name: '温暖过冬', lead: '' }, {});
    expect(await reasons(createTopic(s.db, s.second, { siteCode: 'tongliao', slug: 'winter', name: '别的', lead: '' }, {}))).toEqual(['slug-taken']);
    expect(await reasons(createTopic(s.db, s.banner, { siteCode: 'tongliao', slug: 'other', name: '别的', lead: '' }, {}))).toEqual(['forbidden']);
    expect(await reasons(changeTopic(s.db, s.second, id, { version: 1, state: 'open' }, {}))).toEqual(['lead-missing', 'topic-empty']);
    const placed = await news('供热管网改造完工');
    const hotlineId = await addHotline(s.db, s.writer, { ...line, matter: '供热报修', verifiedOn: today() }, {});
    await changeTopic(s.db, s.second, id, { version: 1, lead: '冬季供热工作', items: [{ section: 'progress', recordId: placed.recordId, place: 'pinned' }], hotlines: [hotlineId], rules: { questions: { categories: ['question'] } } }, {});
    expect(await findTopic(s.portalDb, 'tongliao', 'winter')).toBeNull();
    await changeTopic(s.db, s.second, id, { version: 2, state: 'open' }, {});
    expect(await findTopic(s.portalDb, 'tongliao', 'winter')).toMatchObject({ state: 'open', openedOn: today() });
    expect((await hotlinesOfTopic(s.portalDb, id)).map((one) => one.matter)).toEqual(['供热报修']);
    expect(await reasons(changeTopic(s.db, s.second, id, { version: 2, name: '改名' }, {}))).toEqual(['edit-conflict']);
    expect(await reasons(changeTopic(s.db, s.second, id, { version: 3, state: 'archived' }, {}))).toEqual(['wrong-move']);
    const asked = await s.publish({ title: '供热从哪天开始？', facts: emptyFacts('question') });
    expect((await getTopicView(s.db, s.second, id)).counts).toEqual({ policy: 0, progress: 1, questions: 1 });
    expect(await placesOf(s.db, asked.recordId)).toMatchObject([{ kind: 'site', siteCode: 'tongliao' }, { kind: 'topic', path: '/topics/winter/', byHand: false }]);
    expect((await placesOf(s.db, placed.recordId))[1]).toMatchObject({ kind: 'topic', byHand: true });
    await actOnContent(s.env, s.second, placed.id, 'withdraw', { version: 4, reason: '内容有误', ground: '' });
    expect((await handOf(s.portalDb, id)).progress.pinned).toEqual([]);
    await changeTopic(s.db, s.second, id, { version: 3, state: 'closed' }, {});
    await changeTopic(s.db, s.second, id, { version: 4, state: 'archived' }, {});
    await s.publish({ title: '供热费怎么交？', facts: emptyFacts('question') });
    expect((await getTopicView(s.db, s.second, id)).counts.questions).toBe(1);
    expect(await findTopic(s.portalDb, 'tongliao', 'winter')).toMatchObject({ state: 'archived', rules: {} });
    expect(await reasons(changeTopic(s.db, s.second, id, { version: 5, name: '改名' }, {}))).toEqual(['topic-archived']);
    expect(await listTopics(s.db, s.banner)).toMatchObject([{ slug: 'winter', mayManage: false }]);
  });

  it('takes what is public only, each once', async () => {
    const id = await createTopic(s.db, s.second, { siteCode: 'tongliao', slug: 'second', name: '另一专题', lead: '导语' }, {});
    const recordId = '00000000-0000-4000-8000-000000000000';
    expect(await reasons(changeTopic(s.db, s.second, id, { version: 1, items: [{ section: 'policy', recordId, place: 'pinned' }, { section: 'policy', recordId, place: 'placed' }], hotlines: [recordId] }, {})))
      .toEqual(['item-not-public', 'hotline-gone', 'item-twice']);
  });
});

describe('syndication', () => {
  it('is offered, declined with a reason, taken over by reference, ended, and falls with the record', async () => {
    const { id, recordId } = await news('全市春耕备耕进展顺利');
    expect(await reasons(offerRecord(s.db, s.banner, { recordId, toSites: ['kailu'], note: '' }, {}))).toEqual(['forbidden']);
    expect(await reasons(offerRecord(s.db, s.writer, { recordId, toSites: ['tongliao', 'nowhere'], note: '' }, {}))).toEqual(['same-site', 'site-not-open']);
    await offerRecord(s.db, s.writer, { recordId, toSites: ['kailu'], note: '请采用' }, {});
    expect(await reasons(offerRecord(s.db, s.writer, { recordId, toSites: ['kailu'], note: '' }, {}))).toEqual(['offered-already']);
    const [offer] = await listOffers(s.db, s.banner);
    expect(offer).toMatchObject({ title: '全市春耕备耕进展顺利', toSite: 'kailu', state: 'offered', mayDecide: true, mayEnd: false });
    expect(await reasons(decideOffer(s.db, s.banner, offer?.id ?? '', { decision: 'decline', reason: '' }, {}))).toEqual(['reason-missing']);
    expect(await reasons(decideOffer(s.db, s.stranger, offer?.id ?? '', { decision: 'approve', reason: '' }, {}))).toEqual(['forbidden']);
    await decideOffer(s.db, s.banner, offer?.id ?? '', { decision: 'approve', reason: '' }, {});
    expect(await reasons(decideOffer(s.db, s.banner, offer?.id ?? '', { decision: 'approve', reason: '' }, {}))).toEqual(['syndication-over']);
    expect(await placedOn(s.portalDb, 'kailu')).toEqual([recordId]);
    expect((await placesOf(s.db, recordId)).map((place) => [place.kind, place.siteCode])).toEqual([['site', 'tongliao'], ['syndicated', 'kailu']]);
    await endOffer(s.db, s.banner, offer?.id ?? '', {});
    expect(await placedOn(s.portalDb, 'kailu')).toEqual([]);
    await offerRecord(s.db, s.writer, { recordId, toSites: ['kailu'], note: '' }, {});
    await decideOffer(s.db, s.banner, (await listOffers(s.db, s.banner))[0]?.id ?? '', { decision: 'approve', reason: '' }, {});
    await actOnContent(s.env, s.second, id, 'withdraw', { version: 4, reason: '内容有误', ground: '' });
    expect(await placedOn(s.portalDb, 'kailu')).toEqual([]);
    expect(await placesOf(s.db, recordId)).toEqual([]);
  });
});

describe('防过度媒体化', () => {
  it('the share of news is counted from what was published, and warned about above the setting', async () => {
    const city = (await mediaShares(s.db)).find((one) => one.siteCode === 'tongliao');
    expect(city).toMatchObject({ news: 0, limit: 0.5, over: false });
    for (const title of ['消息一', '消息二', '消息三']) await news(title);
    const { news: told, all, share, over } = (await mediaShares(s.db)).find((one) => one.siteCode === 'tongliao') ?? { news: 0, all: 0, share: 0, over: false };
    expect([told, all, share, over]).toEqual([3, 5, 0.6, true]);
    expect(await reasons(changeContentSettings(s.db, s.stranger, { newsShare: 0.9, shareDays: 30, hotlineDays: 30 }, 'r'))).toEqual(['forbidden']);
    expect(await reasons(changeContentSettings(s.db, s.banner, { newsShare: 0.9, shareDays: 30, hotlineDays: 30 }, 'r'))).toEqual(['forbidden']);
    expect((await contentSettings(s.db)).hotlineDays).toBe(90);
    await changeContentSettings(s.db, s.second, { newsShare: 0.9, shareDays: 30, hotlineDays: 30 }, 'r');
    expect((await contentSettings(s.db)).hotlineDays).toBe(30);
    expect((await mediaShares(s.db)).find((one) => one.siteCode === 'tongliao')?.over).toBe(false);
  });
});

describe('a topic in the long run', () => {
  it('of a site that has closed is still edited, and is not public', async () => {
    await openSite(s.db, s.second, { ...bureauSite, code: 'closing', domain: 'old.tongliao.localhost' });
    const id = await createTopic(s.db, s.second, { siteCode: 'closing', slug: 'last', name: '最后的专题', lead: '导语' }, {});
    const { recordId } = await news('专题里的消息');
    await changeTopic(s.db, s.second, id, { version: 1, items: [{ section: 'progress', recordId, place: 'pinned' }], state: 'open' }, {});
    expect(await findTopic(s.portalDb, 'closing', 'last')).toMatchObject({ state: 'open' });
    await changeSite(s.db, s.second, 'closing', { version: 2, state: 'suspended', notice: '即将关停' }, siteOptions);
    await changeSite(s.db, s.second, 'closing', { version: 3, state: 'closed' }, siteOptions);
    await changeTopic(s.db, s.second, id, { version: 2, name: '改名的专题' }, {});
    await changeTopic(s.db, s.second, id, { version: 3, state: 'closed' }, {});
    expect(await getTopicView(s.db, s.second, id)).toMatchObject({ name: '改名的专题', state: 'closed' });
    expect(await findTopic(s.portalDb, 'closing', 'last')).toBeNull();
  });

  it('is archived with however many records it shows', async () => {
    const { recordId } = await s.publish({ title: '成千上万之一', facts: { kind: 'notice', until: null } });
    const count = 14_000;
    // Copies of the one, in core and open: that many through the commands would take minutes.
    await s.db.transaction().execute(async (tx) => {
      const copies = (table: 'core.record' | 'open.record') => sql`insert into ${sql.table(table)} select (jsonb_populate_record(r, jsonb_build_object('id', overlay(overlay(md5(n::text) placing '4' from 13) placing '8' from 17)::uuid, 'index_number', '011611213/2020-' || 100000 + n))).*
        from ${sql.table(table)} r, generate_series(1, ${count}) n where r.id = ${recordId}`.execute(tx);
      await copies('core.record');
      await copies('open.record');
    });
    const id = await createTopic(s.db, s.second, { siteCode: 'tongliao', slug: 'many', name: '成千上万', lead: '导语' }, {});
    await changeTopic(s.db, s.second, id, { version: 1, rules: { policy: { words: ['成千上万'] } }, state: 'open' }, {});
    await changeTopic(s.db, s.second, id, { version: 2, state: 'closed' }, {});
    await changeTopic(s.db, s.second, id, { version: 3, state: 'archived' }, {});
    expect((await getTopicView(s.db, s.second, id)).counts.policy).toBe(count + 1);
    expect(new Set((await handOf(s.portalDb, id)).policy.placed).size).toBe(count + 1);
    const ids = Array.from({ length: 70_000 }, () => randomUUID());
    expect(await recordsByIds(s.portalDb, [...ids, recordId])).toMatchObject([{ id: recordId }]);
    expect(await liveEditions(s.db, [...ids, recordId])).toMatchObject([{ recordId }]);
  });
});

describe('the list of offers', () => {
  it('is that of one\'s own sites, and what waits is never pushed out of it', async () => {
    const { recordId } = await news('早先推送、还在等的消息');
    const { recordId: other } = await news('已经办结的消息');
    await openSite(s.db, s.second, bureauSite);
    const bureau = await siteStaff(s.db, 'bureau', '150500-MZJ', 'openness-head');
    await s.db.deleteFrom('core.syndication').execute();
    await offerRecord(s.db, s.writer, { recordId, toSites: ['kailu'], note: '等着' }, { at: addSeconds(now(), -9 * 86_400) });
    const over = { recordId: other, fromSite: 'tongliao', toSite: 'kailu', state: 'declined' as const, note: null, reason: '不采用', offeredBy: s.second.person.id, offeredAt: now(), decidedBy: s.banner.person.id };
    await s.db.insertInto('core.syndication').values(Array.from({ length: 210 }, () => over)).execute();
    for (const who of [s.second, s.banner]) {
      const rows = await listOffers(s.db, who);
      expect([rows.length, rows[0]?.recordId, rows[0]?.mayDecide]).toEqual([200, recordId, true]);
    }
    expect(await listOffers(s.db, bureau)).toEqual([]);
    expect(await listOffers(s.db, s.stranger)).toEqual([]);
    await offerRecord(s.db, s.writer, { recordId: other, toSites: ['mzj'], note: '' }, {});
    expect((await listOffers(s.db, bureau)).map((row) => [row.recordId, row.toSite])).toEqual([[other, 'mzj']]);
  });
});
