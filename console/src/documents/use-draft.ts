import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { DocumentView, Sheet } from '#contract';
import { documents } from '../api/console.ts';
import { clockTime } from '../time.ts';
import { autosave, type Autosave, type SaveState } from './autosave.ts';
import { dropStash, keepStash, readStash } from './stash.ts';

export type Draft = {
  sheet: Sheet;
  /** Grows when the sheet was changed other than by typing; the text editor then takes it anew. */
  epoch: number;
  state: SaveState;
  change: (patch: Partial<Sheet>) => void;
  /** Like `change`, but the text editor has to take the new body. */
  replace: (patch: Partial<Sheet>) => void;
  flush: () => Promise<boolean>;
  resolve: (sheet: Sheet) => Promise<boolean>;
  refresh: () => Promise<unknown>;
  isClean: () => boolean;
  version: () => number;
  /** The text was touched but not yet handed over. */
  touch: () => void;
  /** Set by the editor: hands over what it holds. */
  onCollect: (collect: () => void) => void;
};

export type DraftNews = { onView: (view: DocumentView) => void; onMerged: (theirs: DocumentView) => void; onRestored: () => void };

/** One open sheet: what is typed, and how it gets saved. */
export function useDraft(first: DocumentView, news: DraftNews): Draft {
  // Saves go on from the document as it was opened; the page mounts the hook anew for another one.
  const [opened] = useState(first);
  const [sheet, setSheet] = useState(first.sheet);
  const [epoch, setEpoch] = useState(0);
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: null });
  const collect = useRef<() => void>(() => undefined);
  const touched = useRef(false);
  const onView = useEffectEvent(news.onView);
  const onMerged = useEffectEvent(news.onMerged);
  const onRestored = useEffectEvent(news.onRestored);
  const saver = useRef<Autosave | null>(null);

  useEffect(() => {
    const { id } = opened;
    const stash = opened.editable ? readStash(id) : null;
    // What was stashed goes on from the version it was made against: if that is no longer the newest, it is merged.
    const made = autosave(stash === null ? opened : { ...opened, version: stash.version, sheet: stash.base }, {
      put: (version, next) => documents.save(id, version, next),
      read: () => documents.read(id),
      keep: (stash) => keepStash(id, stash),
      drop: () => dropStash(id),
      collect: () => collect.current(),
      clock: () => clockTime(),
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      onState: setState,
      onSheet: (next, fromOutside) => {
        setSheet(next);
        if (fromOutside) setEpoch((n) => n + 1);
      },
      onView: (view) => onView(view),
      onMerged: (theirs) => onMerged(theirs),
    });
    saver.current = made;
    if (stash !== null) {
      made.change(stash.sheet);
      setEpoch((n) => n + 1);
      onRestored();
    }
    return () => {
      void made.flush();
      made.stop();
    };
  }, [opened]);

  const change = useCallback((patch: Partial<Sheet>) => saver.current?.change(patch), []);
  return useMemo((): Draft => ({
    sheet, epoch, state, change,
    replace: (patch) => {
      change(patch);
      setEpoch((n) => n + 1);
    },
    flush: async () => {
      const saving = saver.current?.flush();
      // All is handed over by now; what is touched while this is under way is not.
      touched.current = false;
      return (await saving) ?? true;
    },
    resolve: (chosen) => saver.current?.resolve(chosen) ?? Promise.resolve(true),
    refresh: () => saver.current?.refresh() ?? Promise.resolve(true),
    isClean: () => !touched.current && (saver.current?.isClean() ?? true),
    version: () => saver.current?.version() ?? opened.version,
    touch: () => {
      touched.current = true;
    },
    onCollect: (work) => {
      collect.current = work;
    },
  }), [sheet, epoch, state, change, opened]);
}
