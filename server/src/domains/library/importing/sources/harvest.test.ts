// One Tongming harvests another over real HTTP, and odd samples of other systems.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgencies } from '../../../identity/testing.ts';
import { fileStore } from '../../../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../../../platform/testing.ts';
import { seedRecord, seedTombstone, testPortal, type TestPortal } from '../../../../portal/testing.ts';
import { bodyFromText } from '@tongming/typeset';
import { harvestState, saveHarvest } from '../harvest-state.ts';
import { commandLine, importFile } from '../import-file.ts';
import { writeLines } from '../spool.ts';
import { startWorker } from '../start-worker.ts';
import { openFeed } from './feed.ts';
import { mayRead, parseRobots } from './harvest-page.ts';
import { isInner } from './harvest-net.ts';
import { readXml } from './harvest-xml.ts';
import { openOai } from './oai.ts';
import type { HarvestOptions, Source, SourceItem } from './source.ts';

const quick = { paceMs: 0, backOffMs: 5, seconds: 10 };
const options = (harvest: Partial<HarvestOptions> = {}) => ({ mapping: null, folder: '', harvest: { state: null, follow: false, allowPrivate: true, ...harvest } });
async function itemsOf(source: Source): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of source.documents()) items.push(item);
  return items;
}
const faultsOf = (items: SourceItem[]) => items.flatMap((item) => ('fault' in item ? [item.fault] : []));
const documentsOf = (items: SourceItem[]) => items.flatMap((item) => ('document' in item ? [item.document] : []));

const closing: (() => void)[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let there: TestPortal;
let here: TestDatabase;
let origin: string;
/** OAI-PMH tells moments apart by the second: what is of the second in which one harvest began is given again by the next. */
const nextSecond = (): Promise<void> => new Promise((done) => { setTimeout(done, 1100); });
const words = '为加强城市供热管理，保障供热质量，维护供热单位和用户的合法权益，根据有关法律、法规，结合本市实际，制定本办法。';

beforeAll(async () => {
  there = await testPortal({ limiter: { take: () => undefined } });
  here = await testDatabase();
  await makeAgencies(here.db);
  for (let i = 0; i < 105; i += 1) await seedRecord(there.t.db, { title: `关于第${i}号地块供热方案的批复`, body: bodyFromText(`第${i}号地块建设单位：\n${words}\n通辽市人民政府\n2026年3月${(i % 28) + 1}日`) });
  await seedRecord(there.t.db, {
    title: '通辽市城市供热管理办法', issuer: '通辽市人民政府', documentNumber: '通辽市人民政府令第5号', dateMade: '2019-03-01', status: 'repealed', kind: 'order', category: 'rule', theme: '综合政务\\政务公开', keywords: ['供热', '管理'],
    body: bodyFromText(`第一条 ${words}\n第二条 本办法适用于本市行政区域。\n第三条 本办法自2019年5月1日起施行。`),
  });
  origin = await serve(getRequestListener(there.app.fetch));
  await nextSecond();
});
afterAll(async () => {
  closing.forEach((close) => close());
  await Promise.all([there.drop(), here.drop()]);
});

describe('another Tongming by OAI-PMH', () => {
  let state: unknown;

  it('gives every record with title, number, issuer, day, status and text as they are there', async () => {
    const source = await openOai(`${origin}/oai`, options(), quick);
    const items = await itemsOf(source);
    expect(faultsOf(items)).toEqual([]);
    expect(items).toHaveLength(106);
    state = source.harvested?.();
    const folder = mkdtempSync(join(tmpdir(), 'tongming-harvest-'));
    const worker = startWorker();
    try {
      await writeLines(join(folder, 'lines.jsonl'), (async function* () { yield* items; })());
      const result = await importFile({ ownerUrl: here.ownerUrl, db: here.db, files: fileStore(folder) }, worker, join(folder, 'lines.jsonl'), '150500');
      expect(result).toMatchObject({ imported: 106, faults: 0 });
    } finally {
      await worker.terminate();
      rmSync(folder, { recursive: true, force: true });
    }
    const columns = ['title', 'documentNumber', 'issuer', 'dateMade', 'status', 'kind', 'category', 'theme', 'keywords', 'bodyText'] as const;
    const of = async (db: TestDatabase['db']) => (await db.selectFrom('open.record').select(columns).orderBy('title').execute());
    expect(await of(here.db)).toEqual(await of(there.t.db));
  });

  it('takes only what has changed the next time, and says what was withdrawn', async () => {
    const still = await openOai(`${origin}/oai`, options({ state }), quick);
    expect(await itemsOf(still)).toEqual([]);
    const after = still.harvested?.();
    await nextSecond();
    const id = await seedRecord(there.t.db, { title: '关于新增热源的通知' });
    const withdrawn = await seedTombstone(there.t.db);
    await there.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: withdrawn, kind: 'withdrawn', tags: ['records', 'agency:150500'] }).execute();
    const next = await openOai(`${origin}/oai`, options({ state: after }), quick);
    const items = await itemsOf(next);
    expect(documentsOf(items).map((d) => d.id)).toEqual([`oai:127.0.0.1:${id}`]);
    expect(faultsOf(items)).toEqual([expect.stringContaining('已撤下')]);
  });

  it('reads Dublin Core alone, the text from the page', async () => {
    const source = await openOai(`${origin}/oai?metadataPrefix=oai_dc&set=category.rule`, options(), quick);
    const [document] = documentsOf(await itemsOf(source));
    expect(document).toMatchObject({ title: '通辽市城市供热管理办法', doc_no: '通辽市人民政府令第5号', issuer: '通辽市人民政府', date: '2019-03-01' });
    expect(document?.body).toContain('第三条 本办法自2019年5月1日起施行。');
    expect(document?.body).not.toContain('网站标识码');
  });
});

describe('another Tongming by its feeds', () => {
  it.each(['xml', 'atom', 'json'])('takes what the pages behind the feed say (%s)', async (form) => {
    const source = await openFeed(`${origin}/feed.${form}?category=rule`, options({ follow: true }), quick);
    const items = await itemsOf(source);
    expect(faultsOf(items)).toEqual([]);
    expect(documentsOf(items)[0]).toMatchObject({ title: '通辽市城市供热管理办法', doc_no: '通辽市人民政府令第5号', issuer: '通辽市人民政府', date: '2019-03-01', status: '废止' });
    expect(documentsOf(items)[0]?.body.split('\n').slice(-3)).toEqual([`第一条 ${words}`, '第二条 本办法适用于本市行政区域。', '第三条 本办法自2019年5月1日起施行。']);
    const again = await openFeed(`${origin}/feed.${form}?category=rule`, options({ follow: true, state: JSON.parse(JSON.stringify(source.harvested?.())) as unknown }), quick);
    expect(await itemsOf(again)).toEqual([]);
  });

  it('does not take a summary for the text', async () => {
    const items = await itemsOf(await openFeed(`${origin}/feed.xml?category=rule`, options(), quick));
    expect(faultsOf(items)).toEqual([expect.stringContaining('--follow')]);
  });
});

describe('odd systems', () => {
  const oai = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2020-01-02T03:04:05Z</responseDate><request>x</request>${inner}</OAI-PMH>`;
  const record = (id: string, url: string, title = '关于防汛的通知') => `<record><header><identifier>${id}</identifier><datestamp>2020-01-01</datestamp></header><metadata><dc xmlns="http://purl.org/dc/elements/1.1/"><title>${title}</title><creator>某市人民政府</creator><date>2020-01-01</date><identifier>${url}</identifier></dc></metadata></record>`;
  const page = '<html><body><h1>关于防汛的通知</h1><div id="zoom"><p>各县：</p><p>请认真做好防汛工作，落实各项责任，确保安全。</p><p>某市人民政府</p><p>2020年1月1日</p></div></body></html>';

  async function harvest(answers: (query: URLSearchParams, asked: number) => string | { status: number; body?: string }, more: Record<string, string> = {}, state: unknown = null) {
    let asked = 0;
    const base = await serve((request, response) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const known = more[url.pathname];
      if (known !== undefined) return void response.setHeader('content-type', 'text/html; charset=utf-8').end(known);
      if (url.pathname !== '/oai') return void response.writeHead(404).end();
      const verb = url.searchParams.get('verb');
      if (verb === 'Identify') return void response.end(oai('<Identify><granularity>YYYY-MM-DD</granularity></Identify>'));
      if (verb === 'ListMetadataFormats') return void response.end(oai('<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat></ListMetadataFormats>'));
      const answer = answers(url.searchParams, asked += 1);
      if (typeof answer === 'string') response.end(answer);
      else response.writeHead(answer.status, { 'retry-after': '0' }).end(answer.body ?? '');
    });
    const source = await openOai(`${base}/oai`, options({ state }), quick);
    const items = await itemsOf(source);
    return { items, base, asked, harvested: source.harvested?.() };
  }

  it('comes back after a busy moment, and takes the text from the page', async () => {
    const { items, asked } = await harvest((_, n) => (n === 1 ? { status: 503 } : oai(`<ListRecords>${record('a', '/1.html'.replace('/', 'http://placeholder/'))}</ListRecords>`)));
    expect(asked).toBe(2);
    expect(faultsOf(items)).toEqual([expect.stringContaining('另一个网站')]);
  });

  it('has one bad record cost that record only, and asks for it again', async () => {
    let base = '';
    const first = await serve((request, response) => {
      base = `http://${request.headers.host ?? ''}`;
      const url = new URL(request.url ?? '/', base);
      const verb = url.searchParams.get('verb') ?? '';
      if (url.pathname === '/ok.html') response.setHeader('content-type', 'text/html').end(page);
      else if (url.pathname !== '/oai') response.writeHead(404).end();
      else if (verb === 'Identify') response.end(oai('<Identify/>'));
      else if (verb === 'ListMetadataFormats') response.end(oai('<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat></ListMetadataFormats>'));
      else if (verb === 'GetRecord') response.end(oai(`<GetRecord>${record('bad', `${base}/ok.html`)}</GetRecord>`));
      else if (url.searchParams.has('from')) response.end(oai('<error code="noRecordsMatch">none</error>'));
      else response.end(oai(`<ListRecords>${record('good', `${base}/ok.html`)}${record('bad', `${base}/missing.html`)}${record('untitled', `${base}/ok.html`, '')}<record><header><identifier>gone</identifier></header></record></ListRecords>`));
    });
    const source = await openOai(`${first}/oai`, options(), quick);
    const items = await itemsOf(source);
    expect(documentsOf(items)).toEqual([expect.objectContaining({ id: 'good', title: '关于防汛的通知', issuer: '某市人民政府', date: '2020-01-01', body: expect.stringContaining('请认真做好防汛工作') as string })]);
    expect(faultsOf(items)).toHaveLength(3);
    const state = source.harvested?.();
    expect(state).toEqual({ from: '2020-01-02T03:04:05Z', prefix: 'oai_dc', again: ['bad'] });
    expect(documentsOf(await itemsOf(await openOai(`${first}/oai`, options({ state }), quick))).map((d) => d.id)).toEqual(['bad']);
  });

  it.each([
    ['a tag left open', '<OAI-PMH><ListRecords><record></OAI-PMH>', /XML 有误，第 1 行：<record> 没有结束/],
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "b">]><OAI-PMH/>', /DOCTYPE/],
    ['no XML at all', '{"a":1}', /XML 有误/],
    ['another vocabulary', '<html><body/></html>', /不是 OAI-PMH/],
    ['a fault of the protocol', oai('<error code="badResumptionToken">expired</error>'), /badResumptionToken/],
  ])('says clearly what is wrong: %s', async (_, answer, expected) => {
    await expect(harvest(() => answer)).rejects.toThrow(expected);
  });

  it('stops at a token that comes twice', async () => {
    await expect(harvest(() => oai('<ListRecords><resumptionToken>same</resumptionToken></ListRecords>'))).rejects.toThrow(/续传标记/);
  });

  it('gives up on a server that is down, after its tries', async () => {
    await expect(harvest(() => ({ status: 500 }))).rejects.toThrow(/返回 500/);
  });

  it('reads RSS 1.0, RSS with the whole text, Atom with XHTML; faults of one entry stay with it', async () => {
    const long = `<p>各县：</p><p>${words.repeat(10)}</p>`;
    const feeds: Record<string, string> = {
      '/rdf': `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d" xmlns:content="c"><item rdf:about="i1"><title>甲&nbsp;通知</title><link>http://x/1</link><dc:date>2020-02-03</dc:date><content:encoded><![CDATA[${long}]]></content:encoded></item><item rdf:about="i2"><title>乙</title><link>http://x/2</link></item></rdf:RDF>`,
      '/atom': `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e</id><title>丙通知</title><updated>2020-02-02T20:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>各县：</p><p>${words}</p></div></content></entry></feed>`,
      '/broken': '<rss><channel><item></channel></rss>',
    };
    const base = await serve((request, response) => void response.end(feeds[request.url ?? ''] ?? ''));
    const rdf = await itemsOf(await openFeed(`${base}/rdf`, options(), quick));
    expect(documentsOf(rdf)).toEqual([expect.objectContaining({ id: 'i1', title: '甲 通知', date: '2020-02-03' })]);
    expect(faultsOf(rdf)).toHaveLength(1);
    expect(documentsOf(await itemsOf(await openFeed(`${base}/atom`, options(), quick)))[0]).toMatchObject({ title: '丙通知', date: '2020-02-03', body: expect.stringContaining(words) as string });
    await expect(openFeed(`${base}/broken`, options(), quick)).rejects.toThrow(/<item> 没有结束/);
  });

  it('keeps the mark of an unchanged feed and asks only whether it changed', async () => {
    const marks: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      marks.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.setHeader('etag', '"1"').end(`<rss><channel><item><guid>a</guid><title>甲通知</title><description>${words.repeat(10)}</description></item></channel></rss>`);
    });
    const first = await openFeed(base, options(), quick);
    expect(documentsOf(await itemsOf(first))).toHaveLength(1);
    const second = await openFeed(base, options({ state: first.harvested?.() }), quick);
    expect(await itemsOf(second)).toEqual([]);
    expect(second.harvested?.()).toMatchObject({ seen: { a: expect.any(String) as string } });
    expect(marks).toEqual([undefined, '"1"']);
  });

  it('asks no machine of this network, by number, by name or by redirect', async () => {
    const closed = options({ allowPrivate: false });
    for (const address of ['http://127.0.0.1/oai', 'http://[::1]/oai', 'http://10.1.2.3/oai', 'http://[::ffff:192.168.0.1]/oai', 'http://localhost/oai', 'http://2130706433/oai']) {
      await expect(openOai(address, closed, quick), address).rejects.toThrow(/内部网络|找不到主机/);
    }
    await expect(openOai('file:///etc/passwd', closed, quick)).rejects.toThrow(/http/);
    const elsewhere = await serve((_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end());
    await expect(openFeed(elsewhere, options(), quick)).rejects.toThrow(/别的网站/);
    expect(['172.16.0.1', '100.64.1.1', '::ffff:10.0.0.1', 'fd00::1', 'fe80::1'].map(isInner)).toEqual([true, true, true, true, true]);
    expect(['8.8.8.8', '2001:4860::8888', '172.32.0.1'].map(isInner)).toEqual([false, false, false]);
  });

  it('ends what never ends or is too large', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/slow') response.write('<rss>');
      else response.end('x'.repeat(5000));
    });
    await expect(openFeed(`${base}/slow`, options(), { ...quick, seconds: 0.2, tries: 1 })).rejects.toThrow(/没有读完/);
    await expect(openFeed(`${base}/large`, options(), { ...quick, bytes: 1000 })).rejects.toThrow(/超过/);
  });
});

describe('how far a harvest has come', () => {
  it('is kept for each agency and address, and journalled', async () => {
    const of = (code: string, address = 'http://a/oai') => harvestState(here.db, code, address);
    expect(await of('150500')).toBeNull();
    for (const from of ['1', '2']) await saveHarvest(here.db, commandLine, '150500', 'http://a/oai', { from }, 'job');
    expect([await of('150500'), await of('150500', 'http://b/oai')]).toEqual([{ from: '2' }, null]);
    const kept = await here.db.selectFrom('core.journal').select('after').where('action', '=', 'import.harvest').execute();
    expect(kept.map((row) => row.after)).toEqual([{ address: 'http://a/oai', state: { from: '1' } }, { address: 'http://a/oai', state: { from: '2' } }]);
  });
});

describe('robots.txt', () => {
  const robots = parseRobots('User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /search\nAllow: /search/help\nDisallow: /*.pdf$\nCrawl-delay: 2 # polite\n');

  it('decides by the longest rule that fits', () => {
    expect(['/', '/search?q=1', '/search/help', '/a/b.pdf', '/a/b.pdf?x'].map((path) => mayRead(robots, path))).toEqual([true, false, true, false, true]);
    expect(robots.delaySeconds).toBe(2);
  });
});

describe('readXml', () => {
  it('knows namespaces, entities, CDATA and comments', () => {
    const root = readXml('<a xmlns="u" xmlns:p="v" k="&lt;&#65;"><!-- no --><p:b><![CDATA[<x>]]>&amp;</p:b></a>');
    expect(root).toMatchObject({ name: 'a', space: 'u', attributes: { k: '<A' }, children: [{ name: 'b', space: 'v', text: '<x>&' }] });
  });
});
