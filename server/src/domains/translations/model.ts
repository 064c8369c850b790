import { z } from 'zod';
import type { Instant } from '@tongming/law';
import type { StaleReason, TranslationState } from '../../console-api/contract-translations.ts';

export type StoredTranslation = {
  sourceRecord: string; agencyCode: string; state: TranslationState; title: string; bodyText: string; translator: string | null; reviewer: string | null;
  sourceEdition: number | null; recordId: string | null; returnedReason: string | null; staleReason: StaleReason | null; updatedAt: Instant; version: number;
};

export const longest = { title: 300, text: 200_000 } as const;
export const askInput = z.object({ sourceId: z.uuid() });
export const saveInput = z.object({ version: z.int(), title: z.string().max(longest.title).transform(oneLine), bodyText: z.string().max(longest.text).transform(lines) });
export const actInput = z.object({ version: z.int(), reason: z.string().trim().max(1000).default('') });
export const textInput = z.object({ text: z.string().max(longest.text) });

/** Like trim(), which takes the gaps of Mongolian for spaces only at the ends: there they mean nothing. */
function oneLine(text: string): string {
  return text.replace(/[^\S\u202f]+/g, ' ').trim();
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').map(oneLine).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
