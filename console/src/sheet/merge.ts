import type { Sheet } from '#contract';

export type Field = keyof Sheet;
export type Merge = { merged: Sheet; clashes: Field[]; mine: Field[]; theirs: Field[] };

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export function changedFields(before: Sheet, after: Sheet): Field[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<Field>;
  return [...all].filter((field) => !equal(before[field], after[field]));
}

function take<K extends Field>(into: Sheet, from: Sheet, field: K): Sheet {
  return { ...into, [field]: from[field] };
}

/**
 * Brings two people's edits of one sheet together: what only one changed is taken; what both changed is a clash
 * and stays as mine until a person chooses.
 */
export function mergeSheets(base: Sheet, mine: Sheet, theirs: Sheet): Merge {
  const myChanges = changedFields(base, mine);
  const theirChanges = changedFields(base, theirs);
  const clashes = myChanges.filter((field) => theirChanges.includes(field) && !equal(mine[field], theirs[field]));
  const merged = myChanges.reduce((sheet, field) => take(sheet, mine, field), theirs);
  return { merged, clashes, mine: myChanges, theirs: theirChanges };
}

/** Takes the other side's value for the fields named. */
export function choose(merged: Sheet, theirs: Sheet, fields: readonly Field[]): Sheet {
  return fields.reduce((sheet, field) => take(sheet, theirs, field), merged);
}
