// A record as another Tongming gives it at its open interface.
import { z } from 'zod';
import { harvestWords as words } from './harvest-words.ts';
import type { SourceDocument } from './source.ts';

const text = z.string().nullable();
const record = z.object({
  title: z.string().min(1), documentNumber: text, issuer: z.string(), agency: z.string(), dateMade: text, theme: text, status: z.string(),
  kind: z.string(), category: z.string(), keywords: z.array(z.string()), text: z.string(),
});

/** Null where the answer is none, or has no text. */
export function openRecord(json: string): Omit<SourceDocument, 'id'> | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const { data } = record.safeParse(value);
  if (data === undefined || data.text.trim() === '') return null;
  return {
    title: data.title, doc_no: data.documentNumber, issuer: data.issuer || data.agency, date: data.dateMade, theme: data.theme?.replaceAll('\\', '/') ?? null, status: words.statuses[data.status] ?? null,
    ...(data.kind === 'other' ? {} : { kind: data.kind }), category: data.category, keywords: data.keywords, body: data.text,
  };
}
