import type { Direction, DisclosureGround, DocumentForm, DocumentKind } from '@tongming/law';
import { get } from './client.ts';

/** GET /reference, as far as the console uses it: what the law says, with names and articles. */
export type Reference = {
  kinds: readonly KindInfo[];
  grounds: readonly DisclosureGround[];
  /** A theme's code is what a sheet holds: 综合政务, 综合政务\政务公开. */
  themes: readonly { code: string; name: string; children: readonly { code: string; name: string }[] }[];
  /** Items of 条例第二十条、第二十一条: `20-1`, `21-3`. */
  articleItems: readonly { code: string; name: string; article: string }[];
};

export type KindInfo = {
  code: DocumentKind;
  name: string;
  /** 适用于……: what the kind is for. */
  use: string;
  article: string;
  directions: readonly Direction[];
  /** The first is the usual one. */
  forms: readonly DocumentForm[];
  sealed: boolean;
  /** Rules of its own, in words: 一文一事; 不得夹带请示事项. */
  rules: readonly string[];
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
