// The console API's types for Mongolian editions of records. Types only.
import type { Instant } from '@tongming/law';

/** 待译, 在译, 待审, 已发布, 需更新. */
export type TranslationState = 'asked' | 'taken' | 'submitted' | 'published' | 'stale';
export type StaleReason = 'revised' | 'ended' | 'withdrawn';
export type TranslationAct = 'take' | 'submit' | 'return' | 'publish';

export type TranslationRow = {
  sourceId: string; sourceTitle: string; title: string; agencyCode: string; agencyName: string; state: TranslationState; staleReason: StaleReason | null;
  translator: string | null; reviewer: string | null; updatedAt: Instant; version: number;
};
export type TranslationView = TranslationRow & {
  bodyText: string; returnedReason: string | null;
  /** As the public sees it now; null when it was withdrawn. */
  source: { title: string; text: string; documentNumber: string | null; edition: number; address: string } | null;
  /** The edition of the source that the text is of; another than the source's own = the source has changed since. */
  sourceEdition: number | null;
  record: { id: string; indexNumber: string; isPublic: boolean } | null;
  may: TranslationAct[];
  maySave: boolean;
};
/** A public record that may be asked for. */
export type TranslationSource = { id: string; title: string; documentNumber: string | null; agencyName: string };

export type CoverageRow = { code: string; name: string; records: number; published: number; stale: number; working: number };
export type Coverage = { sites: CoverageRow[]; agencies: CoverageRow[] };

/** What a text looks like put in order; nothing is changed until the writer takes it. Places are those of the text given. */
export type TextChange = { start: number; end: number; kind: string; before: string; after: string };
export type TextDoubt = { start: number; end: number; kind: string; text: string; alternatives: string[] };
export type TextCheck = {
  /** Menksoft code read as Unicode, gaps in their normal form. */
  text: string; changes: TextChange[]; doubts: TextDoubt[];
  /** Private codes nobody here can read: the text is not taken with them. */
  unknown: { start: number; end: number; code: string }[];
};
export type InterfaceWordRow = { path: string; chinese: string; mongolian: { text: string; source: string; sense: string } | null };

/*
GET  /translations?state=&q=&cursor=&limit=     → Page<TranslationRow>
GET  /translations/sources?q=                   → TranslationSource[]
GET  /translations/coverage                     → Coverage
GET  /translations/words                        → InterfaceWordRow[]
POST /translations/text                         { text } → TextCheck
POST /translations                              { sourceId } → TranslationView
GET  /translations/:id                          → TranslationView
PUT  /translations/:id                          { version, title, bodyText } → TranslationView
POST /translations/:id/take|submit|return|publish { version, reason? } → TranslationView
*/
