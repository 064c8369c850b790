// Taking along what a list shows: the box under a list, its refusals, and how the offline package is used.
import { formatCount } from '../format.ts';
import { formats } from '../formats.ts';
import { html, type Html } from '../html.ts';
import { takeAlong as words } from '../messages/take-along.ts';
import { offlineHelp } from '../messages/offline.ts';
import { zh } from '../messages/zh.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';
import { mostTaken } from '../taking.ts';

export type TakeBox = { q: string; filter: Readonly<Record<string, string | undefined>>; total: number; ids: readonly string[] };

/** Stands under every list of records; works without script. */
export function takeBox({ q, filter, total, ids }: TakeBox): Html {
  if (total === 0 || ids.length === 0) return html``;
  const asked = Object.entries({ q: q === '' ? undefined : q, ...filter }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const query = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, value])).toString();
  const offline = total <= mostTaken.offline && html`<li><a class="button" href="/offline.zip${query === '' ? '' : `?${query}`}">${words.takeOffline(formatCount(total))}</a></li>`;
  return html`<details class="take"><summary>${words.take}</summary><form method="get" action="/records/download">${asked.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p><label for="take-format">${words.format}</label> <select id="take-format" name="format">${formats.map((format) => html`<option value="${format}"${format === 'txt' && html` selected`}>${words.formats[format]}</option>`)}</select></p>
<ul class="tools"><li><button class="button" name="ids" value="${ids.join(',')}">${words.takePage(ids.length)}</button></li>
<li><button class="button">${words.takeAll(formatCount(total))}</button></li>${offline}</ul></form>
<p><small>${words.limits(mostTaken.text, mostTaken.printed, mostTaken.offline)}</small> <a href="/about/offline">${words.help}</a></p></details>`;
}

export function tooManyToTakePage(total: string, most: string, none: boolean, query: string): Page {
  const { title, text, none: noneText, back } = words.tooMany;
  return {
    title, noindex: true, column: { name: title, type: zh.record.columnType },
    main: html`<div class="wrap narrow"><h1>${title}</h1><p class="lead">${none ? noneText : text(total, most)}</p>${linkList([
      { href: `${query.includes('q=') ? '/search' : '/records/'}${query}`, label: back }, { href: '/about/offline', label: words.help },
    ])}</div>`,
  };
}

export function offlineHelpPage(): Page {
  return {
    title: offlineHelp.title, column: { name: offlineHelp.title, type: zh.report.columnType, home: { description: offlineHelp.description, keywords: offlineHelp.keywords } },
    main: html`<div class="wrap narrow"><h1>${offlineHelp.title}</h1><p class="lead">${offlineHelp.lead}</p><div class="prose">${offlineHelp.sections.map(([title, lines]) =>
      html`<h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`)}</div>${linkList([{ href: '/records/', label: zh.site.recordsLong }, { href: '/search', label: zh.site.search }])}</div>`,
  };
}
