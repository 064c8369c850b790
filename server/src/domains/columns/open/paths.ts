// Addresses of columns. Pure.
/** A path that was once public → the column that stood there. */
export type Redirects = ReadonlyMap<string, string>;

export const levelOf = (path: string): number => path.split('/').length;

/** Each before those below it, siblings in the order given. */
export function inTreeOrder<T extends { id: string; parentId: string | null }>(all: readonly T[], parentId: string | null = null): T[] {
  return all.filter((one) => one.parentId === parentId).flatMap((one) => [one, ...inTreeOrder(all, one.id)]);
}

/** The column an address leads to, in one hop. */
export function resolve<T extends { id: string; path: string }>(columns: readonly T[], redirects: Redirects, path: string): { column: T; moved: boolean } | null {
  const here = columns.find((one) => one.path === path);
  if (here !== undefined) return { column: here, moved: false };
  const owner = redirects.get(path);
  const column = columns.find((one) => one.id === owner);
  return column === undefined ? null : { column, moved: true };
}
