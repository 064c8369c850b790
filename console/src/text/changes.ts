/** One field that an action changed; null where it did not exist. */
export type Change = { path: string; before: string | null; after: string | null };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function flatten(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (isObject(value)) for (const [key, child] of Object.entries(value)) flatten(child, path === '' ? key : `${path}.${key}`, into);
  else if (value !== undefined && value !== null && path !== '') into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  return into;
}

/** Fields that differ between two rows of the journal, nested ones by path, in alphabetical order. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const old = flatten(before, '', new Map());
  const now = flatten(after, '', new Map());
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((path) => {
    const change = { path, before: old.get(path) ?? null, after: now.get(path) ?? null };
    return change.before === change.after ? [] : [change];
  });
}
