// Every hostile input through every public field and parameter. HOSTILE=all puts each through all of them; else each takes turns.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { civilDate } from '@tongming/law';
import { publishFile, putFile } from '../../server/src/platform/files.ts';
import { portalApp } from '../../server/src/portal/app.ts';
import { checkXml } from '../../server/src/portal/testing-xml.ts';
import { filledForm, paragraphs, seedAgency, seedCase, seedCity, seedIntakeKey, seedRecord, testOrigin, testPortal, type TestPortal } from '../../server/src/portal/testing.ts';
import { hostileInputs, type Hostile } from './inputs.ts';
import { faultsOfHead, faultsOfPage, learn, liveCells, seenNothing } from './oracle.ts';

const all = process.env.HOSTILE === 'all';
const turns = all ? Number.POSITIVE_INFINITY : 3;
let p: TestPortal;
let law: string;
let report: string;
const seen = seenNothing();
const form = (fields: Record<string, string>) => new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, value.toWellFormed()]));
const post = (path: string, fields: Record<string, string>) => p.app.request(`${testOrigin}${path}`, { method: 'POST', body: form(fields), headers: { host: 'www.example.gov.cn' } });
const e = (text: string) => encodeURIComponent(text.toWellFormed());

beforeAll(async () => {
  p = await testPortal({ limiter: { take: () => undefined } });
  ({ law } = await seedCity(p.t.db));
  await seedIntakeKey(p.t.db);
  report = await seedRecord(p.t.db, { category: 'annual-report', title: '2025年政府信息公开工作年度报告' });
  const mongolian = await seedRecord(p.t.db, { title: `关于印发《长》的${'a'.repeat(80)}`, issuer: 'ᠮᠣᠩᠭᠣᠯ', statusNote: 'ᠮᠣᠩᠭᠣᠯ', status: 'repealed', body: paragraphs('ᠮᠣᠩᠭᠣᠯ', '第一条　ᠮᠣᠩᠭᠣᠯ') });
  for (const path of ['/', '/records/', '/records/?year=2026&category=policy&from=2020-01-01', `/records/${law}`, `/records/${mongolian}`, `/records/${report}`, `/records/${report}/comments`, '/search', '/search?q=通知', '/search?q=zzz', '/search?q=ᠮᠣᠩᠭᠣᠯ', '/report-error', '/apply/', '/apply/query',
    '/apply/correction', '/openness/', '/inventory', '/inventory/numbers', '/alerts/new', `/alerts/new?record=${law}`, '/open-data', '/agencies/', '/site-map/', '/about/accessibility', '/404', `/records/${law}?on=2019-06-01`, `/records/${law}/compare?from=1&to=3`, `/records/${law}/cited-by`,
    '/openness/150500/directory', '/openness/150500/content', '/about/offline', '/interaction/']) learn(await p.text(path), seen);
  const [path = ''] = await applyPaths();
  for (const fields of [{ step: 'check' }, { ...filledForm, step: 'check' }, { ...filledForm, step: 'edit' }, { ...filledForm, kind: 'x', email: 'x', step: 'check' }, { ...filledForm, kind: 'legalPerson', representative: '甲', contact: '乙', step: 'check' }, { ...filledForm, step: 'send', website: 'x' }, { ...filledForm, step: 'send' }]) learn(await (await post(path, fields)).text(), seen);
  const forms = (...list: Record<string, string>[]) => list;
  for (const fields of forms({ message: 'x', url: 'x' }, { message: '四个字了', url: `${testOrigin}/` }, { message: 'x'.repeat(3000), url: 'x', contact: 'y'.repeat(300) })) learn(await (await post('/report-error', fields)).text(), seen);
  for (const words of ['', '很好的报告', 'x'.repeat(9000)]) learn(await (await post(`/records/${report}/comments`, { words })).text(), seen);
  for (const fields of [{ number: 'x', code: 'y' }, await seedCase(p.t.db)]) learn(await (await post('/apply/query', fields)).text(), seen);
  for (const fields of forms({ address: 'x' }, { address: 'a@b.example', cadence: 'daily' })) learn(await (await post('/alerts/new', fields)).text(), seen);
  for (const fields of forms({ format: 'zip' }, { format: 'json', id: 'x' })) learn(await (await post('/records/download', fields)).text(), seen);
});
afterAll(() => p.drop());

async function applyPaths(): Promise<string[]> {
  const start = await p.text('/apply/');
  return [/href="(\/apply\/150500[^"]*)"/.exec(start)?.[1] ?? '/apply/150500', '/apply/150500/correction'];
}

type Ask = [string, (text: string) => Promise<Response> | Response];
const get = (path: (text: string) => string): Ask[1] => (text) => p.get(path(text));

const filters = ['category', 'status', 'agency', 'theme', 'kind', 'year', 'region', 'item', 'from', 'to'];
const asks: Ask[] = [
  ['search', get((t) => `/search?q=${e(t)}`)], ['search date', get((t) => `/search?sort=date&q=${e(t)}`)], ['search sort', get((t) => `/search?q=a&sort=${e(t)}`)], ['search cursor', get((t) => `/search?q=a&cursor=${e(t)}`)], ['search scope', get((t) => `/search?q=a&scope=${e(t)}`)],
  ...filters.map((name): Ask => [`list ${name}`, get((t) => `/records/?${name}=${e(t)}`)]), ...filters.map((name): Ask => [`search ${name}`, get((t) => `/search?q=a&${name}=${e(t)}`)]),
  ['list cursor', get((t) => `/records/?cursor=${e(t)}`)], ['list other', get((t) => `/records/?${e(t)}=${e(t)}`)], ['raw query', get((t) => `/records/?${e(t).replaceAll('%3D', '=')}`)],
  ['record', get((t) => `/records/${e(t)}`)], ['record day', get((t) => `/records/${law}?on=${e(t)}`)], ['record edition', get((t) => `/records/${law}?edition=${e(t)}`)], ['compare', get((t) => `/records/${law}/compare?from=${e(t)}&to=${e(t)}`)],
  ['cited by', get((t) => `/records/${law}/cited-by?cursor=${e(t)}`)], ['article', get((t) => `/records/${law}/file.txt?article=${e(t)}`)], ['file', get((t) => `/records/${law}/${e(t)}`)], ['attachment', get((t) => `/records/${law}/attachments/${e(t)}`)],
  ['picture', get((t) => `/records/${law}/images/${e(t)}`)], ['evidence', get((t) => `/records/${law}/evidence/${e(t)}`)], ['comments cursor', get((t) => `/records/${report}/comments?cursor=${e(t)}`)], ['record feed', get((t) => `/records/${e(t)}/feed.xml`)],
  ['feed words', get((t) => `/feed.xml?q=${e(t)}`)], ['feed filter', get((t) => `/feed.atom?theme=${e(t)}`)], ['feed json', get((t) => `/feed.json?q=${e(t)}&agency=${e(t)}`)], ['agency feed', get((t) => `/feed/agency/${e(t)}.xml`)],
  ['site map part', get((t) => `/sitemaps/${e(t)}`)], ['asset', get((t) => `/assets/${e(t)}`)], ['path', get((t) => `/${e(t)}`)], ['openness', get((t) => `/openness/${e(t)}/`)], ['openness block', get((t) => `/openness/150500/${e(t)}`)], ['directory', get((t) => `/openness/150500/directory?cursor=${e(t)}`)],
  ['inventory', get((t) => `/inventory?rows=${e(t)}&columns=${e(t)}&year=${e(t)}`)], ['numbers', get((t) => `/inventory/numbers?agency=${e(t)}&code=${e(t)}&year=${e(t)}`)], ['column', get((t) => `/columns/${e(t)}`)], ['content', get((t) => `/content/${e(t)}/`)], ['topic', get((t) => `/topics/${e(t)}`)], ['content cursor', get((t) => `/content/news/?cursor=${e(t)}`)],
  ['api list', get((t) => `/api/v1/records?q=${e(t)}&limit=${e(t)}`)], ['api cursor', get((t) => `/api/v1/records?cursor=${e(t)}`)], ['api filter', get((t) => `/api/v1/records?theme=${e(t)}&sort=${e(t)}`)], ['api record', get((t) => `/api/v1/records/${e(t)}`)], ['api changes', get((t) => `/api/v1/changes?since=${e(t)}&limit=${e(t)}`)],
  ['api bulk', get((t) => `/api/v1/records.csv?q=${e(t)}`)], ['api lines', get((t) => `/api/v1/records.jsonl?theme=${e(t)}`)], ['api other', get((t) => `/api/v1/${e(t)}`)],
  ['oai verb', get((t) => `/oai?verb=${e(t)}`)], ['oai id', get((t) => `/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=${e(t)}`)], ['oai token', get((t) => `/oai?verb=ListRecords&resumptionToken=${e(t)}`)], ['oai from', get((t) => `/oai?verb=ListRecords&metadataPrefix=oai_dc&from=${e(t)}`)],
  ['oai set', get((t) => `/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=${e(t)}`)], ['oai argument', get((t) => `/oai?verb=Identify&${e(t)}=${e(t)}`)],
  ['alert', get((t) => `/alerts/new?q=${e(t)}&theme=${e(t)}`)], ['alert record', get((t) => `/alerts/new?record=${e(t)}`)], ['alert key', get((t) => `/alerts/manage?key=${e(t)}`)], ['report', get((t) => `/report-error?url=${e(t)}`)],
  ['download', get((t) => `/records/download?format=${e(t)}&q=${e(t)}`)], ['suggest', get((t) => `/search/suggest?q=${e(t)}`)],
  ['cookie', (t) => p.get('/', { cookie: `show=${e(t)}` })],
  ['post preferences', (t) => post('/preferences', { back: t, set: t })], ['post report', (t) => post('/report-error', { url: t, message: t, contact: t })], ['post comment', (t) => post(`/records/${report}/comments`, { words: `意见：${t}`, signature: t.slice(0, 40), contact: t })],
  ['post alert', (t) => post('/alerts/new', { address: t, q: t, cadence: t })], ['post manage', (t) => post('/alerts/manage', { key: t, act: t })], ['post case', (t) => post('/apply/query', { number: t, code: t })], ['post case act', (t) => post('/apply/case', { number: t, code: t, act: t, text: t })],
  ['post check', async (t) => post((await applyPaths())[0] ?? '', { ...filledForm, content: t, name: t, address: t, helpNeeded: t, documentNumber: t, step: 'check' })], ['post send', async (t) => post((await applyPaths())[0] ?? '', { ...filledForm, content: `需要${t}`, step: 'send', token: t })],
  ['post correction', async (t) => post((await applyPaths())[1] ?? '', { ...filledForm, record: t, recorded: t, correct: t, evidence: t, email: t, step: 'check' })], ['post names', (t) => post('/report-error', { [t === '' ? 'x' : t]: t, message: t })], ['post download', (t) => post('/records/download', { format: 'json', id: t })],
];

/** What is wrong with one answer; nothing when all is as it must be. */
async function faultsOf(response: Response): Promise<string[]> {
  const faults = [...(response.status >= 500 ? [`status ${response.status}`] : []), ...faultsOfHead(response.headers, testOrigin)];
  const type = response.headers.get('content-type') ?? '';
  const body = await response.text();
  if (type.startsWith('text/html')) faults.push(...faultsOfPage(body, seen, testOrigin, ['http://localhost']));
  else if (/json(?:;|$)/.test(type)) JSON.parse(body);
  else if (/xml/.test(type) && !response.headers.has('content-disposition')) checkXml(body);
  else if (type.startsWith('text/csv')) faults.push(...liveCells(body).map((cell) => `formula ${cell}`));
  return faults;
}

async function trial([name, ask]: Ask, { kind, text }: Hostile): Promise<string[]> {
  const told = `${name} ← ${kind} ${JSON.stringify(text.slice(0, 60))}`;
  try {
    return (await faultsOf(await ask(text))).map((fault) => `${told}: ${fault.slice(0, 200)}`);
  } catch (error) {
    return [`${told}: ${String(error).slice(0, 300)}`];
  }
}

it('knows more than three hundred of them', () => {
  expect(hostileInputs.length).toBeGreaterThanOrEqual(300);
});

it('nothing put into a parameter or a field comes to life, and nothing breaks', async () => {
  const [search, ...others] = asks;
  const faults: string[] = [];
  for (const [i, input] of hostileInputs.entries()) {
    const these = all ? others : Array.from({ length: turns }, (_, k) => others[(i * turns + k) % others.length]);
    for (const ask of [search, ...these]) if (ask) faults.push(...await trial(ask, input));
  }
  expect(faults).toEqual([]);
});

it('what is taken is taken whole, and what is not is not taken at all', async () => {
  const clean = (text: string) => text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[^\n\P{Cc}]/gu, '').trim();
  for (const { text, kind } of hostileInputs) {
    const message = `问题：${text}`;
    const before = await p.t.db.selectFrom('inbox.submission').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const response = await post('/report-error', { url: `${testOrigin}/`, message, contact: '' });
    const rows = await p.t.db.selectFrom('inbox.submission').select('payload').orderBy('receivedAt', 'desc').limit(1).execute();
    const after = await p.t.db.selectFrom('inbox.submission').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    if (response.status === 200) expect([after.n - before.n, rows[0]?.payload], kind).toMatchObject([1, { message: clean(message) }]);
    else expect([response.status, after.n - before.n], kind).toEqual([422, 0]);
  }
});

it('what an office publishes is text on every channel', async () => {
  const held: string[] = [];
  for (const [i, { text }] of hostileInputs.entries()) {
    const plain = text.replaceAll('\0', '').toWellFormed();
    held.push(await seedRecord(p.t.db, {
      title: `题${plain}`.slice(0, 300), issuer: plain.slice(0, 100), agencyName: plain.slice(0, 100), documentNumber: plain.slice(0, 60), summary: plain.slice(0, 200), keywords: [plain.slice(0, 40)], theme: plain.slice(0, 60), statusNote: plain.slice(0, 100),
      status: i % 2 === 0 ? 'repealed' : 'in-force', kind: i % 3 === 0 ? plain.slice(0, 30) : 'notice', body: paragraphs(plain, `第一条　${plain}`), datePublished: civilDate('2026-11-01'),
    }));
  }
  await seedAgency(p.t.db, { code: '150599', name: `局${hostileInputs[0]?.text ?? ''}`, shortName: hostileInputs[1]?.text ?? '', parentCode: '150500' });
  const faults: string[] = [];
  const look = async (path: string) => {
    const response = await p.get(path);
    const next = await response.clone().text();
    faults.push(...(await faultsOf(response)).map((fault) => `${path}: ${fault.slice(0, 200)}`));
    return next;
  };
  for (const [i, id] of held.entries()) {
    await look(`/records/${id}`);
    const format = ['md', 'xml', 'json', 'txt'][i % 4] ?? 'json';
    if (all || i % 4 === 0) await look(`/records/${id}/feed.${['xml', 'atom', 'json'][i % 3]}`);
    if (all || i % 2 === 0) await look(format === 'txt' ? `/api/v1/records/${id}` : `/records/${id}/file.${format}`);
  }
  let pages = 0;
  for (let at: string | null = '/records/'; at !== null && pages < 40; pages += 1) {
    const link: string | undefined = /rel="next" href="([^"]+)"/.exec(await look(at))?.[1];
    at = link === undefined ? null : link.replaceAll('&amp;', '&');
  }
  expect(pages).toBeGreaterThan(20);
  for (const path of ['/', '/feed.xml', '/feed.atom', '/feed.json', '/sitemap.xml', '/sitemaps/records-1.xml', '/openness/', '/openness/150500/content', '/openness/150500/directory', '/openness/150500/directory.csv', '/inventory', '/inventory.csv', '/inventory/records.csv', '/api/v1/records?limit=100', '/api/v1/records.csv',
    '/search?q=题', '/search?q=script', '/agencies/', '/site-map/', '/apply/', '/oai?verb=ListSets']) await look(path);
  let next = '/oai?verb=ListRecords&metadataPrefix=oai_dc';
  for (let n = 0; next !== '' && n < 30; n += 1) {
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(await look(next))?.[1];
    next = token === undefined ? '' : `/oai?verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
  }
  for (const line of (await p.text('/api/v1/records.jsonl')).trim().split('\n')) JSON.parse(line);
  expect(faults).toEqual([]);
});

it('a file from outside is a download that may do nothing, under an address of its own where there is one', async () => {
  const { hash, size } = await putFile(p.files, Buffer.from('<script>zq7x</script>'), { limit: 1000, mime: 'text/html' });
  await publishFile(p.files, hash);
  await p.t.db.insertInto('open.attachment').values({ recordId: report, position: 9, name: 'a\r\nX: 1"<script>.html', fileHash: hash, size, mime: 'text/html' }).execute();
  const path = `/records/${report}/attachments/9`;
  const own = portalApp({ db: p.t.portalDb, files: p.files, demo: true, config: { publicUrl: null, trustedProxies: 0, fontFolder: null, filesUrl: 'http://files.example.gov.cn' } });
  const ask = (host: string, at: string) => own.request(`http://${host}${at}`, { headers: { host } });
  for (const response of [await p.get(path), await ask('files.example.gov.cn', path)]) {
    const { headers } = response;
    expect([response.status, headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual([200, 'nosniff', "sandbox; default-src 'none'"]);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="file\.html"; filename\*=UTF-8''[\w%.~!-]+$/);
  }
  expect((await ask('www.example.gov.cn', path)).headers.get('location')).toBe(`http://files.example.gov.cn${path}`);
  expect((await ask('www.example.gov.cn', '/')).status).toBe(200);
  for (const page of ['/', `/records/${report}`, '/records/', '/apply/', '/api/v1/records', '/assets/portal.js', '/preferences']) expect((await ask('files.example.gov.cn', page)).status, page).toBe(404);
});
