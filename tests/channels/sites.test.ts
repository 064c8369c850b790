// What is being prepared for a site, or planned for one, is on no channel and in no row the public zone can read.
import { addSeconds, now } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { staffNamed } from '../support/foi-staff.ts';
import { startWorld, type World } from '../support/world.ts';
import { searchPlace, walkExport, walkPortal } from './oracle.ts';

const hidden = { name: '通辽市民政局甲子筹备网', operator: '筹备组乙丑', phone: '0475-00009871', notice: '丙寅下线公告', colour: '#5b21b6', domain: 'dingmao.tongliao.localhost', planned: '戊辰门户网站' };
const secrets = Object.values(hidden);

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const { db } = world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  const head = await staffNamed(world.base, '德力格尔');
  await head.send('POST', '/sites', { code: 'minzheng', kind: 'department', language: 'zh-CN', agencyCode: '150500-MZJ', twin: null, domain: hidden.domain, name: hidden.name });
  const theme = { brand: hidden.colour, brandDark: null, emblem: null, banner: null, mood: 'ordinary', moodFrom: null, moodTo: null };
  await head.send('PUT', '/sites/minzheng', { version: 1, facts: { operator: hidden.operator, phone: hidden.phone }, notice: hidden.notice, theme });
  await head.send('POST', '/sites/kailu/changes', { dueAt: addSeconds(now(), 86_400), change: { name: `开鲁县人民政府${hidden.planned}` } });
});
afterAll(() => world.stop());

it('nothing of it is to be found', async () => {
  const walk = await walkPortal(world.base, secrets, ['/sites', '/openness/150500-MZJ/', '/search?q=%E7%AD%B9%E5%A4%87&scope=all']);
  expect(walk.leaks).toEqual([]);
  expect(walk.failures).toEqual([]);
  expect(walk.pages).toBeGreaterThan(100);
  for (const site of ['tongliao', 'kailu']) {
    const files = await walkExport(world.system, site, secrets);
    expect([files.leaks, files.failures]).toEqual([[], []]);
    expect(files.files).toBeGreaterThan(20);
  }
  expect(await searchPlace(world.system, secrets)).toEqual([]);
  expect(await (await fetch(`${world.base}/sites`)).text()).toContain('开鲁县人民政府');
});
