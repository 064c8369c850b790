// Cases with their whole histories, as the commands would have left them: told by a story, folded by the one fold, and
// written with everything a command writes beside the events (apart from journal, mails and identity proofs, which none of the figures reads).
import { createHmac } from 'node:crypto';
import { addDays, calendarDay, civilDate, instant, nationalCalendar, yearOf, type CivilDate, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import { fold } from '../server/src/domains/foi/fold.ts';
import { applicantKey } from '../server/src/domains/foi/likeness.ts';
import type { DataOf, StoredEvent } from '../server/src/domains/foi/model.ts';
import { makeReceiptNumber } from '../server/src/domains/foi/receipt-number.ts';
import type { FoiEnvironment } from '../server/src/domains/foi/settings.ts';
import { standingOf } from '../server/src/domains/foi/standing.ts';
import { projectStatuses } from '../server/src/domains/foi/status.ts';
import { columnsOf, wordsOf, type Case } from '../server/src/domains/foi/store.ts';
import { done, runCommand } from '../server/src/platform/command.ts';
import type { Db, Tx } from '../server/src/platform/database.ts';
import { journal } from '../server/src/platform/journal.ts';
import { founder } from '../server/src/domains/identity/testing.ts';
import type { Office } from './foi-city.ts';
import type { Random } from './foi-random.ts';
import { stories, storyFor, type Teller, type Told } from './foi-stories.ts';
import { contentOf, nameOf } from './foi-words.ts';

/** The day on which the office is looked at: the figures do not depend on when they are taken. */
export const TODAY = civilDate('2026-06-17');
const FIRST = civilDate('2019-06-01');
/** Applications of before this day have had time to end; open ones came after `RECENT`. */
const SETTLED = civilDate('2026-02-10');
const RECENT = civilDate('2026-05-11');
const OPEN = 0.2;
const BATCH = 500;

/** Working days from the first of them on, so that a story steps from one to the next without asking law each time. */
const workingDays: CivilDate[] = [];
const nextWorking = new Map<CivilDate, number>();
for (let day = FIRST; day < '2027-12-31'; day = addDays(day, 1)) {
  nextWorking.set(day, workingDays.length);
  if (calendarDay(day, nationalCalendar).working) workingDays.push(day);
}

export type Made = { case: Case; story: string };
export type Maker = { random: Random; offices: readonly Office[]; settings: FoiEnvironment; secret: Buffer; numbers: Map<string, number> };

/** The i-th of `count` cases: four fifths spread over seven years and ended, one fifth of the last weeks and open. */
export function makeCase(m: Maker, i: number, count: number): Made {
  const { random } = m;
  const ended = Math.floor(count * (1 - OPEN));
  const open = i >= ended;
  const [from, to, place] = open ? [RECENT, TODAY, random.share() ** 0.7] : [FIRST, SETTLED, i / ended];
  const submitted = addDays(from, Math.floor(place * daysFrom(from, to)));
  const name = storyFor(random, (story, s) => (!story.startsWith('fee') || yearOf(submitted) >= 2021) && (!open || s.ends === 'answered' || story === 'silent'));
  return { story: name, case: tellCase(m, name, officeOf(m), submitted, random.share() < 0.7, open).case };
}

/** One case of a story; `open`: of its beginning only. */
export function tellCase(m: Maker, story: string, office: Office, submitted: CivilDate, portal: boolean, open = false): { told: readonly Told[]; case: Case } {
  const teller = tellerOf(m, office, submitted, portal);
  stories[story]?.tell(teller);
  const told = open ? openPart(m.random, teller.told) : teller.told;
  return { told, case: caseOf(m, office, submitted, told, teller, portal) };
}

function daysFrom(from: CivilDate, to: CivilDate): number {
  let days = 0;
  for (let day = from; day < to; day = addDays(day, 30)) days += 30;
  return days - 30;
}

/** A few offices get most of the applications. */
function officeOf({ random, offices }: Maker): Office {
  const office = offices[Math.floor(offices.length * random.share() ** 1.7)];
  if (!office) throw new Error('no offices');
  return office;
}

const ending: ReadonlySet<string> = new Set(['serve', 'withdraw', 'close']);

/** As much of the story as has happened before its end and before tomorrow, less what the office is late with. */
function openPart(random: Random, told: readonly Told[]): Told[] {
  const end = told.findIndex((e) => ending.has(e.type));
  const past = told.slice(0, end < 0 ? told.length : end).filter((e) => e.on <= TODAY);
  return past.slice(0, Math.max(1, past.length - (random.share() < 0.4 ? random.whole(past.length) : random.whole(2))));
}

function tellerOf(m: Maker, office: Office, submitted: CivilDate, portal: boolean): Teller {
  const { random } = m;
  let at = nextWorking.get(submitted) ?? 0;
  const day = (n: number): CivilDate => workingDays[n] ?? TODAY;
  const told: Told[] = [{
    type: portal ? 'submit' : 'enter', on: submitted, by: portal ? 'applicant' : 'clerk',
    data: { channel: portal ? 'portal' : 'in-person', facts: { submittedOn: submitted }, evidence: portal ? null : '收件登记' } satisfies DataOf<'enter'>,
  }];
  return {
    random, told, channel: portal ? 'portal' : 'in-person', content: contentOf((list) => random.pick(list), yearOf(submitted) - random.whole(4)), handlerId: office.people.handler.id,
    numbered: () => {
      const key = `${office.code} ${yearOf(submitted)}`;
      const seq = (m.numbers.get(key) ?? 0) + 1;
      m.numbers.set(key, seq);
      return { year: yearOf(submitted), seq };
    },
    tell: (type, data, by = 'clerk') => { told.push({ type, on: day(at), data, by }); },
    wait: (n, most = n) => { at += n + random.whole(most - n + 1); },
    later: (n) => day(at + n),
  };
}

const kinds = ['naturalPerson', 'naturalPerson', 'naturalPerson', 'naturalPerson', 'enterprise', 'enterprise', 'research', 'publicWelfare', 'legalService', 'otherOrg'] as const;

function caseOf(m: Maker, agency: Office, submitted: CivilDate, told: readonly Told[], { content }: Teller, portal: boolean): Case {
  const { random, settings } = m;
  const kind = random.pick(kinds);
  const applicant = {
    kind, name: nameOf((list) => random.pick(list), kind), representative: null, contact: null, phone: `138${String(random.whole(1e8)).padStart(8, '0')}`, email: random.share() < 0.4 ? `a${random.whole(1e6)}@example.com` : null, address: null, postcode: null,
  };
  const events = told.map((e, i): StoredEvent => ({
    seq: i + 1, type: e.type, on: e.on, data: e.data, at: momentOf(e.on, i), actorRole: e.by === 'applicant' ? 'applicant' : e.by,
    ...(e.by === 'applicant' ? { actorId: null, actorName: '申请人' } : { actorId: agency.people[e.by].id, actorName: agency.people[e.by].name }),
  }) as StoredEvent);
  const folded = fold(events);
  const key = Buffer.from(Array.from({ length: 32 }, () => random.whole(256)));
  return {
    id: random.uuid(), receiptNumber: makeReceiptNumber(submitted, random.whole(1e8)), version: events.length, agency, applicant, applicantKey: applicantKey(m.secret, applicant),
    request: { type: 'information', correction: null, content, documentNumber: null, delivery: portal ? 'online' : 'post', medium: 'electronic', helpNeeded: null }, submittedAt: momentOf(submitted, 0), suggestOpen: false, identityKey: null, anonymisedAt: null,
    readerKey: portal ? key : null, senderKey: portal ? key : null, events, folded, standing: standingOf(folded, settings), settings,
  };
}

function momentOf(day: CivilDate, minute: number): Instant {
  return instant(`${day}T09:${String(minute % 60).padStart(2, '0')}:00+08:00`);
}

/** Makes and writes `count` cases. The same seed makes the same cases. Returns them by the stories they are of. */
export async function writeCases(db: Db, m: Maker, count: number, say: (written: number) => void = () => undefined): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  for (let from = 0; from < count; from += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => makeCase(m, from + n, count));
    for (const { story, case: c } of made) ids.set(story, [...ids.get(story) ?? [], c.id]);
    await runCommand(db, founder, async (ctx) => {
      const cases = made.map(({ case: c }) => c);
      await writeRows(ctx.tx, cases);
      await projectStatuses(ctx, cases);
      return done(undefined, await journal(ctx, { action: 'bench.cases', subjectType: 'bench', subjectId: String(from) }));
    }, { at: momentOf(TODAY, 0) });
    say(from + made.length);
  }
  await insert(db, 'core.foi_receipt_series', [...m.numbers].map(([key, last]) => {
    const [agencyCode = '', year] = key.split(' ');
    return { agencyCode, series: 'register', year: Number(year), last };
  }));
  return ids;
}

async function writeRows(tx: Tx, cases: readonly Case[]): Promise<void> {
  const of = <T>(make: (c: Case) => T[]): T[] => cases.flatMap(make);
  await insert(tx, 'core.foi_case', cases.map((c) => ({
    id: c.id, agencyCode: c.agency.code, receiptNumber: c.receiptNumber, channel: c.folded.channel, applicantKind: c.applicant.kind, applicant: c.applicant, request: c.request,
    applicantKey: bytes(c.applicantKey), submittedAt: c.submittedAt, readerKey: bytes(c.readerKey), senderKey: bytes(c.senderKey), version: c.version,
    updatedAt: c.events.at(-1)?.at ?? c.submittedAt, suggestOpen: c.suggestOpen, ...columnsOf(c),
  })));
  await insert(tx, 'core.foi_event', of((c) => c.events.map((e) => ({
    caseId: c.id, seq: e.seq, type: e.type, onDate: e.on, data: e.data, at: e.at, actorId: e.actorId, actorName: e.actorName, actorRole: e.actorRole,
  }))));
  await insert(tx, 'core.foi_words', cases.map((c) => ({ caseId: c.id, ...wordsOf(c) })));
  await insert(tx, 'core.foi_search_log', of((c) => c.events.flatMap((e) => (e.type !== 'record-search' ? [] : e.data.entries.map((entry, n) => ({
    id: idOf(c, e.seq, n), caseId: c.id, eventSeq: e.seq, ...entry, at: e.at,
  }))))));
  await insert(tx, 'core.foi_paper', of((c) => c.events.flatMap((e) => (e.type !== 'serve' ? [] : [{
    id: e.data.paperId, caseId: c.id, kind: 'reply', state: 'served', number: `复 ${c.receiptNumber}`, title: '政府信息公开申请答复书', content: {}, files: [], joined: [], eventSeq: e.seq,
    servedOn: e.on, createdAt: e.at, updatedAt: e.at, version: 2, sealedFiles: c.readerKey === null ? [] : [
      { name: '答复书.pdf', mime: 'application/pdf', size: 81_234, hash: idOf(c, e.seq, 1).replaceAll('-', '').repeat(2), key: c.readerKey.toString('base64') }],
  }]))));
  await insert(tx, 'core.foi_review', of((c) => c.events.flatMap((e) => {
    if (e.type !== 'open-review') return [];
    const end = c.events.find((x) => x.type === 'review-result');
    const result = end?.type === 'review-result' ? { result: end.data.result, order: end.data.order, resultOn: end.on, summary: end.data.summary, lesson: end.data.lesson } : null;
    return [{ id: e.data.reviewId, caseId: c.id, agencyCode: c.agency.code, kind: e.data.kind, authority: e.data.authority, acceptedOn: e.on, result: null, order: null, resultOn: null, summary: null, lesson: null, ...result }];
  })));
  await insert(tx, 'core.foi_evaluation', of((c) => c.events.flatMap((e) => (e.type === 'evaluate' ? [{ caseId: c.id, score: e.data.score, at: e.at }] : []))));
}

const bytes = (value: Buffer | null): string | null => value && `\\x${value.toString('hex')}`;

/** Ids of rows that belong to an event: made of it, so that they are the same each time. */
function idOf(c: Case, seq: number, n: number): string {
  const hex = createHmac('sha256', c.id).update(`${seq} ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Many rows by one statement; columns left out take their defaults. */
async function insert(db: Db | Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const named = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [columnOf(key), value])));
  const columns = sql.join(Object.keys(first).map((key) => sql.ref(columnOf(key))));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(named)}::json)`.execute(db);
}

function columnOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
