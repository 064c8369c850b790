import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters = {
  values: Readonly<Record<string, string>>;
  set: (change: Record<string, string | null | undefined>) => void;
  clear: () => void;
  /** Filters as a query string, `open` left out: what a saved view keeps. */
  query: string;
  any: boolean;
  open: string | null;
  setOpen: (id: string | null) => void;
};

/** Filters live in the address: a list can be sent to someone, and Back undoes a filter. `open` is the row shown beside it. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const values = useMemo(() => Object.fromEntries([...new URLSearchParams(text)].filter(([key]) => key !== 'open')), [text]);
  const set = useCallback((change: Record<string, string | null | undefined>) => setParams((old) => {
    const next = new URLSearchParams(old);
    for (const [key, value] of Object.entries(change)) {
      if (value === null || value === undefined || value === '') next.delete(key);
      else next.set(key, value);
    }
    return next;
  }), [setParams]);
  const query = new URLSearchParams(values).toString();
  return {
    values, set, query, any: query !== '', open: params.get('open'),
    clear: () => setParams({}),
    setOpen: (id) => set({ open: id }),
  };
}
