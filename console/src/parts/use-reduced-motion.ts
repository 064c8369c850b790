import { useSyncExternalStore } from 'react';

const asked = matchMedia('(prefers-reduced-motion: reduce)');
const listen = (changed: () => void): (() => void) => {
  asked.addEventListener('change', changed);
  return () => asked.removeEventListener('change', changed);
};

/** What the person has asked of the system, as of now. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(listen, () => asked.matches);
}
