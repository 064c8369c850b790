// Types of content (信息), hotlines, topics and syndication between console and server.
import type { CivilDate, Instant } from '@tongming/law';
import type { Body } from '@tongming/typeset';
import type { Reason } from './contract.ts';

export type ContentKind = 'news' | 'notice' | 'image-story' | 'video' | 'question' | 'data-table' | 'official' | 'agency-function' | 'interpretation';
export type ContentState = 'draft' | 'review' | 'published' | 'withdrawn';
export type ContentAct = 'submit' | 'return' | 'publish' | 'revise' | 'withdraw' | 'discard';

export type ContentFile = { hash: string; name: string; mime: string; size: number };
export type StoryPicture = { file: string; alt: string; caption: string };
export type DataColumn = { name: string; type: 'text' | 'number' | 'percent' | 'date'; unit: string };
export type DataCell = string | number | null;
export type DataChart = { type: 'bar' | 'line'; label: number; values: number[] };
export type InterpretationForm = 'text' | 'chart' | 'video' | 'press' | 'expert' | 'media' | 'questions';
export type ContentFacts =
  | { kind: 'news' }
  | { kind: 'notice'; until: string | null }
  | { kind: 'image-story'; pictures: StoryPicture[] }
  | { kind: 'video'; video: ContentFile | null; poster: string | null; captions: ContentFile | null; transcript: string }
  | { kind: 'question'; asked: string }
  | { kind: 'data-table'; columns: DataColumn[]; rows: DataCell[][]; chart: DataChart | null; note: string }
  | { kind: 'official'; name: string; post: string; duties: string; cv: string; photo: string | null; rank: number }
  | { kind: 'agency-function'; duties: string; address: string; hours: string; phone: string; head: string; departments: string[] }
  | { kind: 'interpretation'; form: InterpretationForm };

export type ContentWritten = {
  title: string; summary: string | null; keywords: string[]; theme: string | null; source: string; author: string | null;
  originality: 'own' | 'reprinted'; sourceUrl: string | null; text: Body; facts: ContentFacts; interprets: string | null;
};

export type ContentRow = {
  id: string; kind: ContentKind; title: string; state: ContentState; agencyCode: string; agencyName: string; updatedAt: Instant; writers: string[]; public: boolean; version: number;
};
/** What may be done with a piece now, and what stands in the way. */
export type ContentChoice = { act: ContentAct; refusals: Reason[] };
/** `kind`: its own site, a site that took it over, a column, a topic. */
export type ContentPlace = { kind: 'site' | 'syndicated' | 'column' | 'topic'; siteCode: string; siteName: string; name: string; path: string; byHand: boolean };
export type ContentView = ContentRow & {
  written: ContentWritten; editable: boolean; returnedReason: string | null; faults: Reason[]; choices: ContentChoice[]; recordId: string | null; recordUrl: string | null;
  places: ContentPlace[]; offers: SyndicationRow[]; mayOffer: boolean;
};
export type NewContent = { kind: ContentKind; agencyCode: string; title: string };
/** Agencies a person may write for. */
export type ContentDesk = { agencyCode: string; agencyName: string };

/** 防过度媒体化: news beside what the site exists for, published in the last `days`. */
export type MediaShare = { siteCode: string; siteName: string; news: number; all: number; share: number; limit: number; over: boolean };
export type ContentSettings = { newsShare: number; shareDays: number; hotlineDays: number };

export type HotlineRow = {
  id: string; agencyCode: string; agencyName: string; matter: string; number: string; hours: string; verifiedOn: CivilDate; verifiedBy: string; due: CivilDate; daysLeft: number;
  active: boolean; mayKeep: boolean; version: number;
};
export type HotlineInput = { agencyCode: string; matter: string; number: string; hours: string; verifiedOn: CivilDate };

export type TopicState = 'preparing' | 'open' | 'closed' | 'archived';
export type TopicSection = 'policy' | 'progress' | 'questions';
export type TopicRule = { kinds?: string[]; categories?: string[]; themes?: string[]; agencies?: string[]; regions?: string[]; words?: string[]; languages?: string[] };
export type TopicPlace = 'pinned' | 'placed' | 'excluded';
export type TopicItem = { section: TopicSection; recordId: string; place: TopicPlace; title: string };
export type TopicRow = { id: string; siteCode: string; siteName: string; slug: string; name: string; state: TopicState; openedOn: CivilDate | null; mayManage: boolean; version: number };
export type TopicView = TopicRow & {
  lead: string; rules: Partial<Record<TopicSection, TopicRule>>; items: TopicItem[]; hotlines: string[]; closedOn: CivilDate | null; archivedAt: Instant | null;
  /** How many records each section shows now. */
  counts: Record<TopicSection, number>;
  moves: { state: TopicState; refusals: Reason[] }[];
  /** Where the public reads it; null while it is prepared. */
  path: string | null;
};
export type NewTopic = { siteCode: string; slug: string; name: string; lead: string };
export type TopicChange = {
  version: number; name?: string; lead?: string; slug?: string; rules?: Partial<Record<TopicSection, TopicRule>>; items?: { section: TopicSection; recordId: string; place: TopicPlace }[];
  hotlines?: string[]; state?: TopicState;
};

export type SyndicationRow = {
  id: string; recordId: string; title: string; fromSite: string; fromName: string; toSite: string; toName: string; state: 'offered' | 'approved' | 'declined' | 'ended';
  note: string | null; reason: string | null; offeredBy: string; offeredAt: Instant; decidedBy: string | null; decidedAt: Instant | null; mayDecide: boolean; mayEnd: boolean;
};
