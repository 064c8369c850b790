import { useCallback, useEffect, useRef, useState } from 'react';

export type Resource<T> = {
  data: T | null;
  error: unknown;
  loading: boolean;
  reload: () => void;
  set: (data: T) => void;
};

/**
 * Loads what `key` names, again whenever it changes; an answer that comes too late is dropped.
 * The former data stays while new data load, so that a list does not jump. `key` null loads nothing.
 */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ data: T | null; error: unknown; settled: string | null }>({ data: null, error: null, settled: null });
  const [turn, setTurn] = useState(0);
  // By what is asked for, not by what was begun: from the very render after reload() on, the former data are known to be old.
  const asked = `${turn} ${key}`;
  const loadRef = useRef(load);
  useEffect(() => {
    loadRef.current = load;
  });
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    setState((old) => ({ ...old, error: null }));
    loadRef.current(abort.signal).then(
      (data) => abort.signal.aborted || setState({ data, error: null, settled: asked }),
      (error: unknown) => abort.signal.aborted || setState((old) => ({ ...old, error, settled: asked })),
    );
    return () => abort.abort();
  }, [key, asked]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const set = useCallback((data: T) => setState((old) => ({ ...old, data, error: null })), []);
  return { data: state.data, error: state.error, loading: key !== null && state.settled !== asked, reload, set };
}

/** Runs one action at a time; `error` holds why the last one failed. */
export function useAction(): { busy: boolean; error: unknown; run: <T>(work: () => Promise<T>) => Promise<T | null>; clear: () => void } {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const run = useCallback(async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      return await work();
    } catch (failure) {
      setError(failure);
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, error, run, clear: useCallback(() => setError(null), []) };
}
