import { useCallback, useEffect, useState } from 'react';
import type { Page } from '#contract';
import { useAction, useResource } from './use-resource.ts';

export type Pages<T> = {
  items: T[] | null; total: number; error: unknown; loading: boolean; more: (() => void) | null; loadingMore: boolean; reload: () => void;
  replace: (item: T) => void;
};

/** A list that is read page by page; it says how many there are in all and never cuts silently. */
export function usePages<T extends { id: string | number }>(key: string, load: (cursor: string | null, signal?: AbortSignal) => Promise<Page<T>>): Pages<T> {
  const first = useResource(key, (signal) => load(null, signal));
  const [rest, setRest] = useState<{ items: T[]; next: string | null } | null>(null);
  const [changed, setChanged] = useState<ReadonlyMap<T['id'], T>>(new Map());
  const { busy, error, run } = useAction();
  useEffect(() => {
    setRest(null);
    setChanged(new Map());
  }, [first.data]);
  const next = rest === null ? (first.data?.next ?? null) : rest.next;
  const items = first.data === null ? null : [...first.data.items, ...(rest?.items ?? [])].map((item) => changed.get(item.id) ?? item);
  return {
    items, total: first.data?.total ?? 0, error: first.error ?? error, loading: first.loading, loadingMore: busy, reload: first.reload,
    more: next === null ? null : () => void run(async () => {
      const page = await load(next);
      setRest((old) => ({ items: [...(old?.items ?? []), ...page.items], next: page.next }));
    }),
    replace: useCallback((item: T) => setChanged((old) => new Map(old).set(item.id, item)), []),
  };
}
