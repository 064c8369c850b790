import type { Sheet } from '#contract';

/** What was typed and not yet taken by the server, kept for this tab only: it survives a reload and a crash, not the closed tab. */
export type Stash = { version: number; base: Sheet; sheet: Sheet };

const key = (id: string): string => `tongming-draft-${id}`;

export function keepStash(id: string, stash: Stash): void {
  try {
    sessionStorage.setItem(key(id), JSON.stringify(stash));
  } catch {
    // A full store must not stop the typing; the server copy follows within seconds.
  }
}

export function readStash(id: string): Stash | null {
  try {
    const text = sessionStorage.getItem(key(id));
    return text === null ? null : (JSON.parse(text) as Stash);
  } catch {
    return null;
  }
}

export function dropStash(id: string): void {
  sessionStorage.removeItem(key(id));
}

/** When someone signs out or another person signs in: nobody finds the last one's text. */
export function dropAllStashes(): void {
  sessionStorage.clear();
}
