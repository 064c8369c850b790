import type { Page } from '#contract';
import type { Coverage, InterfaceWordRow, TextCheck, TranslationAct, TranslationRow, TranslationSource, TranslationView } from '#contract-translations';
import { get, post, put } from '../api/client.ts';

const at = (id: string, rest = ''): string => `/translations/${encodeURIComponent(id)}${rest}`;
type Listed = TranslationRow & { id: string };

/** The routes of contract-translations.ts. */
export const translations = {
  list: async (query: Record<string, string | number | null | undefined>, signal?: AbortSignal): Promise<Page<Listed>> => {
    const page = await get<Page<TranslationRow>>('/translations', query, signal === undefined ? {} : { signal });
    return { ...page, items: page.items.map((row) => ({ ...row, id: row.sourceId })) };
  },
  sources: (q: string, signal?: AbortSignal) => get<TranslationSource[]>('/translations/sources', { q }, signal === undefined ? {} : { signal }),
  coverage: (signal?: AbortSignal) => get<Coverage>('/translations/coverage', {}, signal === undefined ? {} : { signal }),
  words: (signal?: AbortSignal) => get<InterfaceWordRow[]>('/translations/words', {}, signal === undefined ? {} : { signal }),
  check: (text: string) => post<TextCheck>('/translations/text', { text }),
  ask: (sourceId: string) => post<TranslationView>('/translations', { sourceId }),
  read: (id: string, signal?: AbortSignal) => get<TranslationView>(at(id), {}, signal === undefined ? {} : { signal }),
  save: (id: string, version: number, words: { title: string; bodyText: string }) => put<TranslationView>(at(id), { version, ...words }),
  act: (id: string, act: TranslationAct, version: number, reason = '') => post<TranslationView>(at(id, `/${act}`), { version, reason }),
};
