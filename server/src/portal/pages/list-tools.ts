// Taking a list along: its feed and its data, under the address it has.
import type { RecordFilter } from '../../domains/library/open/filter.ts';
import { html, type Html } from '../html.ts';
import { openData } from '../messages/open-data.ts';

function queryOf(filter: RecordFilter, q: string): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams({ ...(q === '' ? {} : { q }), ...Object.fromEntries(given) }).toString();
  return text === '' ? '' : `?${text}`;
}

export function feedHref(filter: RecordFilter, q = ''): string {
  return `/feed.xml${queryOf(filter, q)}`;
}

export function listTools(filter: RecordFilter, q = ''): Html {
  const query = queryOf(filter, q);
  return html`<ul class="list-tools" aria-label="${openData.listTools}"><li><a href="/feed.xml${query}">${openData.subscribe}</a></li><li><a href="/api/v1/records.csv${query}" rel="nofollow">${openData.takeList}</a></li><li><a href="/open-data">${openData.title}</a></li></ul>`;
}
