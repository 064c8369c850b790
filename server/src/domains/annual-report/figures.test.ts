import { annualReportForm, checkAnnualReport, civilDate, outcomeOf, outcomes, reportRowOf } from '@tongming/law';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../platform/database.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { addUp, applicantColumns, cellsOf, tablesOf, withSums, type Figures } from './cells.ts';
import { computeFigures } from './figures.ts';
import { casesOfCell, feeIncome, uncountedCases } from './ledger.ts';
import { cellCases } from './queries/cell-cases.ts';
import { assessReport } from './queries/get-report.ts';
import { bureau, city, county, countyBureau, everyCell, makeGovernment, office, seedCases, seedDocument, seedReview, type TestCase } from './testing.ts';

const ledgerOf = (figures: Figures): Figures => Object.fromEntries(Object.entries(figures).filter(([key]) => key.startsWith('table3.')));

/** The law by another road: walk every case. */
function bruteForce(cases: readonly TestCase[], year: number): Figures {
  const figures: Record<string, number | null> = Object.fromEntries(cellsOf(year).filter((c) => c.table === 'table3' && c.source === 'ledger').map((c) => [c.key, 0]));
  const add = (row: string, kind: string): void => { figures[`table3.${row}.${kind}`] = (figures[`table3.${row}.${kind}`] ?? 0) + 1; };
  for (const c of cases) {
    if (c.receivedOn === null || (c.closedOn !== null && c.outcome === null)) continue;
    const came = Number(c.receivedOn.slice(0, 4));
    const went = c.closedOn === null ? Infinity : Math.max(came, Number(c.closedOn.slice(0, 4)));
    if (came > year || went < year) continue;
    add(came === year ? 'newReceived' : 'carriedIn', c.kind);
    add(went > year || c.outcome === null ? 'carriedOut' : reportRowOf(outcomeOf(c.outcome).code, year), c.kind);
  }
  return ledgerOf(withSums(year, figures));
}

describe('cells', () => {
  it('the form of 2021 has 25 rows of seven numbers, 15 columns of cases, 10 cells in section two', () => {
    const count = (year: number, table: string): number => cellsOf(year).filter((c) => c.table === table).length;
    expect([count(2021, 'table2'), count(2021, 'table3'), count(2021, 'table4')]).toEqual([10, 175, 15]);
    expect([count(2020, 'table3'), count(2020, 'table4')]).toEqual([161, 15]);
    expect(new Set(cellsOf(2021).map((c) => c.key)).size).toBe(200);
  });

  it('adds money without the noise of binary fractions, and blanks to a blank', () => {
    expect(addUp([0.1, 0.2, 12.3456])).toBe(12.6456);
    expect(addUp([1, null])).toBeNull();
    expect(addUp([])).toBe(0);
  });
});

describe('counting', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await makeGovernment(database.db);
  });
  afterAll(() => database.drop());
  const clear = async (): Promise<void> => { await database.db.deleteFrom('core.foiCase').execute(); };

  it.each([2020, 2022])('%i: every row and column is hit, equals a walk over the cases, and every identity holds', async (year) => {
    await clear();
    const cases = everyCell(year, bureau);
    await seedCases(database.db, cases);
    const { shown } = await computeFigures(database.db, bureau, year);
    expect(ledgerOf(shown)).toEqual(bruteForce(cases, year));
    const rows = annualReportForm(year).table3.rows.filter((r) => r.kind !== 'header');
    const { table3 } = tablesOf(year, shown);
    for (const row of rows) for (const value of table3[row.key] ?? []) expect(value).toBeGreaterThan(0);
    const next = await computeFigures(database.db, bureau, year + 1);
    const check = checkAnnualReport({ ...tablesOf(year + 1, next.shown), previous: tablesOf(year, shown) });
    expect(check.identities.filter((i) => i.id.startsWith('T3')).map((i) => i.result)).toEqual(['pass', 'pass', 'pass', 'pass']);
  });

  it('random ledgers: identities hold in every year, across years, and the figures equal a walk over the cases', async () => {
    const days = ['2019-12-31', '2020-01-01', '2020-06-30', '2020-12-31', '2021-01-01', '2021-07-15', '2021-12-31', '2022-01-01', '2022-12-31', '2023-01-01'];
    const day = fc.constantFrom(...days);
    const oneCase = fc.record({
      agencyCode: fc.constantFrom(bureau, bureau, countyBureau), kind: fc.constantFrom(...applicantColumns), receivedOn: fc.option(day, { freq: 9 }),
      closedOn: fc.option(day, { freq: 2 }), outcome: fc.option(fc.constantFrom(...outcomes.map((o) => o.code)), { freq: 9 }),
    });
    await fc.assert(fc.asyncProperty(fc.array(oneCase, { minLength: 1, maxLength: 60 }), async (cases) => {
      await clear();
      await seedCases(database.db, cases);
      let previous: Figures | null = null;
      for (const year of [2019, 2020, 2021, 2022, 2023]) {
        const { shown } = await computeFigures(database.db, bureau, year);
        expect(ledgerOf(shown)).toEqual(bruteForce(cases.filter((c) => c.agencyCode === bureau), year));
        const check = checkAnnualReport({ ...tablesOf(year, shown), ...(previous === null ? {} : { previous: tablesOf(year - 1, previous) }) });
        const t3 = check.identities.filter((i) => i.id.startsWith('T3'));
        expect(t3.map((i) => i.result)).toEqual(['pass', 'pass', 'pass', year === 2019 ? 'not-assessable' : 'pass']);
        previous = shown;
      }
    }), { numRuns: 25 });
  });

  it('says what it leaves out: not confirmed, ended before receipt, divided', async () => {
    await clear();
    await seedCases(database.db, [
      { agencyCode: bureau, kind: 'enterprise', receivedOn: null, closedOn: null, outcome: null },
      { agencyCode: bureau, kind: 'enterprise', receivedOn: null, closedOn: '2022-07-01', outcome: 'other.misc' },
      { agencyCode: bureau, kind: 'enterprise', receivedOn: '2022-07-01', closedOn: '2022-07-03', outcome: null },
    ]);
    expect(await uncountedCases(database.db, [bureau], 2022)).toEqual({ unconfirmed: 1, endedUnreceived: 1, endedWithoutResult: 1 });
    expect((await computeFigures(database.db, bureau, 2022)).shown['table3.newReceived.total']).toBe(0);
  });

  it('opens the cases behind every cell, page by page, and they are as many as the cell says', async () => {
    await clear();
    await seedCases(database.db, everyCell(2020, bureau));
    for (const year of [2020, 2021]) {
      const { shown } = await computeFigures(database.db, bureau, year);
      for (const spec of cellsOf(year).filter((c) => c.table === 'table3' && (c.column === 'research' || (c.column === 'total' && !c.row.includes('.'))))) {
        const seen = new Set<string>();
        let cursor: string | undefined;
        for (;;) {
          const page = await cellCases(database.db, bureau, year, spec.key, { limit: 90, ...(cursor === undefined ? {} : { cursor }) });
          for (const item of page.items) seen.add(item.id);
          if (page.next === null) break;
          cursor = page.next;
        }
        expect([spec.key, seen.size]).toEqual([spec.key, shown[spec.key]]);
      }
    }
    const none = await casesOfCell(database.db, [countyBureau], 2020, { row: 'granted', kind: null, outcomes: ['granted'] }, { after: null, limit: 5 });
    expect(none).toEqual({ total: 0, items: [] });
    await expect(cellCases(database.db, bureau, 2020, 'table3.other.misc.total', { limit: 5 })).rejects.toMatchObject({ status: 404 });
  });

  it('a government adds up itself, its departments and the levels below, each once', async () => {
    await clear();
    const cases = [city, bureau, county, countyBureau].flatMap((agencyCode) => everyCell(2022, agencyCode));
    await seedCases(database.db, cases);
    const own = bruteForce(cases.filter((c) => c.agencyCode === bureau), 2022);
    const times = (n: number): Figures => Object.fromEntries(Object.entries(own).map(([key, value]) => [key, value === null ? null : value * n]));
    expect(ledgerOf((await computeFigures(database.db, county, 2022)).shown)).toEqual(times(2));
    const whole = await computeFigures(database.db, city, 2022);
    expect(ledgerOf(whole.shown)).toEqual(times(4));
    expect(whole.members.map((m) => [m.code, m.source])).toEqual([[office, 'counted'], [bureau, 'counted'], [county, 'counted']].toSorted());
    const page = await cellCases(database.db, city, 2022, 'table3.granted.total', { limit: 10 });
    expect(page.total).toBe(whole.shown['table3.granted.total']);
    expect(page.parts.find((p) => p.code === county)?.value).toBe((own['table3.granted.total'] ?? 0) * 2);
    // What departments left blank stays blank above them, and says whose blank it is.
    expect(whole.shown['table2.art20_5.permits.decisions']).toBeNull();
    expect(whole.missing.get('table2.art20_5.permits.decisions')?.length).toBe(3);
  });

  it('table 四: with its result in the year of the result, pending before; fees of the year', async () => {
    await clear();
    const [caseId = ''] = await seedCases(database.db, [{ agencyCode: bureau, kind: 'enterprise', receivedOn: '2022-02-01', closedOn: '2022-02-20', outcome: 'denied.process' }]);
    const first = await seedReview(database.db, { caseId, agencyCode: bureau, kind: 'reconsideration', acceptedOn: '2022-11-01', result: 'upheld', resultOn: '2023-01-10' });
    await seedReview(database.db, { caseId, agencyCode: bureau, kind: 'litigationAfterReconsideration', after: first, acceptedOn: '2023-03-01', result: 'corrected', resultOn: '2023-09-01' });
    await seedReview(database.db, { caseId, agencyCode: bureau, kind: 'litigationDirect', acceptedOn: '2023-04-01', result: null, resultOn: null });
    for (const [seq, amount, on] of [[1, 1500.5, '2022-12-31'], [2, 0.1, '2022-01-01'], [3, 9, '2023-01-01']] as const) {
      await database.db.insertInto('core.foiEvent').values({
        caseId, seq, type: 'record-payment', onDate: on, data: json({ amount, voucher: 'x' }), at: `${on}T01:00:00.000Z`, actorName: 'x', actorRole: 'openness-clerk',
      }).execute();
    }
    expect(await feeIncome(database.db, [bureau], 2022)).toBe(1500.6);
    const of = async (year: number): Promise<Figures> =>
      Object.fromEntries(Object.entries((await computeFigures(database.db, bureau, year)).shown).filter(([key, n]) => key.startsWith('table4.') && n !== 0));
    expect(await of(2022)).toEqual({ 'table4.reconsideration.pending': 1, 'table4.reconsideration.total': 1 });
    expect(await of(2023)).toEqual({
      'table4.reconsideration.upheld': 1, 'table4.reconsideration.total': 1, 'table4.litigationAfterReconsideration.corrected': 1,
      'table4.litigationAfterReconsideration.total': 1, 'table4.litigationDirect.pending': 1, 'table4.litigationDirect.total': 1,
    });
    const page = await cellCases(database.db, bureau, 2023, 'table4.litigationDirect.total', { limit: 5 });
    expect(page.items.map((i) => i.kind)).toEqual(['review']);
  });

  it('section 二 from the library, in both forms', async () => {
    const agency = office;
    await seedDocument(database.db, { agencyCode: agency, category: 'normative', dateMade: '2018-05-01' });
    await seedDocument(database.db, { agencyCode: agency, category: 'normative', dateMade: '2019-05-01', ends: [{ kind: 'repealed', on: '2022-03-01' }] });
    await seedDocument(database.db, { agencyCode: agency, category: 'normative', dateMade: '2020-05-01', expiresOn: '2021-12-31' });
    await seedDocument(database.db, { agencyCode: agency, category: 'normative', dateMade: '2020-06-01', statedStatus: 'repealed' });
    await seedDocument(database.db, { agencyCode: agency, category: 'normative', dateMade: '2022-06-01', public: false });
    await seedDocument(database.db, { agencyCode: agency, category: 'normative', dateMade: '2022-06-01', ends: [{ kind: 'withdrawn', on: '2022-08-01' }] });
    await seedDocument(database.db, { agencyCode: agency, category: 'policy', dateMade: '2022-06-01' });
    await seedDocument(database.db, { agencyCode: agency, category: 'rule', dateMade: '2022-06-01' });
    const cells = async (year: number): Promise<unknown> => tablesOf(year, (await computeFigures(database.db, agency, year)).shown).table2['art20_1'];
    expect(await cells(2022)).toEqual({ rules: { made: 1, repealed: 0, inForce: 1 }, normativeDocs: { made: 0, repealed: 2, inForce: 1 } });
    expect(await cells(2021)).toEqual({ rules: { made: 0, repealed: 0, inForce: 0 }, normativeDocs: { made: 0, repealed: 0, inForce: 3 } });
    expect(await cells(2020)).toEqual({ rules: { made: 0, published: 0, publicTotal: 0 }, normativeDocs: { made: 2, published: 2, publicTotal: 4 } });
    const page = await cellCases(database.db, agency, 2022, 'table2.art20_1.normativeDocs.repealed', { limit: 1 });
    expect([page.total, page.items.length, page.next]).toEqual([2, 1, '1']);
    const last = await assessReport(database.db, agency, 2022, civilDate('2023-01-10'));
    expect(last.check.identities.find((i) => i.id === 'T2-YEAR')?.result).toBe('pass');
  });
});
