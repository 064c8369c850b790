import type { Page } from '#contract';
import type { ImportDecisionRequest, ImportItemRow, ImportJobRow, ImportJobView, ImportMapping, ImportReviewRow, ImportReviewView } from '#contract-imports';
import { get, post, put, remove, upload } from '../api/client.ts';

type Query = Record<string, string | number | null | undefined>;
const signalled = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });
const at = (id: string, rest = ''): string => `/imports/reviews/${encodeURIComponent(id)}${rest}`;
const jobAt = (id: string, rest = ''): string => `/imports/jobs/${encodeURIComponent(id)}${rest}`;

export const imports = {
  reviews: (query: Query, signal?: AbortSignal) => get<Page<ImportReviewRow>>('/imports/reviews', query, signalled(signal)),
  upload: (agency: string, file: File) => upload<ImportReviewView>(`/imports/agencies/${encodeURIComponent(agency)}/reviews`, file),
  review: (id: string, signal?: AbortSignal) => get<ImportReviewView>(at(id), {}, signalled(signal)),
  map: (id: string, mapping: ImportMapping) => put<ImportReviewView>(at(id, '/mapping'), mapping),
  items: (id: string, query: Query, signal?: AbortSignal) => get<Page<ImportItemRow>>(at(id, '/items'), query, signalled(signal)),
  decide: (id: string, request: ImportDecisionRequest) => post<ImportReviewView>(at(id, '/decisions'), request),
  correct: (id: string, line: number, fields: Record<string, string>) => put<ImportReviewView>(at(id, `/items/${line}`), fields),
  start: (id: string) => post<ImportReviewView>(at(id, '/start')),
  drop: (id: string) => remove<object>(at(id)),
  jobs: (query: Query, signal?: AbortSignal) => get<Page<ImportJobRow>>('/imports/jobs', query, signalled(signal)),
  job: (id: string, signal?: AbortSignal) => get<ImportJobView>(jobAt(id), {}, signalled(signal)),
  undo: (id: string) => post<ImportJobView>(jobAt(id, '/undo')),
};
