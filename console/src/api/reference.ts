import type { DisclosureGround, KindInfo, Theme } from '@tongming/law';
import { get } from './client.ts';

/** GET /reference, as far as the console uses it: what the law says, with names and articles. */
export type Reference = {
  kinds: readonly KindInfo[];
  grounds: readonly DisclosureGround[];
  themes: readonly Theme[];
  /** Items of 条例第二十条、第二十一条: `20-1`, `21-3`. */
  articleItems: readonly { code: string; name: string; article: string }[];
};

let loaded: Promise<Reference> | null = null;

/** Loaded once; it changes with the law, not with the day. */
export function reference(): Promise<Reference> {
  loaded ??= get<Reference>('/reference').catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}
