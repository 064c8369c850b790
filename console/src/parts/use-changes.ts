import { useCallback, useMemo, useRef, useState } from 'react';

/**
 * What somebody changes in a form over what is stored, by field. The changes outlive the version they were typed over:
 * an act beside the form, a colleague's save and an answer that comes while one goes on typing replace what is stored,
 * never what was typed.
 */
export type Changes<T extends object> = {
  draft: T;
  /** Only fields whose value is another than the stored one. */
  changed: Partial<T>;
  dirty: boolean;
  edit: (part: Partial<T>) => void;
  /** What was changed by now, also between two renderings. */
  current: () => Partial<T>;
  /** `sent` is stored: forgets it, but not what was typed since. */
  settle: (sent: Partial<T>) => void;
};

export function useChanges<T extends object>(stored: T): Changes<T> {
  const [changes, setChanges] = useState<Partial<T>>({});
  const latest = useRef(changes);
  const fixed = useMemo(() => {
    const set = (next: Partial<T>): void => {
      latest.current = next;
      setChanges(next);
    };
    return {
      edit: (part: Partial<T>): void => set({ ...latest.current, ...part }),
      settle: (sent: Partial<T>): void => set(only(latest.current, (key, value) => value !== sent[key])),
    };
  }, []);
  const changed = only(changes, (key, value) => canonical(value) !== canonical(stored[key]));
  return { draft: { ...stored, ...changes }, changed, dirty: Object.keys(changed).length > 0, current: useCallback(() => latest.current, []), ...fixed };
}

const only = <T extends object>(part: Partial<T>, holds: (key: keyof T, value: unknown) => boolean): Partial<T> =>
  Object.fromEntries(Object.entries(part).filter(([key, value]) => holds(key as keyof T, value))) as Partial<T>;

/** Two objects with the same fields are the same, in whatever order these were set. */
const canonical = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) =>
  part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part) ?? '';
