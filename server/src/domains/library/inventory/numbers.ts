// Missing numbers as the agency itself knows them: cancelled, held by a document that is not public, or still in work.
import { sql } from 'kysely';
import type { MissingNumber, SeriesDetail, SeriesRow } from '../../../console-api/contract-inventory.ts';
import type { Page } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { gapsOf, listSeries, seriesKey, totalSeries, type NumberSeries, type Range, type SeriesFilter, type SeriesPosition } from '../open/number-series.ts';
import { recordAgencies } from '../policy.ts';
import { zh } from './messages.ts';

export type SeriesQuery = { agency?: string; code?: string; year?: string; gaps?: string; cursor?: string; limit?: string };

export function seriesFilter({ agency, code, year, gaps }: SeriesQuery): SeriesFilter {
  return {
    ...(agency ? { agency } : {}), ...(code?.trim() ? { code: code.trim() } : {}), ...(year ? { year: Number(year) } : {}), ...(gaps === '1' ? { gaps: true } : {}),
  };
}

const idOf = ({ year, code }: SeriesPosition): string => `${year}_${code}`;

function positionOf(text: string | undefined): SeriesPosition | null {
  const found = /^(\d{1,4})_([^\0]{1,40})$/.exec(text ?? '');
  return found?.[1] && found[2] ? { year: Number(found[1]), code: found[2] } : null;
}

function rowOf(series: NumberSeries, gaps: ReadonlyMap<string, Range[]>): SeriesRow {
  return { id: idOf(series), ...series, gaps: gaps.get(seriesKey(series)) ?? [] };
}

export async function seriesPage(db: Db, query: SeriesQuery): Promise<Page<SeriesRow>> {
  const filter = seriesFilter(query);
  const [{ items, next }, totals] = await Promise.all([listSeries(db, filter, { limit: pageSize(query.limit), after: positionOf(query.cursor) }), totalSeries(db, filter)]);
  const gaps = await gapsOf(db, items);
  return { total: totals.series, items: items.map((one) => rowOf(one, gaps)), next: next && idOf(next) };
}

type Held = {
  number: number; state: string; reason: string | null; document: string | null; record: string | null; agency: string; issued: boolean; title: string | null;
  attribute: MissingNumber['attribute']; dateMade: MissingNumber['dateMade'];
};

export async function seriesDetail(db: Db, principal: Principal, id: string): Promise<SeriesDetail> {
  const position = positionOf(id);
  if (position === null) notFound(zh.noSeries);
  const { items: [found] } = await listSeries(db, position, { limit: 1 });
  if (!found) notFound(zh.noSeries);
  const series = rowOf(found, await gapsOf(db, [found]));
  const own = new Set(recordAgencies(principal));
  const missing = (n: number): boolean => series.gaps.some((run) => run.from <= n && n <= run.to);
  const known = (await heldNumbers(db, position, series.highest)).filter((held) => missing(held.number)).map((held) => told(held, own.has(held.agency)));
  return { series, known, unknown: without(series.gaps, known.map((one) => one.number)) };
}

/** Numbers this platform gave, and those of records that came in without being public. */
async function heldNumbers(db: Db, { code, year }: SeriesPosition, highest: number): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select i.seq as number, i.state, i.reason, d.id as document, d.record_id as record, d.agency_code as agency, d.state = 'issued' as issued, d.title,
      d.disclosure_attribute as attribute, d.date_made
    from core.issued_number i join core.document d on d.id = i.document_id
    where i.code = ${code} and i.year = ${year === 0 ? 1949 : year} and i.seq < ${highest}
    union all
    select (e.content->'number'->>'seq')::int, 'used', null, null, r.id, r.agency_code, true, e.content->>'title', e.content->'disclosure'->>'attribute', (e.content->>'dateMade')::date
    from core.edition e join core.record r on r.id = e.record_id
    where e.state = 'live' and e.content->'disclosure'->>'method' is distinct from 'proactive' and e.document_id is null
      and e.content->'number'->>'code' = ${code} and coalesce((e.content->'number'->>'year')::int, 0) = ${year}
    order by 1`.execute(db);
  return rows;
}

/** Of another agency, and of what is still being drafted, only that the number is taken. */
function told(held: Held, own: boolean): MissingNumber {
  const why = held.state === 'cancelled' ? 'cancelled' : held.issued ? 'not-public' : 'in-work';
  const shown = own && why === 'not-public';
  return {
    number: held.number, why, reason: own ? held.reason : null, documentId: shown ? held.document : null, recordId: shown ? held.record : null,
    title: shown ? held.title : null, attribute: shown ? held.attribute : null, dateMade: shown ? held.dateMade : null,
  };
}

/** Runs with some numbers, which rise, taken out. */
export function without(runs: readonly Range[], numbers: readonly number[]): Range[] {
  const taken = new Set(numbers);
  return runs.flatMap((run) => {
    const rest: Range[] = [];
    let from = run.from;
    for (const n of taken) {
      if (n < run.from || n > run.to) continue;
      if (n > from) rest.push({ from, to: n - 1 });
      from = n + 1;
    }
    return from <= run.to ? [...rest, { from, to: run.to }] : rest;
  });
}
