import type { Page } from '#contract';
import type { DirectoryItem, GuideRow, GuideView } from '#contract-report';
import { get, post, url } from '../../api/client.ts';

const at = (agency: string, rest = ''): string => `/openness-guides/${encodeURIComponent(agency)}${rest}`;
const options = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

export const guides = {
  list: (signal?: AbortSignal) => get<GuideRow[]>('/openness-guides', {}, options(signal)),
  read: (agency: string, signal?: AbortSignal) => get<GuideView>(at(agency), {}, options(signal)),
  confirm: (agency: string, version: number, texts: GuideView['texts']) => post<GuideView>(at(agency, '/confirm'), { version, texts }),
  directory: (agency: string, signal?: AbortSignal) => get<Page<DirectoryItem>>(at(agency, '/directory'), { limit: 10 }, options(signal)),
  csvUrl: (agency: string) => url(at(agency, '/directory.csv')),
};
