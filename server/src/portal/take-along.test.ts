import { Readable } from 'node:stream';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRateLimiter } from '../platform/limits.ts';
import { safeName, zipStream } from '../platform/zip.ts';
import { recordSchema } from './routes/open-data-schemas.ts';
import { seedCity, seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
beforeAll(async () => {
  p = await testPortal({ limiter: { ...createRateLimiter(), take: () => undefined } });
  ids = await seedCity(p.t.db);
});
afterAll(() => p.drop());

async function filesIn(response: Response): Promise<Record<string, Uint8Array>> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  return unzipSync(new Uint8Array(await response.arrayBuffer()));
}

describe('one document', () => {
  it('is had as Markdown, Akoma Ntoso and the record of the open interface', async () => {
    const md = await p.text(`/records/${ids.law}/file.md`);
    expect(md).toContain('# 城镇燃气管理条例');
    expect(md).toContain('## 第二章　燃气发展规划与应急保障');
    const xml = await p.get(`/records/${ids.rich}/file.xml`);
    expect(xml.headers.get('content-type')).toBe('application/akn+xml; charset=utf-8');
    expect(await xml.text()).toMatch(/<th><p>室温<\/p><\/th>[\s\S]*<level /);
    const [file, api] = await Promise.all([p.get(`/records/${ids.rich}/file.json`), p.get(`/api/v1/records/${ids.rich}`)]);
    const record: unknown = await file.json();
    expect(recordSchema.parse(record)).toEqual(await api.json());
  });

  it('is had by one article: that article and no other', async () => {
    for (const format of ['txt', 'md', 'xml', 'json']) {
      const text = await p.text(`/records/${ids.law}/file.${format}?article=8`);
      expect(text, format).toContain('国务院建设主管部门应当会同');
      expect(text, format).not.toContain('政府投资建设的燃气设施');
      expect(text, format).not.toContain('加强城镇燃气管理，保障');
    }
    expect(decodeURIComponent((await p.get(`/records/${ids.law}/file.md?article=8`)).headers.get('content-disposition') ?? '')).toContain('城镇燃气管理条例（第八条）.md');
    for (const article of ['99', 'x', '8%27', '', '00008']) expect((await p.get(`/records/${ids.law}/file.md?article=${article}`)).status, article).toBe(404);
  });

  it('keeps an excerpt and the whole apart when they are set in type one after the other', async () => {
    const id = await seedRecord(p.t.db, { body: null, bodyText: '第一条　甲乙丙。\n第二条　丁戊己。' });
    const part = new Uint8Array(await (await p.get(`/records/${id}/file.docx?article=1`)).arrayBuffer());
    const whole = new Uint8Array(await (await p.get(`/records/${id}/file.docx`)).arrayBuffer());
    const textOf = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    expect(textOf(part)).not.toContain('丁戊己');
    expect(textOf(whole)).toContain('丁戊己');
  });
});

describe('many documents', () => {
  it('come as one archive of what was chosen, with a list of them', async () => {
    const files = await filesIn(await p.post('/records/download', { format: 'txt', ids: [ids.rich, ids.law, ids.tombstone].join(',') }));
    expect(Object.keys(files).toSorted()).toEqual([expect.stringMatching(/^0001_.*供热用热管理办法.*\.txt$/), '0002_国务院令第583号_城镇燃气管理条例.txt', '清单.csv']);
    expect(strFromU8(files['清单.csv'] ?? new Uint8Array())).toContain('国务院令第583号');
  });

  it('come as all that a filter or a search finds, none left out', async () => {
    const total = async (query: string) => ((await (await p.get(`/api/v1/records?${query}`)).json()) as { total: number }).total;
    for (const query of ['category=normative', 'q=供热', '']) {
      const files = await filesIn(await p.get(`/records/download?format=md&${query}`));
      expect(Object.keys(files).length, query).toBe(await total(query) + 1);
    }
  });

  it('are made safe where a title is hostile, and two of one name stay two', async () => {
    const titles = ['../../etc/passwd', 'C:\\Windows\\con', 'a/b:c*d?e"f<g>h|i\u0007\u202e', '同名', '同名'];
    const made = await Promise.all(titles.map((title) => seedRecord(p.t.db, { title, documentNumber: null })));
    const files = await filesIn(await p.get(`/records/download?format=txt&ids=${made.join(',')}`));
    expect(Object.keys(files)).toHaveLength(6);
    for (const name of Object.keys(files)) expect(name).toMatch(/^[^/\\:*?"<>|\p{Cc}\p{Cf}]+$/u);
    expect(Object.keys(files).filter((name) => name.includes('同名'))).toHaveLength(2);
  });

  it('name a document that has no such form in the list, with the reason', async () => {
    const id = await seedRecord(p.t.db, { body: null, bodyText: '', title: '只有附件的文件' });
    const files = await filesIn(await p.get(`/records/download?format=md&ids=${id}`));
    expect(Object.keys(files)).toEqual(['清单.csv']);
    expect(strFromU8(files['清单.csv'] ?? new Uint8Array())).toMatch(/只有附件的文件.*没有这种格式/);
  });

  it('are refused, and not cut, when they are too many or none', async () => {
    const many = Array.from({ length: 101 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`);
    const refused = await p.post('/records/download', { format: 'pdf', ids: many.join(',') });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('101件');
    expect((await p.post('/records/download', { format: 'txt', ids: '' })).status).toBe(400);
    for (const query of ['format=exe', 'ids=1', 'year=abc']) expect((await p.get(`/records/download?${query}`)).status, query).toBe(400);
    expect((await p.post('/records/download', { ids: 'x'.repeat(300_000) })).status).toBe(413);
  });
});

describe('an archive', () => {
  it('breaks off when its making fails, and stops its making when the reader leaves', async () => {
    const broken = zipStream((async function* () {
      yield { name: 'a', bytes: new Uint8Array(10) };
      throw new Error('no more');
    })());
    await expect(Readable.from(broken).toArray()).rejects.toThrow('no more');
    let made = 0;
    const left = zipStream((async function* () {
      for (; made < 1000; made += 1) yield { name: `${made}`, bytes: crypto.getRandomValues(new Uint8Array(60_000)), level: 0 };
    })());
    await new Promise((resolve) => { left.once('data', resolve); });
    left.destroy();
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    const then = made;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    expect(made).toBe(then);
    expect(made).toBeLessThan(1000);
  });

  it('has names that are one plain name everywhere', () => {
    expect(safeName('..')).toBe('file');
    expect(safeName(' .隐藏. ')).toBe('隐藏');
    expect(safeName('长'.repeat(300))).toHaveLength(80);
  });
});
