// The shapes of a case: what an application holds, what each event carries, what the applicant may see.
import { isCivilDate, outcomes, type CivilDate, type ClockDay, type Instant, type OutcomeCode, type ReceiptChannel } from '@tongming/law';
import { z } from 'zod';
import type {
  Applicant, ApplicantKind, CorrectionResult, FoiAct, FoiEventType, FoiRequest, FoiRequestType, FoiReviewOrder, FoiState, RecordCorrection,
} from '../../console-api/contract-foi.ts';
import { zh } from './messages.ts';

export type { Applicant, ApplicantKind, CorrectionResult, FoiAct, FoiEventType, FoiRequest, FoiRequestType, FoiState, RecordCorrection };

/** Lengths in characters. */
export const foiLimits = {
  name: 100, contact: 60, address: 200, content: 4_000, contentLeast: 4, words: 2_000, short: 200, identityNumber: 40,
  attachments: 5, attachmentBytes: 10 * 1024 * 1024, identityFiles: 3, identityFileBytes: 4 * 1024 * 1024, parts: 50,
} as const;

export const day = z.string().refine(isCivilDate, zh.input.day);
const words = z.string().trim().min(2, zh.input.words).max(foiLimits.words);
const short = z.string().trim().min(1).max(foiLimits.short);
const maybe = (max: number) => z.string().trim().max(max).nullable().default(null).transform((s) => (s === '' ? null : s));

export const applicantKinds = ['naturalPerson', 'enterprise', 'research', 'publicWelfare', 'legalService', 'otherOrg'] as const satisfies readonly ApplicantKind[];
export const channels = [
  'in-person', 'oral', 'signed-mail', 'ordinary-mail', 'portal', 'internet', 'fax', 'email', 'other-unit', 'other',
] as const satisfies readonly ReceiptChannel[];
export const deliveries = ['post', 'pick-up', 'online', 'email', 'inspect'] as const;
export const mediums = ['paper', 'electronic', 'disc', 'copy-by-hand'] as const;
const outcomeCodes = outcomes.map((o) => o.code);

/** 条例第二十九条第一项: name, identity (apart), how to be reached. */
export const applicantSchema = z.object({
  kind: z.enum(applicantKinds),
  name: z.string().trim().min(2, zh.input.name).max(foiLimits.name),
  representative: maybe(foiLimits.name),
  contact: maybe(foiLimits.name),
  phone: maybe(foiLimits.contact),
  email: z.union([z.literal('').transform(() => null), z.email(zh.input.email).max(foiLimits.contact)]).nullable().default(null),
  address: maybe(foiLimits.address),
  postcode: maybe(10),
}).superRefine((a, ctx) => {
  if (a.phone === null && a.email === null && a.address === null) ctx.addIssue({ code: 'custom', path: ['phone'], message: zh.input.reachable });
});

export const requestTypes = ['information', 'correction-of-record'] as const satisfies readonly FoiRequestType[];
export const correctionResults = ['corrected', 'transferred', 'refused'] as const satisfies readonly CorrectionResult[];
const reviewOrders = ['redo', 'perform', 'declared-unlawful'] as const satisfies readonly FoiReviewOrder[];

/** 条例第四十一条: a record about himself, and what shows that it is inaccurate. */
export const recordCorrectionSchema = z.object({ record: words, recorded: words, correct: words, evidence: words });

/** 条例第二十九条第二、三项. No purpose. */
export const requestSchema = z.object({
  type: z.enum(requestTypes).default('information'),
  correction: recordCorrectionSchema.nullable().default(null),
  content: z.string().trim().min(foiLimits.contentLeast, zh.input.content).max(foiLimits.content),
  documentNumber: maybe(foiLimits.short),
  delivery: z.enum(deliveries),
  medium: z.enum(mediums),
  helpNeeded: maybe(foiLimits.short),
}).superRefine((r, ctx) => {
  if (r.type === 'correction-of-record' && r.correction === null) ctx.addIssue({ code: 'custom', path: ['correction'], message: zh.input.correction });
}).transform((r): FoiRequest => (r.type === 'information' ? { ...r, correction: null } : r));

export const identitySchema = z.object({
  type: short, number: z.string().trim().min(1).max(foiLimits.identityNumber),
  files: z.array(z.object({ name: short, mime: short, base64: z.string() })).max(foiLimits.identityFiles).default([]),
});
export type Identity = z.output<typeof identitySchema>;

export const receiptFactsSchema = z.object({
  submittedOn: day.nullable(), signedOn: day.nullable(), arrivedOn: day.nullable(), confirmedOn: day.nullable(), publishedRuleOn: day.nullable(),
}).partial();
export type ReceiptFactsData = z.output<typeof receiptFactsSchema>;

/** How a paper of ours reaches somebody. */
export const serviceSchema = z.object({
  via: z.enum(['post', 'counter', 'electronic', 'through-agency']),
  /** Post: number of the registered letter or EMS. */
  tracking: maybe(foiLimits.short),
  /** Counter: who signed for it. Electronic: the address it went to. */
  to: maybe(foiLimits.address),
  evidence: maybe(foiLimits.words),
});
export type Service = z.output<typeof serviceSchema>;
const paper = { paperId: z.uuid().nullable().default(null) };
const party = z.string().trim().min(1).max(40);

/** The period a decision or judgment sets for handling again. */
export const orderedPeriodSchema = z.discriminatedUnion('unit', [
  z.object({ unit: z.enum(['working-days', 'days']), length: z.int().min(1).max(400) }), z.object({ unit: z.literal('until'), until: day }),
]);

const begun = { channel: z.enum(channels), facts: receiptFactsSchema, evidence: maybe(foiLimits.words) };

/**
 * Data of every event. What people send with an act is exactly this; what the platform adds itself (`split-off`) is
 * here as well, so that the store holds nothing unparsed.
 */
export const eventData = {
  submit: z.object(begun),
  enter: z.object(begun),
  'split-off': z.object({ ...begun, from: z.uuid() }),
  'confirm-receipt': z.object({ facts: receiptFactsSchema, how: words }),
  register: z.object({ year: z.int(), seq: z.int() }).partial(),
  redirect: z.object({ agencyCode: short, reason: words }),
  assign: z.object({ personId: z.uuid(), note: maybe(foiLimits.words) }),
  'hand-over': z.object({ personId: z.uuid(), note: words }),
  note: z.object({ text: words }),
  judge: z.discriminatedUnion('step', [
    z.object({ step: z.literal('complete'), finding: z.enum(['complete', 'still-unclear']), note: maybe(foiLimits.words) }),
    z.object({
      step: z.literal('competent'),
      finding: z.enum(['ours', 'not-responsible', 'petition', 'publication', 'reconfirm', 'repeat', 'massive']), note: maybe(foiLimits.words),
    }),
    z.object({ step: z.literal('held'), finding: z.enum(['held', 'already-public', 'not-held', 'needs-creation', 'special-procedure']), note: maybe(foiLimits.words) }),
  ]),
  'notify-correction': z.object({
    /** 一次性告知: everything in one notice. */
    items: z.array(words).min(1).max(20), answerBy: day, service: serviceSchema, ...paper,
  }),
  'receive-correction': z.object({
    channel: z.enum(channels), facts: receiptFactsSchema, content: z.string().trim().min(1).max(foiLimits.content), excuse: maybe(foiLimits.words),
  }),
  'ask-third-party': z.object({ party, name: short, address: maybe(foiLimits.address), what: words, service: serviceSchema, ...paper }),
  'third-party-received': z.object({ party, evidence: maybe(foiLimits.words) }),
  'third-party-answered': z.object({ party, consent: z.enum(['yes', 'no', 'part']), reasons: maybe(foiLimits.words), reasonable: z.boolean().nullable().default(null) }),
  'tell-third-party': z.object({ party, publicInterest: words, service: serviceSchema, ...paper }),
  'ask-agency': z.object({ party, name: short, role: z.enum(['co-producer', 'other']), what: words, service: serviceSchema, ...paper }),
  'agency-received': z.object({ party, evidence: maybe(foiLimits.words) }),
  'agency-answered': z.object({ party, consent: z.enum(['yes', 'no', 'part']), reasons: maybe(foiLimits.words) }),
  'ask-unit': z.object({ unit: short, what: words, ...paper }),
  'unit-answered': z.object({ unit: short, result: words }),
  'request-extension': z.object({ workingDays: z.int().min(1), reason: words }),
  'approve-extension': z.object({ workingDays: z.int().min(1), opinion: maybe(foiLimits.words) }),
  'refuse-extension': z.object({ opinion: words }),
  'notify-extension': z.object({ service: serviceSchema, ...paper }),
  'notify-fee': z.object({
    basis: z.enum(['items', 'pages']), count: z.int().min(1).max(1_000_000), before: z.int().min(0).default(0), amount: z.number().default(0),
    service: serviceSchema, ...paper,
  }),
  'fee-notice-received': z.object({ evidence: maybe(foiLimits.words) }),
  'record-payment': z.object({ amount: z.number().min(0), voucher: short }),
  'narrow-request': z.object({
    channel: z.enum(channels), facts: receiptFactsSchema, content: z.string().trim().min(foiLimits.contentLeast, zh.input.content).max(foiLimits.content), evidence: maybe(foiLimits.words),
  }),
  'ask-reasons': z.object({ why: words, service: serviceSchema, ...paper }),
  'record-reasons': z.object({ given: words, reasonable: z.boolean(), judgement: words }),
  'set-delay': z.object({ until: day, reason: words, service: serviceSchema, ...paper }),
  split: z.object({ parts: z.array(z.string().trim().min(foiLimits.contentLeast).max(foiLimits.content)).min(2).max(foiLimits.parts), caseIds: z.array(z.uuid()).default([]), reason: words }),
  join: z.object({ caseIds: z.array(z.uuid()).min(1).max(foiLimits.parts), group: z.uuid().optional() }),
  'record-search': z.object({
    entries: z.array(z.object({ place: short, searchedBy: short, words: short, searchedOn: day, found: z.boolean(), result: words })).min(1).max(foiLimits.parts),
  }),
  decide: z.object({
    outcome: z.enum(outcomeCodes as [OutcomeCode, ...OutcomeCode[]]), variant: maybe(40),
    articles: z.array(short).max(20), facts: words, reasons: z.string().trim().max(foiLimits.words).default(''),
    provided: z.object({
      description: words, fileIds: z.array(z.uuid()).max(50).default([]), recordIds: z.array(z.uuid()).max(50).default([]), pages: z.int().min(0).default(0),
    }).nullable().default(null),
    withheld: z.array(z.object({ ground: z.enum(outcomeCodes as [OutcomeCode, ...OutcomeCode[]]), reason: words })).max(20).default([]),
    publicInterest: maybe(foiLimits.words), ownJudgement: maybe(foiLimits.words),
    earlierCase: z.uuid().nullable().default(null), responsibleAgency: maybe(foiLimits.short),
  }),
  'decide-correction': z.object({
    result: z.enum(correctionResults), agency: maybe(foiLimits.short), facts: words, reasons: z.string().trim().max(foiLimits.words).default(''),
  }),
  'pass-legality': z.object({ opinion: words }),
  'clear-secrecy': z.object({ conclusion: words }),
  approve: z.object({ opinion: maybe(foiLimits.words) }),
  return: z.object({ reason: words }),
  serve: z.object({ service: serviceSchema, paperId: z.uuid() }),
  undeliverable: z.object({ reason: words, evidence: maybe(foiLimits.words) }),
  withdraw: z.object({ reason: maybe(foiLimits.words), evidence: maybe(foiLimits.words) }),
  close: z.object({ outcome: z.enum(['other.noCorrection', 'other.noPayment', 'other.misc']), reason: words, ...paper }),
  'open-review': z.object({
    kind: z.enum(['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']), afterReview: z.uuid().nullable().default(null),
    authority: short, number: maybe(foiLimits.short), reviewId: z.uuid().optional(),
  }),
  'review-result': z.object({
    reviewId: z.uuid(), result: z.enum(['upheld', 'corrected', 'otherResult']), order: z.enum(reviewOrders).nullable().default(null), summary: words,
    lesson: maybe(foiLimits.words),
  }),
  reopen: z.object({ reviewId: z.uuid(), receivedOn: day, period: orderedPeriodSchema.nullable().default(null), reason: words }),
  evaluate: z.object({ score: z.int().min(1).max(5), words: maybe(foiLimits.words) }),
  'decide-publication': z.object({
    publish: z.boolean(), reason: words, recordId: z.uuid().nullable().default(null),
    /** The office's own words, for everybody: nothing an applicant wrote becomes public. */
    question: maybe(foiLimits.short), answer: maybe(foiLimits.words),
  }),
} as const satisfies Record<FoiEventType, z.ZodType>;

export const eventTypes = Object.keys(eventData) as FoiEventType[];
export type DataOf<T extends FoiEventType> = z.output<(typeof eventData)[T]>;
/** `on`: the day it happened; `at`: the moment it was put on record. */
type Recorded<T extends FoiEventType> = T extends FoiEventType ? { seq: number; type: T; on: CivilDate; at: Instant; data: DataOf<T> } : never;
export type CaseEvent = Recorded<FoiEventType>;
export type EventOf<T extends FoiEventType> = Extract<CaseEvent, { type: T }>;
export type Author = { actorId: string | null; actorName: string; actorRole: string };
/** As stored, with its author. */
export type StoredEvent = CaseEvent & Author;

// ── what the applicant sees ──

/** A letter's file for the applicant: `hash` names the ciphertext in the public file place, `key` (base64) opens it. */
export type SealedFile = { name: string; mime: string; size: number; hash: string; key: string };
export type ApplicantLetter = { id: string; kind: string; title: string; number: string | null; on: CivilDate; files: SealedFile[] };
export type ApplicantStage = 'sent' | 'arrived' | 'handling' | 'correcting' | 'awaiting-payment' | 'answered' | 'closed';
/** Everything on the applicant's page. It travels sealed; only the query code opens it. */
export type ApplicantView = {
  number: string;
  registerNumber: string | null;
  agencyCode: string;
  agencyName: string;
  stage: ApplicantStage;
  stageText: string;
  submittedAt: Instant;
  receivedOn: CivilDate | null;
  /** Why that day is the day of receipt. */
  receiptArticle: string | null;
  applicantName: string;
  request: FoiRequest;
  /** The reply's due date and how every day was counted. */
  due: { due: CivilDate; provisional: boolean; derivation: ClockDay[] } | null;
  delayedTo: CivilDate | null;
  delayArticle: string | null;
  waitingText: string | null;
  correction: { items: string[]; answerBy: CivilDate } | null;
  fee: { amount: number; notifiedOn: CivilDate; payBy: CivilDate | null; paidOn: CivilDate | null } | null;
  timeline: { on: CivilDate; text: string }[];
  letters: ApplicantLetter[];
  outcome: { code: OutcomeCode | CorrectionResult; name: string; on: CivilDate | null } | null;
  /** Earlier rounds, before a decision of reconsideration or a judgment had the case handled again. */
  rounds: { receivedOn: CivilDate; outcomeName: string | null; endedOn: CivilDate | null }[];
  can: ('correct' | 'narrow' | 'withdraw' | 'evaluate')[];
  evaluation: { score: number } | null;
  updatedAt: Instant;
};
