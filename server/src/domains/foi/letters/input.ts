// What comes in with drafting and editing, and what is read back from the store.
import { isCivilDate, outcomes, type CivilDate, type OutcomeCode } from '@tongming/law';
import { z } from 'zod';
import { paperKinds, type LetterContent } from './model.ts';

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().max(8_000);
const day = z.string().refine(isCivilDate).transform((d): CivilDate => d as CivilDate);
const codes = outcomes.map((o) => o.code) as [OutcomeCode, ...OutcomeCode[]];
/** DraftData as it comes in. */
export const draftDataSchema = z.object({
  outcome: z.enum(codes), variant: line, party: line, name: line, what: text, items: z.array(text.min(1)).max(20), answerBy: day, why: text, until: day,
  workingDays: z.int().min(1).max(100), fee: z.object({ basis: z.enum(['items', 'pages']), count: z.int().min(1).max(1_000_000), before: z.int().min(0).max(1_000_000).default(0) }),
  rectification: z.object({ record: text.min(1), result: text.min(1), reasons: text.min(1) }), attachments: z.array(line).max(50), withheldWords: z.array(line).max(500),
}).partial();
export const editSchema = z.object({
  parts: z.array(z.object({ key: z.string().max(60), text: z.string().max(20_000) })).max(60), attachments: z.array(line).max(50), addressee: line,
  withheldWords: z.array(line).max(500),
}).partial();
export const kindSchema = z.enum(paperKinds);

const content = z.object({
  kind: kindSchema, outcome: z.enum(codes).nullable(), variant: z.string().nullable(), party: z.string().nullable(), layout: z.enum(['letter', 'form']), title: z.string(),
  number: z.string().nullable(), agencyName: z.string(), addressee: z.string(), attachments: z.array(z.string()), withheldWords: z.array(z.string()), date: day, notes: z.array(z.string()),
  parts: z.array(z.object({ key: z.string(), name: z.string(), required: z.boolean(), text: z.string(), must: z.array(z.string()), article: z.string().nullable() })),
});
/** A stored letter. Null for a paper of this table that is none (an archive volume). */
export function letterOf(stored: unknown): LetterContent | null {
  return content.safeParse(stored).data ?? null;
}
