// What is not public is in no column: not in its page, its feed, the home page or the site map; nor is a column in preparation, or who looks after one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { staffNamed } from '../support/foi-staff.ts';
import { makeSamples } from '../support/samples.ts';
import { startWorld, type World } from '../support/world.ts';
import { searchPlace, walkPortal } from './oracle.ts';

const hidden = { name: '甲子筹备栏目', purpose: '乙丑设置目的', person: '丙寅责任人', word: '丁卯规则词', closed: '戊辰旧目的', slug: 'jisi-path' };
// A paper that was withdrawn, one that waits, one that was never sent in.
const papers = ['关于有误事项的通知', '关于核对救助台账的通知', '关于待完善事项的通报', '申请人庚辰'];

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const samples = await makeSamples(world.base);
  const { db } = world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  const head = await staffNamed(world.base, '德力格尔');
  type View = { columns: { id: string; slug: string; version: number }[] };
  const make = async (slug: string, more: object): Promise<{ id: string; version: number }> => {
    const view = await head.send<View>('POST', '/sites/tongliao/columns', { slug, name: '公开的栏目', type: '政策文件', duty: 'P6M', agencyCode: '150500', person: hidden.person, purpose: '公开文件', keywords: ['文件'], parentId: null, rule: {}, onHome: true, ...more });
    return view.columns.find((column) => column.slug === slug) ?? { id: '', version: 0 };
  };
  const post = (id: string, verb: string, body: object): Promise<View> => head.send<View>('POST', `/columns/${id}/${verb}`, body);
  await make(hidden.slug, { name: hidden.name, purpose: hidden.purpose, rule: { words: [hidden.word] } });
  const open = await make('all', {});
  await post(open.id, 'place', { version: 1, recordId: samples.redacted.recordId, mode: 'pinned' });
  await post(open.id, 'open', { version: 2 });
  const closed = await make('old', { purpose: hidden.closed, rule: { words: ['通知'] } });
  await post(closed.id, 'open', { version: 1 });
  await post(closed.id, 'close', { version: 2 });
});
afterAll(() => world.stop());

it('nothing of it is to be found', async () => {
  const secrets = [...Object.values(hidden), ...papers];
  const at = ['/columns/', '/columns/all/', '/columns/all/feed.xml', '/columns/all/feed.atom', '/columns/all/feed.json', '/columns/old/', '/columns/old/feed.xml', '/columns/nothing/', '/site-map/', '/sitemaps/columns.xml'];
  const walk = await walkPortal(world.base, secrets, at);
  expect(walk.leaks).toEqual([]);
  expect(walk.failures).toEqual([]);
  const page = await (await fetch(`${world.base}/columns/all/`)).text();
  expect(page).toContain('关于临时救助复核情况的通报');
  expect(await searchPlace(world.system, Object.values(hidden))).toEqual([]);
});
