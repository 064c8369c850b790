// Is what is stored consistent? Each check says how much it looked at and names what is wrong.
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { verifyFile, type FileStore } from '../../../platform/files.ts';
import { verifyJournal } from '../../../platform/journal.ts';
import { termsOf } from '../../../platform/search-terms.ts';
import { publicFiles, strayPublicFiles, SWEPT_BY_MS, unpublishTopic } from '../public-files.ts';
import { zh } from './messages.ts';

export type CheckResult = { name: string; checked: number; faults: string[] };
export type CheckProgress = (done: number, total: number | null) => void;
export type Check = { name: string; run(db: Db, files: FileStore, progress: CheckProgress): Promise<Omit<CheckResult, 'name'>> };

/** Rows of a statement that finds faults; `count` counts what was looked at. */
async function faultsOf(db: Db, count: RawBuilder<{ n: number }>, ...statements: RawBuilder<{ fault: string }>[]): Promise<Omit<CheckResult, 'name'>> {
  const faults: string[] = [];
  for (const statement of statements) faults.push(...(await statement.execute(db)).rows.map((row) => row.fault));
  return { checked: (await count.execute(db)).rows[0]?.n ?? 0, faults };
}

const journalCheck: Check = {
  name: zh.journal,
  async run(db, _files, progress) {
    const report = await verifyJournal(db, (blocks) => progress(blocks, null));
    return { checked: report.rows + report.unsealed, faults: report.faults.map((f) => f.message) };
  },
};

const numberCheck: Check = {
  name: zh.numbers,
  run: (db) => faultsOf(db, sql`select count(*) as n from core.issued_number`,
    sql`select ${zh.numberGap} || s.code || ' ' || s.year || ': ' || s.last || ' / ' || count(i.seq) || ' / ' || coalesce(max(i.seq), 0) as fault
      from core.number_series s left join core.issued_number i using (code, year)
      group by s.code, s.year, s.last having count(i.seq) <> s.last or coalesce(max(i.seq), 0) <> s.last`,
    sql`select ${zh.numberUnissued} || coalesce(d.document_number, d.id::text) as fault from core.document d
      where d.number_seq is not null and d.state in ('printing', 'dispatching', 'issued') and not exists (
        select from core.issued_number i where i.code = d.number_code and i.year = coalesce(d.number_year, i.year) and i.seq = d.number_seq
          and i.document_id = d.id and i.state = 'used')`),
};

const indexCheck: Check = {
  name: zh.indexNumbers,
  run: (db) => faultsOf(db, sql`select count(*) as n from core.record`,
    sql`with used as (
        select split_part(index_number, '/', 1) as org_code, split_part(split_part(index_number, '/', 2), '-', 1)::int as year,
          split_part(index_number, '-', -1)::int as serial from core.record)
      select ${zh.indexGap} || coalesce(s.org_code, u.org_code) || '/' || coalesce(s.year, u.year) || ': ' || coalesce(s.last, 0) || ' / ' || coalesce(u.n, 0) as fault
      from core.index_series s full join (
        select org_code, year, count(*) as n, max(serial) as last from used group by org_code, year) u using (org_code, year)
      where coalesce(s.last, 0) <> coalesce(u.n, 0) or coalesce(s.last, 0) <> coalesce(u.last, 0)`),
};

/** What is public is a live edition, lawfully public, not withdrawn, and shows no words but that edition's. */
const openCheck: Check = {
  name: zh.open,
  run: (db) => faultsOf(db, sql`select count(*) as n from open.record`,
    sql`select ${zh.notLive} || o.index_number as fault from open.record o
      left join core.edition e on e.record_id = o.id and e.state = 'live'
      left join core.record r on r.id = o.id
      where e.no is distinct from o.edition or r.index_number is distinct from o.index_number or r.agency_code is distinct from o.agency_code`,
    sql`select ${zh.notPublic} || o.index_number as fault from open.record o join core.edition e on e.record_id = o.id and e.state = 'live'
      where e.content->'disclosure'->>'attribute' is distinct from o.attribute or e.content->'disclosure'->>'method' is distinct from 'proactive'`,
    sql`select ${zh.otherText} || o.index_number as fault from open.record o join core.edition e on e.record_id = o.id and e.state = 'live'
      where o.attribute = 'full' and (o.title is distinct from e.content->>'title' or o.body_text is distinct from e.body_text)`,
    sql`select ${zh.withdrawn} || o.index_number as fault from open.record o
      where exists (select from core.record_end x where x.record_id = o.id and x.kind = 'withdrawn')
        or exists (select from open.tombstone t where t.id = o.id)`,
    sql`select ${zh.missing} || r.index_number as fault from core.edition e join core.record r on r.id = e.record_id
      where e.state = 'live' and e.content->'disclosure'->>'method' = 'proactive' and e.content->'disclosure'->>'attribute' in ('full', 'redacted')
        and not exists (select from open.record o where o.id = r.id)
        and not exists (select from core.record_end x where x.record_id = r.id and x.kind = 'withdrawn')`),
};

const feedCheck: Check = {
  name: zh.feed,
  run: (db) => faultsOf(db, sql`select count(*) as n from open.change`,
    sql`select ${zh.notAnnounced} || o.index_number as fault from open.record o where not exists (
      select from open.change c where c.subject_type = 'record' and c.subject_id = o.id::text and c.kind in ('published', 'revised'))`,
    sql`select ${zh.notRecalled} || t.index_number as fault from open.tombstone t where not exists (
      select from open.change c where c.subject_type = 'record' and c.subject_id = t.id::text and c.kind = 'withdrawn')`),
};

const PAGE = 200;

/** The index holds every public record, and finds it by the words it has now: no word of an older text is left in it. */
const searchCheck: Check = {
  name: zh.search,
  async run(db, _files, progress) {
    const result = await faultsOf(db, sql`select count(*) as n from open.search_entry`,
      sql`select ${zh.notIndexed} || o.index_number as fault from open.record o where not exists (select from open.search_entry e where e.record_id = o.id)`,
      sql`select ${zh.otherFilter} || o.index_number as fault from open.record o join open.search_entry e on e.record_id = o.id
        where (e.status, e.agency_code, e.region_code, e.kind, e.category, e.theme, e.published_at, e.language)
          is distinct from (o.status, o.agency_code, o.region_code, o.kind, o.category, open.first_theme(o.theme), o.published_at, o.language)`,
      sql`select ${zh.otherCount} || concat_ws(' ', category, status, agency_code, theme, kind, year, region_code, language) || ' ' || sum(count) as fault from (
          select category, status, agency_code, theme, kind, year, region_code, language, count from open.record_count
          union all select category, status, agency_code, coalesce(theme, ''), kind, year, region_code, language, -1 from open.search_entry) x
        group by category, status, agency_code, theme, kind, year, region_code, language having sum(count) <> 0`);
    let after = '00000000-0000-0000-0000-000000000000';
    for (let done = 0; ;) {
      const rows = await db.selectFrom('open.record as o').innerJoin('open.searchEntry as e', 'e.recordId', 'o.id')
        .select(['o.id', 'o.indexNumber', 'o.title', 'o.documentNumber', 'o.bodyText', 'o.keywords', 'o.dateMade', 'e.terms',
          sql<string>`(select coalesce(string_agg(a.text, e'\n' order by a.position), '') from open.attachment a where a.record_id = o.id)`.as('attachmentsText')])
        .where('o.id', '>', after).orderBy('o.id').limit(PAGE).execute();
      for (const row of rows) if (!sameTerms(row.terms, termsOf(row))) result.faults.push(zh.otherTerms + row.indexNumber);
      progress(done += rows.length, result.checked);
      after = rows.at(-1)?.id ?? after;
      if (rows.length < PAGE) return result;
    }
  },
};

function sameTerms(stored: number[], made: Float64Array): boolean {
  const [a, b] = [new Set(stored.map(Number)), new Set(made)];
  return a.size === b.size && [...a].every((term) => b.has(term));
}

const fileCheck: Check = {
  name: zh.files,
  async run(db, files, progress) {
    const known = (await db.selectFrom('core.file').select('hash').execute()).map((row) => row.hash);
    const shown = await publicFiles(db);
    const waiting = new Set((await sql<{ hash: string }>`select payload->>'hash' as hash from core.outbox
      where topic = ${unpublishTopic} and done_at is null`.execute(db)).rows.map((row) => row.hash));
    const faults: string[] = [];
    let done = 0;
    for (const hash of known) {
      const state = await verifyFile(files, hash);
      if (state !== 'ok') faults.push(zh.file[state] + hash);
      progress(done += 1, known.length + shown.size);
    }
    for (const hash of shown) {
      const state = await verifyFile(files, hash, 'open');
      if (state !== 'ok') faults.push(zh.publicFile[state] + hash);
      progress(done += 1, known.length + shown.size);
    }
    for (const hash of await strayPublicFiles(db, files, SWEPT_BY_MS)) {
      if (!waiting.has(hash)) faults.push(zh.strayFile + hash);
    }
    return { checked: known.length + shown.size, faults };
  },
};

export const checks: readonly Check[] = [journalCheck, numberCheck, indexCheck, openCheck, feedCheck, searchCheck, fileCheck];
