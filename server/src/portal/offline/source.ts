// Which records a package holds: all that a search or filter finds, or of these what changed after a number of the feed.
import { civilDate, instant, isCivilDate, now, civilDateOf } from '@tongming/law';
import { sql } from 'kysely';
import { listAgencies, rootAgency } from '../../domains/library/open/agencies.ts';
import { everyRecord } from '../../domains/library/open/bulk.ts';
import { latestChanges } from '../../domains/library/open/changes.ts';
import { completeById, completeRecords } from '../../domains/library/open/complete.ts';
import { filterNames, whereEntry, type RecordFilter } from '../../domains/library/open/filter.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { lastChange } from '../../platform/change.ts';
import type { PortalDb } from '../../platform/database.ts';
import type { FileStore } from '../../platform/files.ts';
import { formatDay } from '../format.ts';
import { offline as words } from '../messages/offline.ts';
import { zh } from '../messages/zh.ts';
import { namesOf, valueLabel } from '../pages/facets.ts';
import type { PackageInput } from './package.ts';

const batch = 100;
/** `agencies`: of these only. */
export type PackageChoice = { q: string; filter: RecordFilter; agencies?: readonly string[] | undefined };
export type PackageRequest = PackageChoice & { since: number | null; origin: string; css: Uint8Array; onRecords?: (done: number) => void };

/** The number of the feed after which lies everything of that day and later; null for what is no number and no day. */
export async function readSince(db: PortalDb, text: string): Promise<number | null> {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  if (!isCivilDate(text)) return null;
  const from = instant(`${civilDate(text)}T00:00:00+08:00`);
  const { rows: [row] } = await sql<{ seq: number | null }>`select min(seq) - 1 as seq from open.change where at >= ${from}::timestamptz`.execute(db);
  return row?.seq ?? lastChange(db);
}

export async function preparePackage(db: PortalDb, files: FileStore, request: PackageRequest): Promise<PackageInput> {
  // First the number, then the reading: what changes meanwhile comes again with the next update.
  const [seq, agencies] = [await lastChange(db), await listAgencies(db)];
  const { since, css } = request;
  const changed = since === null ? null : await changedSince(db, request, since);
  return {
    site: { name: rootAgency(agencies)?.name ?? words.heading, origin: request.origin, day: formatDay(civilDateOf(now())) }, scope: scopeOf(request, namesOf(agencies, new Map())),
    seq, update: since === null || changed === null ? null : { from: since, gone: changed.gone }, agencies, files, css,
    records: changed === null ? allOf(db, request) : byId(db, changed.kept), ...(request.onRecords ? { onRecords: request.onRecords } : {}),
  };
}

function scopeOf({ q, filter }: PackageChoice, names: ReturnType<typeof namesOf>): string {
  const chosen = filterNames.flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [`${zh.records.facet[name] ?? name}${zh.colon}${valueLabel(name, value, names)}`];
  });
  const parts = [...(q === '' ? [] : [zh.search.titleFor(q)]), ...chosen];
  return parts.length === 0 ? words.scopeAll : parts.join(zh.separator);
}

async function* allOf(db: PortalDb, { q, filter, agencies }: PackageChoice): AsyncGenerator<OpenRecord[]> {
  for await (const whole of everyRecord(db, filter, q, batch, { agencies })) yield completeRecords(db, whole);
}

async function* byId(db: PortalDb, ids: readonly string[]): AsyncGenerator<OpenRecord[]> {
  for (let i = 0; i < ids.length; i += batch) yield completeById(db, ids.slice(i, i + batch));
}

/** Changed records that fit the choice, and all others that changed: withdrawn, or outside the choice now. */
async function changedSince(db: PortalDb, { q, filter }: PackageChoice, since: number): Promise<{ kept: string[]; gone: string[] }> {
  const fits = q === '' ? null : new Set<string>();
  if (fits !== null) for await (const found of everyRecord(db, filter, q, batch)) for (const { id } of found) fits.add(id);
  const kept: string[] = [];
  const gone: string[] = [];
  for (let after = since; ;) {
    const { items, more } = await latestChanges(db, { after }, batch);
    const alive = new Set(await matching(db, filter, items.map((item) => item.id)));
    for (const { id } of items) (alive.has(id) && (fits === null || fits.has(id)) ? kept : gone).push(id);
    after = items.at(-1)?.seq ?? after;
    if (!more) return { kept, gone };
  }
}

async function matching(db: PortalDb, filter: RecordFilter, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select e.record_id as id from open.search_entry e where ${whereEntry(filter)} and e.record_id = any(${[...ids]}::uuid[])`.execute(db);
  return rows.map((row) => row.id);
}
