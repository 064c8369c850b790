// The drafting sheet (发文稿纸) as it arrives: parsed once, at the edge.
import { documentKinds, instant, isCivilDate, kindOf, LawInputError, type CivilDate, type DocumentKind } from '@tongming/law';
import { emptyBody, parseBody, TypesetInputError, type Body } from '@tongming/typeset';
import { z } from 'zod';
import type { Sheet } from '../../console-api/contract.ts';
import { zh } from './messages.ts';

const kinds = documentKinds.map((kind) => kind.code);
const line = (max: number) => z.string().max(max).transform((text) => text.trim());
const lineOrNull = (max: number) => line(max).nullable().transform((text) => (text === '' ? null : text));
const lines = (count: number, max: number) =>
  z.array(line(max)).max(count).transform((all) => all.filter((text) => text !== ''));

const day = z.string().refine(isCivilDate, { error: zh.sheet.day }).transform((text): CivilDate => text);

const moment = z.string().transform((text, ctx) => {
  try {
    return instant(text);
  } catch (error) {
    if (!(error instanceof LawInputError)) throw error;
    ctx.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const body = z.unknown().transform((json, ctx): Body => {
  try {
    return parseBody(json);
  } catch (error) {
    if (!(error instanceof TypesetInputError)) throw error;
    ctx.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const groundSchema = z.object({
  code: z.enum([
    'state-secret', 'law-forbids', 'safety-stability', 'third-party', 'internal-affairs', 'process', 'enforcement-file',
  ]),
  reason: line(500),
});

const disclosureSchema = z.object({
  attribute: z.enum(['full', 'redacted', 'withheld']).nullable(),
  method: z.enum(['proactive', 'on-request']).nullable(),
  grounds: z.array(groundSchema).max(10),
});

const relation = z.object({
  type: z.enum([
    'amends', 'repeals', 'replaces', 'interprets', 'implements', 'forwards', 'corrects', 'attached-to', 'based-on',
  ]),
  recordId: z.uuid().nullable(),
  text: lineOrNull(500),
}).refine((r) => (r.recordId === null) !== (r.text === null), { error: zh.sheet.relationEnd });

export const sheetSchema = z.object({
  kind: z.enum(kinds),
  direction: z.enum(['down', 'up', 'parallel', 'public']),
  form: z.enum(['ordinary', 'letter', 'order', 'minutes', 'upward']),
  category: z.enum(['rule', 'normative', 'policy', 'standard', 'discretion', 'system', 'annual-report', 'other']),
  urgency: z.enum(['特急', '加急']).nullable(),
  secrecy: z.string().max(50).nullish(),
  title: line(500),
  publicTitle: lineOrNull(500),
  addressees: lines(500, 200),
  copyTo: lines(500, 200),
  body,
  note: lineOrNull(500),
  contact: lineOrNull(200),
  sealed: z.boolean(),
  jointAgencies: z.array(z.string().max(40)).max(30),
  signers: z.array(z.object({ agency: line(200), name: line(50) })).max(30),
  attendees: z.object({ present: lines(500, 200), absent: lines(500, 200), observers: lines(500, 200) }).nullable(),
  theme: lineOrNull(100),
  keywords: lines(20, 50),
  keywordsConfirmed: z.boolean(),
  summary: lineOrNull(1000),
  articleItems: z.array(z.string().max(50)).max(30),
  forwardsRecord: z.uuid().nullable(),
  relations: z.array(relation).max(50),
  numberCode: lineOrNull(50),
  effectiveOn: day.nullable(),
  expiresOn: day.nullable(),
  publishAt: moment.nullable(),
  disclosure: disclosureSchema,
}) satisfies z.ZodType<Sheet>;

/** An empty sheet with what the kind brings along. */
export function emptySheet(kind: DocumentKind): Sheet {
  const info = kindOf(kind);
  return {
    kind, direction: info.directions[0] ?? 'down', form: info.defaultForm, category: 'policy', urgency: null, title: '',
    publicTitle: null, addressees: [], copyTo: [], body: emptyBody(), note: null, contact: null, sealed: info.sealed,
    jointAgencies: [], signers: [], attendees: null, theme: null, keywords: [], keywordsConfirmed: false, summary: null,
    articleItems: [], forwardsRecord: null, relations: [], numberCode: null, effectiveOn: null, expiresOn: null,
    publishAt: null, disclosure: { attribute: null, method: null, grounds: [] },
  };
}

const data = z.object({
  consultation: z.object({
    from: day, to: day, channel: line(200), received: z.int().min(0), adopted: z.int().min(0), summary: line(2000),
    shorterReason: line(500).optional(),
  }),
  legality: z.object({ startedOn: day, finishedOn: day, opinion: line(4000), emergency: z.boolean().optional() }),
  deliberation: z.object({ meeting: line(200), heldOn: day, decision: line(2000) }),
  secrecy: z.object({ conclusion: line(2000) }),
  dateMade: day,
  privacyOverride: z.object({ reason: line(500) }),
  disclosure: disclosureSchema,
}).partial();

/** What comes with an event. */
export const eventSchema = z.object({ version: z.int(), opinion: line(2000).optional(), data: data.optional() });
export type EventInput = z.output<typeof eventSchema>;

export const attachmentSchema = z.object({
  name: line(200).refine((name) => name !== ''),
  publicName: lineOrNull(200),
  attribute: z.enum(['full', 'redacted', 'withheld']),
  grounds: z.array(groundSchema).max(10),
  redaction: z.object({
    terms: z.array(z.object({ text: z.string().min(1).max(500), ground: groundSchema.shape.code })).max(500).optional(),
    rects: z.array(z.object({
      page: z.int().min(1), x: z.number(), y: z.number(), w: z.number().positive(), h: z.number().positive(),
      ground: groundSchema.shape.code,
    })).max(2000).optional(),
  }),
}).partial();
