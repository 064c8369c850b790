import { coreMetadata, type CoreMetadataKey } from '@tongming/law';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { formatDay, statusName } from '../format.ts';
import { html, type Html, type HtmlValue } from '../html.ts';
import { zh } from '../messages/zh.ts';

/** A sign and a word: never colour alone. */
export function statusBadge(status: string): Html {
  return html`<span class="badge badge-${status}">${statusName(status)}</span>`;
}

/** Places where a long title may break: never inside a name or a word of its formula. */
const breaks = /(?<=关于(?:印发|转发|批转|公布|修改|废止|做好|进一步)?)(?=.{3})|(?=《)|(?<=[》、，：])|(?<=(?:政府|委员会|办公室|办公厅|局|厅|部|院))(?=关于)/u;

/** A title for large type: lines end where a reader would pause. */
export function breakableTitle(title: string): Html {
  return html`${title.split(breaks).map((piece, i) => (i === 0 ? html`${piece}` : html`<wbr>${piece}`))}`;
}

export type RowOptions = { hideAgency?: boolean; snippet?: HtmlValue; title?: HtmlValue };

/** One row of a list; every row has its date of publication. */
export function recordRow(item: RecordItem, options: RowOptions = {}): Html {
  const showStatus = item.status !== 'unknown' && (item.status !== 'in-force' || item.category === 'normative' || item.category === 'rule');
  return html`<li class="row"><a class="row-title" href="/records/${item.id}">${options.title ?? item.title}</a>${
    showStatus && html` ${statusBadge(item.status)}`}${options.snippet && html`<p class="snippet">${options.snippet}</p>`}
<p class="row-facts">${item.documentNumber && html`<span class="number">${item.documentNumber}</span>`}${
    !options.hideAgency && html`<span>${item.issuer || item.agencyName}</span>`}${madeInAnotherYear(item) && html`<span>${zh.records.made(formatDay(item.dateMade))}</span>`}<time datetime="${item.datePublished}">${zh.records.published(formatDay(item.datePublished))}</time></p></li>`;
}

/** Old documents put on the site later carry both dates, so that none looks newer than it is. */
function madeInAnotherYear(item: RecordItem): boolean {
  return item.dateMade !== null && item.dateMade.slice(0, 4) !== item.datePublished.slice(0, 4);
}

export function recordList(items: readonly RecordItem[], options: RowOptions = {}): Html {
  return html`<ul class="rows">${items.map((item) => recordRow(item, options))}</ul>`;
}

/** Why there is nothing here, and where to go instead: never a blank column. */
export function emptyState(title: string, text: string, links: readonly { href: string; label: string }[] = []): Html {
  return html`<div class="empty"><h2>${title}</h2><p>${text}</p>${links.length > 0 && linkList(links)}</div>`;
}

export function linkList(links: readonly { href: string; label: string }[]): Html {
  return html`<ul class="links">${links.map((l) => html`<li><a href="${l.href}">${l.label}</a></li>`)}</ul>`;
}

/** The eight core metadata (通知 14): all labels always, in the order of the law package. */
export function metadataCard(values: Readonly<Record<CoreMetadataKey, HtmlValue>>): Html {
  return html`<dl class="metadata">${coreMetadata.map(({ key, label }) =>
    html`<div class="meta-${key}"><dt>${label}</dt><dd>${hasValue(values[key]) ? values[key] : html`<span class="none">${zh.none}</span>`}</dd></div>`)}</dl>`;
}

function hasValue(value: HtmlValue): boolean {
  return value !== null && value !== undefined && value !== '' && value !== false;
}
