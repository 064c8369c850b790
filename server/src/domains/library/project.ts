// The only writer of open.record, open.attachment, open.rendition, open.relation and open.tombstone.
import { civilDateOf, type Instant } from '@tongming/law';
import { sql, type Insertable } from 'kysely';
import type { Change } from '../../platform/change.ts';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import type { DB } from '../../platform/schema.ts';
import { journalMany } from '../../platform/journal.ts';
import { enqueueMany } from '../../platform/outbox.ts';
import { indexRecord } from '../../platform/search-index.ts';
import { projectChannels } from './channels/project.ts';
import { zh } from './messages.ts';
import type { OpenContent, PublicFiles } from './model.ts';
import { openFilesOf, unpublishTopic } from './public-files.ts';
import { noteWithBasis } from './relations.ts';
import { statusOf, type End, type Status } from './status.ts';
import { keepEditions, projectEnds } from './structure/history.ts';

/** One record as the public is to see it from now on. */
export type Projection = {
  id: string;
  externalId: string | null;
  indexNumber: string;
  agencyCode: string;
  edition: number;
  /** First publication; a revision keeps it. */
  publishedAt: Instant;
  content: OpenContent;
  files: PublicFiles;
  status: Status;
};

type RecordRow = Insertable<DB['open.record']>;
/** PostgreSQL takes 65,535 parameters a statement. */
const rowsAtOnce = 500;

/** Puts records into `open`, in place of what stood there of them. */
export async function projectRecords(ctx: CommandContext, projections: readonly Projection[]): Promise<void> {
  const agencies = await agenciesOf(ctx, projections.map((p) => p.agencyCode));
  for (let i = 0; i < projections.length; i += rowsAtOnce) {
    await projectSome(ctx, projections.slice(i, i + rowsAtOnce), agencies);
  }
  await projectRelations(ctx, projections.map((p) => p.id));
  await projectEnds(ctx, projections.map((p) => p.id));
  await projectChannels(ctx, projections.map((p) => p.id));
}

async function projectSome(ctx: CommandContext, some: readonly Projection[], agencies: Agencies): Promise<void> {
  const ids = some.map((p) => p.id);
  const rows = some.map((p) => rowOf(ctx, p, agencies));
  await ctx.tx.deleteFrom('open.tombstone').where('id', 'in', ids).execute();
  await keepEditions(ctx, some.map((p) => ({ id: p.id, edition: p.edition, attribute: p.content.attribute })));
  await ctx.tx.insertInto('open.record').values(rows)
    .onConflict((c) => c.column('id').doUpdateSet((eb) => Object.fromEntries(
      columns.map((column) => [column, eb.ref(`excluded.${column}`)])))).execute();
  await ctx.tx.deleteFrom('open.attachment').where('recordId', 'in', ids).execute();
  await ctx.tx.deleteFrom('open.rendition').where('recordId', 'in', ids).execute();
  const attachments = some.flatMap((p) => p.files.attachments.map(({ position, name, file, text }) => ({
    recordId: p.id, position, name, fileHash: file.hash, size: file.size, mime: file.mime, text,
  })));
  if (attachments.length > 0) await ctx.tx.insertInto('open.attachment').values(attachments).execute();
  const renditions = some.flatMap((p) => p.files.renditions.map(({ format, file }) => ({
    recordId: p.id, format, fileHash: file.hash, size: file.size,
  })));
  if (renditions.length > 0) await ctx.tx.insertInto('open.rendition').values(renditions).execute();
  await indexRecord(ctx.tx, some.map((p) => ({
    id: p.id, title: p.content.title, documentNumber: p.content.documentNumber, bodyText: p.content.bodyText,
    keywords: p.content.keywords, dateMade: p.content.dateMade, attachmentsText: p.files.attachments.map((a) => a.text).join('\n'),
  })));
}

export type Agencies = Map<string, { name: string; regionCode: string }>;

async function agenciesOf(ctx: CommandContext, codes: readonly string[]): Promise<Agencies> {
  if (codes.length === 0) return new Map();
  const rows = await ctx.tx.selectFrom('core.agency').select(['code', 'name', 'regionCode'])
    .where('code', 'in', [...new Set(codes)]).execute();
  return new Map(rows.map((row) => [row.code, row]));
}

const columns = [
  'externalId', 'agencyName', 'issuer', 'regionCode', 'kind', 'category', 'title', 'documentNumber', 'numberCode',
  'numberYear', 'numberSeq', 'dateMade', 'theme', 'keywords', 'summary', 'articleItems', 'status', 'statusNote',
  'effectiveOn', 'expiresOn', 'attribute', 'edition', 'language', 'official', 'body', 'bodyText', 'updatedAt',
] as const satisfies readonly (keyof RecordRow)[];

export function rowOf(ctx: CommandContext, p: Projection, agencies: Agencies): RecordRow {
  const agency = agencies.get(p.agencyCode);
  if (!agency) throw new Error(`no agency ${p.agencyCode}`);
  const c = p.content;
  return {
    id: p.id, externalId: p.externalId, indexNumber: p.indexNumber, agencyCode: p.agencyCode, agencyName: agency.name,
    issuer: c.issuer, regionCode: agency.regionCode, kind: c.kind, category: c.category, title: c.title,
    documentNumber: c.documentNumber, numberCode: c.number?.code ?? null, numberYear: c.number?.year ?? null,
    numberSeq: c.number?.seq ?? null, dateMade: c.dateMade, publishedAt: p.publishedAt,
    datePublished: civilDateOf(p.publishedAt), theme: c.theme, keywords: c.keywords, summary: c.summary,
    articleItems: c.articleItems, status: p.status.status, statusNote: p.status.note, effectiveOn: c.effectiveOn,
    expiresOn: c.expiresOn, attribute: c.attribute, edition: p.edition, language: c.language, official: json(c.official),
    body: json(c.body), bodyText: c.bodyText, updatedAt: ctx.now,
  };
}

/** What a keeper put right of a record, where the public sees it. False when the public does not see the record. */
export async function projectFacts(
  ctx: CommandContext, id: string, facts: Pick<OpenContent, 'category' | 'theme' | 'keywords' | 'effectiveOn' | 'expiresOn'>,
): Promise<boolean> {
  // One by one: what is passed may be the whole edition, with what is withheld.
  const { category, theme, keywords, effectiveOn, expiresOn } = facts;
  const row = await ctx.tx.updateTable('open.record').set({ category, theme, keywords, effectiveOn, expiresOn, updatedAt: ctx.now }).where('id', '=', id)
    .returning(['title', 'documentNumber', 'bodyText', 'dateMade', 'keywords']).executeTakeFirst();
  if (!row) return false;
  const attachments = await ctx.tx.selectFrom('open.attachment').select('text').where('recordId', '=', id).orderBy('position').execute();
  await indexRecord(ctx.tx, [{ ...row, id, attachmentsText: attachments.map((a) => a.text).join('\n') }]);
  return true;
}

/** Relations are shown only where both ends are public, and from both ends. */
export async function projectRelations(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const some = [...ids];
  await ctx.tx.deleteFrom('open.relation').where((eb) => eb.or([eb('fromId', 'in', some), eb('toId', 'in', some)])).execute();
  await sql`insert into open.relation (from_id, type, to_id, to_text)
    select r.from_record, r.type, r.to_record, r.to_text from core.relation r
    where (r.from_record = any(${some}::uuid[]) or r.to_record = any(${some}::uuid[]))
      and exists (select from open.record o where o.id = r.from_record)
      and (r.to_record is null or exists (select from open.record o where o.id = r.to_record))
    on conflict do nothing`.execute(ctx.tx);
}

/** `gone`: those that were public; `related`: public records that showed a relation to them; `changes`: what the feed is to tell of their translations. */
type Withdrawn = { gone: string[]; related: string[]; changes: Omit<Change, 'seq'>[] };

/** Takes records and their translations away from the public and leaves tombstones. */
export async function withdrawRecords(ctx: CommandContext, ids: readonly string[], reason: string): Promise<Withdrawn> {
  if (ids.length === 0) return { gone: [], related: [], changes: [] };
  const some = [...ids];
  const changes = await withdrawTranslations(ctx, ids);
  const related = await ctx.tx.selectFrom('open.relation').select(['fromId', 'toId'])
    .where((eb) => eb.or([eb('fromId', 'in', some), eb('toId', 'in', some)])).execute();
  const gone = await ctx.tx.deleteFrom('open.record').where('id', 'in', some)
    .returning(['id', 'indexNumber', 'agencyCode', 'agencyName']).execute();
  if (gone.length === 0) return { gone: [], related: [], changes };
  await ctx.tx.insertInto('open.tombstone').values(gone.map((row) => ({ ...row, withdrawnAt: ctx.now, reason }))).execute();
  const unnamed = await refreshStatus(ctx, await endedBy(ctx, some));
  const others = [...new Set([...related.flatMap((r) => [r.fromId, r.toId ?? r.fromId]), ...unnamed])].filter((other) => !some.includes(other));
  return { gone: gone.map((row) => row.id), related: others, changes };
}

/** A translation is never public longer than the text it was made of, nor beside less of it: each is withdrawn like any record. */
export async function withdrawTranslations(ctx: CommandContext, sources: readonly string[]): Promise<Omit<Change, 'seq'>[]> {
  const known = await translationsOf(ctx.tx, sources);
  if (known.length === 0) return [];
  // The lock an end entered by hand takes.
  await ctx.tx.selectFrom('core.record').select('id').where('id', 'in', known).orderBy('id').forUpdate().execute();
  const rows = await ctx.tx.selectFrom('open.record').select(['id', 'agencyCode', 'category', 'theme']).where('id', 'in', known).execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const files = await openFilesOf(ctx, ids);
  const ends = await ctx.tx.insertInto('core.recordEnd').values(ids.map((recordId) => ({
    recordId, kind: 'withdrawn' as const, effectiveOn: ctx.today, ground: zh.sourceGone, publicNote: zh.sourceGone, byRecord: null, personId: ctx.actor.personId, at: ctx.now,
  }))).returningAll().execute();
  await journalMany(ctx, ends.map((end) => ({
    action: 'record.withdrawn', subjectType: 'record', subjectId: end.recordId, after: end, reason: zh.sourceGone,
    agencyCode: rows.find((row) => row.id === end.recordId)?.agencyCode ?? null,
  })));
  await withdrawRecords(ctx, ids, zh.sourceGone);
  await enqueueMany(ctx, files.map((hash) => ({ topic: unpublishTopic, key: `${unpublishTopic}:${hash}:${ctx.now}`, payload: { hash } })));
  return rows.map((row) => changeOf('withdrawn', row));
}

/** Records that are translations of these. */
export async function translationsOf(tx: Tx | Db, sources: readonly string[]): Promise<string[]> {
  if (sources.length === 0) return [];
  const rows = await tx.selectFrom('core.relation').select('fromRecord').distinct().where('type', '=', 'translates').where('toRecord', 'in', [...sources]).execute();
  return rows.map((row) => row.fromRecord);
}

/** Records whose end was founded on these: their notes name them. */
export async function endedBy(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx.selectFrom('core.recordEnd').select('recordId').distinct().where('byRecord', 'in', [...ids]).execute();
  return rows.map((row) => row.recordId);
}

/** Recomputes the validity of public records and of their translations, and writes what changed. Returns the ids that changed. */
export async function refreshStatus(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const all = [...new Set([...ids, ...await translationsOf(ctx.tx, ids)])];
  await projectEnds(ctx, all);
  const redated = await followDates(ctx, all);
  const rows = await ctx.tx.selectFrom('open.record').select(['id', 'status', 'statusNote', 'effectiveOn', 'expiresOn'])
    .where('id', 'in', all).forUpdate().execute();
  const grounds = await statusGrounds(ctx.tx, rows.map((row) => row.id));
  const changed: string[] = [];
  for (const row of rows) {
    const known = grounds.get(row.id) ?? noGrounds;
    const { status, note } = statusOf({ today: ctx.today, effectiveOn: row.effectiveOn, expiresOn: row.expiresOn, ...known });
    if (status === row.status && note === row.statusNote) continue;
    await ctx.tx.updateTable('open.record').set({ status, statusNote: note, updatedAt: ctx.now }).where('id', '=', row.id).execute();
    changed.push(row.id);
  }
  return [...new Set([...changed, ...redated])];
}

/** First and last day in force of a translation are those of its source as it stands. */
async function followDates(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update open.record t set effective_on = s.effective_on, expires_on = s.expires_on, updated_at = ${ctx.now}
    from core.relation r join open.record s on s.id = r.to_record
    where r.type = 'translates' and r.from_record = t.id and t.id = any(${[...ids]}::uuid[])
      and (t.effective_on, t.expires_on) is distinct from (s.effective_on, s.expires_on) returning t.id`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

export type StatusGrounds = { ends: End[]; amended: boolean; stated: Status['status'] | null };
export const noGrounds: StatusGrounds = { ends: [], amended: false, stated: null };

/** What besides its own dates decides a record's validity: its ends, what amends it, what its source says. Those of a text hold for its translation. */
export async function statusGrounds(tx: Tx | Db, ids: readonly string[]): Promise<Map<string, StatusGrounds>> {
  if (ids.length === 0) return new Map();
  const pairs = await tx.selectFrom('core.relation').select(['fromRecord', 'toRecord']).where('type', '=', 'translates').where('fromRecord', 'in', [...ids]).execute();
  const sources = new Map(pairs.map((pair) => [pair.fromRecord, pair.toRecord]));
  const some = [...new Set([...ids, ...[...sources.values()].filter((id) => id !== null)])];
  const ends = await tx.selectFrom('core.recordEnd as e').leftJoin('open.record as by', 'by.id', 'e.byRecord')
    .select(['e.recordId', 'e.kind', 'e.effectiveOn', 'e.publicNote', 'by.title', 'by.documentNumber'])
    .where('e.recordId', 'in', some).execute();
  const amended = await tx.selectFrom('core.relation').select('toRecord').distinct()
    .where('toRecord', 'in', some).where('type', '=', 'amends').execute();
  const stated = await tx.selectFrom('core.edition')
    .select(['recordId', sql<Status['status'] | null>`content->>'statedStatus'`.as('stated')])
    .where('recordId', 'in', some).where('state', '=', 'live').execute();
  return new Map(ids.map((id) => {
    const source = sources.get(id);
    const holds = (one: string | null): boolean => one !== null && (one === id || one === source);
    return [id, {
      ends: ends.filter((end) => holds(end.recordId)).map(({ title, documentNumber, ...end }) => ({
        ...end, publicNote: title === null ? end.publicNote : noteWithBasis(end, title, documentNumber),
      })),
      amended: amended.some((row) => holds(row.toRecord)),
      stated: stated.find((row) => holds(row.recordId) && row.stated !== null)?.stated ?? null,
    }];
  }));
}

/** What caches and readers of the feed drop when a record changes: its own page, and the lists it stands in. */
export function changeOf(kind: Change['kind'], record: { id: string; agencyCode: string; category?: string; theme?: string | null }): Omit<Change, 'seq'> {
  return {
    subjectType: 'record', subjectId: record.id, kind,
    tags: [
      'records', `record:${record.id}`, `agency:${record.agencyCode}`,
      ...(record.category ? [`category:${record.category}`] : []), ...(record.theme ? [`theme:${record.theme}`] : []),
    ],
  };
}
