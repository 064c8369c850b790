import type { Page } from '#contract';
import type { ChannelRequest, ChannelSettings, MissingChannels, RecordChannels } from '#contract-channels';
import type { InventoryView, SeriesDetail, SeriesRow } from '#contract-inventory';
import { get, post, put, url } from '../api/client.ts';

type Query = Parameters<typeof url>[1];
const until = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });

export const inventory = {
  view: (query: Query, signal?: AbortSignal) => get<InventoryView>('/inventory', query, until(signal)),
  numbers: (query: Query, signal?: AbortSignal) => get<Page<SeriesRow>>('/inventory/numbers', query, until(signal)),
  series: (id: string, signal?: AbortSignal) => get<SeriesDetail>(`/inventory/numbers/${encodeURIComponent(id)}`, {}, until(signal)),
  file: (name: 'tables' | 'numbers' | 'inside', ending: 'xlsx' | 'csv', query: Query) => url(`/inventory-${name}.${ending}`, query),
};

export const channels = {
  of: (id: string, signal?: AbortSignal) => get<RecordChannels>(`/records/${id}/channels`, {}, until(signal)),
  add: (id: string, request: ChannelRequest, file: File | null): Promise<RecordChannels> => {
    if (file === null) return post(`/records/${id}/channels`, request);
    const form = new FormData();
    for (const [key, value] of Object.entries(request)) if (value !== null) form.set(key, String(value));
    form.set('file', file);
    return post(`/records/${id}/channels/file`, form);
  },
  remove: (id: string, use: string, reason: string) => post<RecordChannels>(`/records/${id}/channels/${use}/removal`, { reason }),
  fileUrl: (id: string, use: string) => url(`/records/${id}/channels/${use}/file`),
  missing: (query: Query, signal?: AbortSignal) => get<Page<MissingChannels>>('/channels/missing', query, until(signal)),
  missingFile: (ending: 'xlsx' | 'csv', query: Query) => url(`/channels-missing.${ending}`, query),
  settings: (signal?: AbortSignal) => get<ChannelSettings>('/channel-settings', {}, until(signal)),
  saveSettings: (settings: ChannelSettings) => put<ChannelSettings>('/channel-settings', settings),
};
