// Writes a batch of imported documents in one transaction: the same rows as publish-records.ts makes, by COPY.
import { randomUUID } from 'node:crypto';
import { checkDisclosure, civilDate, yearOf, type LawfulDisclosure } from '@tongming/law';
import { sql } from 'kysely';
import type pg from 'pg';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, type CommandContext, type Done } from '../../../platform/command.ts';
import { copyTables, type CopyColumns, type CopyValue } from '../../../platform/copy.ts';
import type { FileStore } from '../../../platform/files.ts';
import { journalMany, type JournalEntry } from '../../../platform/journal.ts';
import { nextIndexNumbers } from '../../../platform/numbers.ts';
import { publishRecords, stored } from '../commands/publish-records.ts';
import type { EditionContent, Publication } from '../model.ts';
import { changeOf, rowOf, type Projection } from '../project.ts';
import { openContentOf } from '../public.ts';
import { statusOf } from '../status.ts';
import { zh } from './messages.ts';
import type { PreparedDocument } from './worker.ts';

export type ImportAgency = { code: string; name: string; orgCode: string; regionCode: string };
export type ImportTarget = { client: pg.ClientBase; files: FileStore; agency: ImportAgency; jobId: string };
/** A document with its bytes cut out. */
export type ReadyDocument = Omit<PreparedDocument, 'text' | 'terms'> & { text: Buffer; terms: Buffer };
export type Batch = { documents: ReadyDocument[]; faults: { line: number; reason: string }[]; last: number };
export type BatchCounts = { imported: number; revised: number; unchanged: number; faults: number };

/** The gate holds for what comes in bulk too. */
function disclosureOfImport(): LawfulDisclosure {
  const decision = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
  if (!decision.ok) throw new Error(zh.fault.disclosure);
  return decision.value;
}

/** The whole of a batch, or nothing; where the job stands is part of it. */
export async function storeBatch(ctx: CommandContext, target: ImportTarget, batch: Batch): Promise<Done<BatchCounts & { refused: Batch['faults'] }>> {
  const moved = { imported: 0, revised: 0, unchanged: 0 };
  const faults = [...batch.faults];
  const journal: JournalEntry[] = [];
  const changes: Omit<Change, 'seq'>[] = [];
  for (const wave of waves(batch.documents)) {
    const known = await knownRecords(ctx, target.agency.code, wave);
    const fresh = wave.filter((d) => !known.has(d.externalId));
    const differing = wave.filter((d) => known.has(d.externalId) && known.get(d.externalId)?.hash !== d.hash);
    const changed = differing.filter((d) => !known.get(d.externalId)?.withdrawn);
    for (const d of differing) if (!changed.includes(d)) faults.push({ line: d.line, reason: zh.fault.withdrawn });
    await insertFresh(ctx, target, fresh, journal, changes);
    await revise(ctx, target, changed, known, journal, changes);
    moved.imported += fresh.length;
    moved.revised += changed.length;
    moved.unchanged += wave.length - fresh.length - differing.length;
  }
  const counts: BatchCounts = { ...moved, faults: faults.length };
  await noteProgress(ctx, target.jobId, batch.last, faults, counts);
  const written = await journalMany(ctx, [...journal, {
    action: 'import.batch', subjectType: 'import', subjectId: target.jobId, after: { last: batch.last, ...counts },
  }]);
  await publishChanges(ctx, changes);
  return done({ ...counts, refused: faults }, written);
}

/** A document that comes twice in one batch: the second is a change of the first. */
function waves(documents: ReadyDocument[]): ReadyDocument[][] {
  const result: ReadyDocument[][] = [];
  const seen = new Map<string, number>();
  for (const d of documents) {
    const nth = seen.get(d.externalId) ?? 0;
    seen.set(d.externalId, nth + 1);
    (result[nth] ??= []).push(d);
  }
  return result;
}

/** `hash`: of what was last imported, whatever the agency has made of the record since. */
type Known = { id: string; hash: string | null; withdrawn: boolean };

async function knownRecords(ctx: CommandContext, agencyCode: string, wave: ReadyDocument[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { externalId: string }>`
    select r.id, r.external_id, exists (select from core.record_end x where x.record_id = r.id and x.kind = 'withdrawn') as withdrawn,
      (select e.content->>'importHash' from core.edition e where e.record_id = r.id and e.content ? 'importHash'
        order by e.no desc limit 1) as hash
    from core.record r where r.agency_code = ${agencyCode} and r.external_id = any(${wave.map((d) => d.externalId)})`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.externalId, row]));
}

function contentOf(d: ReadyDocument, agency: ImportAgency, bodyText: string): EditionContent & { importHash: string } {
  return {
    kind: d.kind, category: d.category, language: 'zh-CN', title: d.title, publicTitle: null, issuer: d.issuer ?? agency.name,
    documentNumber: d.documentNumber, number: d.number, dateMade: d.dateMade, effectiveOn: null, expiresOn: null,
    theme: d.theme, keywords: d.keywords, summary: null, articleItems: [], statedStatus: d.statedStatus, official: null, body: null,
    bodyText, attachments: [], relations: [], disclosure: { attribute: 'full', method: 'proactive', grounds: [] }, importHash: d.hash,
  };
}

const recordColumns: CopyColumns = {
  id: 'uuid', agency_code: 'text', index_number: 'text', external_id: 'text', kind: 'text', category: 'text', language: 'text',
  created_at: 'timestamptz',
};
const editionColumns: CopyColumns = {
  id: 'uuid', record_id: 'uuid', no: 'int4', state: 'text', content: 'jsonb', body_text: 'text', published_at: 'timestamptz',
  created_at: 'timestamptz',
};
const openColumns = {
  id: 'uuid', external_id: 'text', index_number: 'text', agency_code: 'text', agency_name: 'text', issuer: 'text', region_code: 'text',
  kind: 'text', category: 'text', title: 'text', document_number: 'text', number_code: 'text', number_year: 'int4', number_seq: 'int4',
  date_made: 'date', published_at: 'timestamptz', date_published: 'date', theme: 'text', keywords: 'text[]', summary: 'text',
  article_items: 'text[]', status: 'text', status_note: 'text', effective_on: 'date', expires_on: 'date', attribute: 'text',
  edition: 'int4', language: 'text', body_text: 'text', updated_at: 'timestamptz',
} as const satisfies CopyColumns;
const openFields = Object.keys(openColumns).map((name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
/** What undo-import.ts goes by. */
const itemColumns: CopyColumns = { job_id: 'uuid', record_id: 'uuid', edition: 'int4' };
const searchColumns: CopyColumns = {
  record_id: 'uuid', sorted_on: 'date', published_at: 'timestamptz', agency_code: 'text', region_code: 'text', kind: 'text',
  category: 'text', theme: 'text', year: 'int4', status: 'text', language: 'text', standing: 'int2', terms: 'encoded',
};

async function insertFresh(
  ctx: CommandContext, target: ImportTarget, fresh: ReadyDocument[], journal: JournalEntry[], changes: Omit<Change, 'seq'>[],
): Promise<void> {
  if (fresh.length === 0) return;
  const { agency, client } = target;
  const disclosure = disclosureOfImport();
  const numbers = await nextIndexNumbers(ctx, agency.orgCode, yearOf(ctx.today), fresh.length);
  const made = fresh.map((d, i) => projected(ctx, d, agency, numbers[i] ?? ''));
  const standings = await standingsOf(ctx, made.map(({ row }) => row));
  await copyTables(client, [
    { name: 'core.record', columns: recordColumns, rows: made.map(({ p, row }) => [
      p.id, p.agencyCode, p.indexNumber, p.externalId, row.kind, row.category, row.language ?? null, ctx.now,
    ]) },
    { name: 'core.edition', columns: editionColumns, rows: made.map(({ p, d, content }) => [
      randomUUID(), p.id, p.edition, 'live', stored({ content, disclosure }), d.text, p.publishedAt, ctx.now,
    ]) },
    { name: 'open.record', columns: openColumns, rows: made.map(({ row, d }) => {
      const values: Record<string, unknown> = { ...row, bodyText: d.text };
      return openFields.map((name) => (values[name] ?? null) as CopyValue);
    }) },
    { name: 'open.search_entry', columns: searchColumns, rows: made.map(({ row, d }) => {
      const day = row.dateMade ?? row.datePublished;
      return [
        row.id, day, row.publishedAt, row.agencyCode, row.regionCode, row.kind, row.category, row.theme?.split('\\')[0] ?? null,
        yearOf(civilDate(day)), row.status, row.language ?? null, standings(row), d.terms,
      ];
    }) },
    { name: 'core.import_item', columns: itemColumns, rows: made.map(({ p }) => [target.jobId, p.id, p.edition]) },
  ]);
  for (const { p, d } of made) {
    journal.push({ action: 'record.import', subjectType: 'record', subjectId: p.id, after: journalled(d, p.indexNumber, 1) });
    changes.push(changeOf('published', { id: p.id, agencyCode: p.agencyCode, category: d.category, theme: d.theme }));
  }
}

type Standing = { status: string; issuer: string };

/** Where each stands among equals, asked once for every issuer and status: row by row its patterns take a tenth of an import. */
async function standingsOf(ctx: CommandContext, rows: readonly Standing[]): Promise<(row: Standing) => number> {
  const distinct = new Map(rows.map(({ status, issuer }) => [`${status} ${issuer}`, { status, issuer }]));
  const pairs = [...distinct.values()];
  const found = await sql<Standing & { standing: number }>`
    select status, issuer, open.standing_of(status, issuer) as standing
    from unnest(${pairs.map((p) => p.status)}::text[], ${pairs.map((p) => p.issuer)}::text[]) as x(status, issuer)`.execute(ctx.tx);
  const known = new Map(found.rows.map((row) => [`${row.status} ${row.issuer}`, row.standing]));
  return ({ status, issuer }) => known.get(`${status} ${issuer}`) ?? 0;
}

function projected(ctx: CommandContext, d: ReadyDocument, agency: ImportAgency, indexNumber: string) {
  // The text itself goes beside as bytes: it is the same in both places.
  const content = contentOf(d, agency, '');
  const open = openContentOf(content, 'full');
  const p: Projection = {
    id: randomUUID(), externalId: d.externalId, indexNumber, agencyCode: agency.code, edition: 1, publishedAt: ctx.now,
    content: open, files: { renditions: [], attachments: [] },
    status: statusOf({ today: ctx.today, effectiveOn: null, expiresOn: null, ends: [], amended: false, stated: content.statedStatus }),
  };
  const { official: _none, body: _noBody, ...row } = rowOf(ctx, p, new Map([[agency.code, agency]]));
  return { p, d, row, content };
}

/** A changed document becomes a new edition, by the ordinary way of publication. */
async function revise(
  ctx: CommandContext, target: ImportTarget, changed: ReadyDocument[], known: Map<string, Known>,
  journal: JournalEntry[], changes: Omit<Change, 'seq'>[],
): Promise<void> {
  if (changed.length === 0) return;
  const publications = changed.map((d): Publication => ({
    record: { id: known.get(d.externalId)?.id ?? '' }, documentId: null, content: contentOf(d, target.agency, d.text.toString('utf8')),
    disclosure: disclosureOfImport(), files: { renditions: [], attachments: [] }, publishedAt: ctx.now,
  }));
  const result = await publishRecords(ctx, target.files, publications);
  await ctx.tx.insertInto('core.importItem').values(result.published.map((p) => ({ jobId: target.jobId, recordId: p.recordId, edition: p.edition }))).execute();
  result.published.forEach((p, i) => {
    const d = changed[i];
    if (d) journal.push({ action: 'record.import', subjectType: 'record', subjectId: p.recordId, after: journalled(d, p.indexNumber, p.edition) });
  });
  changes.push(...result.changes);
}

/** `hash` covers every word of the source line. */
function journalled(d: ReadyDocument, indexNumber: string, edition: number): object {
  const { externalId, title, issuer, documentNumber, dateMade, theme, statedStatus, hash, line } = d;
  return { indexNumber, edition, externalId, title, issuer, documentNumber, dateMade, theme, statedStatus, hash, line };
}

async function noteProgress(
  ctx: CommandContext, jobId: string, last: number, faults: Batch['faults'], counts: BatchCounts,
): Promise<void> {
  if (faults.length > 0) {
    await ctx.tx.insertInto('core.importFault').values(faults.map(({ line, reason }) => ({ jobId, line, reason }))).execute();
  }
  await ctx.tx.updateTable('core.importJob').where('id', '=', jobId).set((eb) => ({
    linesDone: last, imported: eb('imported', '+', counts.imported), unchanged: eb('unchanged', '+', counts.unchanged),
    revised: eb('revised', '+', counts.revised), faults: eb('faults', '+', counts.faults),
  })).execute();
}
