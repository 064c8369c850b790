/**
 * Indexes of a longest strictly ascending run of `keys` (patience sorting): of lines that look like the beginning of an
 * article, those that count up are articles, a stray quotation is not.
 */
export function ascending(keys: readonly number[]): number[] {
  const ends: number[] = [];
  const before: number[] = [];
  keys.forEach((key, i) => {
    const at = firstNotBelow(ends, keys, key);
    before[i] = at === 0 ? -1 : (ends[at - 1] ?? -1);
    ends[at] = i;
  });
  const run: number[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) run.push(i);
  return run.reverse();
}

function firstNotBelow(ends: readonly number[], keys: readonly number[], key: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[ends[middle] ?? 0] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
