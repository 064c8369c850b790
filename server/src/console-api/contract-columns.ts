// The console API's types for columns. Types only.
import type { CivilDate, ColumnGroup, ColumnType, UpdateDuty } from '@tongming/law';
import type { Reason } from './contract.ts';
import type { SiteState } from './contract-sites.ts';

export type ColumnState = 'preparing' | 'open' | 'closed';
export type ColumnItemMode = 'pinned' | 'placed' | 'excluded';
/** Conditions ANDed, each a list ORed. */
export type ColumnRule = {
  kinds?: string[] | undefined; categories?: string[] | undefined; themes?: string[] | undefined; agencies?: string[] | undefined; regions?: string[] | undefined;
  words?: string[] | undefined; languages?: string[] | undefined;
};
/** `title` null: the record is not public (any more). */
export type ColumnHand = { recordId: string; mode: ColumnItemMode; title: string | null; datePublished: CivilDate | null; agencyName: string | null };
export type ColumnStanding = 'fresh' | 'warning' | 'late' | 'blank' | 'exempt';
export type ColumnRow = {
  id: string; siteCode: string; parentId: string | null; slug: string; path: string; level: number; name: string; type: string; purpose: string; keywords: string[];
  agencyCode: string; agencyName: string; person: string; duty: UpdateDuty | null; rule: ColumnRule | null; onHome: boolean; position: number; state: ColumnState; version: number;
  /** Public records in it now, and the day the newest was published. */
  count: number; lastOn: CivilDate | null; directory: boolean; standing: ColumnStanding; due: CivilDate | null; items: ColumnHand[];
  /** What stands in the way of opening, as far as it is known now. */
  refusals: Reason[];
};
export type ColumnsView = { site: string; siteName: string; mayManage: boolean; columns: ColumnRow[]; agencies: { code: string; name: string }[]; types: ColumnType[] };
export type ColumnFields = {
  name: string; type: string; purpose: string; keywords: string[]; agencyCode: string; person: string; duty: UpdateDuty | null; rule: ColumnRule | null; onHome: boolean;
};
export type NewColumn = Pick<ColumnFields, 'name' | 'type' | 'agencyCode' | 'duty'> & Partial<ColumnFields> & { parentId: string | null; slug: string };
export type RuleHit = { id: string; title: string; datePublished: CivilDate; agencyName: string };
export type RulePreview = { total: number; first: RuleHit[] };

/** `by`: what asks for an update first: the column's own duty, or the check. */
export type ColumnDue = {
  id: string; site: string; siteName: string; name: string; path: string; type: string; agencyName: string; person: string; duty: UpdateDuty | null; directory: boolean; count: number;
  lastOn: CivilDate | null; state: ColumnStanding; due: CivilDate | null; by: 'duty' | 'dynamic' | 'notice' | 'unrenewed' | null;
};
/** Each counted by itself, never summed. */
export type SiteVeto = {
  site: string; siteName: string; state: SiteState; columns: number; warned: number;
  /** Null before there was a check. */
  home: { lastOn: CivilDate | null; due: CivilDate | null; state: 'fresh' | 'warning' | 'late' } | null;
  vetoes: { key: 'stale' | 'unrenewed' | 'blank'; count: number; limit: number; warnAt: number | null; reached: boolean; columns: { id: string; name: string }[] }[];
};
export type ColumnWarnings = { dynamicDays: number; noticeMonths: number; blank: number; unrenewedMonths: number };
export type ColumnsDue = {
  on: CivilDate; check: { document: string; homeDays: number; dynamicDays: number; noticeMonths: number; staleTogether: number; unrenewed: number; blank: number } | null;
  warnings: ColumnWarnings; types: ColumnType[]; ownTypes: boolean; sites: SiteVeto[]; columns: ColumnDue[];
};
export type ColumnSettings = { types: { name: string; group: ColumnGroup; duty: UpdateDuty | null }[] | null; warnings: ColumnWarnings };

/*
GET  /sites/:code/columns                        → ColumnsView
POST /sites/:code/columns NewColumn              → ColumnsView
POST /sites/:code/columns/rule {rule}            → RulePreview
GET  /sites/:code/columns/:id/preview?draft=JSON → the column's page as it would be
PUT  /columns/:id {version} & Partial<ColumnFields>      → ColumnsView ; 409 edit-conflict
POST /columns/:id/move {version, parentId, slug}         → ColumnsView
POST /columns/:id/shift {version, by: -1 | 1}            → ColumnsView
POST /columns/:id/place {version, recordId, mode | null} → ColumnsView
POST /columns/:id/open | close | remove {version}        → ColumnsView
GET  /columns/due                                → ColumnsDue
PUT  /columns/settings ColumnSettings            → ColumnsDue
*/
