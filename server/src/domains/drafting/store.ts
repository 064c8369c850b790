// Loading a document with what surrounds it, and the one way its state changes.
import { today, type LawfulDisclosure } from '@tongming/law';
import type { UpdateObject } from 'kysely';
import type { DocumentEvent, DocumentState, Role } from '../../console-api/contract.ts';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { journal, type Journalled } from '../../platform/journal.ts';
import type { DB } from '../../platform/schema.ts';
import { agenciesInReach, defaultExpiry, liveEditions, relationFindings, type EditionContent, type LiveEdition } from '../library/index.ts';
import type { Surroundings } from './checks.ts';
import { zh } from './messages.ts';
import { documentOf, type Document, type StoredAttachment, type TrailRow } from './model.ts';
import type { Acting } from './policy.ts';

/** A document with everything a decision about it looks at. */
export type Case = {
  doc: Document;
  attachments: StoredAttachment[];
  trail: TrailRow[];
  agency: Agency;
  /** Names of all agencies that have to do with it. */
  agencyNames: ReadonlyMap<string, string>;
  around: Surroundings;
  /** The edition it revises: a correction keeps its number and date, and an imported one its issuer. */
  previous: EditionContent | null;
};
export type Agency = { code: string; name: string; shortName: string };

/** @throws Refused 404. With `lock` the row is held until the transaction ends. */
export async function loadCase(db: Db | Tx, id: string, lock = false): Promise<Case> {
  const row = await db.selectFrom('core.document').selectAll().where('id', '=', id)
    .$if(lock, (qb) => qb.forUpdate()).executeTakeFirst();
  if (!row) notFound(zh.refusal.notFound);
  const doc = documentOf(row);
  const trail = await loadTrail(db, id);
  const agencies = await loadAgencies(db, [doc.agencyCode, ...doc.sheet.jointAgencies, ...trail.map((e) => e.agencyCode)]);
  const agency = agencies.find((a) => a.code === doc.agencyCode);
  if (!agency) throw new Error(`document ${id} has no agency`);
  return {
    doc, trail, agency, attachments: await loadAttachments(db, id),
    agencyNames: new Map(agencies.map((a) => [a.code, a.name])),
    around: await surroundings(db, doc, trail, new Set(agencies.filter((a) => a.active).map((a) => a.code))),
    previous: doc.recordId === null ? null : ((await liveEditions(db, [doc.recordId]))[0]?.content ?? null),
  };
}

async function loadAgencies(db: Db | Tx, codes: readonly string[]): Promise<(Agency & { active: boolean })[]> {
  return db.selectFrom('core.agency').select(['code', 'name', 'shortName', 'active'])
    .where('code', 'in', [...new Set(codes)]).execute();
}

async function loadTrail(db: Db | Tx, id: string): Promise<TrailRow[]> {
  const rows = await db.selectFrom('core.documentEvent').selectAll().where('documentId', '=', id).orderBy('id').execute();
  return rows.map((row) => ({
    event: row.event as DocumentEvent, from: row.fromState as DocumentState, to: row.toState as DocumentState,
    personId: row.personId, personName: row.personName, role: row.role as Role, agencyCode: row.agencyCode,
    opinion: row.opinion, at: row.at, version: row.version, data: row.data as Record<string, unknown>,
  }));
}

async function loadAttachments(db: Db | Tx, id: string): Promise<StoredAttachment[]> {
  const rows = await db.selectFrom('core.documentAttachment as a').innerJoin('core.file as f', 'f.hash', 'a.fileHash')
    .select(['a.id', 'a.position', 'a.name', 'a.publicName', 'a.fileHash', 'f.size', 'f.mime', 'a.attribute', 'a.grounds', 'a.redaction'])
    .where('a.documentId', '=', id).orderBy('a.position').execute();
  return rows.map((row) => ({
    ...row, attribute: row.attribute as StoredAttachment['attribute'],
    grounds: row.grounds as StoredAttachment['grounds'], redaction: row.redaction as StoredAttachment['redaction'],
  }));
}

async function surroundings(
  db: Db | Tx, doc: Document, trail: readonly TrailRow[], activeAgencies: ReadonlySet<string>,
): Promise<Surroundings> {
  const codes = await db.selectFrom('core.agencyNumberCode').select('code').where('agencyCode', '=', doc.agencyCode).execute();
  const related = doc.sheet.relations.flatMap((r) => r.recordId ?? []);
  const wanted = [...new Set([...related, ...(doc.sheet.forwardsRecord === null ? [] : [doc.sheet.forwardsRecord])])];
  const known = await liveEditions(db, wanted);
  const forwarded = known.find((e) => e.recordId === doc.sheet.forwardsRecord);
  const submitted = trail.findLastIndex((e) => e.event === 'submit');
  return {
    activeAgencies, numberCodes: codes.map((c) => c.code),
    forwarded: doc.sheet.forwardsRecord === null ? null : (forwarded?.content.disclosure ?? 'unknown'),
    redetermined: trail.slice(submitted + 1).some((e) => e.event === 'change-disclosure'),
    foreignRelations: await foreignRelations(db, doc, known),
    relationFindings: (await relationFindings(db, { id: doc.recordId, madeOn: doc.dateMade ?? today() }, doc.sheet.relations))
      .filter((f) => f.code !== 'relation-unknown' && f.code !== 'relation-self'),
    defaultPeriod: await defaultExpiry(db, { ...doc.sheet, dateMade: doc.dateMade }, today()),
    missingRelations: new Set(related.filter((id) => !known.some((e) => e.recordId === id))).size,
  };
}

const changing: ReadonlySet<string> = new Set(['amends', 'repeals', 'replaces']);

/** Titles of records that are not for this agency to change. */
async function foreignRelations(db: Db | Tx, doc: Document, known: readonly LiveEdition[]): Promise<string[]> {
  const changed = new Set(doc.sheet.relations.filter((r) => changing.has(r.type)).map((r) => r.recordId));
  const targets = known.filter((e) => changed.has(e.recordId) && e.agencyCode !== doc.agencyCode);
  if (targets.length === 0) return [];
  const reach = await agenciesInReach(db, doc.agencyCode);
  return targets.filter((e) => !reach.has(e.agencyCode)).map((e) => e.content.title);
}

/** States a document reaches only with a lawful disclosure. The database keeps the same list (document_gate). */
export type GatedState = 'registering' | 'printing' | 'dispatching' | 'issued';
export type UngatedState = Exclude<DocumentState, GatedState>;

export function isGated(state: DocumentState): state is GatedState {
  return state === 'registering' || state === 'printing' || state === 'dispatching' || state === 'issued';
}

export type Columns = UpdateObject<DB, 'core.document', 'core.document'>;
/** One step of the flow, as it goes into the trail and the journal. */
export type Step = {
  event: DocumentEvent; acting: Acting; opinion: string | null; data: Record<string, unknown>; set: Columns;
};

/** Moves a document to a state that asks for no lawful disclosure. */
export async function enter(ctx: CommandContext, doc: Document, to: UngatedState, step: Step): Promise<Moved> {
  return move(ctx, doc, to, step);
}

/** Moves a document towards the public. Without a `LawfulDisclosure` a call does not compile. */
export async function enterGated(
  ctx: CommandContext, doc: Document, to: GatedState, _disclosure: LawfulDisclosure, step: Step,
): Promise<Moved> {
  return move(ctx, doc, to, step);
}

export type Moved = { doc: Document; entry: Journalled };

async function move(ctx: CommandContext, doc: Document, to: DocumentState, step: Step): Promise<Moved> {
  const before = await ctx.tx.selectFrom('core.document').selectAll().where('id', '=', doc.id).executeTakeFirstOrThrow();
  const after = await ctx.tx.updateTable('core.document')
    .set({ ...step.set, state: to, version: doc.version + 1, updatedAt: ctx.now })
    .where('id', '=', doc.id).where('version', '=', doc.version).returningAll().executeTakeFirstOrThrow();
  await ctx.tx.insertInto('core.documentEvent').values({
    documentId: doc.id, version: after.version, event: step.event, fromState: doc.state, toState: to,
    personId: ctx.actor.personId, personName: ctx.actor.name, role: step.acting.role, agencyCode: step.acting.agencyCode,
    opinion: step.opinion, data: json(step.data), at: ctx.now,
  }).execute();
  const entry = await journal(ctx, {
    action: `document.${step.event}`, subjectType: 'document', subjectId: doc.id, before, after, reason: step.opinion,
    agencyCode: doc.agencyCode,
  });
  return { doc: documentOf(after), entry };
}

/** Keeps what the sheet was at this version: the console shows versions side by side. */
export async function keepVersion(ctx: CommandContext, doc: Document, savedBy: string): Promise<void> {
  await ctx.tx.insertInto('core.documentVersion').values({
    documentId: doc.id, version: doc.version, content: json(doc.sheet), savedBy, savedAt: ctx.now,
  }).execute();
}
