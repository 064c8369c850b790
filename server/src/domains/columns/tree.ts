// The tree of one site's columns and what moving one does to addresses. Pure.
import type { Reason } from '../../platform/errors.ts';
import type { ColumnState } from '../../platform/schema.ts';
import { zh } from './messages.ts';
import { levelOf, type Redirects } from './open/paths.ts';

export type Node = { id: string; parentId: string | null; slug: string; path: string; name: string; state: ColumnState };
export type Place = { parentId: string | null; slug: string };

const deepest = 5;
const longest = 160;

/** The column and all below it, itself first. */
export function subtree<T extends Pick<Node, 'path'>>(nodes: readonly T[], top: T): T[] {
  return [top, ...nodes.filter((node) => node.path.startsWith(`${top.path}/`))];
}

export function pathAt(nodes: readonly Node[], { parentId, slug }: Place): string {
  const parent = nodes.find((node) => node.id === parentId);
  return parent === undefined ? slug : `${parent.path}/${slug}`;
}

const reason = (code: string, message: string, field: string): Reason => ({ code, message, field });

/** Whether a new column may stand there. */
export function placeFaults(nodes: readonly Node[], redirects: Redirects, place: Place): Reason[] {
  const parent = nodes.find((node) => node.id === place.parentId);
  if (place.parentId !== null && parent === undefined) return [reason('column-no-parent', zh.noParent, 'parentId')];
  const path = pathAt(nodes, place);
  return [...(parent?.state === 'closed' ? [reason('column-parent-closed', zh.parentClosed(parent.name), 'parentId')] : []), ...pathFaults(nodes, redirects, [{ id: null, path }])];
}

type Wanted = { id: string | null; path: string };

function pathFaults(nodes: readonly Node[], redirects: Redirects, wanted: readonly Wanted[]): Reason[] {
  const moving = new Set(wanted.map(({ id }) => id));
  return wanted.flatMap(({ id, path }): Reason[] => {
    if (levelOf(path) > deepest) return [reason('column-too-deep', zh.tooDeep(deepest), 'parentId')];
    if (path.length > longest) return [reason('column-path-long', zh.pathLong, 'slug')];
    const holder = nodes.find((node) => node.path === path && !moving.has(node.id));
    if (holder !== undefined) return [reason('column-path-taken', zh.pathTaken(holder.name), 'slug')];
    const owner = redirects.get(path);
    if (owner === undefined || owner === id) return [];
    return [reason('column-path-reserved', zh.pathReserved(path, nodes.find((node) => node.id === owner)?.name ?? ''), 'slug')];
  });
}

export type Move = {
  faults: Reason[];
  /** The new path of the column and of each below it. */
  paths: Map<string, string>;
  /** Left behind for ever, and taken up again by the column that had it. */
  leave: { path: string; id: string }[];
  drop: string[];
};

/** A column with all below it goes to another place or takes another name in the address. */
export function planMove(nodes: readonly Node[], redirects: Redirects, id: string, place: Place): Move {
  const none = { paths: new Map<string, string>(), leave: [], drop: [] };
  const top = nodes.find((node) => node.id === id);
  const parent = nodes.find((node) => node.id === place.parentId);
  if (top === undefined || (place.parentId !== null && parent === undefined)) return { ...none, faults: [reason('column-no-parent', zh.noParent, 'parentId')] };
  const all = subtree(nodes, top);
  if (parent !== undefined && all.includes(parent)) return { ...none, faults: [reason('column-loop', zh.loop, 'parentId')] };
  const to = pathAt(nodes, place);
  const paths = new Map(all.map((node) => [node.id, `${to}${node.path.slice(top.path.length)}`]));
  const moved = all.filter((node) => paths.get(node.id) !== node.path);
  const faults = [
    ...(parent !== undefined && top.state === 'open' && parent.state !== 'open' ? [reason('column-parent-not-open', zh.parentNotOpen(parent.name), 'parentId')] : []),
    ...pathFaults(nodes, redirects, all.map((node) => ({ id: node.id, path: paths.get(node.id) ?? '' }))),
  ];
  if (faults.length > 0) return { ...none, faults };
  return {
    faults, paths, leave: moved.filter((node) => node.state !== 'preparing').map((node) => ({ path: node.path, id: node.id })),
    drop: [...paths.values()].filter((path) => redirects.has(path)),
  };
}
