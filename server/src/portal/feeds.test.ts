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
  items: z.array(z.object({ id: z.url(), url: z.url(), title: z.string(), content_text: z.string(), date_published: z.iso.datetime(), authors: z.array(z.object({ name: z.string() })), tags: z.array(z.string()) })),
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
