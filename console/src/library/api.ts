import type { FactsRequest, RecordView, RelateRequest } from '#contract';
import type {
  CleanupCloseRequest, CleanupDecideRequest, CleanupItems, CleanupRequest, CleanupReturnRequest, CleanupRow, CleanupScope, CleanupView, ValidityPage,
  ValidityRequest, ValiditySettingsView,
} from '#contract-validity';
import type { Page } from '#contract';
import { get, post, put, url } from '../api/client.ts';

type Query = Record<string, string | number | boolean | null | undefined>;
const signalled = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });

export const keeping = {
  changeFacts: (id: string, request: FactsRequest) => put<RecordView>(`/records/${id}/facts`, request),
  relate: (id: string, request: RelateRequest) => post<RecordView>(`/records/${id}/relations`, request),
  unrelate: (id: string, request: RelateRequest) => post<RecordView>(`/records/${id}/relations/removal`, request),
};
export const validity = {
  list: (query: Query, signal?: AbortSignal) => get<ValidityPage>('/validity', query, signalled(signal)),
  decide: (id: string, request: ValidityRequest) => post<object>(`/records/${id}/validity`, request),
  settings: (signal?: AbortSignal) => get<ValiditySettingsView>('/validity/settings', {}, signalled(signal)),
  saveSettings: (periods: ValiditySettingsView['periods']) => put<ValiditySettingsView>('/validity/settings', { periods }),
};
const at = (id: string, rest = ''): string => `/cleanups/${id}${rest}`;
export const cleanups = {
  list: (query: Query, signal?: AbortSignal) => get<Page<CleanupRow>>('/cleanups', query, signalled(signal)),
  count: (agencyCode: string, scope: CleanupScope) => post<{ count: number }>('/cleanups/scope-count', { agencyCode, scope }),
  start: (request: CleanupRequest) => post<CleanupView>('/cleanups', request),
  read: (id: string, signal?: AbortSignal) => get<CleanupView>(at(id), {}, signalled(signal)),
  items: (id: string, query: Query, signal?: AbortSignal) => get<CleanupItems>(at(id, '/items'), query, signalled(signal)),
  decide: (id: string, request: CleanupDecideRequest) => post<CleanupView>(at(id, '/decisions'), request),
  giveBack: (id: string, request: CleanupReturnRequest) => post<CleanupView>(at(id, '/returns'), request),
  close: (id: string, request: CleanupCloseRequest) => post<CleanupView>(at(id, '/close'), request),
  cancel: (id: string, version: number) => post<CleanupView>(at(id, '/cancel'), { version }),
  resultUrl: (id: string, format: 'xlsx' | 'html') => url(at(id, `/result.${format}`)),
};
