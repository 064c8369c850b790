// A small city for tests: two agencies, a person for every role, and documents driven along the flow.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, today, type Instant } from '@tongming/law';
import type { DocumentEvent, Role, Sheet } from '../../console-api/contract.ts';
import { fileStore } from '../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { rolesOf, type Principal } from '../identity/index.ts';
import { makeAgencies, makePerson } from '../identity/testing.ts';
import { act } from './commands/act.ts';
import { createDocument } from './commands/create.ts';
import { saveSheet } from './commands/save.ts';
import { nextStep } from './machine.ts';
import { documentOf, type Document } from './model.ts';
import type { Env } from './perform.ts';
import { emptySheet, type EventInput } from './sheet.ts';

export const city = '150500';
export const office = '150500-ZFB';
export type Person =
  | 'drafter' | 'reviewer' | 'secrecy' | 'legality' | 'signer' | 'clerk' | 'privacy' | 'office' | 'cosigner' | 'stranger' | 'admin';

export type TestCity = TestDatabase & { env: Env; people: Record<Person, Principal>; close(): Promise<void> };

const rolesHeld: Record<Person, [Role[], string]> = {
  drafter: [['drafter'], city], reviewer: [['reviewer'], city], secrecy: [['secrecy-reviewer'], city],
  legality: [['legality-reviewer'], city], signer: [['signer'], city], clerk: [['openness-clerk'], city],
  privacy: [['privacy-officer'], city], office: [['office'], city], cosigner: [['cosigner'], office],
  stranger: [['drafter'], office], admin: [['system-admin'], city],
};

export async function testCity(): Promise<TestCity> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tongming-drafting-'));
  await makeAgencies(database.db);
  const people: Partial<Record<Person, Principal>> = {};
  for (const [login, [roles, agencyCode]] of Object.entries(rolesHeld)) {
    const { id } = await makePerson(database.db, login, { roles, agencyCode, ready: true });
    people[login as Person] = { person: { id, name: `${login}某`, login }, roles: await rolesOf(database.db, id), pending: null };
  }
  return {
    ...database, env: { db: database.db, files: fileStore(folder) }, people: people as Record<Person, Principal>,
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A notice that goes through as it is: 全文公开, 主动公开. */
export function noticeSheet(change: Partial<Sheet> = {}): Sheet {
  return {
    ...emptySheet('notice'), title: '通辽市人民政府关于做好防汛工作的通知', addressees: ['各旗县市区人民政府'], numberCode: '通政发',
    theme: '综合政务\\政务公开', keywords: ['防汛'], keywordsConfirmed: true,
    body: bodyOf('各地要压实防汛责任，做好值班值守。', '遇有险情立即报告。'),
    disclosure: { attribute: 'full', method: 'proactive', grounds: [] }, ...change,
  };
}

export function bodyOf(...paragraphs: (string | { open?: string; hidden: string; rest?: string })[]): Sheet['body'] {
  return {
    type: 'doc',
    content: paragraphs.map((p) => ({
      type: 'paragraph',
      content: typeof p === 'string' ? [{ type: 'text', text: p }] : [
        ...(p.open ? [{ type: 'text' as const, text: p.open }] : []),
        { type: 'text', text: p.hidden, marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] },
        ...(p.rest ? [{ type: 'text' as const, text: p.rest }] : []),
      ],
    })),
  };
}

export async function draftOf(t: TestCity, sheet: Sheet, at?: Instant): Promise<string> {
  const id = await createDocument({ ...t.env, at }, t.people.drafter, city, sheet.kind);
  await saveSheet({ ...t.env, at }, t.people.drafter, id, 1, sheet);
  return id;
}

export async function documentIn(t: TestCity, id: string): Promise<Document> {
  return documentOf(await t.db.selectFrom('core.document').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

const actors: Partial<Record<DocumentEvent, Person>> = {
  submit: 'drafter', review: 'reviewer', 'record-consultation': 'drafter', 'pass-legality': 'legality',
  'record-deliberation': 'office', 'clear-secrecy': 'secrecy', cosign: 'cosigner', sign: 'signer', check: 'office',
  register: 'office', print: 'office', issue: 'office',
};

export function dataFor(event: DocumentEvent): EventInput['data'] {
  const day = today();
  switch (event) {
    case 'record-consultation':
      return { consultation: { from: addDays(day, -60), to: addDays(day, -30), channel: '政府网站', received: 3, adopted: 1, summary: '采纳一条' } };
    case 'pass-legality':
      return { legality: { startedOn: addDays(day, -15), finishedOn: addDays(day, -1), opinion: '合法' } };
    case 'record-deliberation':
      return { deliberation: { meeting: '市政府常务会议', heldOn: day, decision: '同意' } };
    case 'clear-secrecy':
      return { secrecy: { conclusion: '不涉密，可以公开' } };
    default:
      return undefined;
  }
}

/** One step by whoever usually takes it. */
export async function step(t: TestCity, id: string, event: DocumentEvent, input: Partial<EventInput> & { by?: Person } = {}): Promise<void> {
  const { by, ...rest } = input;
  const person = t.people[by ?? actors[event] ?? 'office'];
  const { version } = await documentIn(t, id);
  await act(t.env, person, id, event, { version, data: dataFor(event), ...rest });
}

/** Takes the usual steps until the document is in a state. */
export async function drive(t: TestCity, id: string, until: Document['state']): Promise<Document> {
  for (;;) {
    const doc = await documentIn(t, id);
    const event = nextStep(doc.state);
    if (doc.state === until || event === undefined) return doc;
    await step(t, id, event);
  }
}

export async function issued(t: TestCity, change: Partial<Sheet> = {}): Promise<Document> {
  return drive(t, await draftOf(t, noticeSheet(change)), 'issued');
}

/** Codes of a refusal's reasons, or what else came of it. */
export async function refusalOf(work: Promise<unknown>): Promise<string[]> {
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
