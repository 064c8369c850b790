// Taking a list along: its feed and its data, under the address it has.
import { html, type Html } from '../html.ts';
import { inventory } from '../messages/inventory.ts';
import { alerts } from '../messages/alerts.ts';
import { openData } from '../messages/open-data.ts';

type Asked = Readonly<Record<string, string | undefined>>;

function queryOf(filter: Asked, q: string): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const text = new URLSearchParams({ ...(q === '' ? {} : { q }), ...Object.fromEntries(given) }).toString();
  return text === '' ? '' : `?${text}`;
}

export function feedHref(filter: Asked, q = ''): string {
  return `/feed.xml${queryOf(filter, q)}`;
}

export function alertHref(filter: Asked, q = ''): string {
  return `/alerts/new${queryOf(filter, q)}`;
}

export function listTools(filter: Asked, q = ''): Html {
  const query = queryOf(filter, q);
  return html`<ul class="list-tools" aria-label="${openData.listTools}"><li><a href="${alertHref(filter, q)}" rel="nofollow">${alerts.mail}</a></li><li><a href="/feed.xml${query}">${openData.subscribe}</a></li><li><a href="/api/v1/records.csv${query}" rel="nofollow">${openData.takeList}</a></li><li><a href="/inventory">${inventory.entrance}</a></li><li><a href="/open-data">${openData.title}</a></li></ul>`;
}
