// The console API's types for disclosure on application (依申请公开). Types only, like contract.ts.
import type {
  CivilDate, Consultation, FeeBasis, FeeLine, FoiClock, FoiDuty, Instant, OutcomeCode, ReceiptChannel, Refusal as LawRefusal,
} from '@tongming/law';
import type { Page, Reason, Role } from './contract.ts';

/** As the columns of the annual report's table 三. */
export type ApplicantKind = 'naturalPerson' | 'enterprise' | 'research' | 'publicWelfare' | 'legalService' | 'otherOrg';

export type FoiState =
  /** 待登记: taken in; the receipt date may still be waiting for a confirmation. */
  | 'arrived'
  | 'handling' | 'correcting' | 'awaiting-payment' | 'reviewing' | 'approving' | 'serving'
  /** 已答复: ended with a letter. */
  | 'answered'
  /** 已办结 without an answer: not corrected, not paid, withdrawn. */
  | 'closed';

/** What people do with a case; each is also the type of the event it writes. `submit` and `enter` begin a case. */
export type FoiAct =
  | 'confirm-receipt' | 'register' | 'redirect' | 'assign' | 'hand-over' | 'note'
  | 'judge' | 'notify-correction' | 'receive-correction'
  | 'ask-third-party' | 'third-party-received' | 'third-party-answered' | 'tell-third-party'
  | 'ask-agency' | 'agency-received' | 'agency-answered' | 'ask-unit' | 'unit-answered'
  | 'request-extension' | 'approve-extension' | 'refuse-extension' | 'notify-extension'
  | 'notify-fee' | 'fee-notice-received' | 'record-payment'
  | 'ask-reasons' | 'record-reasons' | 'set-delay'
  | 'split' | 'join' | 'record-search'
  | 'decide' | 'pass-legality' | 'clear-secrecy' | 'approve' | 'return' | 'serve' | 'undeliverable'
  | 'withdraw' | 'close' | 'open-review' | 'review-result' | 'evaluate' | 'decide-publication';
export type FoiEventType = 'submit' | 'enter' | 'split-off' | FoiAct;

/** 补不补 · 该不该 · 有没有 · 给不给 · 当不当. */
export type FoiStep = 'complete' | 'competent' | 'held' | 'decide' | 'proper';
export type FoiStepView = {
  step: FoiStep;
  name: string;
  article: string;
  /** `skipped`: the result of an earlier step makes it pointless. */
  state: 'done' | 'now' | 'ahead' | 'skipped';
  finding: string | null;
  checklist: string[];
};

export type Applicant = {
  kind: ApplicantKind;
  name: string;
  /** Organisations: their representative and whom to call. */
  representative: string | null;
  contact: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  postcode: string | null;
};
export type Delivery = 'post' | 'pick-up' | 'online' | 'email' | 'inspect';
export type Medium = 'paper' | 'electronic' | 'disc' | 'copy-by-hand';
/** 条例第二十九条. No purpose is asked. */
export type FoiRequest = {
  /** 名称、文号 or other description of the information. */
  content: string;
  documentNumber: string | null;
  delivery: Delivery;
  medium: Medium;
  /** 阅读困难或者视听障碍 (条例第四十三条). */
  helpNeeded: string | null;
};

export type FoiWaiting = 'receipt' | 'registration' | 'us' | 'applicant' | 'third-party' | 'agency' | 'payment' | 'reasons' | 'legality' | 'secrecy' | 'approval' | 'service' | 'head';

export type FoiRow = {
  id: string; receiptNumber: string; registerNumber: string | null; agencyCode: string; agencyName: string;
  applicantName: string; applicantKind: ApplicantKind; summary: string; channel: ReceiptChannel; state: FoiState; stateName: string;
  submittedAt: Instant; receivedOn: CivilDate | null;
  /** End of the reply period. `daysLeft` counts working days and is negative when it has passed. */
  due: { due: CivilDate; daysLeft: number; provisional: boolean } | null;
  /** The nearest thing to do, in words, with its day. */
  next: { duty: string; due: CivilDate; daysLeft: number } | null;
  waitingFor: FoiWaiting[]; waitingText: string; assignee: { id: string; name: string } | null;
  outcome: OutcomeCode | null; outcomeName: string | null; answeredOn: CivilDate | null; closedOn: CivilDate | null; version: number;
};

export type FoiBoard = {
  today: CivilDate;
  counts: { open: number; overdue: number; dueToday: number; dueSoon: number; arrived: number; mine: number; unassigned: number; lawsuits: number };
  overdue: FoiRow[]; dueToday: FoiRow[]; dueSoon: FoiRow[]; arrived: FoiRow[]; waiting: FoiRow[];
  byWaiting: { waiting: FoiWaiting; name: string; count: number }[];
  /** A correction rate that rises is told to the office (M5.2): decided reviews of the last year and the year before. */
  corrections: { last: { decided: number; corrected: number }; before: { decided: number; corrected: number }; rising: boolean };
};
export type FoiCalendarDay = { date: CivilDate; working: boolean; cases: { id: string; number: string; what: string }[] };

export type FoiTimelineEntry = {
  seq: number; type: FoiEventType; name: string; on: CivilDate; at: Instant; by: string; role: string; text: string; data: unknown;
};
export type FoiPaperState = 'draft' | 'approved' | 'served' | 'void';
export type FoiPaperView = {
  id: string; kind: string; state: FoiPaperState; number: string | null; title: string; content: unknown; joined: string[];
  files: { name: string; hash: string; size: number; mime: string; format: string }[];
  servedOn: CivilDate | null; version: number;
};
export type FoiSearchEntry = { place: string; searchedBy: string; words: string; searchedOn: CivilDate; found: boolean; result: string };
export type FoiReviewKind = 'reconsideration' | 'litigationDirect' | 'litigationAfterReconsideration';
export type FoiReviewResult = 'upheld' | 'corrected' | 'otherResult';
export type FoiReviewView = {
  id: string; kind: FoiReviewKind; afterReview: string | null; authority: string; number: string | null; acceptedOn: CivilDate;
  result: FoiReviewResult | null; resultOn: CivilDate | null; summary: string | null; lesson: string | null;
};
export type FoiPartyView = {
  party: string; name: string; what: string; sentOn: CivilDate; receivedOn: CivilDate | null; answerDue: CivilDate | null;
  answeredOn: CivilDate | null; consent: 'yes' | 'no' | 'part' | null;
  /** Silence means something else for each (条例第三十二条、第三十四条). */
  silence: string; reasons: string | null; toldOn: CivilDate | null;
};
export type FoiDecision = {
  outcome: OutcomeCode; variant: string | null;
  /** Articles, each with paragraph and item as the letter cites them. */
  articles: string[];
  facts: string; reasons: string;
  /** For `granted` and `partial`: what is given, and how. */
  provided: { description: string; fileIds: string[]; recordIds: string[]; pages: number } | null;
  /** Withheld parts of a partial answer, each with its ground. */
  withheld: { ground: OutcomeCode; reason: string }[];
  /** 公共利益 over a third party's objection (条例第三十二条). */
  publicInterest: string | null;
  /** The agency's own judgement where a third party kept silent. */
  ownJudgement: string | null;
  /** `np.repeat`: the earlier case; `unable.notHeld`: the responsible agency. */
  earlierCase: string | null; responsibleAgency: string | null;
};
export type SimilarCase = { id: string; receiptNumber: string; registerNumber: string | null; submittedAt: Instant; state: FoiState; outcome: OutcomeCode | null; likeness: number; sameApplicant: boolean; summary: string };

/** What I may do with this case now; `refusals` are what stands in the way whatever is said. */
export type FoiAvailable = { act: FoiAct; label: string; consequence: string; article: string | null; refusals: Reason[]; warnings: Reason[] };

export type FoiCaseView = FoiRow & {
  applicant: Applicant; request: FoiRequest;
  receipt: { facts: Partial<Record<string, CivilDate | null>>; receivedOn: CivilDate | null; waiting: string | null; article: string; evidence: string[]; notes: string[] };
  /** Null until there is a receipt date. `derivation` shows every day. */
  clock: FoiClock | null; duties: FoiDuty[]; consultations: Consultation[]; delayedTo: CivilDate | null; clockWarnings: LawRefusal[];
  steps: FoiStepView[]; thirdParties: FoiPartyView[]; agencies: FoiPartyView[]; units: { unit: string; what: string; askedOn: CivilDate; answeredOn: CivilDate | null; result: string | null }[];
  correction: { items: string[]; answerBy: CivilDate; notifiedOn: CivilDate; receivedOn: CivilDate | null } | null;
  extension: { workingDays: number; reason: string; requestedOn: CivilDate; approvedOn: CivilDate | null; notifiedOn: CivilDate | null } | null;
  fee: { basis: FeeBasis; count: number; amount: number; derivation: FeeLine[]; notifiedOn: CivilDate; receivedOn: CivilDate | null; paidOn: CivilDate | null; payBy: CivilDate | null } | null;
  decision: FoiDecision | null; searches: FoiSearchEntry[]; papers: FoiPaperView[];
  files: { id: string; purpose: string; name: string; size: number; mime: string; refused: string | null }[];
  timeline: FoiTimelineEntry[]; reviews: FoiReviewView[]; similar: SimilarCase[];
  splitFrom: string | null; joined: { id: string; number: string }[]; hasIdentity: boolean; evaluation: { score: number; words: string | null } | null;
  suggestOpen: boolean; available: FoiAvailable[];
};

/** `on`: the day it happened, today unless said. The data of each act: `eventData` in domains/foi/model.ts. */
export type FoiActRequest = { version: number; on?: CivilDate; data?: unknown };

/** 代为登记: what came by mail, at the counter, by fax, by telephone. */
export type FoiEntryRequest = {
  agencyCode: string; channel: ReceiptChannel; submittedOn: CivilDate;
  facts: { signedOn?: CivilDate | null; arrivedOn?: CivilDate | null; confirmedOn?: CivilDate | null; publishedRuleOn?: CivilDate | null };
  evidence: string; applicant: Applicant; identity: { type: string; number: string } | null; request: FoiRequest;
  /** Print a query code on the 接收回执, so that this applicant can follow the case on the portal too. */
  queryCode: boolean;
};
export type FoiEntryResult = { case: FoiCaseView; receiptNumber: string; queryCode: string | null };

export type FoiSettings = { clock: Record<string, unknown>; receipt: Record<string, unknown>; onlineReconsideration: string | null };
export type FoiStaff = { id: string; name: string; roles: Role[] };

/*
Routes, all under /api/console, as in contract.ts.

GET  /foi/board?agency=                         → FoiBoard
GET  /foi/cases?q=&agency=&state=&waiting=&outcome=&kind=&year=&assignee=&overdue=&receivedFrom=&receivedTo=&closedFrom=&closedTo=&cursor=&limit=   → Page<FoiRow>
GET  /foi/mine?cursor=                          → Page<FoiRow>
GET  /foi/calendar?agency=&from=&to=            → FoiCalendarDay[]
GET  /foi/reference                             → { states, acts, channels, applicantKinds, deliveries, mediums, outcomes, steps, evidence } (codes with names and articles)
GET  /foi/staff?agency=                         → FoiStaff[]           (whom a case can be assigned to)
POST /foi/cases FoiEntryRequest                 → FoiEntryResult
GET  /foi/cases/:id                             → FoiCaseView
POST /foi/cases/:id/acts/:act FoiActRequest     → FoiCaseView | 409 edit-conflict | 422 with every reason and its article
GET  /foi/cases/:id/identity                    → { type, number, files: { name, mime, base64 }[] }   (journalled)
POST /foi/cases/:id/files?purpose= (multipart: file)     → { id, purpose, name, size, mime }
GET  /foi/cases/:id/files/:fid                  → the file (download)
GET  /foi/cases/:id/fee?basis=&count=           → { amount, derivation, before }                      (what a notice would say)
GET  /foi/settings ; PUT /foi/settings FoiSettings
PUT  /foi/calendar-data { years, regional }     → { recomputed, moved }      (a changed holiday notice; journalled)
*/
/** `total` is exact up to 10,000 and stays there. */
export type FoiPage = Page<FoiRow>;
