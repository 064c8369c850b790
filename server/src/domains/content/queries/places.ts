// Where a public piece is shown: written once, every place of it known.
import type { ContentPlace } from '../../../console-api/contract-content.ts';
import { openSide, type Db, type Tx } from '../../../platform/database.ts';
import { listColumns, takes, type Feed, type RuleFacts } from '../../columns/index.ts';
import { siteScopes, type SiteScope } from '../../sites/index.ts';
import { topicsShowing } from '../topics/queries.ts';

type Shown = RuleFacts & { id: string };

export async function placesOf(db: Db | Tx, recordId: string): Promise<ContentPlace[]> {
  const record = await db.selectFrom('open.record').select(['id', 'kind', 'category', 'theme', 'agencyCode', 'regionCode', 'language', 'title', 'keywords']).where('id', '=', recordId).executeTakeFirst();
  if (record === undefined) return [];
  const scopes = await siteScopes(db);
  const names = new Map(scopes.map(({ site }) => [site.code, site.name]));
  const placed = await db.selectFrom('open.placement').select('siteCode').where('recordId', '=', recordId).execute();
  const path = `/content/${record.category}/`;
  const on = (kind: 'site' | 'syndicated', siteCode: string): ContentPlace => ({ kind, siteCode, siteName: names.get(siteCode) ?? siteCode, name: '', path, byHand: kind === 'syndicated' });
  const topics = await topicsShowing(db, recordId);
  return [
    ...scopes.filter(({ agencies }) => agencies.has(record.agencyCode)).map(({ site }) => on('site', site.code)), ...placed.map(({ siteCode }) => on('syndicated', siteCode)),
    ...await columnsShowing(db, record, scopes.map(({ site, agencies }) => ({ site, agencies: placed.some((one) => one.siteCode === site.code) ? new Set([...agencies, record.agencyCode]) : agencies }))),
    ...topics.map(({ siteCode, slug, name, byHand }): ContentPlace => ({ kind: 'topic', siteCode, siteName: names.get(siteCode) ?? siteCode, name, path: `/topics/${slug}/`, byHand })),
  ];
}

async function columnsShowing(db: Db | Tx, record: Shown, scopes: readonly SiteScope[]): Promise<ContentPlace[]> {
  const all = await listColumns(openSide(db));
  return scopes.flatMap(({ site, agencies }) => (all.get(site.code)?.columns ?? []).flatMap(({ name, path, state, feed }): ContentPlace[] => {
    const byHand = feed.pinned.includes(record.id) || feed.placed.includes(record.id);
    if (state !== 'open' || !(byHand || byRule(feed, record, agencies))) return [];
    return [{ kind: 'column', siteCode: site.code, siteName: site.name, name, path: `/columns/${path}/`, byHand }];
  }));
}

const byRule = ({ rule, excluded }: Feed, record: Shown, agencies: ReadonlySet<string>): boolean =>
  rule !== null && !excluded.includes(record.id) && agencies.has(record.agencyCode) && takes(rule, record);
