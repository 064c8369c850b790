import type { Sheet } from '#contract';

export type Field = keyof Sheet;
export type Merge = { merged: Sheet; clashes: Field[]; mine: Field[]; theirs: Field[] };

/**
 * One text for values that mean the same: the store gives keys back in another order, and leaves out what is null,
 * undefined or an empty list.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const kept = Object.entries(part).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0));
    return Object.fromEntries(kept.sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}

const empty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);
const equal = (a: unknown, b: unknown): boolean => (empty(a) && empty(b)) || canonical(a) === canonical(b);

export function changedFields(before: Sheet, after: Sheet): Field[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<Field>;
  return [...all].filter((field) => !equal(before[field], after[field]));
}

function take<K extends Field>(into: Sheet, from: Sheet, field: K): Sheet {
  return { ...into, [field]: from[field] };
}

/**
 * Brings two people's edits of one sheet together: what only one changed is taken; what both changed is a clash
 * and stays as mine until a person chooses. `stored` is how the server keeps `base` (it trims), where that is known.
 */
export function mergeSheets(base: Sheet, mine: Sheet, theirs: Sheet, stored: Sheet = base): Merge {
  const myChanges = changedFields(base, mine);
  const theirChanges = changedFields(stored, theirs);
  const clashes = myChanges.filter((field) => theirChanges.includes(field) && !equal(mine[field], theirs[field]));
  const merged = myChanges.reduce((sheet, field) => take(sheet, mine, field), theirs);
  return { merged, clashes, mine: myChanges, theirs: theirChanges };
}

/** Takes the other side's value for the fields named. */
export function choose(merged: Sheet, theirs: Sheet, fields: readonly Field[]): Sheet {
  return fields.reduce((sheet, field) => take(sheet, theirs, field), merged);
}
