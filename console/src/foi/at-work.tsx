import { createContext, use, useCallback, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useAction } from '../use-resource.ts';

type Work = { atWork: boolean; during: <T>(work: () => Promise<T>) => Promise<T> };
const Context = createContext<Work>({ atWork: false, during: (work) => work() });

/**
 * Around a case. While anything about it is being saved, or it is read again, no other act is taken: it would go out
 * as the form knew the case before, without the letter that was approved a moment ago.
 */
export function AtWork({ stale, children }: { stale: boolean; children: ReactNode }): ReactElement {
  const [running, setRunning] = useState(0);
  const during = useCallback(async <T,>(work: () => Promise<T>): Promise<T> => {
    setRunning((n) => n + 1);
    try {
      return await work();
    } finally {
      setRunning((n) => n - 1);
    }
  }, []);
  const value = useMemo(() => ({ atWork: stale || running > 0, during }), [stale, running, during]);
  return <Context value={value}>{children}</Context>;
}

export const useAtWork = (): boolean => use(Context).atWork;

/** useAction for what changes the case. `waiting`: something else about the case is under way. */
export function useCaseAction(): Omit<ReturnType<typeof useAction>, 'clear'> & { waiting: boolean } {
  const { atWork, during } = use(Context);
  const { busy, error, run } = useAction();
  return { busy, error, run: (work) => run(() => during(work)), waiting: atWork && !busy };
}
