import { randomUUID } from 'node:crypto';
import { civilDate, instant, now, type CivilDate } from '@tongming/law';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../../platform/database.ts';
import { asOwnerOf, testDatabase, type TestDatabase } from '../../../platform/testing.ts';
import { citationLinks, citedBy } from '../open/citations.ts';
import { editionOn, withStarts } from '../open/history.ts';
import { followCitations } from './citations.ts';
import { missingCitations } from './missing.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.insertInto('core.region').values({ code: '150500', name: '通辽市', parentCode: null, level: 'city' }).execute();
  await t.db.insertInto('core.agency').values({ code: '150500', name: '通辽市人民政府', shortName: '市政府', regionCode: '150500', kind: 'government', orgCode: '011611213', parentCode: null, uscc: null, openness: json({}) }).execute();
});
afterAll(() => t.drop());

let serial = 0;
type Seed = { title: string; number?: string; text?: string; made?: string; status?: 'in-force' | 'repealed' };

/** A public record as publication leaves it: rows of core and open, and a change. */
async function publish({ title, number, text = '正文。', made = '2026-01-01', status = 'in-force' }: Seed): Promise<string> {
  serial += 1;
  const id = randomUUID();
  const indexNumber = `011611213/2026-${String(serial).padStart(5, '0')}`;
  await t.db.insertInto('core.record').values({ id, agencyCode: '150500', indexNumber, externalId: null, kind: 'notice', category: 'policy' }).execute();
  await t.db.insertInto('open.record').values({
    id, externalId: null, indexNumber, agencyCode: '150500', agencyName: '通辽市人民政府', issuer: '通辽市人民政府', regionCode: '150500', kind: 'notice', category: 'policy',
    title, documentNumber: number ?? null, numberCode: null, numberYear: null, numberSeq: null, dateMade: civilDate(made), publishedAt: instant('2026-01-02T00:00:00Z'),
    datePublished: civilDate('2026-01-02'), theme: null, summary: null, status, statusNote: null, effectiveOn: null, expiresOn: null, attribute: 'full', edition: 1, body: json(null), official: json(null), bodyText: text, updatedAt: instant('2026-01-02T00:00:00Z'),
  }).execute();
  await tell(id, 'published');
  return id;
}
const tell = (id: string, kind: 'published' | 'revised' | 'withdrawn' | 'status') =>
  t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind, tags: ['records'] }).execute();
const linksOf = async (id: string) => Object.fromEntries((await citationLinks(t.portalDb, [id])).get(id) ?? []);
const changes = async () => (await t.db.selectFrom('open.change').select('seq').where('subjectType', '=', 'citations').execute()).length;

describe('citations', () => {
  it('find what is here by number, title and short name, and what comes later', async () => {
    const law = await publish({ title: '中华人民共和国行政处罚法' });
    const notice = await publish({ title: '通辽市人民政府关于印发《通辽市供热办法》的通知', number: '通政发〔2026〕9号' });
    const citing = await publish({ title: '关于甲事项的通知', text: '根据《行政处罚法》第三十三条第一款、《通辽市供热办法》、通政发[2026]第09号和《乙条例》（以下简称《乙例》）第二条办理。\n《乙例》第三条另有规定的除外。' });
    await followCitations(t.db);
    expect(await linksOf(citing)).toEqual({ 行政处罚法: law, 通辽市供热办法: notice, '通政发〔2026〕9号': notice });
    expect((await citedBy(t.portalDb, law, { limit: 10 })).items.map((i) => [i.record.id, i.anchors])).toEqual([[citing, ['art-33-1']]]);
    const missing = await missingCitations(t.db, {});
    expect(missing).toMatchObject({ total: 1, items: [{ id: '乙条例', cited: '《乙条例》', citing: 1, samples: [{ id: citing, title: '关于甲事项的通知' }] }] });

    const late = await publish({ title: '乙条例（2025年修正）' });
    await followCitations(t.db);
    expect((await linksOf(citing))['乙条例']).toBe(late);
    expect((await citedBy(t.portalDb, late, { limit: 10 })).items[0]?.anchors).toEqual(['art-2', 'art-3']);
    expect((await missingCitations(t.db, { q: '乙' })).total).toBe(0);
  });

  it('prefer what is in force, and follow when it is not any more', async () => {
    const old = await publish({ title: '丙办法', made: '2020-01-01' });
    const citing = await publish({ title: '关于丙的通知', text: '见《丙办法》。' });
    await followCitations(t.db);
    expect(await linksOf(citing)).toEqual({ 丙办法: old });
    const fresh = await publish({ title: '丙办法', made: '2019-01-01' });
    await t.db.updateTable('open.record').set({ status: 'repealed' }).where('id', '=', old).execute();
    await tell(old, 'status');
    await followCitations(t.db);
    expect(await linksOf(citing)).toEqual({ 丙办法: fresh });
  });

  it('are gone with their text and with their target, at once', async () => {
    const target = await publish({ title: '丁规定' });
    const [a, b] = [await publish({ title: '关于丁一的通知', text: '见《丁规定》。' }), await publish({ title: '关于丁二的通知', text: '见《丁规定》。' })];
    await followCitations(t.db);
    await t.db.updateTable('open.record').set({ bodyText: '见□□□。' }).where('id', '=', a).execute();
    expect((await citedBy(t.portalDb, target, { limit: 10 })).items.map((i) => i.record.id)).toEqual([b]);
    await t.db.deleteFrom('open.record').where('id', '=', target).execute();
    expect(await linksOf(b)).toEqual({});
    await tell(a, 'revised');
    await tell(target, 'withdrawn');
    await followCitations(t.db);
    expect((await missingCitations(t.db, { q: '丁规定' })).items[0]?.citing).toBe(1);
  });

  it('read on from where they stood, by one reader at a time, and do not answer themselves', async () => {
    await publish({ title: '戊细则' });
    await publish({ title: '关于戊的通知', text: '见《戊细则》。' });
    const before = await changes();
    await Promise.all([followCitations(t.db), followCitations(t.db), followCitations(t.db)]);
    await followCitations(t.db);
    const after = await changes();
    expect(after).toBe(before + 1);
    expect(await followCitations(t.db)).toBe(0);
  });

  it('wait while an import is running, and no longer', async () => {
    const target = await publish({ title: '辛规划' });
    const citing = await publish({ title: '关于辛的通知', text: '见《辛规划》。' });
    await t.db.insertInto('core.importJob').values({ agencyCode: '150500', fileName: 'a.jsonl', fileHash: 'a' }).execute();
    await asOwnerOf(t.ownerUrl, async (importer) => {
      await importer.query("select pg_advisory_lock(hashtextextended('import:150500', 0))");
      expect(await followCitations(t.db)).toBe(0);
    });
    await expect.poll(() => followCitations(t.db)).toBeGreaterThan(0);
    await t.db.updateTable('core.importJob').set({ finishedAt: now() }).execute();
    expect(await linksOf(citing)).toEqual({ 辛规划: target });
  });

  it('page through all that cite', async () => {
    const target = await publish({ title: '己标准' });
    const citing = new Set<string>();
    for (let i = 0; i < 7; i += 1) citing.add(await publish({ title: `关于己${i}的通知`, text: '见《己标准》。' }));
    await followCitations(t.db);
    const seen: string[] = [];
    let after = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await citedBy(t.portalDb, target, { limit: 3, after });
      expect(page.total).toBe(7);
      seen.push(...page.items.map((i) => i.record.id));
      const last = page.items.at(-1);
      if (page.next === null || !last) break;
      after = { at: last.record.publishedAt, id: last.record.id };
    }
    expect(new Set(seen)).toEqual(citing);
    expect(seen).toHaveLength(7);
  });

  it('lists what is missing page by page, the most cited first', async () => {
    for (const names of ['《庚甲条例》《庚乙条例》', '《庚甲条例》《庚丙条例》', '《人民日报》']) await publish({ title: '关于庚的通知', text: names });
    await followCitations(t.db);
    const first = await missingCitations(t.db, { q: '庚', limit: '2' });
    const second = await missingCitations(t.db, { q: '庚', limit: '2', cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map((i) => [i.cited, i.citing])).toEqual([['《庚甲条例》', 2], ['《庚丙条例》', 1], ['《庚乙条例》', 1]]);
    expect([first.total, second.total, second.next]).toEqual([3, 3, null]);
    expect((await missingCitations(t.db, { cursor: 'ÿ%%%' })).items.length).toBeGreaterThan(0);
  });
});

describe('the edition of a day', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((n) => civilDate(`${2010 + Math.floor(n / 360)}-${String(Math.floor((n % 360) / 30) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`));
  it('is the amended text from its day of effect, a corrected one from its publication', () => {
    const dates = (no: number, effectiveOn: string | null, dateMade: string | null, publishedOn: string) => ({
      no, effectiveOn: effectiveOn as CivilDate | null, dateMade: dateMade as CivilDate | null, publishedOn: civilDate(publishedOn), hidden: false });
    const editions = withStarts([
      dates(1, '2020-03-01', '2020-01-01', '2020-01-10'), dates(2, '2023-07-01', '2023-05-01', '2023-05-08'), dates(3, '2023-07-01', '2023-05-01', '2023-09-01')]);
    expect(editions.map((e) => e.start)).toEqual(['2020-03-01', '2023-07-01', '2023-09-01']);
    const on = (text: string) => editionOn(editions, civilDate(text))?.no ?? null;
    expect(['2020-02-29', '2020-03-01', '2023-06-30', '2023-07-01', '2023-08-31', '2026-01-01'].map(on)).toEqual([null, 1, 1, 2, 2, 3]);
  });
  it('is one, and never goes back as days go on', () => {
    const edition = fc.record({ effectiveOn: fc.option(day), dateMade: fc.option(day), publishedOn: day });
    fc.assert(fc.property(fc.array(edition, { minLength: 1, maxLength: 6 }), fc.array(day, { minLength: 2, maxLength: 20 }), (some, days) => {
      const editions = withStarts(some.map((e, i) => ({ ...e, no: i + 1, hidden: false })));
      const numbers = days.toSorted().map((on) => editionOn(editions, on)?.no ?? 0);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect(editionOn(editions, civilDate('2999-01-01'))?.no).toBe(some.length);
    }));
  });
});
