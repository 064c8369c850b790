import type { ColumnFields, ColumnItemMode, ColumnRule, ColumnSettings, ColumnsDue, ColumnsView, NewColumn, RulePreview } from '#contract-columns';
import { get, post, put, url } from '../api/client.ts';

const site = (code: string, rest = ''): string => `/sites/${encodeURIComponent(code)}/columns${rest}`;
const at = (id: string, rest = ''): string => `/columns/${id}${rest}`;
const signalled = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });

/** The routes of contract-columns.ts. */
export const columns = {
  list: (code: string, signal?: AbortSignal) => get<ColumnsView>(site(code), {}, signalled(signal)),
  create: (code: string, column: NewColumn) => post<ColumnsView>(site(code), column),
  tryRule: (code: string, rule: ColumnRule, signal?: AbortSignal) => post<RulePreview>(site(code, '/rule'), { rule }, signalled(signal)),
  previewUrl: (code: string, id: string, draft: Partial<ColumnFields>) => url(site(code, `/${id}/preview`), { draft: JSON.stringify(draft), host: window.location.host }),
  change: (id: string, version: number, change: Partial<ColumnFields>) => put<ColumnsView>(at(id), { version, ...change }),
  move: (id: string, version: number, place: { parentId: string | null; slug: string }) => post<ColumnsView>(at(id, '/move'), { version, ...place }),
  shift: (id: string, version: number, by: -1 | 1) => post<ColumnsView>(at(id, '/shift'), { version, by }),
  place: (id: string, version: number, recordId: string, mode: ColumnItemMode | null) => post<ColumnsView>(at(id, '/place'), { version, recordId, mode }),
  act: (id: string, version: number, verb: 'open' | 'close' | 'remove') => post<ColumnsView>(at(id, `/${verb}`), { version }),
  due: (signal?: AbortSignal) => get<ColumnsDue>('/columns/due', {}, signalled(signal)),
  saveSettings: (settings: ColumnSettings) => put<ColumnsDue>('/columns/settings', settings),
};
