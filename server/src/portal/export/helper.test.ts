import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastChange } from '../../platform/change.ts';
import { siteReader, type SiteReader } from '../app.ts';
import { seedAgency, seedRecord, seedTombstone, testPortal, type TestPortal } from '../testing.ts';
import { frozenFeed } from './feed.ts';
import { startHelper, type Helper } from './helper.ts';

const origin = 'http://www.example.gov.cn';
const config = { publicUrl: origin, trustedProxies: 0, fontFolder: null };
let p: TestPortal;
let files: string;
let helper: Helper;
let own: SiteReader;
const feed = frozenFeed(0);
const paths: string[] = [];

beforeAll(async () => {
  p = await testPortal({ config });
  files = mkdtempSync(join(tmpdir(), 'tongming-helper-'));
  await seedAgency(p.t.db);
  for (let i = 0; i < 30; i += 1) paths.push(`/records/${await seedRecord(p.t.db, { title: `第${i}件<b>"文件"` })}`);
  paths.push(`/records/${await seedTombstone(p.t.db)}`, '/records/00000000-0000-4000-8000-000000000000', '/');
  const seq = await lastChange(p.t.db);
  feed.stand(seq);
  own = siteReader({ db: p.t.portalDb, files: p.files, config, demo: true, feed }, origin).read;
  helper = startHelper({ connection: { connectionString: p.t.ownerUrl, role: 'tongming_portal', name: 'test helper' }, files, config, demo: true, origin, seq });
});
afterAll(async () => {
  await helper.stop();
  rmSync(files, { recursive: true, force: true });
  await p.drop();
});

const said = async (read: SiteReader, path: string): Promise<unknown> => {
  const { response, text, tags } = await read(path);
  return [response.status, response.headers.get('content-type'), await text(), tags];
};

it('says of every page the same as the other reader, and takes no more than it can do', async () => {
  await expect.poll(() => helper.free()).toBe(true);
  const answers = paths.map((path) => said(helper.read, path));
  expect(helper.free()).toBe(false);
  for (const [i, path] of paths.entries()) expect(await answers[i], path).toEqual(await said(own, path));
  expect(helper.free()).toBe(true);
});

it('reads what has changed once it is told how far the change feed has come', async () => {
  const [path = ''] = paths;
  await p.t.db.updateTable('open.record').set({ title: '改过的标题' }).where('id', '=', path.slice('/records/'.length)).execute();
  await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: path.slice('/records/'.length), kind: 'revised', tags: ['records'] }).execute();
  const seq = await lastChange(p.t.db);
  feed.stand(seq);
  helper.stand(seq);
  expect((await said(helper.read, path) as string[])[2]).toContain('改过的标题');
  expect(await said(helper.read, path)).toEqual(await said(own, path));
});

it('that cannot start fails what waits for it, and is asked no more', async () => {
  const broken = startHelper({ connection: { connectionString: p.t.ownerUrl, role: 'tongming_portal', name: 'test helper' }, files, config, demo: true, origin: 'no address', seq: 0 });
  await expect(broken.read(paths[0] ?? '')).rejects.toThrow();
  expect(broken.free()).toBe(false);
});
