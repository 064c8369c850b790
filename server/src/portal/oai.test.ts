import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setsOf, writeToken } from './oai-arguments.ts';
import { checkXml } from './testing-xml.ts';
import { seedCity, seedRecord, seedTombstone, testOrigin, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let hostile: string;
let ids: Awaited<ReturnType<typeof seedCity>>;
const title = 'A & B <通知> ]]>" \u0008\ud800 </dc:title><error code="x">';
const tags = ['records', 'agency:150500', 'category:policy', 'theme:综合政务\\政务公开'];

beforeAll(async () => {
  p = await testPortal({ limiter: { take: () => undefined } });
  ids = await seedCity(p.t.db);
  hostile = await seedRecord(p.t.db, { title, keywords: ['a&b', '<c>'] });
  for (let i = 0; i < 180; i += 1) await seedRecord(p.t.db, { category: 'rule', agencyCode: '150500-jyj', theme: null });
  await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: ids.tombstone, kind: 'withdrawn', tags }).execute();
});
afterAll(() => p.drop());

async function ask(query: string): Promise<string> {
  const response = await p.get(`/oai${query === '' ? '' : `?${query}`}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  const xml = await response.text();
  checkXml(xml);
  expect(xml).toMatch(/<responseDate>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z<\/responseDate>/);
  return xml;
}

const errorsOf = (xml: string) => [...xml.matchAll(/<error code="(\w+)">[^<]+<\/error>/g)].map((m) => m[1]);
type Header = { id: string; deleted: boolean; stamp: string; sets: string[] };
function headersOf(xml: string): Header[] {
  return [...xml.matchAll(/<header( status="deleted")?><identifier>([^<]+)<\/identifier><datestamp>([^<]+)<\/datestamp>([\s\S]*?)<\/header>/g)].map((m) => ({
    id: (m[2] ?? '').replace('oai:www.example.gov.cn:', ''), deleted: m[1] !== undefined, stamp: m[3] ?? '', sets: [...(m[4] ?? '').matchAll(/<setSpec>([^<]+)</g)].map((s) => s[1] ?? ''),
  }));
}

async function walk(verb: string, query: string, before = 0): Promise<{ headers: Header[]; pages: number; text: string }> {
  const headers: Header[] = [];
  let text = '';
  let pages = 0;
  for (let next = `verb=${verb}&${query}`; ; ) {
    const xml = await ask(next);
    pages += 1;
    const token = /<resumptionToken cursor="(\d+)">([^<]*)<\/resumptionToken>/.exec(xml);
    if (token) expect(Number(token[1])).toBe(before + headers.length);
    headers.push(...headersOf(xml));
    text += xml;
    if (!token?.[2]) return { headers, pages, text };
    next = `verb=${verb}&resumptionToken=${encodeURIComponent(token[2])}`;
  }
}

const publicIds = async (category?: string) => (await p.t.db.selectFrom('open.record').select('id').$if(category !== undefined, (q) => q.where('category', '=', category ?? '')).execute()).map((r) => r.id).sort();

describe('Identify, ListMetadataFormats, ListSets', () => {
  it('say who and what this is', async () => {
    const xml = await ask('verb=Identify');
    for (const part of [`<baseURL>${testOrigin}/oai</baseURL>`, '<protocolVersion>2.0</protocolVersion>', '<deletedRecord>persistent</deletedRecord>', '<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>', '<adminEmail>zwgk@example.invalid</adminEmail>', `<request verb="Identify">${testOrigin}/oai</request>`]) expect(xml).toContain(part);
    const all = await walk('ListIdentifiers', 'metadataPrefix=oai_dc');
    expect(/<earliestDatestamp>([^<]+)/.exec(xml)?.[1]).toBe(all.headers.map((h) => h.stamp).sort()[0]);
  });

  it('name the formats, of the repository and of one record, with a schema that is served', async () => {
    const xml = await ask(`verb=ListMetadataFormats&identifier=oai:www.example.gov.cn:${ids.rich}`);
    expect([...xml.matchAll(/<metadataPrefix>(\w+)/g)].map((m) => m[1])).toEqual(['oai_dc', 'zwgk']);
    expect(await ask('verb=ListMetadataFormats')).toContain(`<schema>${testOrigin}/oai/zwgk.xsd</schema>`);
    const xsd = await p.get('/oai/zwgk.xsd');
    expect(xsd.headers.get('access-control-allow-origin')).toBe('*');
    checkXml(await xsd.text());
  });

  it('list every set that a record names', async () => {
    const specs = [...(await ask('verb=ListSets')).matchAll(/<setSpec>([^<]+)</g)].map((m) => m[1] ?? '');
    expect(new Set(specs).size).toBe(specs.length);
    for (const spec of specs) expect(spec).toMatch(/^[A-Za-z0-9\-_.!~*'()]+$/);
    const used = new Set((await walk('ListIdentifiers', 'metadataPrefix=oai_dc')).headers.flatMap((h) => h.sets));
    expect([...used].filter((s) => !specs.includes(s))).toEqual([]);
  });
});

describe('ListIdentifiers and ListRecords', () => {
  it.each(['ListIdentifiers', 'ListRecords'])('%s gives every record once over many pages, the withdrawn as deleted', async (verb) => {
    const { headers, pages } = await walk(verb, 'metadataPrefix=zwgk');
    expect(pages).toBeGreaterThan(2);
    expect(headers.filter((h) => !h.deleted).map((h) => h.id).sort()).toEqual(await publicIds());
    expect(headers.filter((h) => h.deleted)).toEqual([{ id: ids.tombstone, deleted: true, stamp: expect.any(String), sets: ['category.policy', 'theme.2', 'agency.150500'] }]);
  });

  it('give no content of what is deleted, and content of all else, in the order of the schema', async () => {
    const { text } = await walk('ListRecords', 'metadataPrefix=zwgk');
    const order = [...(await p.text('/oai/zwgk.xsd')).matchAll(/<xs:element name="(\w+)" type/g)].map((m) => m[1] ?? '');
    const records = [...text.matchAll(/<record>([\s\S]*?)<\/record>/g)].map((m) => m[1] ?? '');
    for (const record of records) {
      expect(record.includes('<metadata>')).toBe(!record.includes('status="deleted"'));
      const names = [...(/<zwgk [^>]*>([\s\S]*)<\/zwgk>/.exec(record)?.[1] ?? '').matchAll(/<(\w+)[ >]/g)].map((m) => order.indexOf(m[1] ?? ''));
      expect(names).toEqual(names.toSorted((a, b) => a - b));
      expect(names).not.toContain(-1);
    }
    expect(records.length).toBe((await publicIds()).length + 1);
  });

  it('keep to a set', async () => {
    expect((await walk('ListIdentifiers', 'metadataPrefix=oai_dc&set=category.rule')).headers.map((h) => h.id).sort()).toEqual(await publicIds('rule'));
    const theme = await walk('ListRecords', 'metadataPrefix=oai_dc&set=theme.2');
    expect(theme.headers.every((h) => h.sets.includes('theme.2'))).toBe(true);
    expect(theme.headers.some((h) => h.deleted)).toBe(true);
    expect((await walk('ListIdentifiers', 'metadataPrefix=oai_dc&set=agency.150500-fgw')).headers.length).toBeGreaterThan(3);
  });

  it('keep to a range, to the second, both ends in', async () => {
    const at = '2019-05-06T07:08:09';
    const id = await seedRecord(p.t.db);
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'status', at: `${at}.600Z` }).execute();
    const found = async (range: string) => headersOf(await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&${range}`)).map((h) => h.id);
    expect(await found(`from=${at}Z&until=${at}Z`)).toEqual([id]);
    expect(await found('from=2019-05-06&until=2019-05-06')).toEqual([id]);
    expect(await found(`until=${at}Z`)).toEqual([id]);
    expect(await found('until=2019-05-05')).toEqual([]);
    expect(errorsOf(await ask('verb=ListIdentifiers&metadataPrefix=oai_dc&until=2019-05-06T07:08:08Z'))).toEqual(['noRecordsMatch']);
    expect(await found('from=2019-05-06T07:08:10Z')).not.toContain(id);
    expect((await walk('ListIdentifiers', 'metadataPrefix=oai_dc&from=2019-05-07')).headers.length).toBe((await publicIds()).length);
  });

  it('miss nothing that changes while they are walked', async () => {
    const first = await ask('verb=ListIdentifiers&metadataPrefix=oai_dc');
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(first)?.[1] ?? '';
    const late = await seedRecord(p.t.db);
    const moved = headersOf(first)[0]?.id ?? '';
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: moved, kind: 'revised' }).execute();
    const rest = (await walk('ListIdentifiers', `resumptionToken=${token}`, headersOf(first).length)).headers;
    expect(rest.map((h) => h.id)).toEqual(expect.arrayContaining([late, moved]));
    const seen = [...headersOf(first), ...rest].filter((h) => !h.deleted).map((h) => h.id);
    expect([...new Set(seen)].sort()).toEqual(await publicIds());
  });

  it('wait for who is writing just now, so that a harvester who comes again misses nothing', async () => {
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => { finish = resolve; });
    let locked = (): void => undefined;
    const ready = new Promise<void>((resolve) => { locked = resolve; });
    const id = await seedTombstone(p.t.db, randomUUID());
    await p.t.db.updateTable('open.tombstone').set({ indexNumber: 'slow' }).where('id', '=', id).execute();
    const writer = p.t.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('open.change', 0))`.execute(tx);
      await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'withdrawn', tags }).execute();
      locked();
      await held;
    });
    await ready;
    const answer = walk('ListIdentifiers', 'metadataPrefix=oai_dc');
    setTimeout(finish, 300);
    expect((await answer).headers.map((h) => h.id)).toContain(id);
    await writer;
  });
});

describe('GetRecord', () => {
  it('gives one record in either format, whatever stands in its title', async () => {
    for (const prefix of ['oai_dc', 'zwgk']) {
      const xml = await ask(`verb=GetRecord&metadataPrefix=${prefix}&identifier=oai:www.example.gov.cn:${hostile}`);
      expect(xml).toContain('A &amp; B &lt;通知&gt; ]]&gt;&quot; \ufffd &lt;/dc:title&gt;&lt;error code=&quot;x&quot;&gt;</');
      expect(errorsOf(xml)).toEqual([]);
    }
    const dc = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:www.example.gov.cn:${hostile}`);
    expect(dc).toContain('<dc:subject>a&amp;b</dc:subject>');
    expect(dc).toContain(`<dc:identifier>${testOrigin}/records/${hostile}</dc:identifier>`);
  });

  it('gives the header alone of what was withdrawn', async () => {
    const xml = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:www.example.gov.cn:${ids.tombstone}`);
    expect(headersOf(xml)).toEqual([expect.objectContaining({ id: ids.tombstone, deleted: true })]);
    expect(xml).not.toContain('<metadata>');
  });
});

describe('errors', () => {
  const oai = `oai:www.example.gov.cn:`;
  const cases: [string, string[]][] = [
    ['', ['badVerb']], ['verb=Nothing', ['badVerb']], ['verb=toString', ['badVerb']], ['verb=Identify&verb=Identify', ['badVerb']],
    ['verb=Identify&x=1', ['badArgument']], ['verb=ListRecords', ['badArgument']], ['verb=GetRecord', ['badArgument', 'badArgument']],
    ['verb=GetRecord&metadataPrefix=oai_dc', ['badArgument']], ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=marc', ['cannotDisseminateFormat']], [`verb=GetRecord&metadataPrefix=oai_dc&identifier=${oai}${randomUUID()}`, ['idDoesNotExist']],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=x', ['idDoesNotExist']], [`verb=ListMetadataFormats&identifier=oai:other.example:${randomUUID()}`, ['idDoesNotExist']],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=nothing', ['noRecordsMatch']], ['verb=ListRecords&metadataPrefix=oai_dc&set=theme.99', ['noRecordsMatch']],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2099-01-01', ['noRecordsMatch']], ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00', ['badArgument']], ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T99:00:00Z', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z', ['badArgument']], ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-01-01', ['badArgument']],
    ['verb=ListRecords&resumptionToken=abc', ['badResumptionToken']], ['verb=ListSets&resumptionToken=abc', ['badResumptionToken']], ['verb=ListRecords&resumptionToken=abc&metadataPrefix=oai_dc', ['badArgument']],
    [`verb=ListRecords&resumptionToken=${writeToken({ prefix: 'oai_dc', after: 10 ** 14, given: 5 })}`, ['badResumptionToken']],
    ['verb=%3Cscript%3E', ['badVerb']], [`verb=Identify&${encodeURIComponent('<a b="')}=1`, ['badArgument']],
  ];
  it.each(cases)('%s → %s', async (query, codes) => {
    const xml = await ask(query);
    expect(errorsOf(xml)).toEqual(codes);
    if (codes.includes('badVerb') || codes.includes('badArgument')) expect(xml).toContain(`<request>${testOrigin}/oai</request>`);
  });

  it('come of no text whatever, and never a fault', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), fc.constantFrom('resumptionToken', 'set', 'from', 'identifier', 'metadataPrefix'), async (text, name) => {
      const query = new URLSearchParams({ verb: name === 'identifier' ? 'GetRecord' : 'ListRecords', ...(name === 'resumptionToken' ? {} : { metadataPrefix: 'oai_dc' }), [name]: text.toWellFormed() });
      expect(errorsOf(await ask(query.toString())).length).toBeGreaterThan(0);
    }), { numRuns: 60 });
  });

  it('answers forms as it answers addresses', async () => {
    const xml = await (await p.post('/oai', { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set: 'category.rule' })).text();
    expect(headersOf(xml).length).toBe(100);
    expect((await p.post('/oai', { verb: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

it('names no set for a theme outside the official list', () => {
  expect(setsOf({ category: 'policy', theme: '别的', agencyCode: 'x' })).toEqual(['category.policy', 'agency.x']);
});
