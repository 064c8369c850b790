// The console API's types for the annual report (年度报告) and the openness guide (公开指南、目录). Types only, like contract.ts.
import type { AnnualReportCheck, CivilDate, Instant, ReportDue } from '@tongming/law';
import type { Page, Reason } from './contract.ts';

/** 编制中, 已报送, 已发布. */
export type ReportState = 'draft' | 'submitted' | 'published';
export type ReportAct = 'submit' | 'return' | 'publish' | 'revise';

/**
 * One cell. `computed` is what the platform counts now, `value` what the report says; they differ where `correction`
 * says why (or, once submitted, where something was put on record later: `drifted`). Null is a blank, not zero.
 */
export type ReportCell = {
  key: string; label: string; value: number | null; computed: number | null;
  source: 'ledger' | 'reviews' | 'library' | 'entered' | 'sum';
  /** Whether a person may enter or correct it: sums follow by themselves. */
  settable: boolean; kind: 'count' | 'change' | 'amount';
  correction: { value: number; computed: number | null; reason: string; by: string; at: Instant } | null;
  /** The count has changed since it was corrected: the correction must be made again or taken back. */
  stale: boolean;
  drifted: boolean;
  /** Agencies whose blank keeps this cell of their government blank. */
  missing: string[];
};

export type ReportSectionView = {
  no: string; title: string; table: 'table2' | 'table3' | 'table4' | null; mustCover: string[];
  /** Sections of text: what is printed, what the figures suggest, and whether a person has written it. */
  text: string | null; draft: string | null; edited: boolean;
};

export type ReportView = {
  agencyCode: string; agencyName: string; year: number; title: string; form: string; state: ReportState; stateName: string;
  /** Null for towns, for which the regulation sets no day. */
  due: ReportDue | null; complete: boolean;
  /** Members of a government's report, and where their figures come from. */
  members: { code: string; name: string; source: 'submitted' | 'counted' | 'published' }[];
  cells: ReportCell[]; sections: ReportSectionView[]; check: AnnualReportCheck;
  previous: { year: number; source: 'submitted' | 'counted' } | null;
  /** 信息处理费, yuan. */
  feeIncome: number;
  uncounted: { unconfirmed: number; endedUnreceived: number; endedWithoutResult: number };
  problems: Reason[]; warnings: Reason[];
  available: { act: ReportAct; label: string; refusals: Reason[] }[];
  editable: boolean; submittedOn: CivilDate | null; publishedOn: CivilDate | null; recordId: string | null; version: number;
};

export type ReportListRow = {
  agencyCode: string; agencyName: string; state: ReportState; stateName: string; due: CivilDate | null; overdue: boolean;
  submittedOn: CivilDate | null; publishedOn: CivilDate | null; recordId: string | null;
};

export type CellItem =
  | { kind: 'case'; id: string; agencyCode: string; receiptNumber: string; registerNumber: string | null; applicantKind: string; receivedOn: CivilDate; endedOn: CivilDate | null; outcome: string | null }
  | { kind: 'review'; id: string; caseId: string; agencyCode: string; authority: string; number: string | null; acceptedOn: CivilDate; resultOn: CivilDate | null; standing: string }
  | { kind: 'record'; id: string; agencyCode: string; title: string; indexNumber: string; madeOn: CivilDate; publishedOn: CivilDate; endedOn: CivilDate | null };
/** `parts`: what each member brings to a government's figure. */
export type CellPage = Page<CellItem> & { cell: ReportCell; parts: { code: string; name: string; value: number | null }[]; history: { value: number | null; computed: number | null; reason: string; by: string; at: Instant }[] };

/** Texts set to null follow the figures again. */
export type ReportTextsRequest = { version: number; texts: Partial<Record<'一' | '五' | '六', string | null>> };
/** `value` null takes back what was entered. */
export type ReportFigureRequest = { version: number; cell: string; value: number | null; reason: string };
export type ReportActRequest = { version: number; reason?: string };

/** 待办, 已公布 with an answer, 不公布 with a reason. */
export type CommentState = 'waiting' | 'published' | 'rejected';
/** A comment of the public on a published report. `shownAs`: how it is published when it holds personal numbers; else null. */
export type ReportCommentRow = {
  id: string; receipt: string; recordId: string; report: string | null; agencyCode: string; agencyName: string; signature: string | null; contact: string | null;
  words: string; shownAs: string | null; receivedAt: Instant; state: CommentState; answer: string | null; reason: string | null;
  decidedBy: string | null; decidedAt: Instant | null; version: number; mayDecide: boolean;
};
/** `waiting`: how many of those asked for, in whatever state, wait for a decision. */
export type ReportCommentPage = Page<ReportCommentRow> & { waiting: number };
export type CommentDecision = { act: 'publish'; version: number; answer: string } | { act: 'reject'; version: number; reason: string };

export type GuideFact = { key: string; label: string; value: string | null; required: boolean };
export type GuideView = {
  agencyCode: string; agencyName: string; facts: GuideFact[];
  texts: { classification: string; arrangement: string; access: string }; draft: GuideView['texts'];
  /** Null: never confirmed. `changed`: facts that differ from those confirmed. */
  confirmed: { on: CivilDate; by: string | null } | null; stale: boolean; changed: string[]; refusals: Reason[]; version: number; mayConfirm: boolean;
};
export type StaleGuide = { agencyCode: string; agencyName: string; confirmedOn: CivilDate | null; changed: string[]; missing: string[] };
export type GuideRow = StaleGuide & { stale: boolean };
/** 索引、名称、内容概述、生成日期 (条例第十二条). */
export type DirectoryItem = { id: string; indexNumber: string; title: string; summary: string; date: CivilDate };

/*
Routes, all under /api/console, as in contract.ts.

GET  /annual-reports?year=                                  → ReportListRow[]     (agencies whose reports I may read)
GET  /annual-reports/:agency/:year                          → ReportView
GET  /annual-reports/:agency/:year/cells/:cell?cursor=&limit=   → CellPage
PUT  /annual-reports/:agency/:year/texts ReportTextsRequest     → ReportView | 409 edit-conflict
PUT  /annual-reports/:agency/:year/figures ReportFigureRequest  → ReportView | 409 edit-conflict
POST /annual-reports/:agency/:year/acts/:act ReportActRequest   → ReportView | 409 | 422 with every reason
GET  /annual-reports/:agency/:year/file?format=json|html|docx|pdf   → the file

GET  /report-comments?recordId=&state=&cursor=&limit=       → ReportCommentPage (on reports I may read)
POST /report-comments/:id/decision CommentDecision          → { ok } | 409 edit-conflict | 422

GET  /openness-guides                                       → GuideRow[]          (those I look after)
GET  /openness-guides/stale                                 → StaleGuide[]
GET  /openness-guides/:agency                               → GuideView
POST /openness-guides/:agency/confirm { version, texts }    → GuideView | 422
GET  /openness-guides/:agency/directory?cursor=&limit=      → Page<DirectoryItem>
GET  /openness-guides/:agency/directory.csv                 → the file
*/
