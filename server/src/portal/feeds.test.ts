import { instant } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonScript } from './pages/record-data.ts';
import { checkXml } from './testing-xml.ts';
import { seedCity, seedRecord, testOrigin, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
const title = '</script><script>alert(1)</script><!-- & \u0008\ud800 ]]>';
let hostile: string;
beforeAll(async () => {
  p = await testPortal({ limiter: { take: () => undefined } });
  ids = await seedCity(p.t.db);
  hostile = await seedRecord(p.t.db, { title, datePublished: '2026-11-23' });
});
afterAll(() => p.drop());

const feedSchema = z.object({
  version: z.literal('https://jsonfeed.org/version/1.1'), title: z.string(), home_page_url: z.url(), feed_url: z.url(),
  items: z.array(z.object({ id: z.url(), url: z.url(), title: z.string(), content_text: z.string(), date_published: z.iso.datetime(), date_modified: z.iso.datetime(), authors: z.array(z.object({ name: z.string() })), tags: z.array(z.string()) })),
});
const jsonFeed = async (query: string) => feedSchema.parse(JSON.parse(await p.text(`/feed.json${query}`)));
const idsIn = (text: string) => [...text.matchAll(/\/records\/([0-9a-f-]{36})/g)].map((m) => m[1] ?? '');
const listed = async (query: string) => {
  const page = z.object({ items: z.array(z.object({ id: z.uuid() })) }).parse(JSON.parse(await p.text(`/api/v1/records?limit=50${query}`)));
  return page.items.map((item) => item.id);
};

describe('feeds of any list', () => {
  it.each(['', 'category=normative', 'agency=150500-fgw&status=in-force', 'theme=综合政务', 'year=2026&kind=notice', 'q=供热'])('%s: all forms hold what the list holds', async (query) => {
    const expected = await listed(`${query === '' ? '' : `&${query}`}${query.startsWith('q=') ? '&sort=date' : ''}`);
    expect(expected.length).toBeGreaterThan(0);
    const at = query === '' ? '' : `?${query}`;
    const feed = await jsonFeed(at);
    expect(feed.items.map((item) => idsIn(item.url)[0])).toEqual(expected);
    for (const form of ['xml', 'atom']) {
      const xml = await p.text(`/feed.${form}${at}`);
      checkXml(xml);
      expect([...new Set(idsIn(xml))]).toEqual(expected);
    }
  });

  it('say what they are of, where the list is, and where they are themselves', async () => {
    const feed = await jsonFeed('?status=in-force&category=normative');
    expect(feed.title).toContain('规范性文件、有效');
    expect(feed.home_page_url).toBe(`${testOrigin}/records/?category=normative&status=in-force`);
    expect((await p.get(feed.home_page_url.slice(testOrigin.length))).status).toBe(200);
    const atom = await p.text('/feed.atom?q=供热');
    expect(atom).toContain(`<link rel="self" type="application/atom+xml" href="${testOrigin}/feed.atom?q=${encodeURIComponent('供热')}"/>`);
    const response = await p.get('/feed.atom');
    expect([response.headers.get('content-type'), response.headers.get('access-control-allow-origin')]).toEqual(['application/atom+xml; charset=utf-8', '*']);
    expect((await p.get('/feed.atom', { 'if-none-match': response.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('carry any title unharmed', async () => {
    for (const form of ['xml', 'atom']) checkXml(await p.text(`/feed.${form}`));
    expect((await jsonFeed('')).items[0]).toMatchObject({ title: (await p.t.db.selectFrom('open.record').select('title').where('id', '=', hostile).executeTakeFirstOrThrow()).title });
  });

  it('are empty where nothing is, not filled with what is only similar', async () => {
    expect((await jsonFeed('?q=没有这样的文件呀')).items).toEqual([]);
    checkXml(await p.text('/feed.atom?q=没有这样的文件呀'));
    expect((await p.get('/feed.json?status=x')).status).toBe(400);
  });

  it('are offered on the list itself in every form', async () => {
    const page = await p.text('/records/?category=normative&year=2026');
    for (const form of ['xml', 'atom', 'json']) expect(page).toMatch(new RegExp(`<link rel="alternate" type="[^"]+" title="[^"]+" href="/feed\\.${form}\\?category=normative&amp;year=2026">`));
    expect(page).toContain('<a href="/feed.xml?category=normative&amp;year=2026">订阅这个列表</a>');
    expect(await p.text('/search?q=供热&status=in-force')).toContain(`<a href="/feed.xml?q=${encodeURIComponent('供热')}&amp;status=in-force">订阅这个列表</a>`);
  });
});

describe('when something changed', () => {
  it('is told of each entry and of the feed, whatever stands first', async () => {
    // First published long ago, revised last of all; and one whose row says it was touched before it was public.
    const [published, revised] = ['2024-02-03T01:30:00.000Z', '2026-11-24T03:04:05.000Z'];
    const old = await seedRecord(p.t.db, { title: '关于滴灌补贴的通知', category: 'standard', datePublished: '2024-02-03', publishedAt: instant(published), updatedAt: instant(revised) });
    const late = await seedRecord(p.t.db, { title: '关于滴灌设施的通知', category: 'standard', datePublished: '2024-03-03', publishedAt: instant('2024-03-03T01:30:00Z'), updatedAt: instant('2024-03-01T01:30:00Z') });
    for (const query of ['category=standard', 'q=滴灌']) {
      const atom = await p.text(`/feed.atom?${query}`);
      const entries = [...atom.matchAll(/<entry>\n<id>urn:uuid:(.*?)<\/id>[\s\S]*?<published>(.*?)<\/published>\n<updated>(.*?)<\/updated>/g)].map((m) => m.slice(1));
      expect(entries.toSorted()).toEqual([[old, published, revised], [late, '2024-03-03T01:30:00.000Z', '2024-03-03T01:30:00.000Z']].toSorted());
      expect(/<updated>(.*?)<\/updated>/.exec(atom.slice(0, atom.indexOf('<entry>')))?.[1]).toBe(revised);
      const rss = await p.text(`/feed.xml?${query}`);
      expect(rss).toContain('<lastBuildDate>Tue, 24 Nov 2026 11:04:05 +0800</lastBuildDate>');
      expect(rss).toContain(`<atom:updated>${revised}</atom:updated>`);
      expect((await jsonFeed(`?${query}`)).items.map((item) => [item.date_published, item.date_modified]).toSorted()).toEqual([[published, revised], ['2024-03-03T01:30:00.000Z', '2024-03-03T01:30:00.000Z']].toSorted());
    }
  });

  it('is the beginning of time in a feed of nothing (RFC 4287 wants one)', async () => {
    expect(await p.text('/feed.atom?q=没有这样的文件呀')).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });
});

describe('the feed of one document', () => {
  it('tells each thing once: editions, ends, and what others did to it', async () => {
    const id = await seedRecord(p.t.db, { title: '滴灌管理办法', edition: 2, datePublished: '2024-05-06', publishedAt: instant('2024-05-06T01:30:00Z'), updatedAt: instant('2025-06-07T02:00:00Z') });
    await p.t.db.insertInto('open.edition').values({ recordId: id, no: 1, title: '滴灌管理办法', documentNumber: null, publishedOn: '2024-05-06', replacedOn: '2025-06-07', body: 'null', bodyText: '' }).execute();
    await p.t.db.insertInto('open.recordEnd').values({ recordId: id, kind: 'repealed', effectiveOn: '2099-01-01', note: '废止' }).execute();
    const other = await seedRecord(p.t.db, { title: '滴灌管理办法的解读', datePublished: '2025-01-02', publishedAt: instant('2025-01-02T01:30:00Z') });
    await p.t.db.insertInto('open.relation').values({ fromId: other, type: 'interprets', toId: id, toText: null }).execute();
    const feed = feedSchema.parse(JSON.parse(await p.text(`/records/${id}/feed.json`)));
    expect(feed.items.map((item) => item.title.split('：')[0])).toEqual(['修订，第2版', '废止', '相关解读', '公开']);
    expect(feed.items.map((item) => item.date_modified)).toEqual(['2025-06-07T02:00:00.000Z', '2025-06-07T02:00:00.000Z', '2025-01-02T01:30:00.000Z', '2024-05-06T01:30:00.000Z']);
    expect(new Set(feed.items.map((item) => item.id)).size).toBe(4);
    for (const form of ['xml', 'atom']) checkXml(await p.text(`/records/${id}/feed.${form}`));
    expect((await p.get(`/records/${id}/feed.atom`)).headers.get('access-control-allow-origin')).toBe('*');
    expect(await p.text(`/records/${id}`)).toContain(`href="/records/${id}/feed.atom"`);
    expect([(await p.get(`/records/${ids.tombstone}/feed.atom`)).status, (await p.get('/records/x/feed.atom')).status]).toEqual([410, 404]);
  });
});

describe('site map', () => {
  it('tells of each part when it last changed', async () => {
    const xml = await p.text('/sitemap.xml');
    const newest = (await p.t.db.selectFrom('open.record').select((eb) => eb.fn.max('updatedAt').as('at')).executeTakeFirstOrThrow()).at;
    expect(xml).toContain(`<sitemap><loc>${testOrigin}/sitemaps/records-1.xml</loc><lastmod>${newest}</lastmod></sitemap>`);
  });
});

describe('JSON-LD', () => {
  const dataOf = async (id: string) => {
    const page = await p.text(`/records/${id}`);
    const scripts = [...page.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map((m) => m[1] ?? '');
    expect(scripts).toHaveLength(1);
    return z.record(z.string(), z.unknown()).parse(JSON.parse(scripts[0] ?? ''));
  };

  it('is a Legislation with its force and what it does to others', async () => {
    expect(await dataOf(ids.rich)).toMatchObject({
      '@context': 'https://schema.org', '@type': 'Legislation', '@id': `${testOrigin}/records/${ids.rich}`, legislationDateOfApplicability: '2026-12-01', legislationLegalForce: 'https://schema.org/InForce',
      legislationRepeals: [{ '@type': 'Legislation', '@id': `${testOrigin}/records/${ids.repealed}` }],
    });
    expect(await dataOf(ids.repealed)).toMatchObject({ legislationLegalForce: 'https://schema.org/NotInForce' });
    expect(await dataOf(ids.law)).not.toHaveProperty('legislationLegalForce');
  });

  it('cannot end its script or begin another', async () => {
    expect((await dataOf(hostile))['name']).toContain('</script><script>alert(1)</script><!--');
    expect(jsonScript({ a: '</script>\u2028<!--' }).markup).toBe('<script type="application/ld+json">{"a":"\\u003c/script\\u003e\\u2028\\u003c!--"}</script>');
  });
});
