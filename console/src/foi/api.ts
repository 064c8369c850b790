import type { Page } from '#contract';
import type {
  FoiAct, FoiActRequest, FoiAnonymisation, FoiBoard, FoiCalendarDay, FoiCaseView, FoiCalendarData, FoiEntryRequest, FoiEntryResult, FoiMoved, FoiRecomputed, FoiRetention, FoiRow, FoiSettings, FoiStaff,
} from '#contract-foi';
import type { FeeBasis, FeeLine } from '@tongming/law';
import { get, post, put, url } from '../api/client.ts';

type Query = Record<string, string | number | boolean | null | undefined>;
export type FeePreview = { amount: number; derivation: FeeLine[]; before: number };
export type Identity = { type: string; number: string; files: { name: string; mime: string; base64: string }[] };
export type CaseFile = { id: string; purpose: string; name: string; size: number; mime: string };

const at = (id: string, rest = ''): string => `/foi/cases/${encodeURIComponent(id)}${rest}`;
const options = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

/** The routes of contract-foi.ts. */
export const foi = {
  board: (agency: string | undefined, signal?: AbortSignal) => get<FoiBoard>('/foi/board', { agency }, options(signal)),
  list: (query: Query, signal?: AbortSignal) => get<Page<FoiRow>>('/foi/cases', query, options(signal)),
  mine: (cursor: string | null, signal?: AbortSignal) => get<Page<FoiRow>>('/foi/mine', { cursor }, options(signal)),
  calendar: (query: Query, signal?: AbortSignal) => get<FoiCalendarDay[]>('/foi/calendar', query, options(signal)),
  staff: (agency: string, signal?: AbortSignal) => get<FoiStaff[]>('/foi/staff', { agency }, options(signal)),
  settings: (signal?: AbortSignal) => get<FoiSettings>('/foi/settings', {}, options(signal)),
  saveSettings: (next: FoiSettings) => put<FoiRecomputed>('/foi/settings', next),
  previewSettings: (next: FoiSettings) => post<FoiRecomputed>('/foi/settings/preview', next),
  calendarData: (signal?: AbortSignal) => get<FoiCalendarData>('/foi/calendar-data', {}, options(signal)),
  saveCalendar: (next: FoiCalendarData) => put<FoiRecomputed>('/foi/calendar-data', next),
  previewCalendar: (next: FoiCalendarData) => post<FoiRecomputed>('/foi/calendar-data/preview', next),
  moves: (signal?: AbortSignal) => get<FoiMoved[]>('/foi/moves', {}, options(signal)),
  anonymisation: (signal?: AbortSignal) => get<FoiAnonymisation[]>('/foi/anonymisation', {}, options(signal)),
  confirmAnonymisation: (caseIds: readonly string[]) => post<FoiAnonymisation[]>('/foi/anonymisation/confirm', { caseIds }),
  retention: (signal?: AbortSignal) => get<FoiRetention>('/foi/retention', {}, options(signal)),
  saveRetention: (next: FoiRetention) => put<FoiRetention>('/foi/retention', next),
  enter: (request: FoiEntryRequest) => post<FoiEntryResult>('/foi/cases', request),
  read: (id: string, signal?: AbortSignal) => get<FoiCaseView>(at(id), {}, options(signal)),
  /** `gone`: handed over to somebody else, and out of one's own sight. */
  act: (id: string, act: FoiAct, request: FoiActRequest) => post<FoiCaseView | { id: string; gone: true }>(at(id, `/acts/${act}`), request),
  identity: (id: string) => get<Identity>(at(id, '/identity')),
  fee: (id: string, basis: FeeBasis, count: number, signal?: AbortSignal) => get<FeePreview>(at(id, '/fee'), { basis, count }, options(signal)),
  addFile: (id: string, purpose: string, file: File) => {
    const form = new FormData();
    form.set('purpose', purpose);
    form.set('file', file);
    return post<CaseFile>(at(id, `/files?purpose=${encodeURIComponent(purpose)}`), form);
  },
  fileUrl: (id: string, fileId: string) => url(at(id, `/files/${encodeURIComponent(fileId)}`)),
};

export type ArchiveItem = { key: string; name: string; state: 'there' | 'missing' | 'apart' | 'not-needed'; missing: string[] };
/** `years` null: kept for ever. */
export type ArchiveView = { items: ArchiveItem[]; retention: { years: number | null }; archived: boolean };
export const archive = {
  read: (id: string, signal?: AbortSignal) => get<ArchiveView>(at(id, '/archive'), {}, options(signal)),
  make: (id: string, incompleteReason: string | null) => post<unknown>(at(id, '/archive'), { incompleteReason }),
  pdfUrl: (id: string) => url(at(id, '/archive.pdf')),
  manifestUrl: (id: string) => url(at(id, '/manifest.json')),
};
