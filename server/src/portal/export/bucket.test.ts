import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishFile, putFile } from '../../platform/files.ts';
import { seedAgency, seedRecord, seedTombstone, testPortal, type TestPortal } from '../testing.ts';
import { addressesIn } from './addresses.ts';
import { headersOf, NotABucketOfExports, readBucket, syncBucket, type BucketDone } from './bucket.ts';
import { standing } from './release.ts';
import { exportSite } from './site.ts';
import { openStore, StoreFault, type BucketAddress } from './store.ts';
import { fakeKeys, fakeStore, type FakeStore, type StoredObject } from './testing.ts';

const origin = 'http://www.example.gov.cn';
const live = 'https://live.example.gov.cn';
const prefix = '门户 100%/a+b(试)*/';
let p: TestPortal;
let top: string;
let s: FakeStore;
const ids: string[] = [];

const address = (more: Partial<BucketAddress> = {}): BucketAddress => ({ ...fakeKeys, url: `${s.endpoint}/${fakeKeys.bucket}`, prefix, ...more });
const write = (): Promise<unknown> => exportSite({
  db: p.t.portalDb, files: p.files, config: { publicUrl: origin, trustedProxies: 0, fontFolder: null }, demo: true, port: 0, site: 'main', live, build: '1', onProgress: () => undefined, folder: join(top, 'out'),
});
const sync = async (folder = 'out', again = false): Promise<BucketDone> => {
  const store = openStore(address(), 0);
  return syncBucket({ store, state: await readBucket(store), folder: join(top, folder), again, onProgress: () => undefined });
};
/** Another folder that stays as the export is now. */
const keep = (folder: string) => cpSync(join(top, 'out'), join(top, folder), { recursive: true, verbatimSymlinks: true });
const folderOf = (folder = 'out'): Map<string, string> => {
  const root = join(top, folder, 'current');
  return new Map(readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(root, file)).isFile()).toSorted().map((file) => [file, readFileSync(join(root, file), 'base64')]));
};
const bucketOf = (): Map<string, string> => new Map(Array.from(s.objects, ([key, { bytes }]): [string, string] => [key.slice(prefix.length), bytes.toString('base64')]).filter(([key]) => !key.startsWith('.export/')).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const changesOf = () => s.changes.splice(0).map((line) => line.replace(prefix, '')).filter((line) => !line.includes(' .export/'));

const linksOf = new Map<Buffer, string[]>();
/** What can be come to from the front page or from pages that stay, and is not there. */
function missing(stays: readonly string[]): string[] {
  const has = (file: string) => s.objects.has(`${prefix}${file}`);
  const walked = new Set([...(has('index.html') ? ['index.html'] : []), ...stays]);
  const lost: string[] = [];
  for (const file of walked) {
    const bytes = s.objects.get(`${prefix}${file}`)?.bytes;
    if (bytes === undefined) lost.push(file);
    if (bytes === undefined || !file.endsWith('.html')) continue;
    const links = linksOf.get(bytes) ?? [...addressesIn(bytes.toString())];
    linksOf.set(bytes, links);
    for (const link of links) {
      const path = decodeURIComponent(link).slice(1);
      const page = `${path.replace(/\/$/, '')}/index.html`.replace(/^\//, '');
      const found = path !== '' && has(path) ? path : page;
      walked.add(found);
    }
  }
  return lost;
}

/** From the n-th change on the store is away. */
function awayAfter(n: number): void {
  let count = 0;
  s.fault = ({ method }) => {
    if (method !== 'GET') count += 1;
    return count > n ? 'drop' : null;
  };
}

beforeAll(async () => {
  p = await testPortal({ config: { publicUrl: origin, trustedProxies: 0, fontFolder: null } });
  top = mkdtempSync(join(tmpdir(), 'tongming-bucket-'));
  await seedAgency(p.t.db);
  for (let i = 0; i < 25; i += 1) ids.push(await seedRecord(p.t.db, { title: `第${i}件<b>"文件"`, datePublished: `${i % 2 === 0 ? 2026 : 2025}-0${1 + (i % 9)}-11` }));
  const { hash, size } = await putFile(p.files, Buffer.from('%PDF-1.4 附件'), { limit: 1000, mime: 'application/pdf' });
  await publishFile(p.files, hash);
  await p.t.db.insertInto('open.attachment').values({ recordId: ids[0] ?? '', position: 1, name: '附件一.pdf', fileHash: hash, size, mime: 'application/pdf' }).execute();
  await write();
  keep('first');
  const gone = ids.pop() ?? '';
  await p.t.db.deleteFrom('open.record').where('id', '=', gone).execute();
  await seedTombstone(p.t.db, gone);
  await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: gone, kind: 'withdrawn', tags: ['records', `record:${gone}`] }).execute();
  await seedRecord(p.t.db, { title: '新来的文件', datePublished: '2026-11-22', theme: '农业、林业、水利' });
  await write();
  keep('second');
});
beforeEach(async () => { s = await fakeStore(); });
afterEach(() => s.close());
afterAll(async () => {
  rmSync(top, { recursive: true, force: true });
  await p.drop();
});

describe('an export in a bucket', () => {
  it('is byte for byte the folder, with types as the site gives them', async () => {
    const done = await sync('first');
    expect(bucketOf()).toEqual(folderOf('first'));
    expect([...bucketOf().keys()].filter((file) => /\p{Script=Han}/u.test(file))).not.toEqual([]);
    expect(done).toMatchObject({ objects: bucketOf().size, sent: bucketOf().size, removed: 0 });
    expect([...s.objects.keys()].filter((key) => key.includes('/.export/'))).toEqual([`${prefix}.export/objects.json`]);
    const { entries } = JSON.parse(readFileSync(`${standing(join(top, 'second')).root}.json`, 'utf8')) as { entries: { key: string; file: string }[] };
    for (const { key, file } of entries) {
      const sent = await p.get(key);
      await sent.arrayBuffer();
      if (sent.status !== 200) continue;
      expect(headersOf(file)['content-type'].split(';')[0], file).toBe(sent.headers.get('content-type')?.split(';')[0]);
    }
    const stored = (file: string): StoredObject | undefined => s.objects.get(`${prefix}${file}`);
    expect([stored('index.html')?.type, stored('index.html')?.cache]).toEqual(['text/html; charset=utf-8', 'public, no-cache']);
    expect(stored(`records/${ids[0]}/attachments/1.pdf`)?.type).toBe('application/pdf');
    expect([...s.objects].filter(([key]) => key.startsWith(`${prefix}assets/`)).map(([, { cache }]) => cache)).toEqual(expect.arrayContaining(['public, max-age=31536000, immutable']));
    expect(headersOf('records/a/attachments/1.bin')['content-type']).toBe('application/octet-stream');
  });

  it('sends nothing when nothing has changed, only what has, and takes away what is gone', async () => {
    await sync('first');
    changesOf();
    expect(await sync('first')).toMatchObject({ sent: 0, removed: 0 });
    expect(s.changes).toEqual([]);
    const done = await sync('second');
    const [before, after] = [folderOf('first'), folderOf('second')];
    expect(changesOf().toSorted()).toEqual([
      ...[...after].filter(([file, bytes]) => before.get(file) !== bytes).map(([file]) => `PUT ${file}`), ...[...before.keys()].filter((file) => !after.has(file)).map((file) => `DELETE ${file}`),
    ].toSorted());
    expect(done.removed).toBeGreaterThan(0);
    expect(done.sent).toBeLessThan(after.size - 20);
    expect(bucketOf()).toEqual(after);
    expect(await sync('second', true)).toMatchObject({ sent: after.size, removed: 0 });
  });

  it('of a first run broken off nothing shows until all is there, and the next goes on where it stopped', async () => {
    const all = folderOf('first').size;
    const wrong: string[] = [];
    s.onChange = () => wrong.push(...missing([]));
    for (const n of [1, 5, 40, all - 1, all + 2]) {
      s.objects.clear();
      awayAfter(n);
      await expect(sync('first')).rejects.toMatchObject({ why: 'unreachable' });
      const had = bucketOf().size;
      s.fault = () => null;
      await sync('first');
      expect(bucketOf(), String(n)).toEqual(folderOf('first'));
      // Gone on from the last note, not from the start.
      if (n === all - 1) expect(changesOf().filter((line) => line === 'PUT feed.xml')).toHaveLength(1);
      expect(had).toBeLessThanOrEqual(n);
      expect(wrong, String(n)).toEqual([]);
      changesOf();
    }
  });

  it('broken off at any point of a change it leads nowhere wrong, goes on, and can be taken back without a trace', async () => {
    await sync('first');
    const before = new Map(s.objects);
    const [first, second] = [folderOf('first'), folderOf('second')];
    const stays = [...first.keys()].filter((file) => file.endsWith('.html') && second.has(file));
    const wrong: string[] = [];
    s.onChange = () => wrong.push(...missing(stays));
    for (let n = 0, broken = true; broken; n += 1) {
      for (const then of ['second', 'first'] as const) {
        s.objects.clear();
        for (const [key, object] of before) s.objects.set(key, object);
        awayAfter(n);
        broken = await sync('second').then(() => false, () => true);
        s.fault = () => null;
        await sync(then);
        expect(bucketOf(), `${n} ${then}`).toEqual(then === 'first' ? first : second);
        expect(wrong, `${n} ${then}`).toEqual([]);
      }
    }
    expect([...s.objects.keys()].filter((key) => key.includes('/.export/'))).toEqual([`${prefix}.export/objects.json`]);
    const added = [...second.keys()].filter((file) => !first.has(file));
    expect(added.filter((file) => s.objects.get(`${prefix}.export/objects.json`)?.bytes.includes(file))).toEqual([]);
  });

  it('takes a hiccup of the store or the network for what it is', async () => {
    const seen = new Map<string, number>();
    s.fault = ({ method, key }) => {
      const time = (seen.get(`${method} ${key}`) ?? 0) + 1;
      seen.set(`${method} ${key}`, time);
      return time === 1 ? { status: 503, code: 'SlowDown' } : time === 2 ? 'drop' : time === 3 ? { status: 429, code: 'TooManyRequests' } : null;
    };
    await sync('first');
    expect(bucketOf()).toEqual(folderOf('first'));
  });

  it('touches nothing where something else lies, and minds no folder made by hand', async () => {
    const thesis: StoredObject = { bytes: Buffer.from('thesis'), type: 'text/plain', cache: '' };
    s.objects.set(`${prefix}论文 & 草稿.txt`, thesis);
    await expect(sync('first')).rejects.toThrow(NotABucketOfExports);
    s.objects.set(`${prefix}.export/objects.json`, { ...thesis, bytes: Buffer.from('{"kind":"tongming-site","objects":[["../else.html","x"]]}') });
    await expect(sync('first')).rejects.toThrow(NotABucketOfExports);
    expect(s.changes).toEqual([]);
    s.objects.clear();
    s.objects.set(prefix, { ...thesis, bytes: Buffer.alloc(0) });
    s.objects.set('elsewhere/thesis.txt', thesis);
    await sync('first');
    expect(s.objects.get('elsewhere/thesis.txt')).toBe(thesis);
  });

  it('says why a store refuses, without a second try and without the key', async () => {
    const why = async (more: Partial<BucketAddress>, fault: { status: number; code: string } | null = null): Promise<[string, string, number]> => {
      s.fault = () => fault;
      s.asked.length = 0;
      const error: unknown = await openStore(address(more), 1).get('x').catch((e: unknown) => e);
      if (!(error instanceof StoreFault)) throw new Error(String(error));
      return [error.why, error.message, s.asked.length];
    };
    expect(await why({ secretAccessKey: 'wrong' })).toEqual(['key', '403 SignatureDoesNotMatch', 0]);
    expect(await why({ accessKeyId: 'wrong' })).toEqual(['key', '403 InvalidAccessKeyId', 0]);
    expect(await why({ url: `${s.endpoint}/nowhere` })).toEqual(['bucket', '404 NoSuchBucket', 1]);
    expect(await why({}, { status: 403, code: 'RequestTimeTooSkewed' })).toEqual(['clock', '403 RequestTimeTooSkewed', 1]);
    expect(await why({}, { status: 403, code: 'AccessDenied' })).toEqual(['denied', '403 AccessDenied', 1]);
    expect(await why({}, { status: 301, code: 'PermanentRedirect' })).toEqual(['region', '301 PermanentRedirect', 1]);
    expect(await why({}, { status: 500, code: 'InternalError' })).toEqual(['other', '500 InternalError', 6]);
    const { endpoint } = s;
    await s.close();
    expect(await why({ url: `${endpoint}/b` })).toEqual(['unreachable', 'ECONNREFUSED', 0]);
    s = await fakeStore();
  });

  it('signs names of every kind', async () => {
    const store = openStore(address({ sessionToken: 'token+/=' }), 1);
    for (const name of ['综合政务、文件.html', 'a b+c%2F&=?#!\'()*~,;:@$.txt', 'ᠮᠣᠩᠭᠣᠯ.html', '𠮷', '%E0%A4%A']) {
      await store.put(name, new Blob([name]), { 'content-type': 'text/plain' });
      expect(s.objects.has(`${prefix}${name}`), name).toBe(true);
      expect(await store.get(name)).toBe(name);
      await store.remove(name);
      expect(await store.get(name)).toBeNull();
    }
    expect(await store.holdsAny()).toBe(false);
  });
});
