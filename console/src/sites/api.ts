import type { NewSite, SiteChange, SiteRow, SiteView } from '#contract-sites';
import type { Instant } from '@tongming/law';
import { get, post, put, upload, url } from '../api/client.ts';

const at = (code: string, rest = ''): string => `/sites/${encodeURIComponent(code)}${rest}`;

/** The routes of contract-sites.ts. */
export const sites = {
  list: (signal?: AbortSignal) => get<SiteRow[]>('/sites', {}, signal === undefined ? {} : { signal }),
  read: (code: string, signal?: AbortSignal) => get<SiteView>(at(code), {}, signal === undefined ? {} : { signal }),
  create: (site: NewSite) => post<SiteView>('/sites', site),
  change: (code: string, version: number, change: SiteChange) => put<SiteView>(at(code), { version, ...change }),
  schedule: (code: string, dueAt: Instant, change: SiteChange) => post<SiteView>(at(code, '/changes'), { dueAt, change }),
  cancel: (code: string, id: string) => post<SiteView>(at(code, `/changes/${id}/cancel`)),
  addPicture: (code: string, file: File) => upload<{ hash: string }>(at(code, '/pictures'), file),
  pictureUrl: (code: string, hash: string) => url(at(code, `/pictures/${hash}`)),
  previewUrl: (code: string, draft: SiteChange) => url(at(code, '/preview'), { draft: JSON.stringify(draft), host: window.location.host }),
};
