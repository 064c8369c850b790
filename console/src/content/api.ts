import type { ContentAct, ContentDesk, ContentFile, ContentRow, ContentSettings, ContentView, ContentWritten, HotlineInput, HotlineRow, MediaShare, NewContent, NewTopic, SyndicationRow, TopicChange, TopicRow, TopicView } from '#contract-content';
import type { Page } from '#contract';
import { get, post, put, upload, url } from '../api/client.ts';

type Query = Record<string, string | number | null | undefined>;
const at = (id: string, rest = ''): string => `/content/${encodeURIComponent(id)}${rest}`;
const signalled = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });

/** The routes of contract-content.ts. */
export const content = {
  list: (query: Query, signal?: AbortSignal) => get<Page<ContentRow>>('/content', query, signalled(signal)),
  desks: (signal?: AbortSignal) => get<ContentDesk[]>('/content-desks', {}, signalled(signal)),
  shares: (signal?: AbortSignal) => get<MediaShare[]>('/content-shares', {}, signalled(signal)),
  settings: (signal?: AbortSignal) => get<ContentSettings>('/content-settings', {}, signalled(signal)),
  saveSettings: (settings: ContentSettings) => put<ContentSettings>('/content-settings', settings),
  create: (piece: NewContent) => post<ContentView>('/content', piece),
  read: (id: string, signal?: AbortSignal) => get<ContentView>(at(id), {}, signalled(signal)),
  save: (id: string, version: number, written: ContentWritten) => put<ContentView>(at(id), { version, written }),
  act: (id: string, act: ContentAct, version: number, words: { reason: string; ground: string }) => post<ContentView>(at(id, `/${act}`), { version, ...words }),
  previewUrl: (id: string, version: number) => url(at(id, '/preview'), { host: window.location.host, version }),
  addFile: (id: string, file: File) => upload<ContentFile>(at(id, '/files'), file),
  fileUrl: (id: string, hash: string) => url(at(id, `/files/${hash}`)),
};

export const hotlines = {
  list: (signal?: AbortSignal) => get<HotlineRow[]>('/hotlines', {}, signalled(signal)),
  add: (line: HotlineInput) => post<HotlineRow[]>('/hotlines', line),
  change: (id: string, line: Omit<HotlineInput, 'agencyCode'> & { version: number; active: boolean }) => put<HotlineRow[]>(`/hotlines/${id}`, line),
};

export const topics = {
  list: (signal?: AbortSignal) => get<TopicRow[]>('/topics', {}, signalled(signal)),
  create: (topic: NewTopic) => post<TopicView>('/topics', topic),
  read: (id: string, signal?: AbortSignal) => get<TopicView>(`/topics/${encodeURIComponent(id)}`, {}, signalled(signal)),
  change: (id: string, change: TopicChange) => put<TopicView>(`/topics/${encodeURIComponent(id)}`, change),
};

export const syndication = {
  list: (signal?: AbortSignal) => get<SyndicationRow[]>('/syndication', {}, signalled(signal)),
  offer: (recordId: string, toSites: string[], note: string) => post<SyndicationRow[]>('/syndication', { recordId, toSites, note }),
  decide: (id: string, decision: 'approve' | 'decline', reason: string) => post<SyndicationRow[]>(`/syndication/${id}/decide`, { decision, reason }),
  end: (id: string) => post<SyndicationRow[]>(`/syndication/${id}/end`),
};
