// The cases the measuring is done on are lawful cases, and what is measured gives right answers.
import { civilDate, type CivilDate } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessReport } from '../server/src/domains/annual-report/queries/get-report.ts';
import { recomputeOpenClocks, setCalendar } from '../server/src/domains/foi/commands/recompute.ts';
import { board } from '../server/src/domains/foi/queries/board.ts';
import { listCases, type ListQuery } from '../server/src/domains/foi/queries/list.ts';
import { loadSettings } from '../server/src/domains/foi/settings.ts';
import { columnsOf, contentOf, loadCase, type Case } from '../server/src/domains/foi/store.ts';
import { act, applicantOf, city as agencyCode, entered, letter, requestOf, testOffice, type Person, type TestOffice } from '../server/src/domains/foi/testing.ts';
import { makeAgencies } from '../server/src/domains/identity/testing.ts';
import type { Principal } from '../server/src/domains/identity/index.ts';
import { fileStore } from '../server/src/platform/files.ts';
import { testDatabase, type TestDatabase } from '../server/src/platform/testing.ts';
import { buildCity, envOf, newNotice, sameAsTheirFold, type BenchCity } from './foi.ts';
import { tellCase, TODAY } from './foi-cases.ts';
import { randomFrom } from './foi-random.ts';
import { desks, stories, type Told } from './foi-stories.ts';

const COUNT = 2000;

describe('a made-up city', () => {
  let t: TestDatabase;
  let city: BenchCity;
  let all: Case[];
  let busiest: Principal;

  beforeAll(async () => {
    t = await testDatabase();
    await makeAgencies(t.db);
    city = await buildCity(t, COUNT);
    const settings = await loadSettings(t.db);
    const rows = await t.db.selectFrom('core.foiCase').select('id').orderBy('submittedAt', 'desc').orderBy('id', 'desc').execute();
    all = [];
    for (const { id } of rows) all.push(await loadCase(t.db, id, false, settings));
    const [first] = city.clerks;
    if (!first) throw new Error('no clerks');
    busiest = first;
  });
  afterAll(() => t.drop());

  const own = (): Case[] => all.filter((c) => c.agency.code === busiest.roles[0]?.agencyCode);
  const ids = (cases: readonly Case[]): string[] => cases.map((c) => c.id);
  const found = async (principal: Principal, ask: Omit<ListQuery, 'limit'>): Promise<string[]> => (await listCases(t.db, principal, { ...ask, limit: 1000 }, TODAY)).items.map((row) => row.id);

  it('has every story, and open cases in every state', async () => {
    expect(all).toHaveLength(COUNT);
    expect([...city.ids.keys()].toSorted()).toEqual(Object.keys(stories).toSorted());
    const open = all.filter((c) => c.folded.ended === null);
    expect(open.length).toBe(COUNT / 5);
    expect(new Set(open.map((c) => c.folded.state))).toEqual(new Set(['arrived', 'handling', 'correcting', 'awaiting-payment', 'reviewing', 'approving', 'serving']));
    expect(all.filter((c) => c.folded.state === 'answered').length / COUNT).toBeGreaterThan(0.55);
    expect(await sameAsTheirFold(t.db, randomFrom(1), 200)).toBe(0);
  });

  it('shows on the board what the cases say', async () => {
    const seen = await board(t.db, busiest, undefined, TODAY);
    const open = own().filter((c) => c.folded.ended === null);
    const dueOn = (fits: (due: CivilDate) => boolean): Case[] => open.filter((c) => c.standing.next !== null && fits(c.standing.next.due));
    const byDue = (cases: readonly Case[]): string[] => ids(cases.toSorted((a, b) => ((a.standing.next?.due ?? '') + a.id < (b.standing.next?.due ?? '') + b.id ? -1 : 1))).slice(0, 20);
    const soon = civilDate('2026-06-25');
    expect(seen.counts).toMatchObject({
      open: open.length, overdue: dueOn((due) => due < TODAY).length, dueToday: dueOn((due) => due === TODAY).length, dueSoon: dueOn((due) => due > TODAY && due <= soon).length,
      arrived: open.filter((c) => c.folded.state === 'arrived').length, unassigned: open.filter((c) => c.folded.state !== 'arrived' && c.folded.assignee === null).length,
    });
    expect(seen.counts.overdue).toBeGreaterThan(0);
    expect(seen.overdue.map((row) => row.id)).toEqual(byDue(dueOn((due) => due < TODAY)));
    expect(seen.dueSoon.map((row) => row.id)).toEqual(byDue(dueOn((due) => due > TODAY && due <= soon)));
    const waits = new Map<string, number>();
    for (const w of open.flatMap((c) => c.standing.waitingFor)) waits.set(w, (waits.get(w) ?? 0) + 1);
    expect(new Map(seen.byWaiting.map((w) => [w.waiting, w.count]))).toEqual(waits);
    expect((await board(t.db, city.everyone, undefined, TODAY)).counts.open).toBe(COUNT / 5);
  });

  it('finds by number, name, words and filters exactly what is there', async () => {
    const one = all[1234];
    if (!one) throw new Error('no case');
    expect(await found(city.everyone, { q: one.receiptNumber })).toEqual([one.id]);
    expect(await found(city.everyone, { q: one.applicant.name })).toEqual(ids(all.filter((c) => c.applicant.name.includes(one.applicant.name) || contentOf(c).includes(one.applicant.name))));
    for (const q of ['危房改造', '补偿协议', '采矿权出让 2022']) {
      const matching = (c: Case): boolean => q.split(' ').every((word) => `${c.applicant.name} ${contentOf(c)}`.includes(word));
      expect(await found(city.everyone, { q })).toEqual(ids(all.filter(matching)));
      expect(await found(busiest, { q })).toEqual(ids(own().filter(matching)));
    }
    expect(await found(city.everyone, { state: 'approving' })).toEqual(ids(all.filter((c) => c.folded.state === 'approving')));
    expect(await found(busiest, { outcome: 'partial', year: '2024' })).toEqual(ids(own().filter((c) => c.folded.ended?.outcome === 'partial' && c.standing.receivedOn?.startsWith('2024'))));
    expect(await found(city.everyone, { waiting: 'third-party' })).toEqual(ids(all.filter((c) => c.standing.waitingFor.includes('third-party'))));
    expect(await found(city.everyone, { agency: '150500-ZFB', open: 'true' })).toEqual(ids(all.filter((c) => c.agency.code === '150500-ZFB' && c.folded.ended === null)));
  });

  it('pages through all cases, each once', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listCases(t.db, city.everyone, { cursor, limit: 90 }, TODAY);
      expect(page.total).toBe(COUNT);
      seen.push(...page.items.map((row) => row.id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(ids(all));
  });

  it('counts the annual report of the city in both forms', async () => {
    for (const year of [2020, 2025]) {
      const report = await assessReport(t.db, agencyCode, year, TODAY);
      const received = all.filter((c) => c.standing.receivedOn?.startsWith(String(year)) && (c.folded.ended === null || c.folded.ended.outcome !== null));
      expect(report.cells.find((c) => c.key === 'table3.newReceived.total')?.value).toBe(received.length);
      expect(report.check.identities.flatMap((i) => (i.result === 'fail' ? i.failures : [])).filter((f) => /^table[34]/.test(f.where))).toEqual([]);
    }
  });

  it('counts all open clocks anew: nothing moves, then everything, and then nothing', async () => {
    const env = envOf(t.db, fileStore('/nowhere'));
    expect(await recomputeOpenClocks(env)).toEqual({ recomputed: COUNT / 5, moved: [] });
    const open = all.filter((c) => c.folded.ended === null);
    const { moved } = await setCalendar(env, city.everyone, newNotice);
    const settings = await loadSettings(t.db);
    const after = new Map<string, Case>();
    for (const { id } of open) after.set(id, await loadCase(t.db, id, false, settings));
    expect(moved.length).toBeGreaterThan(open.length * 0.9);
    expect(new Map(moved.map((m) => [m.id, [m.before, m.after]]))).toEqual(new Map(open.flatMap((c) => {
      const now = after.get(c.id)?.standing;
      const same = now?.due === c.standing.due && now?.next?.due === c.standing.next?.due && now?.provisional === c.standing.provisional;
      return same ? [] : [[c.id, [c.standing.due, now?.due ?? null]]];
    })));
    expect(await sameAsTheirFold(t.db, randomFrom(2), 200)).toBe(0);
    for (const m of moved) expect(after.get(m.id)?.version).toBe((open.find((c) => c.id === m.id)?.version ?? 0) + 1);
    const journalled = await t.db.selectFrom('core.journal').select('subjectId').where('action', '=', 'foi.recompute').execute();
    expect(journalled.map((row) => row.subjectId).toSorted()).toEqual(moved.map((m) => m.id).toSorted());
    const pages = await t.db.selectFrom('open.foiStatus').select('number').where('updatedAt', '=', env.at).execute();
    expect(new Set(pages.map((p) => p.number))).toEqual(new Set(moved.flatMap((m) => (after.get(m.id)?.readerKey ? [m.receiptNumber] : []))));
    expect((await recomputeOpenClocks(env)).moved).toEqual([]);
  });
});

describe('the stories', () => {
  let t: TestOffice;
  beforeAll(async () => { t = await testOffice(); });
  afterAll(() => t.close());

  /** The same acts by the commands, with their refusals; what belongs to one run (ids, letters) is made by them. */
  async function throughCommands(told: readonly Told[], content: string): Promise<Case> {
    const [first, ...acts] = told;
    if (!first) throw new Error('an empty story');
    const id = await entered(t, first.on, { applicant: applicantOf(), request: requestOf({ content }) });
    for (const { type, on, data, by } of acts) {
      const person: Person = by === 'applicant' ? 'clerk' : by;
      if (type === 'submit' || type === 'enter' || type === 'split-off') throw new Error('a second beginning');
      if (type === 'serve') await act(t, id, type, on, { ...data, paperId: await letter(t, id) }, person);
      else if (type === 'review-result') {
        const { id: reviewId } = await t.db.selectFrom('core.foiReview').select('id').where('caseId', '=', id).executeTakeFirstOrThrow();
        await act(t, id, type, on, { ...data, reviewId }, person);
      } else await act(t, id, type, on, data, person);
    }
    return loadCase(t.db, id);
  }

  it.each(Object.keys(stories))('%s goes the same way through the commands', async (name) => {
    const office = {
      code: agencyCode, name: '通辽市人民政府', shortName: '市政府',
      people: Object.fromEntries(desks.map((desk) => [desk, t.people[desk].person])) as Record<(typeof desks)[number], Principal['person']>,
    };
    const maker = { random: randomFrom(name.length), offices: [office], settings: await loadSettings(t.db), secret: Buffer.alloc(32), numbers: new Map<string, number>() };
    // The office numbers its cases: the made-up one goes on where the others are.
    const { n } = await t.db.selectFrom('core.foiCase').where('registerSeq', 'is not', null).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    maker.numbers.set(`${agencyCode} 2023`, n);
    const { told, case: made } = tellCase(maker, name, office, civilDate('2023-03-15'), false);
    const done = await throughCommands(told, made.request.content);
    expect(columnsOf(done)).toEqual(columnsOf(made));
    expect(done.events.map((e) => [e.type, e.on])).toEqual(made.events.map((e) => [e.type, e.on]));
    expect(done.version).toBe(made.version);
  });
});
