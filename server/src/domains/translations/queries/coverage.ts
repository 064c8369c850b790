import { sql } from 'kysely';
import type { Coverage, CoverageRow } from '../../../console-api/contract-translations.ts';
import type { Db } from '../../../platform/database.ts';
import { siteScopes } from '../../sites/index.ts';

/**
 * Of the public Chinese records, how many have a public Mongolian edition; `stale` of these are behind their source. Counted for
 * each agency, and for each Chinese site over the agencies in its lists.
 */
export async function coverage(db: Db): Promise<Coverage> {
  const { rows: agencies } = await sql<CoverageRow>`
    select a.code, a.name, coalesce(c.records, 0) as records, coalesce(t.published, 0) as published, coalesce(t.stale, 0) as stale, coalesce(t.working, 0) as working
    from open.agency a
    left join (select agency_code, sum(count) as records from open.record_count where language = 'zh-CN' group by 1) c on c.agency_code = a.code
    left join (select t.agency_code, count(o.id) as published, count(o.id) filter (where t.stale_reason is not null) as stale,
        count(*) filter (where t.state in ('asked', 'taken', 'submitted')) as working
      from core.translation t left join open.record o on o.id = t.record_id group by 1) t on t.agency_code = a.code
    where coalesce(c.records, 0) > 0 or t.agency_code is not null
    order by a.position, a.code`.execute(db);
  const sites = (await siteScopes(db)).map(({ site, agencies: within }): CoverageRow => {
    const own = agencies.filter(({ code }) => within.has(code));
    const sum = (key: 'records' | 'published' | 'stale' | 'working') => own.reduce((all, row) => all + row[key], 0);
    return { code: site.code, name: site.name, records: sum('records'), published: sum('published'), stale: sum('stale'), working: sum('working') };
  });
  return { sites, agencies };
}
