// The shapes of a letter (文书): what a template says, what a draft holds, what it is drafted from.
import type { AgencyLevel, AuthorityRole, Calendar, CivilDate, OutcomeCode } from '@tongming/law';
import type { FoiDraftData, FoiLetter, FoiLetterPart, FoiPaperKind } from '../../../console-api/contract-foi.ts';
import type { LetterFacts } from './facts.ts';

/** `core.foi_paper.kind`. The first group accompanies the procedure, the last three answer or end it. */
export const paperKinds = [
  'registration', 'receipt', 'correction-notice', 'reasons-notice', 'extension-notice', 'delay-notice', 'third-party-consultation',
  'consultation-notice', 'third-party-notice', 'co-producer-consultation', 'assistance-request', 'fee-notice',
  'reply', 'closure', 'rectification',
] as const satisfies readonly FoiPaperKind[];
export type PaperKind = FoiPaperKind;
export function isPaperKind(text: string): text is PaperKind {
  return paperKinds.some((kind) => kind === text);
}

/** A part of a template. `covers`: the elements of law's `outcomes` (and `letterElements`) that stand in it. */
export type TemplatePart = {
  key: string;
  name: string;
  required: boolean;
  covers: readonly string[];
  /** Empty: nothing to say in this case. */
  text: (facts: LetterFacts) => string;
  /** What must stay in it however it is edited: articles, days, the remedy. */
  must?: (facts: LetterFacts) => readonly string[];
  article?: string;
};
export type Template = {
  kind: PaperKind;
  outcome: OutcomeCode | null;
  variant: string | null;
  title: string;
  layout: 'letter' | 'form';
  /** Which line of numbers the letter takes its number from. */
  series: 'reply' | 'notice';
  addressee: 'applicant' | 'party' | 'none';
  parts: readonly TemplatePart[];
};

/** A letter as it is stored in `core.foi_paper.content`, edited part by part. */
export type LetterContent = FoiLetter;
export type LetterPart = FoiLetterPart;

/** The agency as letters need it. */
export type LetterAgency = {
  name: string;
  level: AgencyLevel;
  /** Why a lawyer should look at the level, or null. */
  levelNote: string | null;
  authorityNames: Partial<Record<AuthorityRole, string>>;
  /** 机关代字 of replies and of procedural papers: 通政办依复, 通政办依告. Null: the agency has no 代字 to derive them from. */
  codes: { reply: string; notice: string } | null;
  /** With the holidays this office knows of. */
  calendar?: Calendar;
  office: string | null;
  address: string | null;
  postcode: string | null;
  phone: string | null;
  hours: string | null;
  /** Set by the office in place of the default period for paying. */
  paymentWorkingDays: number | null;
  /** Internet channel for reconsideration (行政复议法第二十二条第二款). */
  onlineReconsideration: string | null;
};

/** What a clerk says beside the case where the act that records it comes only after the letter. */
export type DraftData = FoiDraftData & {
  /** `notProcessed.repeat`: the answer given before. */
  earlier?: { on: CivilDate; number: string };
};
