import { today, yearOf } from '@tongming/law';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedText } from '../../../platform/conversion/packed-text.ts';
import { draftOf, drive, issued, noticeSheet, step, testCity, type TestCity } from '../../drafting/testing.ts';
import { endRecord } from '../commands/end-record.ts';
import { listSeries } from '../open/number-series.ts';
import { insideFile, inventoryFile } from './exports.ts';
import { inventoryView } from './inside.ts';
import { seriesDetail, seriesPage, without } from './numbers.ts';
import { refreshNumberSeries } from './refresh.ts';

const grounds = [{ code: 'process' as const, reason: '属于讨论中的过程性信息' }];
const year = yearOf(today());
const hidden = '关于戊戌事项的请示意见';
const query = { filter: {}, rows: 'agency', columns: 'status' } as const;

let t: TestCity;
beforeAll(async () => {
  t = await testCity();
  await issued(t); // 1
  await issued(t, { title: hidden, disclosure: { attribute: 'withheld', method: null, grounds } }); // 2
  await issued(t, { title: '关于依申请公开的通知', disclosure: { attribute: 'full', method: 'on-request', grounds: [] } }); // 3
  // 4 is given and cancelled.
  const back = await drive(t, await draftOf(t, noticeSheet({ title: '关于作废文号的通知' })), 'printing');
  await step(t, back.id, 'discard', { opinion: '不再印发' });
  const gone = await issued(t, { title: '关于撤下的通知' }); // 5
  await endRecord(t.db, t.people.office, gone.recordId ?? '', { kind: 'withdrawn', effectiveOn: today(), ground: '内容有误', publicNote: '因内容有误撤回' });
  await issued(t); // 6
});
afterAll(() => t.close());

describe('the count of the agency itself', () => {
  it('has what is not public beside what is, for its own people only', async () => {
    expect((await inventoryView(t.db, t.people.office, query)).total).toEqual({ public: 2, onRequest: 1, withheld: 1, withdrawn: 1 });
    expect((await inventoryView(t.db, t.people.stranger, query)).total).toEqual({ public: 2, onRequest: 0, withheld: 0, withdrawn: 0 });
    const { tables, cross, names } = await inventoryView(t.db, t.people.office, { filter: { year: String(year) }, rows: 'agency', columns: 'category' });
    expect(tables.agency).toEqual([{ value: '150500', counts: { public: 2, onRequest: 1, withheld: 1, withdrawn: 1 } }]);
    expect(tables.status).toEqual([{ value: 'in-force', counts: { public: 2, onRequest: 0, withheld: 0, withdrawn: 0 } }]);
    expect(cross).toEqual({ columns: [{ value: 'policy', total: 5 }], rows: [{ value: '150500', total: 5, counts: [5] }] });
    expect(names['150500']).toBe('通辽市人民政府');
  });

  it('is had as files, with the attribute of each record that is not public', async () => {
    const text = async (response: Response) => (await packedText(new Uint8Array(await response.arrayBuffer()), 100_000)).text;
    expect(await text(await inventoryFile(t.db, t.people.office, query, 'xlsx'))).toContain('通辽市人民政府\t2\t1\t1\t1\t');
    expect(await (await inventoryFile(t.db, t.people.office, query, 'csv')).text()).toContain('通辽市人民政府,5,');
    expect(await text(await insideFile(t.db, t.people.office, 'xlsx'))).toContain(hidden);
    expect(await (await insideFile(t.db, t.people.office, 'csv')).text()).toContain('不予公开,不予公开\r\n');
    expect(await text(await insideFile(t.db, t.people.stranger, 'xlsx'))).not.toContain(hidden);
  });
});

describe('numbers that are missing', () => {
  const row = { code: '通政发', year, highest: 6, present: 2, missing: 4 };
  it('are told to the public as counts, once the reasons were counted', async () => {
    expect((await listSeries(t.portalDb, {}, { limit: 5 })).items).toMatchObject([row]);
    await refreshNumberSeries(t.db);
    expect((await listSeries(t.portalDb, {}, { limit: 5 })).items).toEqual([{ ...row, cancelled: 1, notPublic: 3 }]);
    expect(await refreshNumberSeries(t.db)).toBe(0);
    const told = await t.portalDb.selectFrom('open.change').select('subjectType').where('subjectType', '=', 'number-series').execute();
    expect(told).toHaveLength(1);
  });

  it('have their documents named to their own agency, and nobody else', async () => {
    const { items: [series] } = await seriesPage(t.db, {});
    const own = await seriesDetail(t.db, t.people.office, series?.id ?? '');
    expect(own.known.map((one) => [one.number, one.why, one.title])).toEqual([
      [2, 'not-public', hidden], [3, 'not-public', '关于依申请公开的通知'], [4, 'cancelled', null], [5, 'not-public', '关于撤下的通知'],
    ]);
    expect(own.unknown).toEqual([]);
    const strange = await seriesDetail(t.db, t.people.stranger, series?.id ?? '');
    expect(strange.known.map((one) => one.title)).toEqual([null, null, null, null]);
    await expect(seriesDetail(t.db, t.people.office, '1999_无此字')).rejects.toMatchObject({ status: 404 });
  });

  it('are runs less what is known', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (given) => {
      const numbers = given.toSorted((a, b) => a - b);
      const rest = without([{ from: 5, to: 20 }, { from: 30, to: 31 }], numbers).flatMap((run) => Array.from({ length: run.to - run.from + 1 }, (_, i) => run.from + i));
      const all = [...Array.from({ length: 16 }, (_, i) => 5 + i), 30, 31];
      expect(rest).toEqual(all.filter((n) => !numbers.includes(n)));
    }));
  });
});
