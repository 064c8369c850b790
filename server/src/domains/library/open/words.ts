import type { RecordStatus } from '../../../platform/schema.ts';
import { zh } from '../importing/messages.ts';

const words = new Map(Object.entries(zh.status).toReversed().map(([word, status]) => [status, word]));

/** A status in the word that an import reads as the same status; null where it has none. */
export function statusWord(status: RecordStatus): string | null {
  return [...words].find(([code]) => code === status)?.[1] ?? null;
}
