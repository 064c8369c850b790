import { useEffect } from 'react';
import type { Resource } from '../use-resource.ts';

const EVERY_MS = 1500;

/** Asks again while the server is at work on what the page shows: some time after each answer, for to ask sooner would drop it. */
export function useWatched(atWork: boolean, { loading, reload }: Pick<Resource<unknown>, 'loading' | 'reload'>): void {
  useEffect(() => {
    if (!atWork || loading) return;
    const timer = setTimeout(reload, EVERY_MS);
    return () => clearTimeout(timer);
  }, [atWork, loading, reload]);
}
