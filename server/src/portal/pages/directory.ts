// 政府信息公开目录 (条例第十二条): 索引、名称、内容概述、生成日期 of all an agency has made public.
import type { DirectoryPage } from '../../domains/openness-guide/open/directory.ts';
import { formatCount, formatDay } from '../format.ts';
import { html } from '../html.ts';
import { zh } from '../messages/zh.ts';
import { contentEmpty, opennessFrame, type OpennessFrame } from './openness.ts';
import type { Page } from './page.ts';

const words = zh.openness.catalogue;

export function directoryListPage(data: OpennessFrame, list: DirectoryPage, later: boolean): Page {
  const base = `/openness/${data.agency.code}/directory`;
  const page = opennessFrame(data, 'directory', words.title, list.total === 0 ? contentEmpty(data) : html`<p class="lead">${words.lead}</p>
<p class="count" role="status">${words.count(formatCount(list.total))}</p><p class="acts"><a class="button" href="${base}.csv" download>${words.download}</a></p>
<ol class="catalogue">${list.items.map((item) => html`<li><h2><a href="/records/${item.id}">${item.title}</a></h2><dl>
<div><dt>${words.index}</dt><dd class="number">${item.indexNumber}</dd></div><div><dt>${words.made}</dt><dd><time datetime="${item.date}">${formatDay(item.date)}</time></dd></div>
${item.summary !== '' && html`<div><dt>${words.summary}</dt><dd>${item.summary}</dd></div>`}</dl></li>`)}</ol>
${(later || list.next !== null) && html`<nav class="pager" aria-label="${zh.records.pages}">${later && html`<a href="${base}">${zh.records.first}</a>`}${
    list.next !== null && html`<a class="button primary" rel="next" href="${base}?cursor=${list.next}">${zh.records.next}</a>`}</nav>`}`);
  return { ...page, noindex: later };
}
