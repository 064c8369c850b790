// A small office for tests: an agency with everybody it takes, applications from the portal and the counter, cases
// driven along the usual way.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, type CivilDate, type Instant } from '@tongming/law';
import type { FoiAct } from '../../console-api/contract-foi.ts';
import type { Role } from '../../console-api/contract.ts';
import { done, runCommand } from '../../platform/command.ts';
import { fileStore, putFile } from '../../platform/files.ts';
import { testActor, testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { rolesOf, type Principal } from '../identity/index.ts';
import { makeAgencies, makePerson } from '../identity/testing.ts';
import { addPaper, approvePaper, numberPaper } from './papers.ts';
import { enterApplication, type Entry } from './commands/enter.ts';
import { submitApplication, type ApplicationInput, type Submitted } from './inbox.ts';
import type { Applicant, FoiRequest } from './model.ts';
import { perform, type Env } from './perform.ts';
import { loadCase, type Case } from './store.ts';
import { publishIntakeKey, takeInFoi } from './take-in.ts';

export const city = '150500';
export const otherAgency = '150500-ZFB';
const roleOf = {
  clerk: 'openness-clerk', head: 'openness-head', legality: 'legality-reviewer', secrecy: 'secrecy-reviewer', signer: 'signer', handler: 'drafter',
  stranger: 'openness-clerk', admin: 'system-admin',
} as const satisfies Record<string, Role>;
export type Person = keyof typeof roleOf;
export const persons = Object.keys(roleOf) as Person[];

export type TestOffice = TestDatabase & { env: Env; people: Record<Person, Principal>; close(): Promise<void> };

export async function testOffice(): Promise<TestOffice> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tongming-foi-'));
  await makeAgencies(database.db);
  const made = await Promise.all(persons.map(async (login): Promise<[Person, Principal]> => {
    const { id } = await makePerson(database.db, login, { roles: [roleOf[login]], agencyCode: login === 'stranger' ? otherAgency : city, ready: true });
    return [login, { person: { id, name: `${login}某`, login }, roles: await rolesOf(database.db, id), pending: null }];
  }));
  const env: Env = { db: database.db, files: fileStore(folder), secret: randomBytes(32) };
  await publishIntakeKey(env);
  return {
    ...database, env, people: Object.fromEntries(made) as Record<Person, Principal>,
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Nine in the morning of a day, in Asia/Shanghai. */
export function morning(day: string): Instant {
  return instant(`${day}T09:00:00+08:00`);
}
export function onDay(t: TestOffice, day: string): Env {
  return { ...t.env, at: morning(day) };
}

export const applicantOf = (change: Partial<Applicant> = {}): Applicant => ({
  kind: 'naturalPerson', name: '张三', representative: null, contact: null, phone: '13800000000', email: null, address: null, postcode: null, ...change,
});
export const requestOf = (change: Partial<FoiRequest> = {}): FoiRequest => ({
  content: '科尔沁区2022年度农村危房改造补助资金分配方案', documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null, ...change,
});
export const application = (change: Partial<ApplicationInput> = {}): ApplicationInput => ({
  agencyCode: city, applicant: applicantOf(), request: requestOf(), identity: { type: '居民身份证', number: '152301199001010011' }, ...change,
});

export function entry(change: Partial<Entry> = {}): Entry {
  return {
    agencyCode: city, channel: 'in-person', submittedOn: '2023-03-15' as CivilDate, facts: {}, evidence: '申请表及接收回执', applicant: applicantOf(), identity: null,
    request: requestOf(), queryCode: false, ...change,
  };
}

/** Sent through the portal and taken in. */
export async function sent(t: TestOffice, day: string, change: Partial<ApplicationInput> = {}): Promise<Submitted & { id: string }> {
  const told = await submitApplication(t.portalDb, application(change), morning(day));
  await takeInFoi(onDay(t, day));
  const { id } = await t.db.selectFrom('core.foiCase').select('id').where('receiptNumber', '=', told.receiptNumber).executeTakeFirstOrThrow();
  return { ...told, id };
}

/** Written down at the counter. */
export async function entered(t: TestOffice, day: string, change: Partial<Entry> = {}): Promise<string> {
  return (await enterApplication(onDay(t, day), t.people.clerk, entry({ submittedOn: day as CivilDate, ...change }))).id;
}

const usual: Partial<Record<FoiAct, Person>> = {
  'approve-extension': 'head', 'refuse-extension': 'head', 'set-delay': 'head', close: 'head', 'pass-legality': 'legality', 'clear-secrecy': 'secrecy', approve: 'signer', return: 'signer',
};

/** One act on a day, by whoever usually does it. */
export async function act(t: TestOffice, id: string, name: FoiAct, day: string, data: unknown = {}, by?: Person): Promise<Case> {
  const { version } = await loadCase(t.db, id);
  await perform(onDay(t, day), t.people[by ?? usual[name] ?? 'clerk'], id, name, { version, on: day as CivilDate, data });
  return loadCase(t.db, id);
}

export const byPost = { via: 'post', tracking: 'XA12345678915', to: null, evidence: null } as const;
export const overInternet = { via: 'electronic', tracking: null, to: '申请人查询页', evidence: '系统日志' } as const;

/** Registered, found complete and ours, searched for and found. */
export async function found(t: TestOffice, id: string, day: string): Promise<void> {
  await act(t, id, 'register', day);
  await judged(t, id, day);
}
export async function judged(t: TestOffice, id: string, day: string, held: string = 'held'): Promise<void> {
  await act(t, id, 'judge', day, { step: 'complete', finding: 'complete' });
  await act(t, id, 'judge', day, { step: 'competent', finding: 'ours' });
  await act(t, id, 'record-search', day, { entries: [searchEntry(day)] });
  await act(t, id, 'judge', day, { step: 'held', finding: held });
}
export const searchEntry = (day: string) => ({ place: '档案室', searchedBy: '李某', words: '危房改造 2022', searchedOn: day, found: true, result: '检索到一份分配方案' });

export const granted = {
  outcome: 'granted', variant: 'provided', articles: ['《条例》第三十六条第二项'], facts: '本机关保存有所申请的信息', reasons: '',
  provided: { description: '分配方案一份', fileIds: [], recordIds: [], pages: 3 },
};
export const refused = {
  outcome: 'denied.process', variant: null, articles: ['《条例》第十六条第二款'], facts: '所申请信息系内部请示', reasons: '该请示尚在讨论，公开会影响坦率讨论', provided: null,
};

/** A reply of one page, numbered and approved, as whoever writes letters makes it. */
export async function letter(t: TestOffice, id: string, change: { kind?: string; joined?: string[] } = {}): Promise<string> {
  const bytes = Buffer.from(`答复书 ${id}`);
  const file = await putFile(t.env.files, bytes, { limit: 1000, mime: 'application/pdf' });
  return runCommand(t.db, testActor, async (ctx) => {
    const paper = await addPaper(ctx, id, { kind: change.kind ?? 'reply', title: '政府信息公开申请答复书', content: {}, joined: change.joined, draftedBy: null });
    const numbered = await numberPaper(ctx, city, 'reply', 2023, ({ year, seq }) => `通依复〔${year}〕${seq}号`);
    return done(paper.id, await approvePaper(ctx, paper.id, numbered, [{ ...file, name: '答复书.pdf', format: 'pdf' }]));
  });
}

/** Decided, reviewed and approved, up to the desk from which it goes out. */
export async function approved(t: TestOffice, id: string, day: string, decision: Record<string, unknown> = granted): Promise<void> {
  const c = await act(t, id, 'decide', day, decision);
  for (const review of c.folded.reviewsLeft) await act(t, id, review === 'legality' ? 'pass-legality' : 'clear-secrecy', day, review === 'legality' ? { opinion: '合法' } : { conclusion: '不涉密' });
  await act(t, id, 'approve', day);
}

/** All the way to an answer. */
export async function answered(t: TestOffice, id: string, day: string, decision: Record<string, unknown> = granted): Promise<Case> {
  await approved(t, id, day, decision);
  return act(t, id, 'serve', day, { service: byPost, paperId: await letter(t, id) });
}

/** Codes of a refusal's reasons, or 'done'. */
export async function codesOf(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return ['done'];
  } catch (error) {
    if (error instanceof Error && 'reasons' in error && Array.isArray(error.reasons)) {
      return error.reasons.map((r: unknown) => (typeof r === 'object' && r !== null && 'code' in r ? String(r.code) : ''));
    }
    throw error;
  }
}
