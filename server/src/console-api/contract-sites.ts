// The console API's types for sites. Types only.
import type { CivilDate, Instant } from '@tongming/law';
import type { Reason } from './contract.ts';

export type SiteKind = 'portal' | 'department' | 'zone';
export type SiteLanguage = 'zh-CN' | 'mn-Mong-CN';
export type SiteState = 'preparing' | 'open' | 'suspended' | 'closed';
export type SiteFactsView = {
  idCode?: string | undefined; host?: string | undefined; operator?: string | undefined; phone?: string | undefined; address?: string | undefined;
  icp?: string | undefined; icpUrl?: string | undefined; police?: string | undefined; policeUrl?: string | undefined; partyMarkUrl?: string | undefined;
  errorReportUrl?: string | undefined; ipv6?: boolean | undefined;
};
export type SiteTheme = {
  brand: string | null; brandDark: string | null; emblem: string | null; banner: string | null;
  mood: 'ordinary' | 'festival' | 'mourning'; moodFrom: CivilDate | null; moodTo: CivilDate | null;
};
/** What is left out stays as it is; facts and theme are replaced as a whole. */
export type SiteChange = {
  name?: string | undefined; domain?: string | undefined; facts?: SiteFactsView | undefined; theme?: SiteTheme | undefined;
  state?: SiteState | undefined; notice?: string | null | undefined;
};
export type SiteRow = {
  code: string; kind: SiteKind; language: SiteLanguage; agencyCode: string; agencyName: string; regionName: string; twin: string | null;
  domain: string; name: string; state: SiteState; version: number; mayManage: boolean;
};
export type SiteScheduled = {
  id: string; dueAt: Instant; change: SiteChange; state: 'waiting' | 'done' | 'failed' | 'cancelled'; faults: Reason[]; person: string; createdAt: Instant; endedAt: Instant | null;
};
export type SiteView = SiteRow & {
  facts: SiteFactsView; theme: SiteTheme; notice: string | null; scheduled: SiteScheduled[];
  /** States it may go to from here, each with what stands in the way. */
  moves: { state: SiteState; refusals: Reason[] }[];
  /** Only the head of the openness office opens, suspends and closes. */
  mayMove: boolean;
};
export type NewSite = { code: string; kind: SiteKind; language: SiteLanguage; agencyCode: string; twin: string | null; domain: string; name: string };

/*
GET  /sites                           → SiteRow[]
POST /sites NewSite                   → SiteView
GET  /sites/:code                     → SiteView
PUT  /sites/:code {version} & SiteChange → SiteView ; 409 edit-conflict
POST /sites/:code/pictures (multipart: file, PNG or JPEG) → { hash } ; GET /sites/:code/pictures/:hash → the picture
POST /sites/:code/changes {dueAt, change} → SiteView ; POST /sites/:code/changes/:id/cancel → SiteView
GET  /sites/:code/preview?draft=JSON  → the home page as it would be
*/
