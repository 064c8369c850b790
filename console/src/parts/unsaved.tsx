import { App } from 'antd';
import { createContext, use, useEffect, useEffectEvent, useId, useMemo, useRef, type ReactElement, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { m } from '../messages.ts';

const Unsaved = createContext<((key: string, dirty: boolean) => void) | null>(null);

/** The router knows one guard at a time: forms of a page say here that something is typed and not kept. */
export function UnsavedGuard({ children }: { children: ReactNode }): ReactElement {
  const dirty = useRef(new Set<string>());
  const { modal } = App.useApp();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && dirty.current.size > 0);
  const ask = useEffectEvent(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: m.unsaved.title, content: m.unsaved.text, okText: m.unsaved.stay, cancelText: m.unsaved.leave,
      onOk: () => blocker.reset(), onCancel: () => blocker.proceed(),
    });
  });
  useEffect(() => {
    if (blocker.state === 'blocked') ask();
  }, [blocker.state]);
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (dirty.current.size > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, []);
  const say = useMemo(() => (key: string, is: boolean): void => void (is ? dirty.current.add(key) : dirty.current.delete(key)), []);
  return <Unsaved value={say}>{children}</Unsaved>;
}

/** While `dirty`, leaving the page is asked about. */
export function useUnsaved(dirty: boolean): void {
  const key = useId();
  const say = use(Unsaved);
  useEffect(() => {
    say?.(key, dirty);
    return () => say?.(key, false);
  }, [say, key, dirty]);
}
