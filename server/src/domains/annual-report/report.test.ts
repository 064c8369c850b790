import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAnnualReport, instant } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hono } from 'hono';
import { registerRoutes } from '../../console-api/app.ts';
import { fileStore } from '../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import type { ReportState, ReportAct } from '../../console-api/contract-report.ts';
import type { Principal } from '../identity/index.ts';
import { checks } from '../library/verifying/checks.ts';
import { cellsOf } from './cells.ts';
import { actOnReport, type ReportEnv } from './commands/act-on-report.ts';
import { saveTexts } from './commands/save-texts.ts';
import { setFigure } from './commands/set-figure.ts';
import { machine, reportActs } from './machine.ts';
import { renderReport, reportJson } from './outputs.ts';
import { assessReport, dueOf, getReport } from './queries/get-report.ts';
import { listReports } from './queries/list-reports.ts';
import { routes } from './routes.ts';
import { findReport } from './store.ts';
import { bureau, city, county, countyBureau, everyCell, makeGovernment, seedCases, type ReportPeople } from './testing.ts';

const year = 2022;
let database: TestDatabase;
let people: ReportPeople;
let env: ReportEnv;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  people = await makeGovernment(database.db);
  folder = await mkdtemp(join(tmpdir(), 'tongming-report-'));
  env = { db: database.db, files: fileStore(folder), fontFolder: null };
  await seedCases(database.db, everyCell(year, bureau));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const version = async (agency = bureau): Promise<number> => (await findReport(database.db, agency, year)).version;
const set = async (cell: string, value: number | null, reason = '台账漏记', who: Principal = people.clerk, agency = bureau): Promise<void> =>
  setFigure(database.db, who, agency, year, { version: await version(agency), cell, value, reason }, 'r');
const act = async (which: ReportAct, who: Principal = people.head, agency = bureau, reason?: string): Promise<void> =>
  actOnReport(env, who, agency, year, which, { version: await version(agency), ...(reason === undefined ? {} : { reason }) }, 'r');
const fillBlanks = async (agency = bureau, who: Principal = people.clerk): Promise<void> => {
  const blanks = (await assessReport(database.db, agency, year)).cells.filter((c) => c.value === null);
  for (const cell of blanks) await set(cell.key, cell.kind === 'amount' ? 3.0256 : 7, '据业务台账', who, agency);
};
const codes = (reasons: readonly { code: string }[]): string[] => [...new Set(reasons.map((r) => r.code))].toSorted();

describe('drafting', () => {
  it('begins as a draft: blanks and an unwritten section stand in the way, the counted tables agree', async () => {
    const view = await getReport(database.db, people.clerk, bureau, year);
    expect([view.state, view.version, view.form, view.due?.due, view.editable]).toEqual(['draft', 1, '国办公开办函〔2021〕30号', '2023-01-31', true]);
    expect(codes(view.problems)).toEqual(['blank', 'not-covered', 'section-empty']);
    expect(view.problems.filter((p) => p.code === 'not-covered').map((p) => p.message)).toEqual(
      ['“一、总体情况”没有写到：政府信息管理', '“一、总体情况”没有写到：政府信息公开平台建设']);
    expect(view.sections.find((s) => s.no === '一')?.text).toContain('全年新收政府信息公开申请');
    expect(view.sections.find((s) => s.no === '六')?.text).toBe('2022年度没有收取政府信息公开信息处理费。');
  });

  it('keeps what people wrote, warns of figures it does not repeat, and goes back to the draft on request', async () => {
    const write = async (text: string | null) => saveTexts(database.db, people.clerk, bureau, year, { version: await version(), texts: { 一: text } }, 'r');
    await write('全年收到申请999件。');
    const view = await getReport(database.db, people.clerk, bureau, year);
    expect(view.sections[0]).toMatchObject({ edited: true, text: '全年收到申请999件。' });
    expect(codes(view.problems)).toContain('not-covered');
    expect(codes(view.warnings)).toContain('number-not-in-text');
    await expect(write('本件属于机密★5年')).rejects.toMatchObject({ code: 'classified' });
    await write(null);
    const back = await getReport(database.db, people.clerk, bureau, year);
    expect([back.sections[0]?.edited, codes(back.warnings).includes('number-not-in-text')]).toEqual([false, false]);
    await write(`${back.sections[0]?.draft}\n（三）政府信息管理。清理文件。\n（四）平台建设。改版专栏。`);
    await saveTexts(database.db, people.clerk, bureau, year, { version: await version(), texts: { 五: '存在问题：答复时限管理不够。改进：加强培训。' } }, 'r');
    expect(codes((await getReport(database.db, people.clerk, bureau, year)).problems)).toEqual(['blank']);
    await expect(saveTexts(database.db, people.clerk, bureau, year, { version: 1, texts: {} }, 'r')).rejects.toMatchObject({ status: 409 });
  });

  it('a correction stands beside the count, with its reason; an unbalanced one is named; it can be taken back', async () => {
    const before = (await assessReport(database.db, bureau, year)).figures['table3.granted.enterprise'] ?? 0;
    await set('table3.granted.enterprise', before + 2, '两件漏登');
    const view = await getReport(database.db, people.clerk, bureau, year);
    const cell = view.cells.find((c) => c.key === 'table3.granted.enterprise');
    expect(cell).toMatchObject({ value: before + 2, computed: before, stale: false, correction: { value: before + 2, computed: before, reason: '两件漏登' } });
    expect(view.cells.find((c) => c.key === 'table3.resultsTotal.total')).toMatchObject({ settable: false, correction: null });
    expect(view.problems.filter((p) => p.code === 'identity-T3-COL').map((p) => p.field)).toEqual(['table3.enterprise', 'table3.total']);
    for (const [key, value, code] of [['table3.granted.total', 1, 'not-settable'], ['table3.granted.enterprise', 1.5, 'bad-figure'], ['table3.partial.research', null, 'nothing']] as const) {
      await expect(set(key, value)).rejects.toMatchObject({ reasons: [{ code }] });
    }
    await seedCases(database.db, [{ agencyCode: bureau, kind: 'enterprise', receivedOn: '2022-05-01', closedOn: '2022-05-09', outcome: 'granted' }]);
    expect(codes((await getReport(database.db, people.clerk, bureau, year)).problems)).toContain('correction-stale');
    await set('table3.granted.enterprise', null, '已补登');
    expect((await assessReport(database.db, bureau, year)).figures['table3.granted.enterprise']).toBe(before + 1);
    const written = await database.db.selectFrom('core.journal').select('reason').where('action', '=', 'annual-report.figure').orderBy('id').execute();
    expect(written.map((row) => row.reason)).toEqual(['两件漏登', '已补登']);
    await expect(database.db.updateTable('core.annualReportFigure').set({ reason: '别的' }).execute()).rejects.toThrow();
  });
});

describe('from draft to published', () => {
  it('submission refuses with every reason, then freezes; later cases show as drift and do not move the report', async () => {
    await expect(act('submit')).rejects.toMatchObject({ code: 'report-incomplete', status: 422 });
    await fillBlanks();
    await expect(act('submit', people.clerk)).rejects.toMatchObject({ status: 403 });
    await act('submit');
    const before = (await getReport(database.db, people.head, bureau, year)).cells.find((c) => c.key === 'table3.partial.research')?.value ?? 0;
    await seedCases(database.db, [{ agencyCode: bureau, kind: 'research', receivedOn: '2022-05-01', closedOn: '2022-05-09', outcome: 'partial' }]);
    const view = await getReport(database.db, people.head, bureau, year);
    expect(view.cells.find((c) => c.key === 'table3.partial.research')).toMatchObject({ value: before, computed: before + 1, drifted: true });
    expect(codes(view.warnings)).toContain('drifted');
    expect([view.state, view.editable]).toEqual(['submitted', false]);
    await expect(set('table3.partial.research', 5)).rejects.toMatchObject({ code: 'not-draft' });
    await expect(act('return')).rejects.toMatchObject({ code: 'reason-missing' });
  });

  it('is published as a record through the gate, and its correction is a new edition of it', async () => {
    await act('publish');
    const { recordId } = await findReport(database.db, bureau, year);
    const open = await database.portalDb.selectFrom('open.record').select(['title', 'category', 'kind', 'edition', 'bodyText']).where('id', '=', recordId ?? '').executeTakeFirstOrThrow();
    expect(open).toMatchObject({ title: '通辽市教育体育局2022年政府信息公开工作年度报告', category: 'annual-report', kind: 'report', edition: 1 });
    expect(open.bodyText).toContain('本列数据的勾稽关系为');
    const files = await database.portalDb.selectFrom('open.rendition').select('format').where('recordId', '=', recordId ?? '').orderBy('format').execute();
    expect(files.map((f) => f.format)).toEqual(['docx', 'pdf']);
    await act('revise', people.head, bureau, '补记一件');
    await act('submit');
    await act('publish');
    const again = await database.portalDb.selectFrom('open.record').select(['edition', 'id']).where('category', '=', 'annual-report').execute();
    expect(again).toEqual([{ edition: 2, id: recordId }]);
    for (const check of checks) {
      const { faults } = await database.db.transaction().execute((tx) => check.run(tx, env.files, () => undefined));
      expect([check.name, faults]).toEqual([check.name, []]);
    }
  });

  it('the year after checks what was carried over against what was submitted', async () => {
    const cleared = async (): Promise<unknown> => (await assessReport(database.db, bureau, year + 1)).check.identities.find((i) => i.id === 'T3-YEAR')?.result;
    expect(await cleared()).toBe('pass');
    await seedCases(database.db, [{ agencyCode: bureau, kind: 'research', receivedOn: '2022-12-30', closedOn: null, outcome: null }]);
    const after = await assessReport(database.db, bureau, year + 1);
    expect(after.previous).toEqual({ year, source: 'submitted' });
    expect(after.problems.filter((p) => p.code === 'identity-T3-YEAR').map((p) => p.field)).toEqual(['table3.carriedIn.research', 'table3.carriedIn.total']);
  });

  it('a government takes what its members submitted, and its own figures where they are blank', async () => {
    const whole = await assessReport(database.db, city, year);
    expect(whole.live.members.find((m) => m.code === bureau)?.source).toBe('published');
    const mine = (await findReport(database.db, bureau, year)).frozen?.shown['table3.granted.total'];
    expect(whole.figures['table3.granted.total']).toBe(mine);
    expect(whole.problems.find((p) => p.field === 'table2.art20_5.permits.decisions')?.message).toContain('未填报：');
    await set('table2.art20_5.permits.decisions', 120, '市级汇总', people.cityHead, city);
    expect((await assessReport(database.db, city, year)).figures['table2.art20_5.permits.decisions']).toBe(120);
    expect(dueOf(whole.agency, year)?.due).toBe('2023-03-31');
  });

  it('cannot be submitted before its year is over', async () => {
    const early = { ...env, at: instant('2022-12-30T02:00:00.000Z') };
    await expect(actOnReport(early, people.cityHead, city, year, 'submit', { version: await version(city) }, 'r')).rejects.toMatchObject({
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'year-not-over' })]),
    });
  });

  it('knows what may follow what, and nothing else', () => {
    const allowed = (Object.keys(machine) as ReportState[]).flatMap((state) => reportActs.filter((a) => machine[state][a]).map((a) => `${state} ${a}`));
    expect(allowed).toEqual(['draft submit', 'submitted return', 'submitted publish', 'published revise']);
  });
});

describe('outputs', () => {
  it('JSON by the keys of the form, read by law as it is; numbers exact, a blank is null', async () => {
    const json = JSON.parse(JSON.stringify(reportJson(await assessReport(database.db, bureau, year)))) as Record<string, unknown>;
    expect(checkAnnualReport(json).ok).toBe(true);
    expect(json['table2']).toMatchObject({ art20_8: { fees: { amount: 3.0256 } } });
    const blank = reportJson(await assessReport(database.db, countyBureau, year));
    expect(blank.table2['art20_5']).toEqual({ permits: { decisions: null } });
    expect(Object.keys(reportJson(await assessReport(database.db, bureau, 2020)).table3)).toHaveLength(23);
  });

  it('HTML, DOCX and PDF hold every number; blanks are not printed as zero', async () => {
    const a = await assessReport(database.db, bureau, year);
    const html = new TextDecoder().decode(await renderReport(a, 'html', null));
    expect(html).toContain('>3.0256<');
    expect(html.match(/<table>/g)).toHaveLength(3);
    const [, , three = ''] = html.split('<table>');
    const printed = [...three.matchAll(/<td><p class="od-center">(\d+)<\/p>/g)].map((m) => Number(m[1]));
    expect(printed).toEqual(cellsOf(year).filter((c) => c.table === 'table3').map((c) => a.figures[c.key]));
    const empty = new TextDecoder().decode(await renderReport(await assessReport(database.db, countyBureau, year), 'html', null));
    expect(empty).toContain('行政许可</p></td><td colspan="3"><p class="od-center"></p></td>');
    expect(Buffer.from(await renderReport(a, 'docx', null)).subarray(0, 2).toString()).toBe('PK');
    expect(Buffer.from(await renderReport(a, 'pdf', null)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(await renderReport(await assessReport(database.db, bureau, 2020), 'pdf', null)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('rights', () => {
  it('own agency and those above it read; others do not; towns have no day set', async () => {
    await expect(getReport(database.db, people.stranger, bureau, year)).rejects.toMatchObject({ status: 403 });
    await expect(getReport(database.db, people.admin, bureau, year)).rejects.toMatchObject({ status: 403 });
    await expect(getReport(database.db, people.clerk, 'X-NONE', year)).rejects.toMatchObject({ status: 404 });
    await expect(getReport(database.db, people.clerk, bureau, 2018)).rejects.toMatchObject({ status: 404 });
    expect((await getReport(database.db, people.cityHead, countyBureau, year)).editable).toBe(false);
    await expect(set('table2.art20_5.permits.decisions', 1, '不是本机关', people.cityHead, countyBureau)).rejects.toMatchObject({ status: 403 });
    const listed = await listReports(database.db, people.cityHead, year);
    expect(listed.map((r) => r.agencyCode)).toEqual(expect.arrayContaining([city, bureau, county, countyBureau]));
    expect((await listReports(database.db, people.stranger, year)).map((r) => r.agencyCode)).toEqual([countyBureau]);
    expect(dueOf({ code: 'x', name: 'x', kind: 'township', parentCode: null, active: true }, year)).toBeNull();
  });

  it('every route has a policy, and a path of its own', () => {
    expect(routes.every((route) => route.access !== undefined)).toBe(true);
    expect(new Set(routes.map((r) => `${r.method} ${r.path}`)).size).toBe(routes.length);
    expect(() => registerRoutes(new Hono(), {} as never, routes)).not.toThrow();
  });
});
