import { useEffect } from 'react';

const EVERY_MS = 1500;

/** Asks again while the server is at work on what the page shows. */
export function useWatched(atWork: boolean, reload: () => void): void {
  useEffect(() => {
    if (!atWork) return;
    const timer = setInterval(reload, EVERY_MS);
    return () => clearInterval(timer);
  }, [atWork, reload]);
}
