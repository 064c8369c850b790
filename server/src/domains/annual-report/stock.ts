// 规章 and 行政规范性文件 of section 二, counted from the library.
import type { CivilDate } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';

export type StockCount = { agencyCode: string; row: 'rules' | 'normativeDocs' } & Record<StockColumn, number>;
/** 2021 form: made, repealed, inForce. 2019 form: made, published, publicTotal. */
export type StockColumn = 'made' | 'repealed' | 'inForce' | 'published' | 'publicTotal';
export const stockColumns: readonly StockColumn[] = ['made', 'repealed', 'inForce', 'published', 'publicTotal'];

/**
 * One row a public record. It is made when its first edition was (修改 makes an edition, not a document), and ends on the
 * first day it no longer holds: 废止, 撤销, 失效 or the day after its last. `undated`: its source says it no longer holds
 * and not since when; it is then neither in force nor counted as repealed in a year. Withdrawn: not in section 二.
 */
function stock(agencies: readonly string[], year: number): RawBuilder<unknown> {
  const day = (column: string): RawBuilder<unknown> => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`;
  return sql`select r.id, r.agency_code, case r.category when 'rule' then 'rules' else 'normativeDocs' end as row,
      coalesce((first.content->>'dateMade')::date, ${day('first.published_at')}) as made_on, ${day('first.published_at')} as published_on,
      live.content->>'title' as title, r.index_number, ended.ended_on,
      ended.ended_on is null and coalesce(live.content->>'statedStatus', '') in ('repealed','expired','annulled') as undated
    from core.record r
    join core.edition live on live.record_id = r.id and live.state = 'live'
    join lateral (select e.content, e.published_at from core.edition e where e.record_id = r.id and e.state <> 'draft' order by e.no limit 1) first on true
    left join lateral (select min(x.day) as ended_on from (
      select e.effective_on as day from core.record_end e where e.record_id = r.id and e.kind in ('repealed','expired','annulled')
      union all select (live.content->>'expiresOn')::date + 1) x) ended on true
    where r.agency_code = any(${[...agencies]}::text[]) and r.category in ('rule','normative') and (live.content->>'public')::boolean
      and not exists (select from core.record_end w where w.record_id = r.id and w.kind = 'withdrawn' and w.effective_on <= ${`${year}-12-31`}::date)`;
}

function holds(column: StockColumn, year: number): RawBuilder<unknown> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  switch (column) {
    case 'made': return sql`s.made_on between ${from} and ${to}`;
    case 'repealed': return sql`s.made_on <= ${to} and s.ended_on between ${from} and ${to}`;
    case 'inForce': return sql`s.made_on <= ${to} and not s.undated and (s.ended_on is null or s.ended_on > ${to})`;
    case 'published': return sql`s.published_on between ${from} and ${to}`;
    case 'publicTotal': return sql`s.published_on <= ${to}`;
  }
}

export async function countStock(db: Db | Tx, agencies: readonly string[], year: number): Promise<StockCount[]> {
  const counts = stockColumns.map((column) => sql`count(*) filter (where ${holds(column, year)}) as ${sql.ref(column)}`);
  const { rows } = await sql<StockCount>`select s.agency_code, s.row, ${sql.join(counts)} from (${stock(agencies, year)}) s group by 1, 2`.execute(db);
  return rows;
}

export type StockRecord = { id: string; agencyCode: string; title: string; indexNumber: string; madeOn: CivilDate; publishedOn: CivilDate; endedOn: CivilDate | null };

export async function recordsOfCell(
  db: Db | Tx, agencies: readonly string[], year: number, cell: { row: string; column: StockColumn }, page: { offset: number; limit: number },
): Promise<{ total: number; items: StockRecord[] }> {
  const matching = sql`from (${stock(agencies, year)}) s where s.row = ${cell.row} and ${holds(cell.column, year)}`;
  const { rows: [counted] } = await sql<{ n: number }>`select count(*) as n ${matching}`.execute(db);
  const { rows } = await sql<StockRecord>`select s.id, s.agency_code, s.title, s.index_number, s.made_on, s.published_on, s.ended_on
    ${matching} order by s.made_on, s.id limit ${page.limit} offset ${page.offset}`.execute(db);
  return { total: counted?.n ?? 0, items: rows };
}
