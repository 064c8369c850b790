// Pages of columns: one column with what is in it, the tree of all, one that is closed or has moved.
import type { OpenColumn } from '../../domains/columns/open/columns.ts';
import { levelOf } from '../../domains/columns/open/paths.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { columnHref } from '../columns.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { columnsZh as words } from '../messages/columns.ts';
import { zh } from '../messages/zh.ts';
import type { Column, Crumb, Page } from './page.ts';
import { emptyState, linkList, recordList } from './parts.ts';

export type ColumnBlock = { column: Pick<OpenColumn, 'id' | 'name' | 'path'>; items: RecordItem[] };
export type ColumnData = {
  column: OpenColumn;
  /** The columns above it, the top one first. */
  above: readonly OpenColumn[];
  below: readonly OpenColumn[];
  /** Of a directory: the newest of each column below it. */
  blocks: readonly ColumnBlock[];
  items: readonly RecordItem[]; total: number; next: string | null;
  /** True from the second page on. */
  later: boolean;
};

export const columnTags = (column: OpenColumn): Column => ({ name: column.name, type: column.type, home: { description: column.purpose, keywords: column.keywords.join(',') } });
export const columnCrumbs = (trail: readonly Pick<OpenColumn, 'name' | 'path'>[]): Crumb[] => trail.map(({ name, path }) => ({ label: name, href: columnHref(path) }));

export function columnPage(data: ColumnData): Page {
  const { column, above, below, blocks, items, total, later } = data;
  const empty = items.length === 0 && blocks.length === 0;
  const href = columnHref(column.path);
  return {
    title: column.name, column: columnTags(column), crumbs: columnCrumbs(above), noindex: later || empty,
    feed: { title: words.feed, href: `${href}feed.xml` },
    main: html`<div class="wrap column-page">
<div class="library-head"><h1>${column.name}</h1>${blocks.length === 0 && html`<p class="count" role="status">${words.count(formatCount(total))}</p>`}</div>
${column.purpose !== '' && html`<p class="lead">${column.purpose}</p>`}
${below.length > 0 && blocks.length === 0 && html`<nav class="column-below" aria-label="${words.below}"><ul class="links columns">${below.map((one) => html`<li><a href="${columnHref(one.path)}">${one.name}</a></li>`)}</ul></nav>`}
${blocks.length > 0 && columnBlocks(blocks, 2)}
${items.length > 0 && html`<section class="results" aria-label="${words.list}">${recordList(items)}${pager(data, href)}</section>`}
${empty && emptyState(words.emptyTitle, words.emptyText, [{ href: '/records/', label: zh.site.recordsLong }, { href: '/search', label: zh.site.search }, { href: '/columns/', label: words.index.title }])}
${blocks.length === 0 && html`<ul class="list-tools" aria-label="${words.tools}"><li><a href="${href}feed.xml">${words.feed}</a></li><li><a href="${href}feed.atom">${words.atom}</a></li><li><a href="${href}feed.json">${words.json}</a></li></ul>`}
</div>`,
  };
}

function pager({ later, next }: ColumnData, href: string): Html {
  if (!later && next === null) return nothing;
  return html`<nav class="pager" aria-label="${words.pages}">${later && html`<a href="${href}">${words.first}</a>`}${
    next !== null && html`<a class="button primary" rel="next" href="${href}?cursor=${next}">${words.next}</a>`}</nav>`;
}

/** Each column with its newest; on the home page and on the page of a column that holds only others. */
export function columnBlocks(blocks: readonly ColumnBlock[], heading: 2 | 3): Html {
  return html`<div class="groups">${blocks.map(({ column, items }) => {
    const id = `column-${column.path.replaceAll('/', '-')}`;
    const title = heading === 2 ? html`<h2 id="${id}">${column.name}</h2>` : html`<h3 id="${id}">${column.name}</h3>`;
    return html`<section aria-labelledby="${id}"><div class="section-head">${title}<a href="${columnHref(column.path)}">${words.more}<span class="unseen">${zh.colon}${column.name}</span></a></div>${recordList(items)}</section>`;
  })}</div>`;
}

/** The tree as nested lists; `columns` in its order. */
export function columnTree(columns: readonly Pick<OpenColumn, 'id' | 'parentId' | 'name' | 'path'>[], parentId: string | null = null): Html {
  const here = columns.filter((column) => (parentId === null ? !columns.some((one) => one.id === column.parentId) : column.parentId === parentId));
  if (here.length === 0) return nothing;
  return html`<ul class="column-tree level-${here[0] === undefined ? 1 : levelOf(here[0].path)}">${here.map((column) => html`<li><a href="${columnHref(column.path)}">${column.name}</a>${columnTree(columns, column.id)}</li>`)}</ul>`;
}

export function columnsPage(columns: readonly OpenColumn[]): Page {
  const { title, description, keywords, type, lead } = words.index;
  return {
    title, column: { name: title, type, home: { description, keywords } },
    main: html`<div class="wrap"><h1>${title}</h1><p class="lead">${lead(columns.length)}</p><nav aria-label="${title}">${columnTree(columns)}</nav></div>`,
  };
}

/** 410: what it was, and where to go on. */
export function closedColumnPage(column: OpenColumn, above: readonly OpenColumn[]): Page {
  const title = words.closed.title(column.name);
  return {
    title, noindex: true, column: { name: column.name, type: column.type }, crumbs: columnCrumbs(above),
    main: html`<div class="wrap narrow"><h1>${title}</h1><p class="lead">${words.closed.text}</p>${linkList([
      ...above.toReversed().slice(0, 1).map(({ name, path }) => ({ href: columnHref(path), label: name })), { href: '/columns/', label: words.index.title }, { href: '/records/', label: zh.site.recordsLong },
    ])}</div>`,
  };
}

/** Read by who does not follow by himself. */
export function movedColumnPage(column: OpenColumn, href: string): Page {
  return {
    title: words.moved.title, noindex: true, column: { name: column.name, type: column.type },
    main: html`<div class="wrap narrow"><h1>${words.moved.title}</h1><p class="lead">${words.moved.text(column.name)}</p>${linkList([{ href, label: href }])}</div>`,
  };
}
