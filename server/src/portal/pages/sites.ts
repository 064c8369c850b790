// Pages about the sites themselves: their list, a page that stands on another one, one that is down for a time.
import type { OpenSite } from '../../domains/sites/open/sites.ts';
import { html, type Html } from '../html.ts';
import { sitesZh as words } from '../messages/sites.ts';
import { zh } from '../messages/zh.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';

/** `address`: scheme and host. */
export type ListedSite = { site: OpenSite; address: string; host: string; here: boolean };

const column = { name: words.title, type: words.columnType };

export function sitesPage(listed: readonly ListedSite[]): Page {
  const kinds = (['portal', 'zone', 'department'] as const).flatMap((kind) => {
    const some = listed.filter(({ site }) => site.kind === kind);
    return some.length === 0 ? [] : [{ kind, some }];
  });
  return {
    title: words.title, column: { ...column, home: { description: words.description, keywords: words.keywords } },
    main: html`<div class="wrap"><h1>${words.title}</h1><p class="lead">${words.lead(listed.length)}</p>
<form class="search search-small" role="search" aria-label="${words.search}" action="/search" method="get"><label for="q-all">${words.search}</label><input type="hidden" name="scope" value="all"><div class="search-line"><input id="q-all" name="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search"><button type="submit">${zh.site.search}</button></div></form>
${kinds.map(({ kind, some }) => html`<section aria-labelledby="sites-${kind}"><h2 id="sites-${kind}">${words.kinds[kind]}</h2><ul class="sites">${some.map(card)}</ul></section>`)}</div>`,
  };
}

function card({ site, address, host, here }: ListedSite): Html {
  return html`<li><h3><a href="${address}/"${here && html` aria-current="true"`}>${site.name}</a>${here && html` <span class="tag">${words.here}</span>`}${
    site.state === 'suspended' && html` <span class="tag">${words.suspended}</span>`}</h3><p>${new URL(address).host}</p>
<dl><div><dt>${words.host}</dt><dd>${site.facts.host ?? host}</dd></div><div><dt>${words.idCode}</dt><dd>${site.facts.idCode ?? zh.footer.unset}</dd></div></dl></li>`;
}

/** Read by who does not follow by himself. */
export function movedPage(location: string, name: string): Page {
  return {
    title: words.moved.title, noindex: true, column,
    main: html`<div class="wrap narrow"><h1>${words.moved.title}</h1><p class="lead">${words.moved.text(name)}</p>${linkList([{ href: location, label: location }])}</div>`,
  };
}

/** 临时下线 needs a public notice. */
export function suspendedPage(site: OpenSite): Page {
  return {
    title: words.suspendedTitle, noindex: true, answer: true, column,
    main: html`<div class="wrap narrow"><h1>${words.suspendedTitle}</h1>${(site.notice ?? '').split('\n').map((line) => html`<p class="lead">${line}</p>`)}</div>`,
  };
}
