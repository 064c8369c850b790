// What is being written, was sent back, is prepared or was declined is on no channel and in no row the public zone can read.
import { bodyFromText } from '@tongming/typeset';
import { today } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContentView, HotlineRow, SyndicationRow, TopicView } from '../../server/src/console-api/contract-content.ts';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { staffNamed } from '../support/foi-staff.ts';
import type { Staff } from '../support/staff.ts';
import { startWorld, type World } from '../support/world.ts';
import { searchPlace, walkPortal } from './oracle.ts';

const hidden = {
  draft: '甲子未送审', review: '乙丑待审核', returned: '丙寅退回缘由', revision: '丁卯修改稿', ground: '戊辰内部理由', topic: '己巳筹备专题', lead: '庚午导语', hotline: '辛未停用事项', number: '0475-9090909', note: '壬申附言', declined: '癸酉不采用理由', withdrawn: '甲戌已撤下', picture: '乙亥替代文字',
};
const secrets = Object.values(hidden);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

let world: World;
let writer: Staff;
let second: Staff;
const written = (title: string, more: object = {}): object => ({
  title, summary: null, keywords: [], theme: null, source: '通辽市人民政府', author: null, originality: 'own', sourceUrl: null, text: bodyFromText(`${title}的正文。`), facts: { kind: 'news' }, interprets: null, ...more,
});
const act = (who: Staff, piece: ContentView, name: string, words: object = {}): Promise<ContentView> => who.send<ContentView>('POST', `/content/${piece.id}/${name}`, { version: piece.version, ...words });
async function drafted(title: string): Promise<ContentView> {
  const made = await writer.send<ContentView>('POST', '/content', { kind: 'news', agencyCode: '150500', title });
  return writer.send<ContentView>('PUT', `/content/${made.id}`, { version: made.version, written: written(title) });
}
async function draftedStory(title: string, alt: string): Promise<void> {
  const { id, version } = await writer.send<ContentView>('POST', '/content', { kind: 'image-story', agencyCode: '150500', title });
  const { hash } = await writer.upload<{ hash: string }>(`/content/${id}/files`, 'a.png', png);
  await writer.send('PUT', `/content/${id}`, { version, written: written(title, { facts: { kind: 'image-story', pictures: [{ file: hash, alt, caption: '' }] } }) });
}
const published = async (title: string): Promise<ContentView> => act(second, await act(writer, await drafted(title), 'submit'), 'publish');

beforeAll(async () => {
  world = await startWorld();
  const { db } = world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  writer = await staffNamed(world.base, '林晓文');
  second = await staffNamed(world.base, '陈立诚');
  const head = await staffNamed(world.base, '德力格尔');
  const banner = await staffNamed(world.base, '萨仁高娃').catch(() => head);
  await draftedStory(hidden.draft, hidden.picture);
  await act(writer, await drafted(hidden.review), 'submit');
  await act(second, await act(writer, await drafted('退回的消息'), 'submit'), 'return', { reason: hidden.returned });
  const open = await act(writer, await published('公开的消息'), 'revise');
  await writer.send('PUT', `/content/${open.id}`, { version: open.version, written: written(hidden.revision) });
  await act(second, await published(hidden.withdrawn), 'withdraw', { reason: '内容有误', ground: hidden.ground });
  const topic = await head.send<TopicView>('POST', '/topics', { siteCode: 'tongliao', slug: 'prepared', name: hidden.topic, lead: hidden.lead });
  await head.send('PUT', `/topics/${topic.id}`, { version: 1, items: [{ section: 'progress', recordId: open.recordId, place: 'pinned' }] });
  const lines = await head.send<HotlineRow[]>('POST', '/hotlines', { agencyCode: '150500', matter: hidden.hotline, number: hidden.number, hours: '全天', verifiedOn: today() });
  const [line] = lines.filter((one) => one.matter === hidden.hotline);
  await head.send('PUT', `/hotlines/${line?.id}`, { matter: hidden.hotline, number: hidden.number, hours: '全天', verifiedOn: today(), version: 1, active: false });
  const offers = await head.send<SyndicationRow[]>('POST', '/syndication', { recordId: open.recordId, toSites: ['kailu'], note: hidden.note });
  await banner.send('POST', `/syndication/${offers[0]?.id}/decide`, { decision: 'decline', reason: hidden.declined });
});
afterAll(() => world.stop());

it('nothing of it is to be found', async () => {
  const walk = await walkPortal(world.base, secrets, ['/content/news/', '/content/image-story/', '/content/news/feed.xml', '/content/news/feed.atom', '/content/news/feed.json', '/topics/prepared/', '/topics/prepared/feed.xml', '/topics/prepared/progress/', '/hotlines']);
  expect(walk.leaks).toEqual([]);
  expect(walk.failures).toEqual([]);
  expect(walk.pages).toBeGreaterThan(100);
  expect(await searchPlace(world.system, secrets)).toEqual([]);
  expect(await (await fetch(`${world.base}/content/news/`)).text()).toContain('公开的消息');
});
