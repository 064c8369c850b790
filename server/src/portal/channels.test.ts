import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../platform/database.ts';
import { createRateLimiter } from '../platform/limits.ts';
import { publishFile, putFile } from '../platform/files.ts';
import { contentDisposition } from './routes/content-disposition.ts';
import { checkXml } from './testing-xml.ts';
import { seedCity, seedRecord, testOrigin, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
beforeAll(async () => {
  p = await testPortal({ limiter: { ...createRateLimiter(), take: () => undefined } });
  ids = await seedCity(p.t.db);
});
afterAll(() => p.drop());

describe('feeds', () => {
  it('are valid RSS 2.0 of the newest records, whatever stands in a title', async () => {
    const id = await seedRecord(p.t.db, { title: 'A & B <通知> ]]>\u0008\ud800', datePublished: '2026-11-23' });
    const response = await p.get('/feed.xml');
    expect(response.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    const xml = await response.text();
    checkXml(xml);
    expect(xml).toContain('<title>A &amp; B &lt;通知&gt; ]]&gt;\ufffd</title>');
    expect(xml).toContain(`<guid isPermaLink="true">${testOrigin}/records/${id}</guid>`);
    expect(xml).toContain('<pubDate>Mon, 23 Nov 2026 09:30:00 +0800</pubDate>');
    expect(xml).toContain(`<atom:link href="${testOrigin}/feed.xml" rel="self"`);
  });

  it('exist for each agency and hold nothing of another', async () => {
    const xml = await p.text('/feed/agency/150500-fgw.xml');
    checkXml(xml);
    const creators = [...xml.matchAll(/<dc:creator>([^<]+)</g)].map((m) => m[1]);
    expect(new Set(creators)).toEqual(new Set(['通辽市发展和改革委员会']));
  });
});

describe('site map', () => {
  it('lists every public record once, in parts the index names', async () => {
    const index = await p.text('/sitemap.xml');
    checkXml(index);
    const parts = [...index.matchAll(/<loc>([^<]+)</g)].map((m) => (m[1] ?? '').slice(testOrigin.length));
    const bodies = await Promise.all(parts.map(p.text));
    bodies.forEach(checkXml);
    const listed = bodies.join().match(/<loc>[^<]+\/records\/[0-9a-f-]{36}<\/loc>/g) ?? [];
    const rows = await p.t.db.selectFrom('open.record').select('id').execute();
    expect(listed.length).toBe(rows.length);
    expect(new Set(listed).size).toBe(rows.length);
    expect(bodies[0]).toContain(`${testOrigin}/openness/150500-fgw/guide`);
    expect(await p.text('/robots.txt')).toContain(`Sitemap: ${testOrigin}/sitemap.xml`);
  });
});

describe('open interface', () => {
  type Page = { total: number; items: Record<string, unknown>[]; next: string | null };
  const list = async (query: string) => (await (await p.get(`/api/v1/records${query}`)).json()) as Page;

  it('gives the fields as promised, for any site', async () => {
    const response = await p.get('/api/v1/records?limit=1&q=城镇燃气管理条例', { origin: 'https://elsewhere.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const page = (await response.json()) as Page;
    expect(page.total).toBe(1);
    expect(page.items[0]).toEqual({
      id: ids.law, externalId: 'd000000000001', indexNumber: expect.stringMatching(/^011611213\/2019-\d{5}$/), title: '城镇燃气管理条例',
      documentNumber: '国务院令第583号', agency: '通辽市人民政府', theme: '综合政务\\政务公开', dateMade: '2019-02-27', datePublished: '2019-03-02', status: 'unknown', url: `${testOrigin}/records/${ids.law}`,
    });
  });

  it('gives every record once through the cursor, with an exact total', async () => {
    const seen: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Page = await list(`?limit=7${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.items.map((item) => item['id']));
      expect(page.total).toBe((await p.t.db.selectFrom('open.record').select('id').execute()).length);
      next = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await list('?limit=1')).total);
  });

  it('gives one record whole, with its files and relations', async () => {
    const one = (await (await p.get(`/api/v1/records/${ids.rich}`)).json()) as Record<string, unknown>;
    expect(one).toMatchObject({ id: ids.rich, category: 'normative', attribute: 'full' });
    expect(one['text']).toContain('保证室内温度');
    expect(one['downloads']).toEqual(expect.arrayContaining(['pdf', 'docx', 'txt'].map((format) => expect.objectContaining({ format }))));
    expect(one['relations']).toHaveLength(3);
  });

  it('says what is wrong and what to do', async () => {
    const cases: [string, number, string][] = [
      ['/records?limit=0', 400, 'bad-limit'], ['/records?limit=101', 400, 'bad-limit'], ['/records?limit=x', 400, 'bad-limit'],
      ['/records?cursor=zzz', 400, 'bad-cursor'], ['/records?q=供热&cursor=zzz', 400, 'bad-cursor'], ['/records?year=1', 400, 'bad-filter'],
      [`/records?q=${'长'.repeat(401)}`, 400, 'bad-query'], ['/records/unknown', 404, 'not-found'], ['/nothing', 404, 'not-found'], [`/records/${ids.tombstone}`, 410, 'gone'],
    ];
    for (const [path, status, code] of cases) {
      const response = await p.get(`/api/v1${path}`);
      expect(response.status, path).toBe(status);
      expect(response.headers.get('access-control-allow-origin'), path).toBe('*');
      const { error } = (await response.json()) as { error: { code: string; message: string; reasons: unknown[] } };
      expect(error.code, path).toBe(code);
      expect(error.message.length, path).toBeGreaterThan(4);
      expect(error.reasons.length, path).toBeGreaterThan(0);
    }
  });

  it('stops who asks too often', async () => {
    const limited = await testPortal({ limiter: createRateLimiter(() => 0) });
    let response = await limited.get('/api/v1/records');
    for (let i = 0; i < 300 && response.status === 200; i += 1) response = await limited.get('/api/v1/records');
    expect(response.status).toBe(429);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('too-many-requests');
    await limited.drop();
  });
});

describe('downloads', () => {
  const stored = async (bytes: string, mime: string) => {
    const file = await putFile(p.files, new TextEncoder().encode(bytes), { limit: 1000, mime });
    return { fileHash: file.hash, size: file.size };
  };

  it('sends the file made at printing from the public place, by its title', async () => {
    const id = await seedRecord(p.t.db, { title: '关于“放管服”的通知/修订: <稿>' });
    const file = await stored('%PDF-1.7 printed', 'application/pdf');
    await p.t.db.insertInto('open.rendition').values({ recordId: id, format: 'pdf', ...file }).execute();
    expect((await p.get(`/records/${id}/file.pdf`)).status).toBe(404);
    await publishFile(p.files, file.fileHash);
    const response = await p.get(`/records/${id}/file.pdf`);
    expect(await response.text()).toBe('%PDF-1.7 printed');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toBe(`attachment; filename="file.pdf"; filename*=UTF-8''关于“放管服”的通知 修订 稿.pdf`);
    expect((await p.get(`/records/${id}/file.pdf`, { 'if-none-match': `"${file.fileHash}"` })).status).toBe(304);
  });

  it('typesets on demand what has no file, from the open text only', async () => {
    const id = await seedRecord(p.t.db, { title: '按需排版的通知', body: null, bodyText: '第一条　公开的正文。' });
    const pdf = new Uint8Array(await (await p.get(`/records/${id}/file.pdf`)).arrayBuffer());
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-');
    const docx = new Uint8Array(await (await p.get(`/records/${id}/file.docx`)).arrayBuffer());
    expect(new TextDecoder('latin1').decode(docx.subarray(0, 2))).toBe('PK');
    const txt = await p.text(`/records/${id}/file.txt`);
    expect(txt).toContain('按需排版的通知');
    expect(txt).toContain('公开的正文。');
    const dateless = await seedRecord(p.t.db, { dateMade: null });
    expect((await p.get(`/records/${dateless}/file.pdf`)).status).toBe(404);
    expect((await p.get(`/records/${dateless}/file.txt`)).status).toBe(200);
  });

  it('uses the frame of the official document when there is one', async () => {
    const official = {
      form: 'ordinary', issuers: [{ name: '通辽市人民政府办公室' }], markSuffix: '文件', documentNumber: '通政办发〔2026〕12号', signers: [], title: '旧题',
      addressees: ['各旗县市区人民政府'], attachmentList: [], signatories: ['通辽市人民政府办公室'], dateMade: '2026-06-17', sealed: true, note: '此件公开发布',
      attachments: [], copyTo: ['市委办公室'], printedBy: '通辽市人民政府办公室', printedOn: '2026-06-17', meta: { language: 'zh-CN', author: '', publicCopy: true },
    };
    const id = await seedRecord(p.t.db, { title: '有版头的通知', official });
    const txt = await p.text(`/records/${id}/file.txt`);
    for (const words of ['通辽市人民政府办公室文件', '通政办发〔2026〕12号', '有版头的通知', '此件公开发布', '抄送']) expect(txt).toContain(words);
    expect(txt).not.toContain('政府信息公开文本');
  });

  it('never lets an attachment act as a page', async () => {
    const id = await seedRecord(p.t.db);
    const file = await stored('<html><script>alert(1)</script>', 'text/html');
    await publishFile(p.files, file.fileHash);
    await p.t.db.insertInto('open.attachment').values({ recordId: id, position: 1, name: '附件"\r\nx: y.html', mime: 'text/html', text: '', ...file }).execute();
    const response = await p.get(`/records/${id}/attachments/1`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="file\.html"; filename\*=UTF-8''[\w%.-]+$/);
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await response.body?.cancel();
    for (const path of ['attachments/2', 'attachments/0', 'attachments/x', 'file.exe', `images/${file.fileHash}`]) expect((await p.get(`/records/${id}/${path}`)).status, path).toBe(404);
    expect((await p.get(`/records/${ids.tombstone}/attachments/1`)).status).toBe(410);
    expect((await p.get(`/records/${ids.tombstone}/file.pdf`)).status).toBe(410);
  });

  it('shows only the pictures of the record’s own text', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const file = await putFile(p.files, png, { limit: 1000, mime: 'image/png' });
    await publishFile(p.files, file.hash);
    const id = await seedRecord(p.t.db, { body: { type: 'doc', content: [{ type: 'image', attrs: { file: file.hash, alt: '示意图' } }] }, bodyText: '示意图' });
    expect(await p.text(`/records/${id}`)).toContain(`<img src="/records/${id}/images/${file.hash}" alt="示意图"`);
    const response = await p.get(`/records/${id}/images/${file.hash}`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(createHash('sha256').update(Buffer.from(await response.arrayBuffer())).digest('hex')).toBe(file.hash);
    expect((await p.get(`/records/${ids.rich}/images/${file.hash}`)).status).toBe(404);
  });

  it('names files safely', () => {
    expect(contentDisposition('../../etc/passwd')).toBe(`attachment; filename="file"; filename*=UTF-8''..%20..%20etc%20passwd`);
    expect(contentDisposition('\u202egpj.exe')).toBe(`attachment; filename="file.exe"; filename*=UTF-8''gpj.exe`);
    expect(contentDisposition('')).toBe(`attachment; filename="file"; filename*=UTF-8''file`);
    expect(contentDisposition(`${'长'.repeat(300)}.pdf`).length).toBeLessThan(900);
  });
});

describe('pages of the site itself', () => {
  it('take their furniture from the root agency’s public facts', async () => {
    const own = await testPortal({ demo: false });
    await own.t.db.insertInto('open.agency').values({
      code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', parentCode: null, kind: 'government', uscc: null, position: 0,
      openness: json({ phone: '0475-7654321', site: { name: '通辽市人民政府门户网站', domain: 'www.tongliao.example', idCode: '1505000009', icp: '蒙ICP备00000001号', partyMarkUrl: 'javascript:alert(1)' } }),
    }).execute();
    const body = await own.text('/');
    expect(body).toContain('<meta name="SiteName" content="通辽市人民政府门户网站">');
    expect(body).toContain('<meta name="SiteIDCode" content="1505000009">');
    expect(body).toContain('0475-7654321');
    expect(body).toContain('尚未填写');
    expect(body).not.toContain('演示');
    expect(body).not.toContain('javascript:');
    await own.drop();
  });
});
