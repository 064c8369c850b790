// The demonstration city: built through the same commands as everything else, with the clock of each act.
import { civilDate, civilDateOf, now, type Instant } from '@tongming/law';
import type { DocumentEvent, Role } from '../console-api/contract.ts';
import { act, attachFile, createDocument, saveSheet, type Env } from '../domains/drafting/index.ts';
import type { Principal } from '../domains/identity/index.ts';
import { applyDueStatus, endRecord } from '../domains/library/index.ts';
import type { Config } from '../platform/config.ts';
import { json, type Db, type PortalDb } from '../platform/database.ts';
import { refuse } from '../platform/errors.ts';
import { stageFile, type FileStore } from '../platform/files.ts';
import { installationOf } from '../platform/installation.ts';
import { limits } from '../platform/limits.ts';
import { handleApplications } from './applications/handle.ts';
import { applications } from './applications/index.ts';
import { confirmGuides, publishReports } from './applications/openness.ts';
import { beginCleanup } from './cleanup.ts';
import { foundColumns } from './columns.ts';
import { foundContent } from './content/found.ts';
import { documents, drafts } from './documents/index.ts';
import type { DemoDocument, DemoDraft } from './model.ts';
import { foundMongolian } from './mongolian.ts';
import { enterPeople, foundAgencies, holderOf } from './people.ts';
import { stepsOfDocument, stepsOfDraft, type Timed } from './schedule.ts';
import { sheetOf } from './sheet.ts';
import { foundSites } from './sites.ts';
import { words } from './words.ts';

export type Loading = {
  db: Db;
  /** Applications are sent as the public sends them. */
  portalDb: PortalDb;
  /** The installation's. */
  secret: Uint8Array;
  files: FileStore;
  config: Pick<Config, 'demo' | 'fontFolder'>;
  progress?: (step: string, done: number, total: number) => void;
};
type Paper = DemoDocument | DemoDraft;
type City = Loading & { people: readonly Principal[]; papers: ReadonlyMap<string, Paper>; ids: Map<string, string> };
type Act = { paper: Paper; step: Timed };

const finishedKey = 'demonstration-finished';

/** Whether a loading was cut short; `loadDemonstration` then takes it up where it stopped. */
export async function demonstrationUnfinished(db: Db): Promise<boolean> {
  if ((await installationOf(db)) !== 'demo') return false;
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', finishedKey).executeTakeFirst();
  return row === undefined;
}

/**
 * Builds the demonstration city in an empty database, or finishes one that was cut short.
 * @throws Refused 'demo-not-empty' (409) when the database holds anything else
 */
export async function loadDemonstration(loading: Loading): Promise<{ documents: number; drafts: number; steps: number; applications: number }> {
  await assertMayLoad(loading);
  const progress = loading.progress ?? (() => undefined);
  await foundAgencies(loading.db, progress);
  const people = await enterPeople(loading.db, progress);
  const at = now();
  const issued = documents.filter((doc) => stepsOfDocument(doc).every((step) => step.at <= at));
  const papers = [...issued, ...drafts];
  const city: City = { ...loading, people, papers: new Map(papers.map((p) => [p.ref, p])), ids: new Map() };
  const acts = await outstanding(city, at);
  for (const [i, one] of acts.entries()) {
    progress(words.steps.documents, i + 1, acts.length);
    await perform(city, one);
  }
  progress(words.steps.statuses, 1, 1);
  await applyDueStatus(loading.db);
  const office = { ...loading, people, fontFolder: loading.config.fontFolder };
  await handleApplications(office, at, (done, total) => progress(words.steps.applications, done, total));
  await confirmGuides(office, (done, total) => progress(words.steps.guides, done, total));
  await publishReports(office, at, (done, total) => progress(words.steps.reports, done, total));
  progress(words.steps.cleanup, 1, 1);
  await beginCleanup({ ...loading, people }, at);
  await foundSites(loading.db, people, (done, total) => progress(words.steps.sites, done, total));
  await foundContent({ ...loading, people, at }, (done, total) => progress(words.steps.content, done, total));
  await foundMongolian(loading, people, (done, total) => progress(words.steps.mongolian, done, total));
  await foundColumns(loading.db, people, (done, total) => progress(words.steps.columns, done, total));
  await loading.db.insertInto('core.setting').values({ key: finishedKey, value: json(true) }).execute();
  return { documents: issued.length, drafts: drafts.length, steps: acts.length, applications: applications.length };
}

async function assertMayLoad({ db, config }: Loading): Promise<void> {
  if (!config.demo) refuse('demo-off', words.off, 409);
  if (await demonstrationUnfinished(db)) return;
  const records = await db.selectFrom('core.record').select('id').limit(1).executeTakeFirst();
  if ((await installationOf(db)) !== 'empty' || records !== undefined) refuse('demo-not-empty', words.notEmpty, 409);
}

/** All acts of all people in the order of time, without those an earlier loading has done. */
async function outstanding(city: City, at: Instant): Promise<Act[]> {
  const acts: Act[] = [];
  for (const paper of city.papers.values()) {
    const steps = 'made' in paper ? stepsOfDocument(paper) : stepsOfDraft(paper, civilDateOf(at));
    const past = await doneOf(city, paper);
    acts.push(...steps.slice(past).map((step) => ({ paper, step: { ...step, at: step.at < at ? step.at : at } })));
  }
  return acts.toSorted((a, b) => (a.step.at < b.step.at ? -1 : a.step.at > b.step.at ? 1 : 0));
}

/** How many of a paper's steps are done: the sheet itself, its trail, its end. Title and agency tell it from others. */
async function doneOf(city: City, paper: Paper): Promise<number> {
  const row = await city.db.selectFrom('core.document').select(['id', 'recordId'])
    .where('agencyCode', '=', paper.agency).where('title', '=', paper.title).executeTakeFirst();
  if (row === undefined) return 0;
  city.ids.set(paper.ref, row.id);
  const events = await city.db.selectFrom('core.documentEvent').select('id').where('documentId', '=', row.id).execute();
  const ends = await city.db.selectFrom('core.recordEnd').select('id')
    .where('recordId', '=', row.recordId).where('kind', 'in', ['annulled', 'withdrawn']).execute();
  return 1 + events.length + ends.length;
}

async function perform(city: City, { paper, step }: Act): Promise<void> {
  switch (step.act) {
    case 'draft':
      return draft(city, paper, step.at);
    case 'end':
      return end(city, paper, step.at);
    default:
      return advance(city, paper, step, step.act);
  }
}

async function draft(city: City, paper: Paper, at: Instant): Promise<void> {
  const env = envOf(city, at);
  const drafter = holderOf(city.people, paper.agency, 'drafter', []);
  const records = await recordsOf(city);
  const id = await createDocument(env, drafter, paper.agency, paper.kind);
  for (const { name, text } of paper.files ?? []) {
    const staged = await stageFile(city.files, new TextEncoder().encode(text), { limit: limits.upload, name });
    await attachFile(env, drafter, id, name, staged);
  }
  // Saved last: a sheet with a title is a whole one, and a loading cut short begins it anew.
  await saveSheet(env, drafter, id, 1 + (paper.files ?? []).length, sheetOf(paper, (ref) => records.get(ref) ?? null));
  city.ids.set(paper.ref, id);
}

async function advance(city: City, paper: Paper, step: Timed, event: DocumentEvent): Promise<void> {
  const id = idOf(city, paper);
  const { version } = await city.db.selectFrom('core.document').select('version').where('id', '=', id).executeTakeFirstOrThrow();
  const agency = step.cosigner ?? paper.agency;
  const named = (paper.signers ?? []).map((signer) => signer.name);
  await act(envOf(city, step.at), holderOf(city.people, agency, roleFor[event], named), id, event, {
    version, ...(step.opinion === undefined ? {} : { opinion: step.opinion }), ...(step.data === undefined ? {} : { data: step.data }),
  });
}

/** Who takes each step; a draft of the demonstration is given back by its reviewer. */
const roleFor: Record<DocumentEvent, Role> = {
  submit: 'drafter', review: 'reviewer', 'record-consultation': 'drafter', 'pass-legality': 'legality-reviewer',
  'record-deliberation': 'office', 'clear-secrecy': 'secrecy-reviewer', cosign: 'cosigner', sign: 'signer', check: 'office',
  register: 'office', print: 'office', issue: 'office', return: 'reviewer', 'withdraw-submission': 'drafter',
  discard: 'drafter', 'change-disclosure': 'openness-clerk',
};

async function end(city: City, paper: Paper, at: Instant): Promise<void> {
  if (!('made' in paper) || paper.end === undefined) return;
  const { kind, on, ground, note, by } = paper.end;
  const records = await recordsOf(city);
  const clerk = holderOf(city.people, paper.agency, 'office', []);
  await endRecord(city.db, clerk, records.get(paper.ref) ?? '', {
    kind, effectiveOn: civilDate(on), ground, publicNote: note, byRecord: by === undefined ? null : (records.get(by) ?? null),
  }, { at });
}

function envOf({ db, files, config }: City, at: Instant): Env {
  return { db, files, fontFolder: config.fontFolder, at };
}

function idOf(city: City, paper: Paper): string {
  const id = city.ids.get(paper.ref);
  if (id === undefined) throw new Error(`${paper.ref} has no sheet`);
  return id;
}

/** The records that exist by now, by ref. */
async function recordsOf(city: City): Promise<Map<string, string>> {
  const rows = await city.db.selectFrom('core.document').select(['id', 'recordId']).where('recordId', 'is not', null).execute();
  const byDocument = new Map(rows.map((row) => [row.id, row.recordId]));
  return new Map([...city.ids].flatMap(([ref, id]) => {
    const record = byDocument.get(id);
    return record ? [[ref, record] as const] : [];
  }));
}
