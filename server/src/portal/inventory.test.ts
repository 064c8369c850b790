import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshNumberSeries } from '../domains/library/inventory/refresh.ts';
import { countCells } from '../domains/library/open/counts.ts';
import { countBy, crossTable, dimensions } from '../domains/library/open/inventory.ts';
import { gapsBetween, listSeries, totalSeries } from '../domains/library/open/number-series.ts';
import { packedText } from '../platform/conversion/packed-text.ts';
import { seedAgency, seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
const number = (code: string, year: number | null, seq: number) => ({
  numberCode: code, numberYear: year, numberSeq: seq, documentNumber: year === null ? `${code}第${seq}号` : `${code}〔${year}〕${seq}号`,
});

beforeAll(async () => {
  p = await testPortal();
  await seedAgency(p.t.db);
  const of = (seq: number, more = {}) => seedRecord(p.t.db, { ...number('通政发', 2024, seq), ...more });
  await of(1, { title: '=HYPERLINK("http://x")的通知', dateMade: '2024-01-05', status: 'repealed', category: 'normative' });
  await of(2, { dateMade: '2024-02-05', theme: null });
  await of(5, { dateMade: '2024-03-05', kind: 'opinion', theme: '财税\\预算' });
  await seedRecord(p.t.db, { ...number('通政令', null, 3), dateMade: '2019-01-05', kind: 'order' });
  await seedRecord(p.t.db, { numberCode: null, numberYear: null, numberSeq: null, documentNumber: null, dateMade: '2023-01-05' });
});
afterAll(() => p.drop());

const list = async (path: string) => /共([\d,]+)件/.exec(await p.text(path))?.[1];

describe('public records counted', () => {
  it('by every dimension comes to the same whole, and every cross table too', async () => {
    const cells = await countCells(p.t.portalDb);
    for (const name of dimensions) {
      expect(countBy(cells, name).reduce((sum, c) => sum + c.count, 0)).toBe(5);
      for (const other of dimensions) {
        const table = crossTable(cells, name, other);
        expect(table.rows.reduce((sum, row) => sum + table.columns.reduce((n, column) => n + table.count(row.value, column.value), 0), 0)).toBe(5);
      }
    }
  });

  it('leads from every figure to a list of as many', async () => {
    const page = await p.text('/inventory?rows=theme&columns=kind');
    const figures = [...page.matchAll(/<a href="(\/records\/[^"]*)">([\d,]+)<\/a>/g)];
    expect(figures.length).toBeGreaterThan(12);
    for (const [, href = '', count] of figures) expect(await list(href.replaceAll('&amp;', '&')), href).toBe(count);
    expect(page).toContain('/records/?theme=-');
  });

  it('narrows to one value, and says so in words', async () => {
    const page = await p.text('/inventory?status=repealed');
    expect(page).toContain('共1件');
    expect(page).toContain('role="img" aria-label="按有效性条形图：已废止1件。');
    expect((await p.get('/inventory?rows=owner')).status).toBe(400);
    expect((await p.get('/inventory?status=none-such')).status).toBe(400);
    expect(await p.text('/inventory?year=1950')).toContain('这些条件下没有公开的文件');
  });

  it('is reached from the home page, the list, the openness page and the site map', async () => {
    for (const from of ['/', '/records/', '/openness/', '/site-map/', '/sitemaps/columns.xml']) expect(await p.text(from)).toContain('/inventory');
  });
});

describe('number series', () => {
  it('show what is missing, exactly, before and after they are worked off', async () => {
    const seen = async () => ({ list: (await listSeries(p.t.portalDb, {}, { limit: 9 })).items, totals: await totalSeries(p.t.portalDb, {}) });
    const before = await seen();
    expect(before.list).toEqual([
      { code: '通政发', year: 2024, highest: 5, present: 3, missing: 2, cancelled: 0, notPublic: 0 },
      { code: '通政令', year: 0, highest: 3, present: 1, missing: 2, cancelled: 0, notPublic: 0 },
    ]);
    expect(before.totals).toEqual({ series: 2, withGaps: 2, missing: 4 });
    expect(await refreshNumberSeries(p.t.db)).toBe(2);
    expect(await p.t.db.selectFrom('open.numberTouched').select('id').execute()).toEqual([]);
    expect(await seen()).toEqual(before);
  });

  it('follow a document that comes, changes its number or goes', async () => {
    const of = async () => (await listSeries(p.t.portalDb, { code: '通政发' }, { limit: 9 })).items.map((s) => [s.highest, s.present]);
    const id = await seedRecord(p.t.db, { ...number('通政发', 2024, 8), category: 'other' });
    expect(await of()).toEqual([[8, 4]]);
    await refreshNumberSeries(p.t.db);
    await p.t.db.updateTable('open.record').set({ numberSeq: 6 }).where('id', '=', id).execute();
    expect(await of()).toEqual([[6, 4]]);
    await refreshNumberSeries(p.t.db);
    expect(await of()).toEqual([[6, 4]]);
    await p.t.db.deleteFrom('open.record').where('id', '=', id).execute();
    expect(await of()).toEqual([[5, 3]]);
  });

  it('are pages: the runs that are missing, and number by number', async () => {
    const page = await p.text('/inventory/numbers');
    expect(page).toContain('共2个文号系列，其中2个有缺号，缺4个号');
    expect(page).toContain('3—4');
    const one = await p.text(`/inventory/numbers?code=${encodeURIComponent('通政发')}&year=2024`);
    expect(one).toContain('缺3—4号，共2个');
    expect(one).toContain('2号</span> <a href="/records/');
    expect(await p.text('/inventory/numbers?agency=150500-MZJ')).toContain('没有符合条件的文号系列');
    for (const bad of ['?year=20x4', '?gaps=maybe', '?cursor=x', '?from=-1']) expect((await p.get(`/inventory/numbers${bad}`)).status).toBe(400);
  });

  it('go on where a page ended', async () => {
    const { next } = await listSeries(p.t.portalDb, {}, { limit: 1 });
    expect((await listSeries(p.t.portalDb, {}, { limit: 1, after: next })).items.map((s) => s.code)).toEqual(['通政令']);
    expect(await p.text(`/inventory/numbers?cursor=${next?.year}_${encodeURIComponent(next?.code ?? '')}`)).toContain('通政令');
  });

  it('have gaps that fill what is there to a whole', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (given) => {
      const numbers = given.toSorted((a, b) => a - b);
      const missing = gapsBetween(numbers).flatMap((run) => Array.from({ length: run.to - run.from + 1 }, (_, i) => run.from + i));
      expect([...numbers, ...missing].sort((a, b) => a - b)).toEqual(Array.from({ length: numbers.at(-1) ?? 0 }, (_, i) => i + 1));
    }));
  });
});

describe('the same as files', () => {
  it.each(['/inventory.xlsx', '/inventory/records.xlsx', '/inventory/numbers.xlsx'])('%s', async (path) => {
    const response = await p.get(path);
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    const { text } = await packedText(new Uint8Array(await response.arrayBuffer()), 1_000_000);
    expect(text).toContain(path.includes('numbers') ? '通政发\t2024年\t5\t3\t2\t0\t0\t2\t3—4' : path.includes('records') ? '=HYPERLINK("http://x")的通知\t通政发〔2024〕1号' : '合计\t5\t');
  });

  it('as CSV, with no formula', async () => {
    expect(await p.text('/inventory.csv?rows=year&columns=status')).toContain('2024年,3,2,1\r\n');
    expect(await p.text('/inventory/records.csv?status=repealed')).toContain(`"'=HYPERLINK(""http://x"")的通知"`);
    expect(await p.text('/inventory/numbers.csv?gaps=1')).toContain('通政令,不分年度,3,1,2,0,0,2,1—2\r\n');
    expect((await p.get('/inventory/records.csv?status=none-such')).status).toBe(400);
  });
});
