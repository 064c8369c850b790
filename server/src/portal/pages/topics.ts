// 专题专栏 and 咨询热线.
import { civilDateOf } from '@tongming/law';
import type { OpenHotline } from '../../domains/content/open/hotlines.ts';
import { topicSections, type OpenTopic, type TopicSectionName } from '../../domains/content/open/topics.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { formatCount, formatDay } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { contentZh } from '../messages/content.ts';
import { zh } from '../messages/zh.ts';
import type { Page } from './page.ts';
import { emptyState, recordList } from './parts.ts';

const words = contentZh.topics;
const lines = contentZh.hotlines;
const column = { name: words.title, type: words.columnType };
export const topicHref = (slug: string): string => `/topics/${slug}/`;

export function topicsPage(topics: readonly OpenTopic[]): Page {
  return {
    title: words.title, column: { ...column, home: { description: words.description, keywords: words.keywords } },
    main: html`<div class="wrap"><h1>${words.title}</h1><p class="lead">${words.lead}</p>${topics.length === 0 ? emptyState(words.none, words.noneText, [{ href: '/content/', label: contentZh.title }])
      : html`<ul class="rows">${topics.map((topic) => html`<li class="row"><a class="row-title" href="${topicHref(topic.slug)}">${topic.name}</a> ${stamp(topic)}<p class="snippet">${topic.lead}</p><p class="row-facts"><time datetime="${topic.openedOn}">${words.opened(formatDay(topic.openedOn))}</time>${topic.closedOn !== null && html`<time datetime="${topic.closedOn}">${words.closed(formatDay(topic.closedOn))}</time>`}</p></li>`)}</ul>`}</div>`,
  };
}

const stamp = ({ state }: OpenTopic): Html => html`<span class="badge badge-topic-${state}">${words.states[state]}</span>`;

export type ShownSection = { section: TopicSectionName; items: readonly RecordItem[]; total: number };

export function topicPage(topic: OpenTopic, sections: readonly ShownSection[], hotlines: readonly OpenHotline[]): Page {
  const filled = sections.filter(({ total }) => total > 0);
  const contents = [...filled.map(({ section }) => ({ href: `#${section}`, label: words.sections[section] })), ...(hotlines.length > 0 ? [{ href: '#hotlines', label: words.hotlines }] : [])];
  return {
    title: topic.name, column: { name: topic.name, type: words.columnType, home: { description: topic.lead, keywords: `${topic.name},${words.keywords}` } },
    crumbs: [{ label: words.title, href: '/topics/' }], feed: { title: words.subscribe(topic.name), href: `${topicHref(topic.slug)}feed.xml` },
    main: html`<div class="wrap topic"><header class="topic-head"><h1>${topic.name}</h1><p class="record-line">${stamp(topic)}<time datetime="${topic.openedOn}">${words.opened(formatDay(topic.openedOn))}</time></p>${standing(topic)}<p class="lead">${topic.lead}</p></header>
${contents.length > 1 && html`<nav class="topic-contents" aria-label="${words.contents}"><ul>${contents.map(({ href, label }) => html`<li><a class="button" href="${href}">${label}</a></li>`)}</ul></nav>`}
${filled.length === 0 && html`<p>${words.empty}</p>`}${filled.map((one) => sectionPart(topic, one))}
${hotlines.length > 0 && html`<section aria-labelledby="hotlines"><h2 id="hotlines">${words.hotlines}</h2>${hotlineTable(hotlines, topic.name, true)}</section>`}
<p><a class="button" href="${topicHref(topic.slug)}feed.xml">${words.feed}</a> <a class="button" href="/topics/">${words.all}</a></p></div>`,
  };
}

/** An archived page must not pass for the present state of things. */
function standing(topic: OpenTopic): Html {
  if (topic.state === 'archived' && topic.archivedAt !== null) return html`<p class="note note-archived"><strong>${words.states.archived}</strong> ${words.archived(formatDay(civilDateOf(topic.archivedAt)))}</p>`;
  return topic.state === 'closed' && topic.closedOn !== null ? html`<p class="note">${words.over(formatDay(topic.closedOn))}</p>` : nothing;
}

function sectionPart(topic: OpenTopic, { section, items, total }: ShownSection): Html {
  const more = total > items.length;
  return html`<section aria-labelledby="${section}"><div class="section-head"><h2 id="${section}">${words.sections[section]}</h2>${more && html`<a href="${topicHref(topic.slug)}${section}/">${words.more(formatCount(total))}<span class="unseen">${zh.colon}${words.sections[section]}</span></a>`}</div>${recordList(items)}</section>`;
}

export function topicSectionPage(topic: OpenTopic, { section, items, total }: ShownSection, next: string | null, later: boolean): Page {
  const title = words.sections[section];
  const href = `${topicHref(topic.slug)}${section}/`;
  return {
    title: `${title}_${topic.name}`, noindex: later, column: { name: topic.name, type: words.columnType }, crumbs: [{ label: words.title, href: '/topics/' }, { label: topic.name, href: topicHref(topic.slug) }],
    main: html`<div class="wrap"><div class="library-head"><h1>${title}</h1><p class="count" role="status">${contentZh.count(formatCount(total))}</p></div>${standing(topic)}${items.length === 0 ? html`<p>${words.empty}</p>` : recordList(items)}
${(later || next !== null) && html`<nav class="pager" aria-label="${zh.records.pages}">${later && html`<a href="${href}">${zh.records.first}</a>`}${next !== null && html`<a class="button primary" rel="next" href="${href}?cursor=${next}">${zh.records.next}</a>`}</nav>`}</div>`,
  };
}

export function isTopicSection(text: string): text is TopicSectionName {
  return topicSections.some((section) => section === text);
}

export function hotlinesPage(hotlines: readonly OpenHotline[]): Page {
  const groups = [...Map.groupBy(hotlines, (one) => one.agencyCode).values()];
  return {
    title: lines.title, column: { name: lines.title, type: lines.columnType, home: { description: lines.description, keywords: lines.keywords } },
    main: html`<div class="wrap hotlines"><h1>${lines.title}</h1><p class="lead">${lines.lead}</p>${groups.length === 0 ? emptyState(lines.none, lines.noneText, [{ href: '/openness/', label: lines.guide }])
      : groups.map((some) => html`<section aria-labelledby="lines-${some[0]?.agencyCode}"><h2 id="lines-${some[0]?.agencyCode}">${some[0]?.agencyName}</h2>${hotlineTable(some, some[0]?.agencyName ?? '', false)}</section>`)}</div>`,
  };
}

function hotlineTable(hotlines: readonly OpenHotline[], name: string, withAgency: boolean): Html {
  const head = [lines.matter, ...(withAgency ? [lines.agency] : []), lines.number, lines.hours, lines.verified];
  return html`<table class="stacked"><caption class="unseen">${lines.caption(name)}</caption><thead><tr>${head.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead><tbody>${hotlines.map((one) =>
    html`<tr><th scope="row" data-label="${lines.matter}">${one.matter}</th>${withAgency && html`<td data-label="${lines.agency}">${one.agencyName}</td>`}<td data-label="${lines.number}"><a href="tel:${one.number.replaceAll(/[^\d+]/g, '')}">${one.number}</a></td><td data-label="${lines.hours}">${one.hours}</td><td data-label="${lines.verified}"><time datetime="${one.verifiedOn}">${formatDay(one.verifiedOn)}</time></td></tr>`)}</tbody></table>`;
}
