import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readLine } from '../domains/library/importing/line.ts';
import { createRateLimiter, rates } from '../platform/limits.ts';
import { csvCell } from '../platform/csv.ts';
import { bulkLineSchema, changeListSchema, componentSchemas, errorSchema, recordListSchema, recordSchema } from './routes/open-data-schemas.ts';
import { seedCity, seedRecord, testOrigin, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
const hostile = '=HYPERLINK("http://x"),"引号" <b>&\n换行';
beforeAll(async () => {
  p = await testPortal({ limiter: { take: () => undefined } });
  ids = await seedCity(p.t.db);
  await seedRecord(p.t.db, { title: hostile, externalId: 'old-1', bodyText: '第一条　正文。\n第二条　正文，"引用"。' });
  await withdraw(ids.tombstone);
});
afterAll(() => p.drop());

/** The row of the feed that a withdrawal leaves. */
async function withdraw(id: string): Promise<void> {
  await p.t.db.deleteFrom('open.record').where('id', '=', id).execute();
  await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'withdrawn', tags: ['records', `record:${id}`, 'agency:150500', 'category:policy', 'theme:综合政务\\政务公开'] }).execute();
}

async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await (await p.get(`/api/v1${path}`)).json());
}

const allIds = async () => (await p.t.db.selectFrom('open.record').select('id').execute()).map((r) => r.id).sort();

describe('OpenAPI', () => {
  it('describes every path, in 3.1, with schemas that are those of the answers', async () => {
    const text = await p.text('/api/v1/openapi.json');
    const document = z.object({
      openapi: z.literal('3.1.0'), servers: z.tuple([z.object({ url: z.literal(`${testOrigin}/api/v1`) })]), paths: z.record(z.string(), z.unknown()),
      components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    }).parse(JSON.parse(text));
    expect(Object.keys(document.paths)).toEqual(['/records', '/records/{id}', '/changes', '/records.jsonl', '/records.csv', '/openapi.json']);
    expect(Object.keys(document.components.schemas)).toEqual(Object.keys(componentSchemas));
    for (const reference of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) expect(document.components.schemas).toHaveProperty(reference[1] ?? '');
    expect(document.components.schemas['RecordItem']).toMatchObject({ type: 'object', additionalProperties: false, properties: { documentNumber: { description: '发文字号' } } });
  });

  it('is held to by the answers, read from the document itself', async () => {
    const { components } = z.object({ components: z.object({ schemas: z.record(z.string(), z.json()) }) }).parse(JSON.parse(await p.text('/api/v1/openapi.json')));
    const served = (name: string) => z.fromJSONSchema(JSON.parse(JSON.stringify({ $ref: `#/$defs/${name}`, $defs: components.schemas }).replaceAll('#/components/schemas/', '#/$defs/')));
    const answers = [['RecordList', '/records?limit=30'], ['RecordList', '/records?q=供热'], ['Record', `/records/${ids.rich}`], ['Record', `/records/${ids.law}`], ['ChangeList', '/changes'], ['Error', '/records/none'], ['Gone', `/records/${ids.tombstone}`]] as const;
    for (const [name, path] of answers) {
      const value: unknown = await (await p.get(`/api/v1${path}`)).json();
      expect(served(name).safeParse(value).error, path).toBeUndefined();
    }
    expect(served('Record').safeParse({ id: ids.rich }).success).toBe(false);
    expect(served('RecordList').safeParse({ ...(await get('/records?limit=1', recordListSchema)), more: 1 }).success).toBe(false);
  });
});

describe('one record', () => {
  it('has the eight metadata, files with their hashes, and relations from both ends', async () => {
    const one = await get(`/records/${ids.rich}`, recordSchema);
    expect(one.metadata).toMatchObject({ title: one.title, indexNumber: one.indexNumber, keywords: ['城市供热', '用热', '办法'] });
    expect(one.attachments).toEqual([expect.objectContaining({ sha256: 'a'.repeat(64), url: `${testOrigin}/records/${ids.rich}/attachments/1` })]);
    expect(one.relations.map((r) => [r.direction, r.type])).toContainEqual(['from', 'repeals']);
    const other = await get(`/records/${ids.repealed}`, recordSchema);
    expect(other.relations).toContainEqual(expect.objectContaining({ direction: 'to', type: 'repeals', id: ids.rich }));
  });

  it('is not sent again to who has it', async () => {
    const first = await p.get(`/api/v1/records/${ids.rich}`);
    const again = await p.get(`/api/v1/records/${ids.rich}`, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

describe('changes', () => {
  const walk = async (since: string, limit: number) => {
    const seen: z.infer<typeof changeListSchema>['items'] = [];
    for (let from = since; ;) {
      const page = await get(`/changes?limit=${limit}&since=${from}`, changeListSchema);
      seen.push(...page.items);
      from = page.next;
      if (!page.more) return { seen, next: from };
    }
  };

  it('give every record once, withdrawn ones as tombstones, and then only what changed', async () => {
    const { seen, next } = await walk('0', 7);
    expect(seen.filter((c) => c.record).map((c) => c.id).sort()).toEqual(await allIds());
    expect(seen.filter((c) => c.withdrawn)).toEqual([expect.objectContaining({ id: ids.tombstone, kind: 'withdrawn', record: null, withdrawn: expect.objectContaining({ reason: expect.any(String) }) })]);
    expect((await walk(next, 7)).seen).toEqual([]);
    const again = seen[0]?.id ?? '';
    await p.t.db.insertInto('open.change').values({ subjectType: 'agency', subjectId: '150500', kind: 'agency' }).execute();
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: again, kind: 'status', tags: ['records'] }).execute();
    const news = await walk(next, 7);
    expect(news.seen.map((c) => [c.id, c.kind])).toEqual([[again, 'status']]);
    expect((await walk('0', 100)).seen.filter((c) => c.id === again)).toHaveLength(1);
    expect((await walk(news.next, 7)).next).toBe(news.next);
  });

  it('begin at a day or a moment too, and refuse what is neither', async () => {
    const all = (await walk('0', 100)).seen;
    expect((await walk('2020-01-01', 100)).seen).toHaveLength(all.length);
    expect((await walk('2099-01-01T00:00:00Z', 100)).seen).toEqual([]);
    for (const since of ['x', '2026-13-01', '-1', '1e3', "0' or 1=1", '9'.repeat(40)]) {
      const response = await p.get(`/api/v1/changes?since=${encodeURIComponent(since)}`);
      expect([since, response.status, errorSchema.parse(await response.json()).error.code]).toEqual([since, 400, 'bad-since']);
    }
  });

  it('name nothing that is not public', async () => {
    const hidden = randomUUID();
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: hidden, kind: 'published' }).execute();
    expect(JSON.stringify((await walk('0', 100)).seen)).not.toContain(hidden);
  });
});

describe('bulk files', () => {
  const lines = async (query = '') => {
    const response = await p.get(`/api/v1/records.jsonl${query}`);
    const rows = (await response.text()).split('\n').filter((l) => l !== '').map((l) => bulkLineSchema.parse(JSON.parse(l)));
    return { response, rows };
  };

  it('hold every record once, and the import takes them again as they were', async () => {
    const { response, rows } = await lines();
    expect(rows.map((r) => r.record).sort()).toEqual(await allIds());
    expect(response.headers.get('changes-since')).toMatch(/^\d+$/);
    const row = rows.find((r) => r.id === 'old-1') ?? expect.fail('missing');
    const read = readLine(Buffer.from(JSON.stringify(row)));
    if (!read.ok) expect.fail(read.reason);
    expect(read.document).toMatchObject({ externalId: 'old-1', title: hostile, issuer: row.issuer, documentNumber: row.doc_no, dateMade: row.date, theme: '综合政务\\政务公开', statedStatus: 'in-force', body: row.body });
  });

  it('are narrowed as the list is, by search too', async () => {
    for (const query of ['?category=normative', '?agency=150500-fgw&status=in-force', '?q=供热', '?q=供热&category=normative', '?year=2026', '?kind=nothing']) {
      const total = (await get(`/records${query}`, recordListSchema)).total;
      expect([query, (await lines(query)).rows.length]).toEqual([query, total]);
    }
    expect((await p.get('/api/v1/records.jsonl?status=x')).status).toBe(400);
    expect((await p.get('/api/v1/records.xlsx')).status).toBe(404);
  });

  it('are not sent again while nothing changed, and come compressed to who takes that', async () => {
    const first = await p.get('/api/v1/records.csv', { 'accept-encoding': 'gzip' });
    const csv = gunzipSync(Buffer.from(await first.arrayBuffer())).toString('utf8');
    expect(csv).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await p.get('/api/v1/records.csv')).arrayBuffer()));
    const etag = first.headers.get('etag') ?? '';
    expect((await p.get('/api/v1/records.csv', { 'if-none-match': etag })).status).toBe(304);
    await seedRecord(p.t.db);
    expect((await p.get('/api/v1/records.csv', { 'if-none-match': etag })).status).toBe(200);
  });

  it('open in a spreadsheet as text, never as a formula', async () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await p.get('/api/v1/records.csv?q=HYPERLINK')).arrayBuffer());
    expect(csv.startsWith('\ufeffid,title,issuer,doc_no,date,theme,status,body,')).toBe(true);
    expect(csv).toContain(`old-1,"'=HYPERLINK(""http://x""),""引号"" <b>&\n换行",`);
    fc.assert(fc.property(fc.string(), (value) => {
      const cell = csvCell(value);
      const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(text === value || text === `'${value}`).toBe(true);
      expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
      if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/);
    }));
  });

  it('are read only as fast as they are taken', async () => {
    const response = await p.get('/api/v1/records.jsonl');
    const reader = response.body?.getReader() ?? expect.fail('no body');
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    expect((await lines()).rows.length).toBe((await allIds()).length);
  });
});

describe('rates', () => {
  it('stand in the headers of every answer, refusals too', async () => {
    const limited = await testPortal({ limiter: createRateLimiter(() => 0) });
    const ask = () => limited.get('/api/v1/changes', { origin: 'https://elsewhere.example' });
    const first = await ask();
    expect(first.headers.get('ratelimit-limit')).toBe(String(rates.openApi.burst));
    expect(first.headers.get('ratelimit-remaining')).toBe(String(rates.openApi.burst - 1));
    expect(first.headers.get('access-control-expose-headers')).toContain('RateLimit-Remaining');
    let last = first;
    for (let i = 0; i < rates.openApi.burst; i += 1) last = await ask();
    expect([last.status, last.headers.get('ratelimit-remaining'), last.headers.get('retry-after'), last.headers.get('access-control-allow-origin')]).toEqual([429, '0', '1', '*']);
    for (let i = 0; i < rates.openBulk.burst; i += 1) await (await limited.get('/api/v1/records.csv')).text();
    expect((await limited.get('/api/v1/records.csv')).status).toBe(429);
    await limited.drop();
  });
});

describe('the page for people', () => {
  it('explains it, with addresses that answer', async () => {
    const page = await p.text('/open-data');
    expect(page).toContain('<h1>开放数据</h1>');
    const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '';
    const links = [...main.matchAll(/href="([^"]+)"/g)].map((m) => (m[1] ?? '').replaceAll('&amp;', '&'));
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect([link, (await p.get(link)).status]).toEqual([link, 200]);
  });
});
