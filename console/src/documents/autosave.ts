import type { DocumentView, Sheet } from '#contract';
import { ApiError, isTemporary } from '../api/errors.ts';
import { canonical, mergeSheets, type Merge } from '../sheet/merge.ts';

export type SaveState =
  | { kind: 'saved'; at: string | null }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  /** Will be tried again by itself. */
  | { kind: 'retrying'; error: ApiError }
  /** The server does not take it as it is; the next change is tried anew. */
  | { kind: 'refused'; error: unknown }
  | { kind: 'conflict'; theirs: DocumentView; merge: Merge };

export type Ports = {
  put: (version: number, sheet: Sheet) => Promise<DocumentView>;
  read: () => Promise<DocumentView>;
  keep: (stash: { version: number; base: Sheet; sheet: Sheet }) => void;
  drop: () => void;
  /** Asks the editor for what it has not yet handed over. */
  collect: () => void;
  clock: () => string;
  later: (work: () => void, ms: number) => () => void;
  onState: (state: SaveState) => void;
  onSheet: (sheet: Sheet, fromOutside: boolean) => void;
  onView: (view: DocumentView) => void;
  onMerged: (theirs: DocumentView) => void;
};

export type Autosave = {
  sheet: () => Sheet;
  change: (patch: Partial<Sheet>) => void;
  /** Saves what is open; true when the server has everything. */
  flush: () => Promise<boolean>;
  resolve: (sheet: Sheet) => Promise<boolean>;
  /** After something beside the sheet changed the document (an attachment): takes the newer version in. */
  refresh: () => Promise<boolean>;
  isClean: () => boolean;
  version: () => number;
  stop: () => void;
};

export const delays = { settle: 1200, firstRetry: 3000, maxRetry: 30_000 } as const;

/**
 * Saves a sheet some time after the last change, one save at a time. What the server has not confirmed is stashed.
 * A save that loses against another person's is merged when the two touched different fields, else a person chooses.
 */
export function autosave(first: DocumentView, ports: Ports): Autosave {
  /** As the server keeps it. */
  let stored = first.sheet;
  /** As last sent and taken; the server may trim what it stores, so its answer is not the measure. */
  let taken = first.sheet;
  let sheet = first.sheet;
  let version = first.version;
  let running: Promise<boolean> | null = null;
  let cancelTimer: (() => void) | null = null;
  let retryMs: number = delays.firstRetry;
  let stopped = false;
  /** A text with a secrecy marking may not be kept anywhere, this browser included. */
  let classified = false;
  /** What a person has to choose against, and the sheet as it was when asked. */
  let against: { theirs: DocumentView; sheet: Sheet } | null = null;

  const isClean = (): boolean => sheet === taken || canonical(sheet) === canonical(taken);
  const schedule = (ms: number): void => {
    cancelTimer?.();
    if (!stopped) cancelTimer = ports.later(() => void flush(), ms);
  };

  const accept = (view: DocumentView, sent: Sheet): void => {
    stored = view.sheet;
    version = view.version;
    taken = sent;
    retryMs = delays.firstRetry;
    classified = false;
    if (isClean()) ports.drop();
    else ports.keep({ version, base: stored, sheet });
    ports.onView(view);
    ports.onState(isClean() ? { kind: 'saved', at: ports.clock() } : { kind: 'dirty' });
  };

  /** The server has a newer version: takes it in, or asks where both changed the same. */
  const takeIn = async (): Promise<boolean> => {
    const theirs = await ports.read();
    // What is not handed over yet would be set over by the merged text.
    ports.collect();
    const merge = mergeSheets(taken, sheet, theirs.sheet, stored);
    if (merge.clashes.length > 0) {
      against = { theirs, sheet };
      ports.onState({ kind: 'conflict', theirs, merge });
      return false;
    }
    adopt(theirs, merge.merged);
    if (merge.theirs.length > 0) ports.onMerged(theirs);
    return true;
  };

  const adopt = (theirs: DocumentView, merged: Sheet): void => {
    stored = theirs.sheet;
    version = theirs.version;
    taken = theirs.sheet;
    // An unchanged sheet keeps its identity: the text editor would lose its cursor.
    if (canonical(merged) !== canonical(sheet)) {
      sheet = merged;
      ports.onSheet(merged, true);
    }
    ports.onView(theirs);
  };

  const saveOnce = async (): Promise<boolean> => {
    if (isClean()) {
      ports.onState({ kind: 'saved', at: ports.clock() });
      return true;
    }
    const sent = sheet;
    ports.onState({ kind: 'saving' });
    try {
      accept(await ports.put(version, sent), sent);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409 && error.code === 'edit-conflict') return (await takeIn()) && saveOnce();
      throw error;
    }
    return isClean() ? true : saveOnce();
  };

  const failed = (error: unknown): false => {
    if (error instanceof ApiError && isTemporary(error)) {
      ports.onState({ kind: 'retrying', error });
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, delays.maxRetry);
    } else {
      classified = error instanceof ApiError && error.code === 'classified';
      if (classified) ports.drop();
      ports.onState({ kind: 'refused', error });
    }
    return false;
  };

  /** One exchange with the server at a time: else an older answer could be taken in after a newer one. */
  const inTurn = async (work: () => Promise<boolean>): Promise<boolean> => {
    while (running !== null) await running;
    // Of a clean sheet nothing is at stake: the next save finds what a failed reading missed.
    running = work().catch((error: unknown) => !isClean() && failed(error)).finally(() => (running = null));
    return running;
  };

  const flush = async (): Promise<boolean> => {
    cancelTimer?.();
    ports.collect();
    while (running !== null) await running;
    if (against !== null) return false;
    return isClean() || inTurn(saveOnce);
  };

  return {
    sheet: () => sheet,
    change: (patch) => {
      sheet = { ...sheet, ...patch };
      ports.onSheet(sheet, false);
      if (isClean()) return ports.onState({ kind: 'saved', at: null });
      if (!classified) ports.keep({ version, base: stored, sheet });
      if (against !== null) return;
      if (running === null) ports.onState({ kind: 'dirty' });
      schedule(delays.settle);
    },
    flush,
    resolve: (chosen) => {
      ports.collect();
      // What was typed since the question was put stands.
      if (against !== null) adopt(against.theirs, mergeSheets(against.sheet, sheet, chosen).merged);
      against = null;
      if (isClean()) ports.drop();
      ports.onState(isClean() ? { kind: 'saved', at: ports.clock() } : { kind: 'dirty' });
      return flush();
    },
    refresh: () => inTurn(() => (against === null ? takeIn() : Promise.resolve(false))),
    isClean,
    version: () => version,
    stop: () => {
      stopped = true;
      cancelTimer?.();
    },
  };
}
