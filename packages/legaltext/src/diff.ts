/** A run of text that both sides have (`same`), only the old one (`old`) or only the new one (`new`). */
export type Piece = { kind: 'same' | 'old' | 'new'; text: string };

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Words (Chinese ones too) and the signs between them, in order; joined they give the text back. */
export function words(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

type Step<T> = { kind: Piece['kind']; value: T };

/**
 * Shortest edit script (Myers 1986) over tokens. `limit` bounds the work: texts that differ in more places
 * than that are given as wholly replaced, since nobody reads such a comparison word by word.
 */
export function diff<T>(a: readonly T[], b: readonly T[], limit = 400): Step<T>[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const same = (part: readonly T[]): Step<T>[] => part.map((value) => ({ kind: 'same', value }));
  return [...same(a.slice(0, start)), ...middle(a.slice(start, endA), b.slice(start, endB), limit), ...same(a.slice(endA))];
}

function middle<T>(a: readonly T[], b: readonly T[], limit: number): Step<T>[] {
  const all = (): Step<T>[] => [...a.map((value): Step<T> => ({ kind: 'old', value })), ...b.map((value): Step<T> => ({ kind: 'new', value }))];
  if (a.length === 0 || b.length === 0) return all();
  const trace = explore(a, b, Math.min(limit, a.length + b.length));
  return trace === null ? all() : walkBack(a, b, trace);
}

/** For each number of edits, how far each diagonal reaches; null when `limit` edits do not suffice. */
function explore<T>(a: readonly T[], b: readonly T[], limit: number): Map<number, number>[] | null {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= limit; edits += 1) {
    const next = new Map<number, number>();
    for (let k = -edits; k <= edits; k += 2) {
      let x = goesDown(reach, k, edits) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return [...trace, reach];
    }
    trace.push(reach);
    reach = new Map([...reach, ...next]);
  }
  return null;
}

function goesDown(reach: Map<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
}

function walkBack<T>(a: readonly T[], b: readonly T[], trace: Map<number, number>[]): Step<T>[] {
  const steps: Step<T>[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const previousK = goesDown(reach, k, edits) ? k + 1 : k - 1;
    const previousX = edits === 0 ? 0 : (reach.get(previousK) ?? 0);
    const previousY = edits === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) {
      x -= 1;
      y -= 1;
      push(steps, 'same', a[x]);
    }
    if (edits === 0) break;
    if (x === previousX) push(steps, 'new', b[y - 1]);
    else push(steps, 'old', a[x - 1]);
    x = previousX;
    y = previousY;
  }
  return steps.reverse();
}

function push<T>(steps: Step<T>[], kind: Piece['kind'], value: T | undefined): void {
  if (value !== undefined) steps.push({ kind, value });
}

/** Word-level comparison of two short texts, neighbours of one kind joined. */
export function diffWords(before: string, after: string): Piece[] {
  const pieces: Piece[] = [];
  for (const step of diff(words(before), words(after), wordEdits)) {
    const last = pieces.at(-1);
    if (last?.kind === step.kind) last.text += step.value;
    else pieces.push({ kind: step.kind, text: step.value });
  }
  return pieces;
}

/** One row of a side-by-side comparison; null where that side has no such paragraph. */
export type Row = { before: Piece[] | null; after: Piece[] | null; changed: boolean };

/** Compares paragraph by paragraph; a paragraph replaced by a similar one is compared word by word. */
export function diffParagraphs(before: readonly string[], after: readonly string[]): Row[] {
  const rows: Row[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    rows.push(...pair(removed, added));
    removed = [];
    added = [];
  };
  for (const { kind, value } of diff(before, after)) {
    if (kind === 'old') removed.push(value);
    else if (kind === 'new') added.push(value);
    else {
      flush();
      const piece: Piece[] = [{ kind: 'same', text: value }];
      rows.push({ before: piece, after: piece, changed: false });
    }
  }
  flush();
  return rows;
}

/** How many of the paragraphs that came in are looked at for each that went: what was moved farther is read as new. */
const reach = 12;
/** A paragraph that differs in more words than this is given as replaced. */
const wordEdits = 160;

function pair(removed: readonly string[], added: readonly string[]): Row[] {
  const rows: Row[] = [];
  const before = removed.map(words);
  const after = added.map((text) => new Set(words(text)));
  let from = 0;
  removed.forEach((text, i) => {
    const near = after.slice(from, from + reach).findIndex((candidate) => similarity(before[i] ?? [], candidate) > 0.4);
    if (near === -1) {
      rows.push({ before: [{ kind: 'old', text }], after: null, changed: true });
      return;
    }
    const match = from + near;
    rows.push(...added.slice(from, match).map(onlyAfter));
    const pieces = diffWords(text, added[match] ?? '');
    rows.push({ before: pieces.filter((p) => p.kind !== 'new'), after: pieces.filter((p) => p.kind !== 'old'), changed: true });
    from = match + 1;
  });
  return [...rows, ...added.slice(from).map(onlyAfter)];
}

const onlyAfter = (text: string): Row => ({ before: null, after: [{ kind: 'new', text }], changed: true });

/** Share of the words that two texts have in common, 0 to 1. */
function similarity(left: readonly string[], right: ReadonlySet<string>): number {
  const common = left.filter((word) => right.has(word)).length;
  return common / Math.max(left.length, right.size, 1);
}
