// The columns of the site a visit is on.
import type { Context } from 'hono';
import { type OpenColumn, type SiteColumns } from '../domains/columns/open/columns.ts';
import { countOfFeed } from '../domains/columns/open/records-of-rule.ts';
import { takes } from '../domains/columns/open/rule.ts';
import type { PlacedRecord } from '../domains/content/open/content.ts';
import { scopeOf } from '../domains/sites/open/sites.ts';
import type { PortalDb } from '../platform/database.ts';
import type { Portal, Visit } from './portal.ts';

export const columnHref = (path: string): string => `/columns/${path}/`;
/** The change feed's tag of all that a site's columns are. */
export const columnsTag = (site: string): string => `columns:${site}`;

export type OwnColumns = SiteColumns & { site: string; scope: readonly string[] };

/** Null when the site has none, or there are no sites: then everything is as it was without them. */
export async function ownColumns(portal: Portal, v: Visit): Promise<OwnColumns | null> {
  const { place } = v;
  if (place === null) return null;
  const drafted = portal.preview?.columns;
  const own = drafted === undefined ? (await portal.columns(v.version)).get(place.site.code) : { columns: drafted, redirects: new Map<string, string>() };
  if (own === undefined || own.columns.length === 0) return null;
  const placed = (await portal.placed(v.version)).get(place.site.code) ?? [];
  return { ...own, columns: placed.length === 0 ? own.columns : own.columns.map((column) => withPlaced(column, placed)), site: place.site.code, scope: [...scopeOf(place.site, v.agencies, v.homes)] };
}

/** What the site has taken over from another stands in its columns as its own would. */
function withPlaced(column: OpenColumn, placed: readonly PlacedRecord[]): OpenColumn {
  const { rule, pinned, placed: byHand, excluded } = column.feed;
  const hand = new Set([...pinned, ...byHand, ...excluded]);
  const more = rule === null ? [] : placed.filter((record) => !hand.has(record.id) && takes(rule, record)).map((record) => record.id);
  return more.length === 0 ? column : { ...column, feed: { ...column.feed, placed: [...byHand, ...more] } };
}

/** Columns with anything to show, in themselves or below them: an empty one is held back from every list of columns. */
export async function filledColumns(db: PortalDb, { columns, scope }: OwnColumns): Promise<OpenColumn[]> {
  const open = columns.filter((column) => column.state === 'open');
  const counts = new Map(await Promise.all(open.map(async (column) => [column.id, await countOfFeed(db, column.feed, scope)] as const)));
  return open.filter((column) => open.some((one) => (one.id === column.id || one.path.startsWith(`${column.path}/`)) && (counts.get(one.id) ?? 0) > 0));
}

/** What follows /columns/ in the address, without the last slash; `file`: the form of feed asked for. */
export function columnAddress(c: Context): { path: string; slash: boolean; file: string | null } {
  const rest = c.req.path.slice('/columns/'.length);
  const file = /(?:^|\/)feed\.(xml|atom|json)$/.exec(rest);
  return { path: (file === null ? rest : rest.slice(0, file.index)).replace(/\/$/, ''), slash: rest.endsWith('/'), file: file?.[1] ?? null };
}
