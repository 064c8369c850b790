import { Modal, Skeleton } from 'antd';
import { createContext, lazy, Suspense, use, useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { Me, Role } from '#contract';
import { setSignInGate } from './api/client.ts';
import { session } from './api/console.ts';
import { ApiError } from './api/errors.ts';
import { dropAllStashes } from './documents/stash.ts';
import { m } from './messages.ts';
import { ErrorPanel } from './parts/error-panel.tsx';

type Session = { me: Me; refresh: () => Promise<void>; signOut: () => Promise<void>; has: (...roles: Role[]) => boolean };
const SessionContext = createContext<Session | null>(null);
const SignIn = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignIn }));
const SignInForm = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignInForm }));

export function useSession(): Session {
  const value = use(SessionContext);
  if (value === null) throw new Error('useSession outside SessionProvider');
  return value;
}

type State = { kind: 'loading' } | { kind: 'out' } | { kind: 'in'; me: Me } | { kind: 'failed'; error: unknown };

/** Knows who is signed in. When the session ends in the middle of work, asks over the page and lets the work go on. */
export function SessionProvider({ children }: { children: ReactNode }): ReactElement {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [expired, setExpired] = useState(false);
  const waiting = useRef<(() => void)[]>([]);

  const load = async (): Promise<void> => {
    try {
      setState({ kind: 'in', me: await session.me(true) });
    } catch (error) {
      setState(error instanceof ApiError && error.status === 401 ? { kind: 'out' } : { kind: 'failed', error });
    }
  };
  useEffect(() => {
    void load();
    setSignInGate(() => new Promise((resolve) => {
      waiting.current.push(resolve);
      setExpired(true);
    }));
    return () => setSignInGate(null);
  }, []);

  const me = state.kind === 'in' ? state.me : null;
  const value = useMemo((): Session | null => me === null ? null : {
    me,
    refresh: load,
    signOut: async () => {
      await session.signOut();
      dropAllStashes();
      location.assign('/console/');
    },
    has: (...roles) => me.roles.some((held) => roles.includes(held.role)),
  }, [me]);

  const signedInAgain = (next: Me): void => {
    // Another person must not go on in the first one's page.
    if (me !== null && next.person.id !== me.person.id) {
      dropAllStashes();
      return location.assign('/console/');
    }
    setState({ kind: 'in', me: next });
    setExpired(false);
    for (const resume of waiting.current.splice(0)) resume();
  };

  if (state.kind === 'failed') return <main className="center-page"><ErrorPanel error={state.error} onRetry={load} /></main>;
  if (state.kind === 'out') return <Suspense fallback={null}><SignIn onDone={(next) => setState({ kind: 'in', me: next })} /></Suspense>;
  if (value === null) return <main className="center-page"><Skeleton active /></main>;
  return (
    <SessionContext value={value}>
      {children}
      <Modal open={expired} title={m.signIn.again} footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={400} zIndex={2000}>
        <p>{m.signIn.againHint}</p>
        <Suspense fallback={<Skeleton active />}><SignInForm login={value.me.person.login} samePerson={value.me} onDone={signedInAgain} /></Suspense>
      </Modal>
    </SessionContext>
  );
}
