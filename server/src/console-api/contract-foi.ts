// The console API's types for disclosure on application (依申请公开). Types only, like contract.ts.
import type {
  CalendarYear, CivilDate, Consultation, FeeBasis, FeeLine, FoiClock, FoiDuty, Instant, OutcomeCode, ReceiptChannel, Refusal as LawRefusal, RegionalDay,
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
  /** 等待缴费时减少申请内容: the fee notice falls. */
  | 'narrow-request'
  | 'ask-reasons' | 'record-reasons' | 'set-delay'
  | 'split' | 'join' | 'record-search'
  | 'decide' | 'pass-legality' | 'clear-secrecy' | 'approve' | 'return' | 'serve' | 'undeliverable'
  | 'withdraw' | 'close' | 'open-review' | 'review-result' | 'evaluate' | 'decide-publication'
  /** 复议决定、判决撤销或者责令履行后重新办理: a new round of the same case. */
  | 'reopen'
  /** 条例第四十一条: the result of an application for correction of a record. */
  | 'decide-correction';
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
/** 申请获取政府信息 (条例第二十七条), or 申请更正与自身相关的政府信息记录 (条例第四十一条). */
export type FoiRequestType = 'information' | 'correction-of-record';
/** 更正申请: the record about the applicant himself, what it says, what it should say, and what shows that. */
export type RecordCorrection = { record: string; recorded: string; correct: string; evidence: string };
export type CorrectionResult = 'corrected' | 'transferred' | 'refused';
/** `transferred`: `agency` is who has the competence; the applicant is told of it. */
export type FoiCorrectionDecision = { result: CorrectionResult; agency: string | null; facts: string; reasons: string };
/** 条例第二十九条. No purpose is asked. */
export type FoiRequest = {
  /** Left out: information. With 'correction-of-record' there is `correction`. */
  type?: FoiRequestType;
  correction?: RecordCorrection | null;
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
  /** Null with a name: the result of a correction of records, which has no row in the annual form. */
  outcome: OutcomeCode | null; outcomeName: string | null; answeredOn: CivilDate | null; closedOn: CivilDate | null; version: number;
  requestType: FoiRequestType;
  /** 1, or more after a lost review. */
  round: number;
};

export type FoiBoard = {
  today: CivilDate;
  /** The last day that counts as soon. */
  soon: CivilDate;
  counts: { open: number; overdue: number; dueToday: number; dueSoon: number; arrived: number; mine: number; unassigned: number; lawsuits: number;
    /** Answered cases that several have asked for: whether to publish is to be decided (第四十四条). `suggested=true` lists them. */
    suggested: number };
  overdue: FoiRow[]; dueToday: FoiRow[]; dueSoon: FoiRow[]; arrived: FoiRow[]; waiting: FoiRow[];
  byWaiting: { waiting: FoiWaiting; name: string; count: number }[];
  /** A correction rate that rises is told to the office (M5.2): decided reviews of the last year and the year before. */
  corrections: { last: { decided: number; corrected: number }; before: { decided: number; corrected: number }; rising: boolean };
};
export type FoiCalendarDay = { date: CivilDate; working: boolean; cases: { id: string; number: string; what: string }[] };

export type FoiTimelineEntry = {
  seq: number; type: FoiEventType; name: string; on: CivilDate; at: Instant; by: string; role: string; text: string; data: unknown;
};
/** A mail that told the applicant of the event `seq`. `error`: what the mail server said last; it names no address. */
export type FoiMailView = {
  seq: number; kind: string; name: string; state: 'waiting' | 'sent' | 'failed'; queuedAt: Instant; endedAt: Instant | null; attempts: number; error: string | null;
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
/** What a decision of reconsideration or a judgment asks of the office: 撤销并责令重作、责令限期履行、确认违法. */
export type FoiReviewOrder = 'redo' | 'perform' | 'declared-unlawful';
export type FoiReviewView = {
  /** `reopened`: the order has been taken up. */
  order: FoiReviewOrder | null; reopened: boolean;
  id: string; kind: FoiReviewKind; afterReview: string | null; authority: string; number: string | null; acceptedOn: CivilDate;
  result: FoiReviewResult | null; resultOn: CivilDate | null; summary: string | null; lesson: string | null;
};
/** The period a decision or judgment sets. Working days or natural days after its receipt, or a fixed day. */
export type FoiOrderedPeriod = { unit: 'working-days' | 'days'; length: number } | { unit: 'until'; until: CivilDate };
/** An earlier round of the case (second time 办理): what was answered, what overturned it, from when the new count runs. */
export type FoiRound = {
  reviewId: string; order: FoiReviewOrder; reopenedOn: CivilDate;
  /** 收到复议决定、判决之日: day 0 of the new period. */
  receivedOn: CivilDate;
  /** Null: the decision names none, and the setting holds. */
  period: FoiOrderedPeriod | null;
  /** Null: the office had not answered. */
  outcome: OutcomeCode | null; outcomeName: string | null; endedOn: CivilDate | null;
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

export type FoiPublication = { question: string; answer: string; recordId: string | null; publishedOn: CivilDate };
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
  fee: { basis: FeeBasis; count: number; amount: number; derivation: FeeLine[]; notifiedOn: CivilDate; receivedOn: CivilDate | null; paidOn: CivilDate | null; payBy: CivilDate | null;
    /** The notice fell because less is asked for. */
    voidedOn: CivilDate | null } | null;
  decision: FoiDecision | null;
  /** Of a correction of records, in place of `decision`. */
  correctionDecision: FoiCorrectionDecision | null;
  /** Earlier rounds, oldest first. */
  rounds: FoiRound[];
  /** What the office has made public of this case (`decide-publication`). */
  published: FoiPublication | null;
  /** The day its personal data were removed; words are gone from then on. */
  anonymisedOn: CivilDate | null;
  searches: FoiSearchEntry[]; papers: FoiPaperView[];
  files: { id: string; purpose: string; name: string; size: number; mime: string; refused: string | null }[];
  timeline: FoiTimelineEntry[]; mails: FoiMailView[]; reviews: FoiReviewView[]; similar: SimilarCase[];
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
/** A year's holiday notice and days of the region, as law's CalendarYear and RegionalDay. What is not here is as the national notices have it. */
export type FoiCalendarData = { years: CalendarYear[]; regional: RegionalDay[] };
/** A case whose due date another notice or setting moves; `at` null: just now, or not yet. */
export type FoiMoved = { id: string; receiptNumber: string; agencyName: string; assigneeName: string | null; before: string | null; after: string | null; at: Instant | null };
/** `moved` holds the first two hundred of `movedCount`. */
export type FoiRecomputed = { recomputed: number; movedCount: number; moved: FoiMoved[] };
/** `volume`: what becomes of the bound archive volume when a case is anonymised. */
export type FoiRetention = { years: number | null; volume: 'keep' | 'remove' };

// ── papers and archive ──
export type FoiPaperKind =
  | 'registration' | 'receipt' | 'correction-notice' | 'reasons-notice' | 'extension-notice' | 'delay-notice' | 'third-party-consultation'
  | 'consultation-notice' | 'third-party-notice' | 'co-producer-consultation' | 'assistance-request' | 'fee-notice' | 'reply' | 'closure' | 'rectification';
/** `must`: words that stay however the part is edited (articles, days, the remedy). */
export type FoiLetterPart = { key: string; name: string; required: boolean; text: string; must: string[]; article: string | null };
/**
 * `party`: the third party, agency or unit it goes to, null for the applicant's letters. `number`: null until it is approved. `date`: 成文日期.
 * `withheldWords`: what must stand nowhere in it and in what is handed over with it; with `notes` (for the clerk) not printed.
 */
export type FoiLetter = {
  kind: FoiPaperKind; outcome: OutcomeCode | null; variant: string | null; party: string | null; layout: 'letter' | 'form'; title: string; number: string | null;
  agencyName: string; addressee: string; parts: FoiLetterPart[]; attachments: string[]; date: CivilDate; withheldWords: string[]; notes: string[];
};
/** What a letter is drafted from beside the case. `name`: whom it goes to, where no act has put it on record yet. As a query, `fee` is `basis`, `count`, `before`. */
export type FoiDraftData = {
  outcome?: OutcomeCode; variant?: string; party?: string; name?: string; what?: string; items?: string[]; answerBy?: CivilDate; why?: string; until?: CivilDate;
  workingDays?: number; fee?: { basis: FeeBasis; count: number; before: number }; rectification?: { record: string; result: string; reasons: string };
  attachments?: string[]; withheldWords?: string[];
};
export type FoiLetterEdit = { parts?: { key: string; text: string }[]; attachments?: string[]; addressee?: string; withheldWords?: string[] };
/** `reasons`: everything that still keeps it from being approved. A preview has no `id`. */
export type FoiDrafted = { id?: string; version?: number; content: FoiLetter; reasons: Reason[] };
export type FoiArchiveItem = { key: string; name: string; state: 'there' | 'missing' | 'apart' | 'not-needed'; missing: string[] };
export type FoiRemoval = { what: string; place: string; replaceBy: string | null };
export type FoiAnonymisationPlan = {
  /** First day on which it may be done; null: never, or not known yet. */
  from: CivilDate | null;
  /** Why not today; empty when it is to be done. */
  waits: string[]; remove: FoiRemoval[]; keep: readonly string[];
};
export type FoiArchive = { items: FoiArchiveItem[]; retention: FoiRetention; anonymisation: FoiAnonymisationPlan; archived: boolean };
export type FoiManifestPart = {
  no: number; key: string; title: string; number: string | null; date: CivilDate | null; name: string; mime: string; size: number; sha256: string; sm3: string;
  firstPage: number; pages: number; merged: 'as-is' | 'redrawn' | 'slip';
};
export type FoiManifest = {
  format: 'tongming-foi-archive-1'; caseId: string; archiveNumber: string; receiptNumber: string; registerNumber: string | null; agencyCode: string; agencyName: string;
  closedOn: CivilDate; retention: { years: number | null; until: CivilDate | null }; volume: { name: string; size: number; pages: number; sha256: string; sm3: string };
  parts: FoiManifestPart[]; missing: string[]; incompleteReason: string | null; digest: string;
};
/** Told before it is done: the worker proposes (`plannedOn`), the head of the office confirms, the worker performs. */
export type FoiAnonymisation = {
  caseId: string; receiptNumber: string; registerNumber: string | null; agencyCode: string; agencyName: string; closedOn: CivilDate; retentionEnd: CivilDate;
  plannedOn: CivilDate; confirmedOn: CivilDate | null; confirmedBy: string | null; performedOn: CivilDate | null;
};
export type FoiStaff = { id: string; name: string; roles: Role[] };

/*
Routes, all under /api/console, as in contract.ts.

GET  /foi/board?agency=                         → FoiBoard
GET  /foi/cases?q=&agency=&state=&waiting=&outcome=&kind=&year=&assignee=&overdue=&suggested=&unassigned=&lawsuits=&receivedFrom=&receivedTo=&closedFrom=&closedTo=&dueFrom=&order=newest|due&cursor=&limit=   → Page<FoiRow>
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
GET  /foi/cases/:id/papers/draft?kind=&…FoiDraftData   → FoiDrafted          (nothing is stored)
POST /foi/cases/:id/papers { kind, data: FoiDraftData, edit: FoiLetterEdit }   → FoiDrafted
PUT  /foi/papers/:pid { version, edit }         → FoiDrafted
POST /foi/papers/:pid/approve { version }       → FoiPaperView
GET  /foi/papers/:pid/file.pdf, file.docx       → the letter
GET  /foi/cases/:id/archive                     → FoiArchive
POST /foi/cases/:id/archive { incompleteReason } → FoiManifest
GET  /foi/cases/:id/archive.pdf?now=1           → the volume (as bound; now=1: as it would be bound)
GET  /foi/cases/:id/manifest.json               → FoiManifest
GET  /foi/anonymisation?agency=                 → FoiAnonymisation[]          (proposed and not performed first, then the last performed)
POST /foi/anonymisation/confirm { caseIds }     → FoiAnonymisation[]          (openness-head; performed by the worker within the hour)
GET  /foi/retention ; PUT /foi/retention FoiRetention   (openness-head)
GET  /foi/settings ; PUT /foi/settings FoiSettings       → FoiRecomputed      (journalled; every open clock is counted anew)
GET  /foi/calendar-data                         → FoiCalendarData
PUT  /foi/calendar-data FoiCalendarData         → FoiRecomputed               (a changed holiday notice; journalled)
POST /foi/settings/preview, /foi/calendar-data/preview  (as PUT)  → FoiRecomputed   (what saving would move; nothing is written)
GET  /foi/moves                                 → FoiMoved[]                  (among open cases I see, the last two weeks)
*/
/** `total` is exact up to 10,000 and stays there. */
export type FoiPage = Page<FoiRow>;
