// 防过度媒体化: a government site is there for policy and public information; what share of what it published was news?
import { addDays, today } from '@tongming/law';
import { sql } from 'kysely';
import type { MediaShare } from '../../../console-api/contract-content.ts';
import type { Db } from '../../../platform/database.ts';
import { siteScopes } from '../../sites/index.ts';
import { contentSettings } from '../settings.ts';

/** News and stories of events; everything else counts as policy, public information or answers. */
const news = ['news', 'image-story'];

/** Of each open site, over everything in its lists published in the period. A site that published nothing has a share of 0. */
export async function mediaShares(db: Db): Promise<MediaShare[]> {
  const { newsShare, shareDays } = await contentSettings(db);
  const scopes = await siteScopes(db);
  const { rows } = await sql<{ agency: string; news: number; all: number }>`select agency_code as agency, count(*) as "all", count(*) filter (where category = any(${news}::text[])) as news
    from open.record where date_published > ${addDays(today(), -shareDays)}::date group by agency_code`.execute(db);
  return scopes.map(({ site, agencies }) => {
    const own = rows.filter((row) => agencies.has(row.agency));
    const [told, all] = [own.reduce((n, row) => n + row.news, 0), own.reduce((n, row) => n + row.all, 0)];
    const share = all === 0 ? 0 : told / all;
    return { siteCode: site.code, siteName: site.name, news: told, all, share, limit: newsShare, over: share > newsShare };
  });
}
