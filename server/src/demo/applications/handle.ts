// The demonstration's applications: sent, taken in and handled through the commands of the office, with the clock of each act.
import { addWorkingDays, civilDate, civilDateOf, instant, now, type CivilDate, type Instant } from '@tongming/law';
import { redactBody, renderPdf } from '@tongming/typeset';
import type { FoiAct } from '../../console-api/contract-foi.ts';
import type { Role } from '../../console-api/contract.ts';
import {
  addFile, approvePaper, archiveCase, draftPaper, enterApplication, entrySchema, getCase, loadCase, perform, publishIntakeKey, setFoiSettings, submitApplication, takeInFoi, type Env,
} from '../../domains/foi/index.ts';
import type { Principal } from '../../domains/identity/index.ts';
import { sql } from 'kysely';
import { json, type Db, type PortalDb } from '../../platform/database.ts';
import { stageFile, type FileStore } from '../../platform/files.ts';
import { limits } from '../../platform/limits.ts';
import { agencies } from '../agencies.ts';
import { holderOf } from '../people.ts';
import { before } from '../schedule.ts';
import { bodyOf } from '../text.ts';
import { applications } from './index.ts';
import type { DayAfter, DemoApplication, HandedOver, WayStep } from './model.ts';
import { zh } from './zh.ts';

export type Office = { db: Db; portalDb: PortalDb; files: FileStore; secret: Uint8Array; people: readonly Principal[]; fontFolder: string | null };
type Due = { app: DemoApplication; index: number; day: DayAfter; at: Instant; step: WayStep | null };

/** Number and query code of the applications that visitors may follow. They are kept nowhere else. */
export const followedKey = 'demonstration-applications';

/** Sends and handles every application up to where it stands; what an earlier loading did stays. */
export async function handleApplications(office: Office, at: Instant, progress: (done: number, total: number) => void): Promise<number> {
  const { db } = office;
  await setFoiSettings({ ...envOf(office), at: instant('2025-01-02T09:00:00+08:00') }, holderOf(office.people, '150500', 'openness-head', []), {
    clock: {}, receipt: {}, onlineReconsideration: zh.onlineReconsideration,
  });
  await publishIntakeKey(envOf(office));
  await takeInFoi(envOf(office));
  const due: Due[] = [];
  for (const [index, app] of applications.entries()) {
    const all = stepsOf(app, index, at);
    if (all === null) continue;
    due.push(...all.slice(await doneOf(db, app)));
  }
  due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const [i, one] of due.entries()) {
    progress(i + 1, due.length);
    await (one.step === null ? send(office, one) : take(office, one, one.step));
  }
  for (const app of applications.filter((one) => one.archived === true)) await archive(office, app);
  return due.length;
}

/** All acts with their moments; null for what has not happened yet on this day. */
function stepsOf(app: DemoApplication, index: number, at: Instant): Due[] | null {
  const day = daysOf(app, civilDateOf(at));
  const times = new Map<CivilDate, number>();
  const moment = (on: CivilDate): Instant => {
    const nth = times.get(on) ?? 0;
    times.set(on, nth + 1);
    const minute = 540 + nth * 9;
    const wanted = instant(`${on}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`);
    return typeof app.sent === 'string' || wanted < at ? wanted : at;
  };
  const all: Due[] = [{ app, index, day, at: moment(day(0)), step: null }, ...app.way.map((step) => ({ app, index, day, at: moment(day(step.after)), step }))];
  return (all.at(-1)?.at ?? at) <= at ? all : null;
}

function daysOf(app: DemoApplication, today: CivilDate): DayAfter {
  const sent = typeof app.sent === 'string' ? civilDate(app.sent) : before(today, app.sent.workingDaysAgo);
  return (n) => (n === 0 ? sent : addWorkingDays(sent, n, { article: '' }).due);
}

async function idOf(db: Db, app: DemoApplication): Promise<string | null> {
  const row = await db.selectFrom('core.foiCase').select('id').where('agencyCode', '=', app.agency)
    .where(sql<boolean>`applicant ->> 'name' = ${app.applicant}`).executeTakeFirst();
  return row?.id ?? null;
}

async function doneOf(db: Db, app: DemoApplication): Promise<number> {
  const id = await idOf(db, app);
  if (id === null) return 0;
  return (await db.selectFrom('core.foiEvent').select('seq').where('caseId', '=', id).execute()).length;
}

function envOf({ db, files, secret }: Office, at?: Instant): Env {
  return { db, files, secret, ...(at === undefined ? {} : { at }) };
}

async function send(office: Office, { app, index, at }: Due): Promise<void> {
  const person = app.kind === 'naturalPerson';
  const applicant = {
    kind: app.kind, name: app.applicant, representative: person ? null : zh.head, contact: null, phone: zh.phone(index), email: null, address: zh.address, postcode: '028000',
  };
  const request = { content: app.content, documentNumber: null, delivery: app.delivery, medium: app.delivery === 'post' ? 'paper' as const : 'electronic' as const, helpNeeded: null };
  const identity = person ? { type: zh.identity.person, number: zh.personNumber(index), files: [] } : { type: zh.identity.organisation, number: zh.organisationNumber(index), files: [] };
  if (app.channel === 'portal') {
    const { receiptNumber, queryCode } = await submitApplication(office.portalDb, { agencyCode: app.agency, applicant, request, identity }, at);
    if (app.followed !== undefined) await follow(office.db, { number: receiptNumber, code: queryCode, what: app.followed });
    await takeInFoi(envOf(office, at));
    return;
  }
  const sent = civilDateOf(at);
  const facts = app.channel === 'signed-mail' ? { signedOn: sent } : {};
  await enterApplication(envOf(office, at), holderOf(office.people, app.agency, 'openness-clerk', []), entrySchema.parse({
    agencyCode: app.agency, channel: app.channel, submittedOn: sent, facts, evidence: zh.evidence, applicant, identity, request, queryCode: false,
  }));
}

async function follow(db: Db, one: { number: string; code: string; what: string }): Promise<void> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', followedKey).executeTakeFirst();
  const value = json([...(Array.isArray(row?.value) ? row.value : []), one]);
  await db.insertInto('core.setting').values({ key: followedKey, value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
}

const roleFor: Partial<Record<FoiAct, Role>> = {
  'approve-extension': 'openness-head', close: 'openness-head', 'pass-legality': 'legality-reviewer', 'clear-secrecy': 'secrecy-reviewer', approve: 'signer',
};

async function take(office: Office, { app, day, at }: Due, step: WayStep): Promise<void> {
  const env = envOf(office, at);
  const id = await idOf(office.db, app) ?? lost(app);
  const clerk = holderOf(office.people, app.agency, 'openness-clerk', []);
  const by = holderOf(office.people, app.agency, roleFor[step.act] ?? 'openness-clerk', []);
  const said = typeof step.data === 'function' ? step.data(day) : step.data ?? {};
  const added = step.act === 'serve' ? { paperId: await letter(office, env, clerk, id, app) } : step.act === 'decide' ? await handedOver(office, env, clerk, id, app, said) : {};
  const { version } = await loadCase(office.db, id);
  await perform(env, by, id, step.act, { version, data: { ...said, ...added } });
}

function lost(app: DemoApplication): never {
  throw new Error(`the application of ${app.applicant} has no case`);
}

/** The reply: drafted from the template, numbered, made into its file. */
async function letter(office: Office, env: Env, clerk: Principal, id: string, app: DemoApplication): Promise<string> {
  const view = await getCase(office.db, clerk, id, env.at);
  const before = view.papers.find((p) => p.kind === 'reply' && p.state !== 'void');
  const paperId = before?.id ?? await draftPaper(env, clerk, view, 'reply', app.handedOver === undefined ? {} : { withheldWords: withheldIn(app.handedOver) },
    { parts: Object.entries(app.letter ?? {}).map(([key, text]) => ({ key, text })) });
  if (before?.state !== 'approved') await approvePaper(env, clerk, view, paperId, before?.version ?? 1, { fontFolder: office.fontFolder });
  return paperId;
}

const marked = /\[\[([^|\]]+)\|[a-z-]+\]\]/g;
const withheldIn = ({ text }: HandedOver): string[] => [...text.matchAll(marked)].map((m) => m[1] ?? '');

async function handedOver(office: Office, env: Env, clerk: Principal, id: string, app: DemoApplication, said: object): Promise<object> {
  const paper = app.handedOver;
  if (paper === undefined || !('provided' in said)) return {};
  const issuer = agencies.find((a) => a.code === app.agency)?.name ?? app.agency;
  const { bytes } = await renderPdf({
    form: 'letter', urgency: null, issuers: [{ name: issuer }], markSuffix: '', documentNumber: '', signers: [], title: paper.title, addressees: [],
    body: redactBody(bodyOf(paper.text)), attachmentList: [], signatories: [issuer], dateMade: civilDateOf(env.at ?? now()), sealed: false, note: null, attachments: [],
    copyTo: [], printedBy: '', printedOn: null, meta: { language: 'zh-CN', author: issuer, publicCopy: true },
  }, office.fontFolder === null ? {} : { fontFolder: office.fontFolder });
  const staged = await stageFile(office.files, bytes, { limit: limits.upload, name: zh.file(paper.name) });
  const file = await addFile(env, clerk, id, 'provided', zh.file(paper.name), staged);
  return { provided: { ...(said.provided as object), fileIds: [file.id] } };
}

async function archive(office: Office, app: DemoApplication): Promise<void> {
  const id = await idOf(office.db, app);
  const clerk = holderOf(office.people, app.agency, 'openness-clerk', []);
  const view = id === null ? null : await getCase(office.db, clerk, id);
  if (view === null || view.closedOn === null || view.papers.some((p) => p.kind === 'archive')) return;
  await archiveCase(envOf(office), clerk, view, { fontFolder: office.fontFolder });
}
