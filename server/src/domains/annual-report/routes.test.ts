// The routes over HTTP, as the console calls them: not signed in, not allowed, not found, then the work.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleApp } from '../../console-api/app.ts';
import type { Refusal } from '../../console-api/contract.ts';
import type { CellPage, GuideView, ReportListRow, ReportView } from '../../console-api/contract-report.ts';
import { loadConfig } from '../../platform/config.ts';
import { fileStore } from '../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { makePerson } from '../identity/testing.ts';
import { routes as guideRoutes } from '../openness-guide/index.ts';
import { routes } from './routes.ts';
import { bureau, countyBureau, makeGovernment, seedCases } from './testing.ts';

let database: TestDatabase;
let folder: string;
let app: Hono;
const cookies: Record<string, string> = { nobody: '' };

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongming-report-routes-'));
  await makeGovernment(database.db);
  await seedCases(database.db, [{ agencyCode: bureau, kind: 'enterprise', receivedOn: '2022-03-01', closedOn: '2022-03-20', outcome: 'granted' }]);
  const config = loadConfig({ TONGMING_DATA: folder, TONGMING_SECOND_FACTOR: 'off', TONGMING_DEMO: 'off' });
  app = consoleApp({ db: database.db, files: fileStore(folder), config, demo: false, routes: [...routes, ...guideRoutes], limiter: { take: () => undefined } });
  for (const [name, role] of [['web.clerk', 'openness-clerk'], ['web.drafter', 'drafter'], ['web.admin', 'system-admin']] as const) {
    const { login, password } = await makePerson(database.db, name, { roles: [role], agencyCode: bureau, ready: true });
    const response = await call('nobody', 'POST', '/login', { login, password });
    cookies[role] = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function call(who: string, method: string, path: string, body?: unknown): Response | Promise<Response> {
  return app.request(`/api/console${path}`, {
    method, headers: { 'x-tongming': '1', cookie: cookies[who] ?? '', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
async function get<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await call('openness-clerk', method, path, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
}
async function outcome(who: string, method: string, path: string, body?: unknown): Promise<string> {
  const response = await call(who, method, path, body);
  return `${response.status} ${((await response.json()) as Refusal).error?.code ?? ''}`;
}
const mine = `/annual-reports/${bureau}/2022`;

it('asks who it is, whether he may, and whether it is there', async () => {
  for (const route of [...routes, ...guideRoutes]) {
    const path = route.path.replace(':agency', bureau).replace(':year', '2022').replace(':cell', 'table3.granted.total').replace(':act', 'submit');
    const body = route.method === 'GET' ? undefined : {};
    expect([path, await outcome('nobody', route.method, path, body)]).toEqual([path, '401 not-signed-in']);
    for (const who of ['drafter', 'system-admin']) expect([path, await outcome(who, route.method, path, body)]).toEqual([path, '403 forbidden']);
  }
  for (const path of [`/annual-reports/${countyBureau}/2022`, `/annual-reports/${countyBureau}/2022/cells/table3.granted.total`, `/annual-reports/${countyBureau}/2022/file?format=json`, `/openness-guides/${countyBureau}`, `/openness-guides/${countyBureau}/directory.csv`]) {
    expect([path, await outcome('openness-clerk', 'GET', path)]).toEqual([path, '403 forbidden']);
  }
  for (const path of ['/annual-reports/NONE/2022', `/annual-reports/${bureau}/2018`, `/annual-reports/${bureau}/x`, `${mine}/cells/table3.none.total`, '/openness-guides/NONE']) {
    expect([path, await outcome('openness-clerk', 'GET', path)]).toEqual([path, '404 not-found']);
  }
});

it('reads, opens a figure, writes, corrects, downloads', async () => {
  expect((await get<ReportListRow[]>('GET', '/annual-reports?year=2022')).map((r) => [r.agencyCode, r.overdue])).toEqual([[bureau, true]]);
  const view = await get<ReportView>('GET', mine);
  expect(view).toMatchObject({ state: 'draft', editable: true, available: [], title: '通辽市教育体育局2022年政府信息公开工作年度报告' });
  const page = await get<CellPage>('GET', `${mine}/cells/table3.granted.enterprise?limit=10`);
  expect(page).toMatchObject({ total: 1, next: null, cell: { value: 1 }, items: [{ kind: 'case', outcome: 'granted' }] });
  expect(JSON.stringify(page)).not.toContain('某某');
  const written = await get<ReportView>('PUT', `${mine}/texts`, { version: view.version, texts: { 五: '问题与改进。' } });
  expect(await outcome('openness-clerk', 'PUT', `${mine}/texts`, { version: view.version, texts: {} })).toBe('409 edit-conflict');
  const filled = await get<ReportView>('PUT', `${mine}/figures`, { version: written.version, cell: 'table2.art20_5.permits.decisions', value: 12, reason: '许可台账' });
  expect(filled.cells.find((c) => c.key === 'table2.art20_5.permits.decisions')).toMatchObject({ value: 12, computed: null });
  expect(await outcome('openness-clerk', 'POST', `${mine}/acts/submit`, { version: filled.version })).toBe('403 forbidden');
  for (const format of ['json', 'html', 'docx', 'pdf']) {
    const response = await call('openness-clerk', 'GET', `${mine}/file?format=${format}`);
    expect([response.status, response.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, true]);
  }
  expect(await outcome('openness-clerk', 'GET', `${mine}/file?format=xls`)).toMatch(/^4(00|22) /);
});

it('guide and directory', async () => {
  const guide = await get<GuideView>('GET', `/openness-guides/${bureau}`);
  expect(guide).toMatchObject({ stale: true, confirmed: null, version: 0 });
  expect(await outcome('openness-clerk', 'POST', `/openness-guides/${bureau}/confirm`, { version: 0, texts: guide.texts })).toBe('422 guide-incomplete');
  expect(await get('GET', '/openness-guides/stale')).toMatchObject([{ agencyCode: bureau, confirmedOn: null }]);
  expect(await get('GET', `/openness-guides/${bureau}/directory?limit=5`)).toEqual({ total: 0, items: [], next: null });
  const csv = await call('openness-clerk', 'GET', `/openness-guides/${bureau}/directory.csv`);
  expect(await csv.text()).toBe('索引,名称,内容概述,生成日期\r\n');
});
