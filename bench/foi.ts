// Applications by the hundred thousand: what the office's board, search, clocks and annual report take.
import { civilDate, instant } from '@tongming/law';
import { sql } from 'kysely';
import { assessReport } from '../server/src/domains/annual-report/queries/get-report.ts';
import { recomputeOpenClocks, setCalendar } from '../server/src/domains/foi/commands/recompute.ts';
import { board } from '../server/src/domains/foi/queries/board.ts';
import { listCases, type ListQuery } from '../server/src/domains/foi/queries/list.ts';
import { publishMailSender } from '../server/src/domains/foi/mail/queue.ts';
import { loadSettings } from '../server/src/domains/foi/settings.ts';
import { columnsOf, loadCase } from '../server/src/domains/foi/store.ts';
import type { Principal } from '../server/src/domains/identity/index.ts';
import type { Db } from '../server/src/platform/database.ts';
import type { FileStore } from '../server/src/platform/files.ts';
import { setLogSink } from '../server/src/platform/log.ts';
import type { System } from '../server/src/platform/system.ts';
import { asOwnerOf } from '../server/src/platform/testing.ts';
import { TODAY, writeCases, type Maker } from './foi-cases.ts';
import { makeCity, principalAt, principalOfAll, type Office } from './foi-city.ts';
import { randomFrom, type Random } from './foi-random.ts';
import { machine, megabytes, memoryOf, processorOf, say, serverProcess, threeOf, withFreshSystem } from './kit.ts';

const SEED = 20_260_617;
const secret = Buffer.alloc(32, 7);

/** `npm run bench -- foi [COUNT]` (default 100,000 cases). */
export async function benchFoi(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 100_000);
  setLogSink(() => undefined);
  say(machine());
  await withFreshSystem(async (system) => {
    const started = performance.now();
    const city = await buildCity(system, count, (n) => { if (n % 10_000 === 0) say(`  ${n} cases, ${seconds(started)}`); });
    await asOwnerOf(system.ownerUrl, (client) => client.query('vacuum (analyze)'));
    say(`built in ${seconds(started)}: ${await whatThereIs(system.db)}`);
    const samples = 300;
    say(`${await sameAsTheirFold(system.db, city.random, samples)} of ${samples} cases drawn are not what the fold of their events makes of them`);
    say('\nms                                            p50 / p95 / p99');
    await measureBoard(system.db, city);
    await measureSearch(system.db, city);
    await measureReports(system.db, city);
    await measureClocks(system, city);
    say(`\nmemory: driver ${megabytes(process.memoryUsage().rss)}, database ${megabytes(memoryOf(await serverProcess(system)))}`);
  });
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(2)} s`;

export type BenchCity = { offices: readonly Office[]; random: Random; clerks: Principal[]; everyone: Principal; ids: Map<string, string[]> };

/** A city, its people and `count` cases: the same each time. */
export async function buildCity(system: { db: Db }, count: number, told?: (written: number) => void): Promise<BenchCity> {
  const random = randomFrom(SEED);
  const offices = await makeCity(system.db, random);
  const maker: Maker = { random, offices, settings: await loadSettings(system.db), secret, numbers: new Map() };
  const ids = await writeCases(system.db, maker, count, told);
  const clerks = await Promise.all(offices.map((office) => principalAt(system.db, office, 'clerk')));
  return { offices, random, ids, clerks, everyone: await principalOfAll(system.db, offices) };
}

async function whatThereIs(db: Db): Promise<string> {
  const { rows: [row] } = await sql<{ cases: number; open: number; answered: number; events: number; size: string; states: string }>`
    select count(*) as cases, count(*) filter (where closed_on is null) as open, count(*) filter (where state = 'answered') as answered,
      (select count(*) from core.foi_event) as events, pg_size_pretty(pg_database_size(current_database())) as size,
      (select string_agg(state || ' ' || n, ', ' order by n desc) from (select state, count(*) as n from core.foi_case group by 1) s) as states
    from core.foi_case`.execute(db);
  return `${row?.cases} cases (${row?.answered} answered, ${row?.open} open), ${row?.events} events, ${row?.size}\n  ${row?.states}`;
}

/** How many of `samples` cases stand in their columns otherwise than their events say. */
export async function sameAsTheirFold(db: Db, random: Random, samples: number): Promise<number> {
  const ids = await db.selectFrom('core.foiCase').select('id').orderBy('id').execute();
  let wrong = 0;
  for (let n = 0; n < samples; n += 1) {
    const { id } = random.pick(ids);
    const row: Record<string, unknown> = await db.selectFrom('core.foiCase').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const expected = columnsOf(await loadCase(db, id));
    if (Object.entries(expected).some(([key, value]) => JSON.stringify(row[key]) !== JSON.stringify(value))) wrong += 1;
  }
  return wrong;
}

async function timed(times: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  await work(0);
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    await work(n);
    found.push(performance.now() - from);
  }
  return found;
}

const line = (name: string, samples: number[]): void => { say(`${name.padEnd(46)}${threeOf(samples)}`); };

function clerkOf({ clerks }: BenchCity, n: number): Principal {
  const clerk = clerks[n % clerks.length];
  if (!clerk) throw new Error('no clerks');
  return clerk;
}

async function measureBoard(db: Db, city: BenchCity): Promise<void> {
  line('board of one office after another', await timed(400, (n) => board(db, clerkOf(city, n), undefined, TODAY)));
  line('board of the office with most cases', await timed(200, () => board(db, clerkOf(city, 0), undefined, TODAY)));
  line('board over all offices of the city', await timed(200, () => board(db, city.everyone, undefined, TODAY)));
}

type Asked = Omit<ListQuery, 'limit'>;

async function measureSearch(db: Db, city: BenchCity): Promise<void> {
  const known = await db.selectFrom('core.foiCase').select(['receiptNumber', 'registerYear', 'registerSeq', 'applicant', 'agencyCode', 'receivedOn']).orderBy('id').limit(200).execute();
  const names = known.map((c) => (c.applicant as { name: string }).name);
  const words = ['危房改造', '征收补偿', '科尔沁区 验收报告', '2023年度 会议纪要', '霍林郭勒市2022年度医疗保险基金支出', '教师招聘 统计数据', '补偿协议', '低保'];
  const filters: Asked[] = [
    { state: 'answered' }, { state: 'handling' }, { outcome: 'granted' }, { outcome: 'denied.process' }, { kind: 'research' }, { year: '2024' }, { overdue: 'true' }, { waiting: 'third-party' },
    { open: 'true', state: 'approving' }, { receivedFrom: civilDate('2023-03-01'), receivedTo: civilDate('2023-03-31') }, { closedFrom: civilDate('2022-01-01'), closedTo: civilDate('2022-12-31'), outcome: 'partial' },
    { year: '2021', state: 'closed', kind: 'enterprise' }, {},
  ];
  const suites: [string, (n: number) => Asked][] = [
    ['by receipt number', (n) => ({ q: known[n % known.length]?.receiptNumber ?? '' })],
    ['by register number', (n) => ({ q: `〔${known[n % known.length]?.registerYear ?? 2024}〕${known[n % known.length]?.registerSeq ?? 1}号` })],
    ['by applicant’s name', (n) => ({ q: names[n % names.length] ?? '' })],
    ['by words of content', (n) => ({ q: words[n % words.length] ?? '' })],
    ['by words and filters', (n) => ({ q: words[n % words.length] ?? '', ...filters[(n * 5) % filters.length] })],
    ['by filters', (n) => filters[n % filters.length] ?? {}],
    ['one agency of the city', (n) => ({ agency: city.offices[n % city.offices.length]?.code ?? '', ...filters[n % filters.length] })],
  ];
  for (const [who, principal] of [['one office', (n: number) => clerkOf(city, n)], ['all offices', () => city.everyone]] as const) {
    const all: number[] = [];
    for (const [name, ask] of suites) {
      const times = await timed(130, (n) => listCases(db, principal(n), { ...ask(n), limit: 20 }, TODAY));
      all.push(...times);
      line(`search, ${who}: ${name}`, times);
    }
    line(`search, ${who}: all of these`, all);
  }
  let cursor: string | undefined;
  line('paging on, all offices: 400 pages of 20', await timed(400, async () => { cursor = (await listCases(db, city.everyone, { cursor, limit: 20 }, TODAY)).next ?? undefined; }));
  line('the same among one word’s cases', await timed(100, async (n) => {
    cursor = (await listCases(db, city.everyone, { q: '补偿', cursor: n === 0 ? undefined : cursor, limit: 20 }, TODAY)).next ?? undefined;
  }));
}

async function measureReports(db: Db, city: BenchCity): Promise<void> {
  say();
  for (const year of [2020, 2025]) {
    const from = performance.now();
    const report = await assessReport(db, '150500', year, TODAY);
    // The other tables hold what a person enters, and nobody has.
    const faults = report.check.identities.flatMap((i) => i.failures).map((f) => f.where).filter((where) => /^table[34]/.test(where));
    const received = report.cells.find((c) => c.key === 'table3.newReceived.total')?.value;
    say(`annual report ${year} of the city with ${report.live.members.length + 1} members: ${seconds(from)} (${received} received, ${faults.length === 0 ? 'every identity of the two tables holds' : faults.join(' ')})`);
  }
  const from = performance.now();
  for (const office of city.offices) await assessReport(db, office.code, 2025, TODAY);
  say(`reports of 2025 of all ${city.offices.length} agencies, one after another: ${seconds(from)}`);
}

/** Days of rest so close together that no period of twenty working days goes between them. */
export const newNotice = {
  years: [], regional: ['2026-04-29', '2026-05-13', '2026-05-27', '2026-06-10', '2026-06-24', '2026-07-08'].map((date) => ({ date: civilDate(date), working: false, name: '那达慕', source: null })),
};

async function measureClocks(system: System, city: BenchCity): Promise<void> {
  say();
  const env = envOf(system.db, system.files);
  const server = await serverProcess(system);
  const report = async (what: string, work: () => Promise<{ recomputed: number; moved: unknown[] }>): Promise<void> => {
    const [from, own, theirs] = [performance.now(), process.cpuUsage(), processorOf(server) ?? 0];
    const { recomputed, moved } = await work();
    const { user, system: kernel } = process.cpuUsage(own);
    say(`${what}: ${seconds(from)} for ${recomputed} open clocks, ${moved.length} moved (processor: ours ${((user + kernel) / 1e6).toFixed(1)} s, database ${((processorOf(server) ?? 0) - theirs).toFixed(1)} s)`);
  };
  await report('recomputing, nothing moves', () => recomputeOpenClocks(env));
  // Who gave an address is told: what that takes belongs to the figure.
  await publishMailSender(system.db, 'bench@example.com');
  await report('recomputing after a changed holiday notice', () => setCalendar(env, city.everyone, newNotice));
  await report('recomputing again, nothing moves', () => recomputeOpenClocks(env));
}

export function envOf(db: Db, files: FileStore): { db: Db; files: FileStore; secret: Buffer; at: ReturnType<typeof instant> } {
  return { db, files, secret, at: instant(`${TODAY}T10:00:00+08:00`) };
}
