import { today } from '@tongming/law';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Principal } from '../domains/identity/index.ts';
import { changeSite, createSite } from '../domains/sites/index.ts';
import { addPicture } from '../domains/sites/commands/add-picture.ts';
import { plainTheme } from '../domains/sites/open/theme.ts';
import { bannerSite, citySite, furniture, makeSiteAgencies, openSite, siteOptions, siteStaff } from '../domains/sites/testing.ts';
import { stageFile } from '../platform/files.ts';
import { sitePreview } from './preview.ts';
import { seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let head: Principal;
const ids = { city: '', bureau: '', banner: '', town: '' };
const secrets = { name: '通辽市民政局甲子筹备站', notice: '乙丑筹备公告' };

const at = (code: string, path: string, more: RequestInit = {}): Promise<Response> =>
  Promise.resolve(p.app.request(`http://${code}.localhost:8080${path}`, { ...more, headers: { host: `${code}.localhost:8080`, ...more.headers } }));
const pictureOf = async (bytes: Uint8Array): Promise<string> => addPicture(p.t.db, head, 'tongliao', await stageFile(p.files, bytes, { limit: 100_000, name: 'a.png' }), 'test');
/** Without the marks of a search. */
const textAt = async (code: string, path: string): Promise<string> => (await (await at(code, path)).text()).replaceAll(/<\/?mark>/g, '');

beforeAll(async () => {
  p = await testPortal();
  const { db } = p.t;
  await makeSiteAgencies(db);
  head = await siteStaff(db, 'head', '150500', 'openness-head');
  ids.city = await seedRecord(db, { title: '通辽市人民政府关于供热的通知' });
  ids.bureau = await seedRecord(db, { title: '通辽市民政局关于供热救助的通知', agencyCode: '150500-MZJ', agencyName: '通辽市民政局' });
  ids.banner = await seedRecord(db, { title: '开鲁县人民政府关于供热的通知', agencyCode: '150523', agencyName: '开鲁县人民政府', regionCode: '150523' });
  ids.town = await seedRecord(db, { title: '开鲁镇人民政府关于供热的通知', agencyCode: '150523100', agencyName: '开鲁镇人民政府', regionCode: '150523100', category: 'normative' });
});
afterAll(() => p.drop());

describe('without a site', () => {
  it('everything is one site, as before', async () => {
    const home = await p.text('/');
    for (const title of ['通辽市人民政府关于供热', '开鲁镇人民政府关于供热']) expect(home).toContain(title);
    expect(home).not.toMatch(/网站群|rel="canonical"/);
    expect((await p.get('/sites')).status).toBe(404);
    expect(await p.text(`/records/${ids.banner}`)).toContain('1505000001');
  });
});

describe('with sites', () => {
  beforeAll(async () => {
    const { db } = p.t;
    await openSite(db, head, citySite);
    await openSite(db, head, bannerSite, { brand: '#9c2f1f' });
    await createSite(db, head, { code: 'minzheng', kind: 'department', language: 'zh-CN', agencyCode: '150500-MZJ', twin: null, domain: 'mz.tongliao.localhost', name: secrets.name }, siteOptions);
    await changeSite(db, head, 'minzheng', { version: 1, notice: secrets.notice, theme: { ...plainTheme, brand: '#0b6b55' } }, siteOptions);
  });

  it('the host chooses name, furniture, theme and meta tags; nothing of another site\'s', async () => {
    const [city, banner] = [await textAt('tongliao', '/'), await textAt('kailu', '/')];
    expect(city).toContain('<meta name="SiteName" content="通辽市人民政府">');
    expect(city).toContain('<meta name="SiteIDCode" content="1505000001">');
    expect(banner).toContain('<meta name="SiteName" content="开鲁县人民政府">');
    expect(banner).toContain('<meta name="SiteDomain" content="kailu.localhost">');
    expect(banner).toContain('1505230001');
    expect(banner).not.toContain('1505000001');
    expect(banner).toContain('<meta name="theme-color" content="#9c2f1f">');
    const style = /href="(\/assets\/site-kailu-[0-9a-f]{12}\.css)"/.exec(banner)?.[1] ?? '';
    const css = await at('kailu', style);
    expect([css.status, css.headers.get('content-type'), await css.text()]).toEqual([200, 'text/css; charset=utf-8', expect.stringContaining('--brand:#9c2f1f')]);
    expect((await at('kailu', style.replace(/.{5}\.css/, '00000.css'))).status).toBe(404);
    expect(city).not.toContain('/assets/site-');
  });

  it('an address of no site gets the first portal, and reads everything where it asks', async () => {
    expect(await p.text('/')).toContain('<meta name="SiteName" content="通辽市人民政府">');
    const page = await p.get(`/records/${ids.banner}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`<link rel="canonical" href="http://kailu.localhost/records/${ids.banner}">`)]);
  });

  it('lists, home, feeds and the site map hold what is the site\'s own', async () => {
    for (const path of ['/', '/records/', '/feed.xml', '/feed.json', '/search?q=供热']) {
      const [city, banner] = [await textAt('tongliao', path), await textAt('kailu', path)];
      expect([city.includes('通辽市民政局关于供热'), city.includes('开鲁县人民政府关于供热'), city.includes('开鲁镇人民政府关于供热')], `city ${path}`).toEqual([true, false, false]);
      expect([banner.includes('通辽市人民政府关于供热'), banner.includes('开鲁县人民政府关于供热'), banner.includes('开鲁镇人民政府关于供热')], `banner ${path}`).toEqual([false, true, true]);
    }
    expect(await textAt('kailu', '/records/')).toContain('2件');
    expect(await textAt('kailu', '/records/?category=normative')).toContain('开鲁镇人民政府关于供热');
    expect(await textAt('kailu', '/records/?category=policy')).not.toContain('通辽市人民政府关于供热');
    expect(await textAt('kailu', '/records/?agency=150500')).not.toContain('通辽市人民政府关于供热');
    expect(await textAt('kailu', '/agencies/')).not.toContain('通辽市民政局');
    const map = await textAt('kailu', '/sitemaps/records-1.xml');
    expect([map.includes(ids.banner), map.includes(ids.city), map.includes('http://kailu.localhost:8080/records/')]).toEqual([true, false, true]);
    expect(await textAt('kailu', '/sitemap.xml')).toContain('records-1.xml');
    expect(await textAt('kailu', '/robots.txt')).toContain('Sitemap: http://kailu.localhost:8080/sitemap.xml');
  });

  it('a list of the site by pages leaves nothing out and brings nothing twice', async () => {
    const made = await Promise.all(Array.from({ length: 24 }, (_, i) => seedRecord(p.t.db, { title: `开鲁县第${i}号通知`, agencyCode: i % 2 === 0 ? '150523' : '150523100', regionCode: '150523', datePublished: '2020-01-02' })));
    const first = await textAt('kailu', '/records/');
    const cursor = /cursor=([^"&]+)"/.exec(first)?.[1] ?? '';
    const second = await textAt('kailu', `/records/?cursor=${cursor}`);
    const on = (page: string): string[] => [...page.matchAll(/class="row-title" href="\/records\/([0-9a-f-]{36})"/g)].map((m) => m[1] ?? '');
    expect([on(first).length, on(second).length]).toEqual([20, 6]);
    expect(new Set([...on(first), ...on(second)])).toEqual(new Set([...made, ids.banner, ids.town]));
  });

  it('search goes over all sites when asked to, and says so', async () => {
    const all = await textAt('kailu', '/search?q=供热&scope=all');
    for (const title of ['通辽市', '开鲁县', '开鲁镇']) expect(all).toContain(title);
    expect(all).toContain('<b aria-current="true">全部网站</b>');
    expect(all).toContain('name="scope" value="all"');
    expect(await textAt('kailu', '/search?q=供热')).toContain('scope=all');
    const none = await textAt('kailu', '/search?q=鱀豚龘龘');
    expect(none).toMatch(/<a href="\/search\?q=[^"]*&amp;scope=all">在全部网站里找<\/a>/);
    expect(none).not.toContain('class="library"');
    expect(await textAt('kailu', '/search?q=鱀豚龘龘&scope=all')).not.toContain('在全部网站里找');
    // What nothing says exactly is looked for nearby, and stays on the site too.
    expect(await textAt('kailu', '/search?q=通辽市人民政府关于供热地通知')).not.toContain('>通辽市人民政府关于供热的通知<');
  });

  it('a page of another site moves there for ever, and back again nowhere', async () => {
    const moved = await at('tongliao', `/records/${ids.banner}?on=2026-01-01`);
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `http://kailu.localhost:8080/records/${ids.banner}?on=2026-01-01`]);
    expect((await at('kailu', `/records/${ids.banner}`)).status).toBe(200);
    expect((await at('kailu', '/openness/150500/guide')).headers.get('location')).toBe('http://tongliao.localhost:8080/openness/150500/guide');
    expect((await at('kailu', '/openness/150523100/')).status).toBe(200);
    expect((await at('kailu', '/openness/')).status).toBe(200);
  });

  it('nothing of a site in preparation is on any page of any site', async () => {
    for (const code of ['tongliao', 'kailu', 'mz.tongliao', 'minzheng']) {
      for (const path of ['/', '/sites', '/records/', '/search?q=甲子筹备站', '/site-map/', '/sitemap.xml', '/sitemaps/columns.xml', '/feed.xml', `/records/${ids.bureau}`, '/openness/150500-MZJ/', '/api/v1/records', '/oai?verb=Identify']) {
        const page = await textAt(code, path);
        expect([page.includes('甲子筹备'), page.includes(secrets.notice), page.includes('#0b6b55'), page.includes('mz.tongliao.localhost:8080') && code !== 'mz.tongliao', page.includes('/assets/site-minzheng')].map((found) => found && !path.includes('q=')), `${code} ${path}`).toEqual([false, false, false, false, false]);
      }
    }
    expect((await at('tongliao', `/records/${ids.bureau}`)).status).toBe(200);
  });

  it('a department\'s records are at home on its site once it opens, and stay in the portal\'s lists', async () => {
    await changeSite(p.t.db, head, 'minzheng', { version: 2, name: '通辽市民政局', state: 'open', facts: { ...furniture, idCode: '1505000009' } }, siteOptions);
    const page = await textAt('tongliao', `/records/${ids.bureau}`);
    expect(page).toContain(`<link rel="canonical" href="http://mz.tongliao.localhost:8080/records/${ids.bureau}">`);
    expect(await textAt('mz.tongliao', '/records/')).toContain('1件');
    expect((await at('kailu', `/records/${ids.bureau}`)).headers.get('location')).toContain('http://mz.tongliao.localhost:8080/');
    expect(await textAt('tongliao', '/sitemaps/records-1.xml')).not.toContain(ids.bureau);
    expect(await textAt('tongliao', '/sites')).toMatch(/开鲁县人民政府[\s\S]*通辽市民政局/);
  });

  it('a cached page costs one question to the database, whatever the site', async () => {
    await textAt('kailu', '/records/');
    const asked = vi.spyOn(p.t.portalDb, 'selectFrom');
    const page = await textAt('kailu', '/records/');
    expect([asked.mock.calls.map(([table]) => table), page.includes('开鲁县人民政府')]).toEqual([['open.change'], true]);
    asked.mockRestore();
  });

  it('one site\'s page is never another\'s, cached or not, whatever the host says', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (const [host, name] of [['tongliao.localhost:8080', '通辽市人民政府'], ['kailu.localhost:8080', '开鲁县人民政府'], ['evil.example"><script>', '通辽市人民政府'], ['kailu.localhost.evil.example', '通辽市人民政府']] as const) {
        const page = await (await p.app.request('http://x/about/accessibility', { headers: { host } })).text();
        expect(page).toContain(`<meta name="SiteName" content="${name}">`);
        expect(page).not.toContain('evil.example"><script>');
      }
    }
  });

  it('brings the pictures of its theme, and those of no other', async () => {
    const { db } = p.t;
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#9c2f1f' } }).png().toBuffer();
    const other = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#0b6b55' } }).png().toBuffer();
    const [used, unused] = [await pictureOf(png), await pictureOf(other)];
    await changeSite(db, head, 'tongliao', { version: 2, theme: { ...plainTheme, emblem: used, banner: used } }, siteOptions);
    await expect(changeSite(db, head, 'tongliao', { version: 3, theme: { ...plainTheme, emblem: '0'.repeat(64) } }, siteOptions)).rejects.toMatchObject({ reasons: [{ code: 'picture-missing', field: 'theme.emblem' }] });
    expect(await textAt('tongliao', '/')).toContain(`<img class="emblem" src="/assets/site-picture-${used}" alt=""`);
    const picture = await at('tongliao', `/assets/site-picture-${used}`);
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff']);
    expect((await at('tongliao', `/assets/site-picture-${unused}`)).status).toBe(404);
    const text = await stageFile(p.files, new TextEncoder().encode('words'), { limit: 1000, name: 'a.txt' });
    await expect(addPicture(db, head, 'tongliao', text, 'test')).rejects.toMatchObject({ status: 415 });
  });

  it('is previewed in the console as it would be, without a public address and without scripts', async () => {
    const preview = sitePreview({ db: p.t.portalDb, files: p.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true });
    const page = await preview({
      code: 'kailu', kind: 'portal', language: 'zh-CN', regionCode: '150523', agencyCode: '150523', domain: 'kailu.localhost', name: '开鲁县人民政府门户网站', facts: { phone: '0475-0000777' },
      theme: { ...plainTheme, brand: '#5b21b6' }, state: 'open', notice: null, position: 0,
    }, 'localhost:8080', (hash) => `/pictures/${hash}`);
    const words = await page.text();
    expect(words).toContain('开鲁县人民政府门户网站');
    expect(words).toContain('0475-0000777');
    expect(words).toContain('data:text/css,');
    expect(words).not.toContain('<script');
    expect([page.headers.get('x-frame-options'), page.headers.get('cache-control'), page.headers.get('content-security-policy')]).toEqual([null, 'no-store', expect.stringContaining("script-src 'none'")]);
    expect(await textAt('kailu', '/')).not.toContain('0475-0000777');
  });

  it('mourns and celebrates on its days', async () => {
    await changeSite(p.t.db, head, 'kailu', { version: 2, theme: { ...plainTheme, mood: 'mourning', moodFrom: today(), moodTo: today() } }, siteOptions);
    expect([(await textAt('kailu', '/')).includes('data-mourning'), (await textAt('tongliao', '/')).includes('data-mourning')]).toEqual([true, false]);
  });

  it('a suspended site shows its notice and nothing else; its records can still be read', async () => {
    await changeSite(p.t.db, head, 'kailu', { version: 3, state: 'suspended', notice: '因升级改造，本站临时下线。' }, siteOptions);
    const page = await at('kailu', '/records/');
    expect([page.status, page.headers.get('cache-control'), await page.text()]).toEqual([503, 'no-store', expect.stringContaining('因升级改造，本站临时下线。')]);
    for (const path of ['/feed.xml', '/feed/agency/150523.xml', '/sitemap.xml', '/content/news/feed.xml', '/topics/heat/feed.atom', '/columns/news/feed.json']) expect((await at('kailu', path)).status, path).toBe(503);
    expect((await at('tongliao', `/records/${ids.banner}`)).status).toBe(200);
    expect(await textAt('tongliao', '/records/')).not.toContain('开鲁县人民政府关于供热');
    expect(await textAt('tongliao', '/sites')).toContain('临时下线');
  });
});

describe('behind a proxy with an address of its own', () => {
  it('each site keeps its own name in links, and the scheme of the installation', async () => {
    const secure = await testPortal({ config: { publicUrl: 'https://www.tongliao.gov.cn', trustedProxies: 0, fontFolder: null }, demo: false });
    try {
      await makeSiteAgencies(secure.t.db);
      const boss = await siteStaff(secure.t.db, 'boss', '150500', 'openness-head');
      const earnest = { ...siteOptions, demonstration: false };
      for (const [site, domain] of [[citySite, 'www.tongliao.gov.cn'], [bannerSite, 'www.kailu.gov.cn']] as const) {
        await createSite(secure.t.db, boss, { ...site, domain }, earnest);
        await changeSite(secure.t.db, boss, site.code, { version: 1, state: 'open', facts: { ...furniture, idCode: `${site.agencyCode}0001` } }, earnest);
      }
      const record = await seedRecord(secure.t.db, { agencyCode: '150523', agencyName: '开鲁县人民政府', regionCode: '150523' });
      const ask = (host: string, path: string): Promise<Response> => Promise.resolve(secure.app.request(`http://${host}${path}`, { headers: { host } }));
      expect((await ask('www.tongliao.gov.cn', `/records/${record}`)).headers.get('location')).toBe(`https://www.kailu.gov.cn/records/${record}`);
      expect(await (await ask('www.kailu.gov.cn', `/records/${record}`)).text()).toContain(`https://www.kailu.gov.cn/records/${record}`);
      expect(await (await ask('www.kailu.gov.cn', '/robots.txt')).text()).toContain('https://www.kailu.gov.cn/sitemap.xml');
      expect(await (await ask('127.0.0.1', '/robots.txt')).text()).toContain('https://www.tongliao.gov.cn/sitemap.xml');
    } finally {
      await secure.drop();
    }
  });
});
