// What a process leaves for the next one: read when it is whole and continues here, built anew otherwise.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indexRecord } from '../search-index.ts';
import type { SearchPlan } from '../search-plan.ts';
import { textQueryTerms } from '../search-terms.ts';
import { testDatabase, type TestDatabase } from '../testing.ts';
import { run } from './evaluate.ts';
import { buildIndex, loadIndex, type LiveIndex } from './live-index.ts';
import { partOf, removeParts } from './snapshot.ts';
import { textCheck } from './text-check.ts';

const idOf = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;

describe('the index in a file', () => {
  let t: TestDatabase;
  let client: pg.Client;
  let folder: string;
  beforeAll(async () => {
    t = await testDatabase();
    client = new pg.Client({ connectionString: t.ownerUrl });
    await client.connect();
    for (let no = 1; no <= 40; no += 1) await publish(no);
  });
  afterAll(async () => {
    await client.end();
    await t.drop();
  });
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tongming-index-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  const publish = (no: number) => t.db.transaction().execute(async (tx) => {
    await tx.insertInto('open.record').values({
      id: idOf(no), indexNumber: `X/${no}`, agencyCode: '150500', agencyName: '市政府', issuer: '通辽市人民政府', regionCode: '150500', kind: 'notice', category: 'policy',
      title: `第${no}号养老服务通知`, documentNumber: null, numberCode: null, numberYear: null, numberSeq: null, dateMade: '2026-01-01', publishedAt: '2026-01-01T00:00:00Z',
      datePublished: '2026-01-01', theme: null, summary: null, status: 'in-force', statusNote: null, effectiveOn: null, expiresOn: null, attribute: 'full', edition: 1,
      official: JSON.stringify(null), body: JSON.stringify(null), bodyText: no % 2 === 0 ? '社区食堂补贴标准' : '标准补贴食堂社区', articleItems: [], updatedAt: '2026-01-01T00:00:00Z', externalId: null,
    }).execute();
    await indexRecord(tx, [{ id: idOf(no), title: `第${no}号养老服务通知`, documentNumber: null, bodyText: no % 2 === 0 ? '社区食堂补贴标准' : '标准补贴食堂社区', keywords: [], attachmentsText: '', dateMade: '2026-01-01' }]);
    await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: idOf(no), kind: 'published', tags: [] }).execute();
  });
  const ask = (live: LiveIndex, phrases: string[] = []) => {
    const plan: SearchPlan = {
      all: [], none: [], phrases: phrases.map((phrase) => [phrase]), nonePhrases: [], filters: {}, tiers: [{ rank: 40, all: [[textQueryTerms('养老').terms]] }],
      sort: 'relevance', limit: 100, after: null, whole: 0,
    };
    return run(live.index, plan, textCheck(t.portalDb));
  };
  const save = async () => {
    const built = await buildIndex(client, folder);
    await built.save();
    return built;
  };
  const using = async <T>(live: LiveIndex | null, work: (live: LiveIndex) => Promise<T>): Promise<T> => {
    if (live === null) throw new Error('not read');
    try {
      return await work(live);
    } finally {
      live.close();
    }
  };

  it('answers as what was built, phrases too, and takes in what came since', async () => {
    const built = await save();
    const before = [await ask(built), await ask(built, ['社区食堂'])];
    built.close();
    await using(await loadIndex(client, folder), async (live) => {
      expect([await ask(live), await ask(live, ['社区食堂'])]).toEqual(before);
      expect(before.map((answer) => answer.total)).toEqual([40, 20]);
    });
    await publish(41);
    await t.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('open.record').where('id', '=', idOf(2)).execute();
      await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: idOf(2), kind: 'withdrawn', tags: [] }).execute();
    });
    await using(await loadIndex(client, folder), async (live) => {
      const found = await ask(live);
      expect(found.total).toBe(40);
      expect(found.hits.map((hit) => hit.id)).toContain(idOf(41));
      expect(found.hits.map((hit) => hit.id)).not.toContain(idOf(2));
      expect((await ask(live, ['社区食堂'])).total).toBe(19);
    });
  });

  it('is not used when one byte is wrong, its end is missing or the database is another', async () => {
    (await save()).close();
    const path = join(folder, 'search-index');
    const whole = readFileSync(path);
    for (const at of [whole.length - 1, whole.length - 40, Math.floor(whole.length / 2)]) {
      writeFileSync(path, Buffer.concat([whole.subarray(0, at), Buffer.from([(whole[at] ?? 0) ^ 1]), whole.subarray(at + 1)]));
      expect(await loadIndex(client, folder)).toBeNull();
    }
    writeFileSync(path, whole);
    truncateSync(path, whole.length - 5);
    expect(await loadIndex(client, folder)).toBeNull();
    writeFileSync(path, whole);
    const other = await testDatabase();
    const elsewhere = new pg.Client({ connectionString: other.ownerUrl });
    await elsewhere.connect();
    expect(await loadIndex(elsewhere, folder)).toBeNull();
    await elsewhere.end();
    await other.drop();
    await using(await loadIndex(client, folder), async (live) => expect((await ask(live)).total).toBeGreaterThan(0));
  });

  it('a text that changed on the disk is noticed when it is read', async () => {
    (await save()).close();
    const path = join(folder, 'search-index');
    const bytes = readFileSync(path);
    const at = bytes.indexOf('社区食堂');
    bytes.write('街', at);
    writeFileSync(path, bytes);
    await using(await loadIndex(client, folder), async (live) => { await expect(ask(live, ['社区食堂'])).rejects.toThrow('damaged'); });
  });

  it('a process killed at any moment of writing leaves the old file or the new one, and what it began is cleared away', async () => {
    (await save()).close();
    const whole = readFileSync(join(folder, 'search-index'));
    const script = `import pg from 'pg'; import { buildIndex } from ${JSON.stringify(join(import.meta.dirname, 'live-index.ts'))};
      const client = new pg.Client({ connectionString: ${JSON.stringify(t.ownerUrl)} }); await client.connect();
      process.stdout.write('go'); for (;;) { const live = await buildIndex(client, ${JSON.stringify(folder)}); await live.save(); live.close(); }`;
    for (const wait of [0, 3, 11, 24, 37]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'ignore'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      expect(readFileSync(join(folder, 'search-index')).length).toBe(whole.length);
      await using(await loadIndex(client, folder), async (live) => expect((await ask(live, ['社区食堂'])).total).toBeGreaterThan(0));
    }
    writeFileSync(partOf(folder).replace(`.${process.pid}-`, '.999999999-'), 'half');
    const own = partOf(folder);
    writeFileSync(own, 'being written');
    removeParts(folder);
    expect(existsSync(own)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toHaveLength(1);
  });
});
