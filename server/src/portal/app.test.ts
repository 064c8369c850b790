import { coreMetadata, platformBlocks } from '@tongming/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setLogSink } from '../platform/log.ts';
import { createRateLimiter } from '../platform/limits.ts';
import { paragraphs, seedCity, seedRecord, seedTombstone, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
beforeAll(async () => {
  // No limits: these tests ask more in a second than a reader does in a day.
  p = await testPortal({ limiter: { ...createRateLimiter(), take: () => undefined } });
  ids = await seedCity(p.t.db);
});
afterAll(() => p.drop());

const pages = () => [
  '/', '/records/', '/records/?category=normative&status=in-force', '/records/?year=1999', `/records/${ids.rich}`, `/records/${ids.law}`,
  `/records/${ids.repealed}`, `/records/${ids.redacted}`, '/search', '/search?q=供热', '/search?q=没有这样的词', '/openness/', '/openness/150500/',
  ...platformBlocks.map((b) => `/openness/150500-fgw/${b.key}`), '/openness/150500/apply', '/apply/', '/agencies/', '/interaction/', '/report-error',
  '/about/accessibility', '/site-map/', `/records/${ids.tombstone}`, '/nowhere',
];

describe('every page', () => {
  it('carries the safety headers and nothing that the policy would refuse', async () => {
    for (const path of pages()) {
      const response = await p.get(path);
      const body = await response.text();
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'self'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toContain('unsafe');
      expect(response.headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(response.headers.get('referrer-policy'), path).toBe('strict-origin-when-cross-origin');
      expect(response.headers.get('strict-transport-security'), path).toBeNull();
      expect(body, path).not.toMatch(/<script(?![^>]* src="\/assets\/| type="application\/ld\+json">)|<style| style="| on[a-z]+="|javascript:/);
      expect(body, path).not.toMatch(/(?:src|action)="(?:https?:)?\/\//);
      expect(body, path).not.toContain('undefined');
    }
  });

  it('carries the marks an inspection looks for, and the site tags letter by letter', async () => {
    for (const path of pages()) {
      const body = await p.text(path);
      for (const words of ['我为政府网站找错', '党政机关网站标识', '网站标识码', 'ICP备案编号', '公安机关备案标识', '主办单位', '联系电话', '站点地图', '本站支持IPv6访问', '演示系统']) {
        expect(body, path).toContain(words);
      }
      for (const name of ['SiteName', 'SiteDomain', 'SiteIDCode', 'ColumnName', 'ColumnType']) expect(body, path).toMatch(new RegExp(`<meta name="${name}" content="[^"]+">`));
      expect(body, path).toContain('<html lang="zh-CN"');
      expect(body.match(/<h1[ >]/g), path).toHaveLength(1);
      if (path !== '/') expect(body, path).toContain('aria-label="当前位置"');
    }
  });

  it('shows the date of every row', async () => {
    for (const path of ['/', '/records/', '/search?q=供热', '/openness/150500/']) {
      const body = await p.text(path);
      const rows = body.match(/<li class="row">.*?<\/li>/gs) ?? [];
      expect(rows.length, path).toBeGreaterThan(3);
      for (const row of rows) expect(row, path).toMatch(/<time datetime="\d{4}-\d{2}-\d{2}">/);
    }
  });

  it('has two files besides, which may be kept for ever', async () => {
    const assets = [...(await p.text('/')).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((m) => m[1] ?? '');
    expect(assets).toHaveLength(2);
    for (const asset of assets) expect((await p.get(asset)).headers.get('cache-control'), asset).toContain('immutable');
  });

  it('says HSTS only where it is reached by https', async () => {
    const secure = await testPortal({ config: { publicUrl: 'https://www.example.gov.cn', trustedProxies: 1, fontFolder: null } });
    const response = await secure.get('/about/accessibility');
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
    await secure.drop();
  });

  it('stands without any data and says where to go', async () => {
    const empty = await testPortal();
    for (const path of ['/', '/records/', '/agencies/', '/apply/', '/site-map/', '/feed.xml', '/sitemap.xml']) expect((await empty.get(path)).status, path).toBe(200);
    expect(await empty.text('/')).toContain('这里还没有公开文件');
    expect((await empty.get('/openness/')).status).toBe(404);
    await empty.drop();
  });
});

describe('a document page', () => {
  it('shows all eight labels in order, with empty values too', async () => {
    const id = await seedRecord(p.t.db, { documentNumber: null, theme: null, keywords: [], dateMade: null });
    const body = await p.text(`/records/${id}`);
    const labels = [...body.matchAll(/<dt>([^<]+)<\/dt><dd>/g)].map((m) => m[1]).slice(0, 8);
    expect(labels).toEqual(coreMetadata.map((m) => m.label));
    expect(body.match(/<span class="none">—<\/span>/g)).toHaveLength(4);
  });

  it('carries the article tags', async () => {
    const body = await p.text(`/records/${ids.rich}`);
    expect(body).toContain('<meta name="ArticleTitle" content="通辽市人民政府关于印发《通辽市城市供热用热管理办法》的通知">');
    expect(body).toContain('<meta name="PubDate" content="2026-11-21 09:30">');
    expect(body).toContain('<meta name="ContentSource" content="通辽市人民政府">');
    expect(body).toContain(`<meta name="Url" content="http://www.example.gov.cn/records/${ids.rich}">`);
  });

  it('shows relations from both ends, the state in words, contents and downloads', async () => {
    const body = await p.text(`/records/${ids.rich}`);
    expect(body).toMatch(/<span class="tag">废止<\/span> <a href="[^"]+">通辽市城市供热管理办法（试行）/);
    expect(body).toContain('内蒙古自治区城镇供热条例');
    expect(body).toContain('<a href="#sec-1">一、总体要求</a>');
    for (const format of ['pdf', 'docx', 'txt']) expect(body).toContain(`href="/records/${ids.rich}/file.${format}"`);
    expect(body).toContain('/attachments/1');
    expect(body).toContain(`/report-error?url=%2Frecords%2F${ids.rich}`);
    const old = await p.text(`/records/${ids.repealed}`);
    expect(old).toContain('<span class="tag">被废止</span>');
    expect(old).toContain('<span class="badge badge-repealed">已废止</span>');
    expect(old).toContain('自2026年11月1日起停止执行');
    expect(await p.text(`/records/${ids.redacted}`)).toContain('依法作了删减');
  });

  it('answers 404 for what never was, 410 with reason and next steps for what was withdrawn', async () => {
    for (const path of ['/records/00000000-0000-0000-0000-000000000000', '/records/x', '/records/%00', "/records/1' or '1'='1", '/nowhere', '/openness/nobody/', '/openness/150500/nothing', '/assets/portal.css', '/feed/agency/nobody.xml', '/sitemaps/records-99.xml']) {
      const response = await p.get(path);
      expect(response.status, path).toBe(404);
      expect(await response.text(), path).toContain('没有这个页面');
    }
    const gone = await p.get(`/records/${ids.tombstone}`);
    expect(gone.status).toBe(410);
    const body = await gone.text();
    expect(body).toContain('内容有误，更正后重新公开');
    expect(body).toContain('href="/openness/150500/apply"');
    expect(body).toContain('<meta name="robots" content="noindex">');
  });
});

describe('lists', () => {
  it('walks every row once with the cursor', async () => {
    const seen: string[] = [];
    let path: string | null = '/records/?status=in-force';
    while (path !== null) {
      const body: string = await p.text(path);
      seen.push(...[...body.matchAll(/class="row-title" href="\/records\/([^"]+)"/g)].map((m) => m[1] ?? ''));
      path = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? null;
    }
    const { rows } = await sql<{ id: string }>`select id from open.record where status = 'in-force' order by published_at desc, id desc`.execute(p.t.db);
    expect(seen).toEqual(rows.map((row) => row.id));
    expect(seen.length).toBeGreaterThan(20);
  });

  it('counts exactly and undoes each choice with one link', async () => {
    const body = await p.text('/records/?category=normative&status=repealed');
    const { rows } = await sql<{ n: number }>`select count(*) as n from open.record where category = 'normative' and status = 'repealed'`.execute(p.t.db);
    expect(body).toContain(`共${rows[0]?.n}件`);
    expect(body).toContain('href="/records/?status=repealed"><span class="unseen">去掉条件：');
    expect(body).toContain('href="/records/?category=normative"><span class="unseen">去掉条件：');
    const others = await sql<{ n: number }>`select count(*) as n from open.record where status = 'repealed' and category = 'policy'`.execute(p.t.db);
    expect(body).toMatch(new RegExp(`<span>政策文件</span> <span class="n">${others.rows[0]?.n}</span>`));
  });

  it('narrows by theme, agency, kind, year and item of the regulation', async () => {
    const count = async (query: string) => Number(/共(\d+)件/.exec(await p.text(`/records/?${query}`))?.[1]);
    const real = async (where: ReturnType<typeof sql<boolean>>) => (await sql<{ n: number }>`select count(*) as n from open.record where ${where}`.execute(p.t.db)).rows[0]?.n;
    expect(await count('theme=卫生、体育')).toBe(await real(sql`theme like '卫生、体育%'`));
    expect(await count('agency=150500-fgw')).toBe(await real(sql`agency_code = '150500-fgw'`));
    expect(await count('kind=notice')).toBe(await real(sql`kind = 'notice'`));
    expect(await count('year=2025')).toBe(await real(sql`extract(year from coalesce(date_made, date_published)) = 2025`));
    expect(await count('item=20-3')).toBe(await real(sql`'20-3' = any(article_items)`));
  });

  it('refuses a broken address plainly', async () => {
    for (const query of ['cursor=xyz', 'year=abcd', 'status=nonsense', `agency=${'x'.repeat(101)}`, 'theme=%00']) {
      expect((await p.get(`/records/?${query}`)).status, query).toBe(400);
    }
    expect((await p.get('/search?q=供热&cursor=xyz')).status).toBe(400);
  });

  it('finds by word and by number, marks what was asked for, and helps when there is nothing', async () => {
    const body = await p.text('/search?q=供热');
    expect(body).toContain('<mark>供热</mark>');
    expect(body).toContain('value="供热"');
    expect(await p.text(`/search?q=${encodeURIComponent('国务院令第583号')}`)).toContain(`/records/${ids.law}`);
    const nothing = await p.text('/search?q=量子纠缠');
    expect(nothing).toContain('没有找到');
    expect(nothing).toContain('href="/apply/"');
  });
});

describe('政府信息公开', () => {
  it('has the four blocks in their order and by their names, and a visible way to apply', async () => {
    for (const path of ['/openness/', '/openness/150500-fgw/', '/openness/150502001/']) {
      const body = await p.text(path);
      const menu = /class="side-menu".*?<\/nav>/s.exec(body)?.[0] ?? '';
      const labels = [...menu.matchAll(/<li><a[^>]*>([^<]+)<\/a>/g)].map((m) => m[1]);
      expect(labels.slice(0, 5), path).toEqual(['政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报', '依申请公开']);
      expect([...body.matchAll(/<h2 id="\w+"><a [^>]*>([^<]+)</g)].map((m) => m[1]), path).toEqual(labels.slice(0, 4));
    }
  });

  it('makes the guide from the agency’s facts and says what is not yet published', async () => {
    const body = await p.text('/openness/150500/guide');
    for (const words of ['政府信息的分类', '编排体系', '获取方式', '政府信息公开工作机构', '通辽市人民政府办公室政务公开科', '0475-0000000', '传真号码', '第十二条']) expect(body).toContain(words);
    expect(await p.text('/openness/150502001/guide')).toContain('尚未公布');
  });

  it('lists the items that have information and names the others once', async () => {
    const body = await p.text('/openness/150500-fgw/content');
    expect(body).toMatch(/href="\/records\/\?agency=150500-fgw&amp;item=20-1">行政法规、规章和规范性文件/);
    expect(body).toContain('本机关目前没有下列事项的信息');
    const reports = await p.text('/openness/150500/reports');
    for (const year of [2023, 2024, 2025]) expect(reports).toContain(`通辽市${year}年政府信息公开工作年度报告`);
    expect(await p.text('/openness/150500-fgw/reports')).toContain('href="/openness/150500/reports"');
  });
});

describe('what is public changes', () => {
  it('shows a new record at once and a withdrawn one no more, on every page', async () => {
    const before = await p.text('/records/');
    const id = await seedRecord(p.t.db, { title: '刚刚公开的通知', datePublished: '2026-11-23' });
    for (const path of ['/', '/records/', '/search?q=刚刚公开的通知', '/feed.xml', '/openness/']) expect(await p.text(path), path).toContain(id);
    await p.t.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('open.record').where('id', '=', id).execute();
      await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'withdrawn', tags: ['records', `record:${id}`] }).execute();
    });
    await seedTombstone(p.t.db, id);
    for (const path of ['/', '/records/', '/search?q=刚刚公开的通知', '/feed.xml', '/openness/', '/sitemaps/records-1.xml']) expect(await p.text(path), path).not.toContain(id);
    expect((await p.get(`/records/${id}`)).status).toBe(410);
    expect(await p.text('/records/')).toBe(before);
  });

  it('answers an unchanged page with 304, and compresses as asked', async () => {
    const first = await p.get('/records/');
    const etag = first.headers.get('etag') ?? '';
    const again = await p.get('/records/', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(again.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await p.get('/records/', { 'accept-encoding': 'gzip, br' })).headers.get('content-encoding')).toBe('br');
    expect((await p.get('/records/', { 'accept-encoding': 'gzip;q=1, br;q=0' })).headers.get('content-encoding')).toBe('gzip');
    expect(first.headers.get('content-encoding')).toBeNull();
  });
});

describe('hostile text', () => {
  it('is text everywhere', async () => {
    const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>&amp;\u0007';
    const id = await seedRecord(p.t.db, {
      title: hostile, issuer: hostile, documentNumber: hostile, theme: hostile, keywords: [hostile], summary: hostile, statusNote: hostile,
      body: paragraphs(hostile), datePublished: '2026-11-22', status: 'repealed',
    });
    const paths = ['/', '/records/', `/records/?theme=${encodeURIComponent(hostile)}`, `/records/${id}`, `/search?q=${encodeURIComponent('<script>alert(1)</script>')}`, '/feed.xml', `/report-error?url=${encodeURIComponent(hostile)}`];
    for (const path of paths) {
      const body = await p.text(path);
      expect(body, path).not.toMatch(/<script>alert|<img src=x/);
    }
    const download = await p.get(`/records/${id}/file.txt`);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment; filename="file\.txt"; filename\*=UTF-8''[\w%.~!-]+$/);
    await download.body?.cancel();
  });
});

describe('faults', () => {
  it('answers 503 in words while the database is away, and logs it', async () => {
    const lines: string[] = [];
    const away = await testPortal();
    await away.get('/');
    setLogSink((line) => lines.push(line));
    await away.t.portalDb.destroy();
    const page = await away.get('/');
    const api = await away.get('/api/v1/records');
    setLogSink((line) => process.stderr.write(`${line}\n`));
    expect([500, 503]).toContain(page.status);
    const body = await page.text();
    expect(body).toMatch(/编号/);
    expect(body).not.toMatch(/Error|at \/|node:/);
    expect(((await api.json()) as { error: { code: string } }).error.code).toMatch(/^(?:fault|unavailable)$/);
    expect(lines.join()).toContain('portal.fault');
    await away.drop().catch(() => undefined);
  });
});
