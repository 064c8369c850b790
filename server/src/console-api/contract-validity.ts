import type { CivilDate, Instant } from '@tongming/law';

export type { Page } from './contract.ts';

/** Runs out within 3 months, within 6, has no last day, has run out lately. */
export type ValidityBucket = 'due3' | 'due6' | 'none' | 'expired';
export type ValidityRow = {
  id: string; title: string; documentNumber: string | null; agencyName: string; category: string;
  effectiveOn: CivilDate | null; expiresOn: CivilDate | null;
  /** What was decided about this last day. */
  decision: { kind: 'keep-on' | 'let-expire'; ground: string; by: string; at: Instant } | null;
  /** Reminders given for this last day, and what became of the mail. */
  reminders: { months: number; at: Instant; mail: 'waiting' | 'sent' | 'failed' | 'none' }[];
  /** The last day a period by the local rule would give; for records without one. */
  suggested: CivilDate | null;
  version: number; editable: boolean; public: boolean;
};
/** GET /validity?bucket=&agency=&cursor= */
export type ValidityPage = { total: number; items: ValidityRow[]; next: string | null; counts: Record<ValidityBucket, number> };
/** POST /records/:id/validity */
export type ValidityRequest =
  | { kind: 'keep-on'; version: number; expiresOn: CivilDate; ground: string; evaluation: string }
  | { kind: 'let-expire'; version: number; ground: string };
/** GET and PUT /validity/settings: periods by local rule, each from its day on. */
export type ValidityPeriod = { from: CivilDate; years: number; trialYears: number; basis: string };
export type ValiditySettingsView = { periods: ValidityPeriod[]; defaults: { years: number; trialYears: number }; editable: boolean };

export type CleanupDecision = 'keep' | 'amend' | 'repeal' | 'expire';
/** All parts that are set must fit; empty lists stand for everything. */
export type CleanupScope = { agencies: string[]; categories: string[]; yearFrom: number | null; yearTo: number | null; statuses: string[] };
export type CleanupRequest = { agencyCode: string; name: string; scope: CleanupScope; deadline: CivilDate };
export type CleanupRow = {
  id: string; name: string; agencyName: string; deadline: CivilDate; state: 'open' | 'closed' | 'cancelled'; startedAt: Instant; appliedOn: CivilDate | null;
  total: number; decided: number;
};
export type CleanupView = CleanupRow & {
  version: number; scope: CleanupScope; scopeWords: string; startedBy: string; closedBy: string | null; closedAt: Instant | null;
  counts: Record<CleanupDecision | 'undecided' | 'conflicts', number>;
  agencies: { code: string; name: string; total: number; decided: number }[];
  /** The office that leads it may close, cancel and give back. */
  leads: boolean;
};
export type CleanupItem = {
  /** The record's id. */
  id: string; position: number; title: string; documentNumber: string | null; agencyCode: string; agencyName: string; dateMade: CivilDate | null;
  category: string; status: string; expiresOn: CivilDate | null;
  decision: CleanupDecision | null; ground: string | null; decidedBy: string | null; decidedAt: Instant | null; returnedNote: string | null;
  /** What became of the record since the list was frozen, in words; null: nothing. */
  conflict: string | null;
  outcome: 'kept' | 'to-amend' | 'repealed' | 'expired' | 'skipped' | null; outcomeNote: string | null;
  version: number; editable: boolean; public: boolean;
};
export type CleanupItems = { total: number; items: CleanupItem[]; next: string | null };
/** POST /cleanups/:id/decisions, all or none; `decision` null takes the decisions back. */
export type CleanupDecideRequest = { items: { id: string; version: number }[]; decision: CleanupDecision | null; ground: string };
/** POST /cleanups/:id/returns: the office that leads gives decisions back, with what is to be thought over. */
export type CleanupReturnRequest = { items: { id: string; version: number }[]; note: string };
/** POST /cleanups/:id/close; `skipConflicts`: the conflicts shown were read, those records are left as they are. */
export type CleanupCloseRequest = { version: number; effectiveOn: CivilDate; skipConflicts: boolean };
