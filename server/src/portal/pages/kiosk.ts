import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { html, nothing, type Html } from '../html.ts';
import { kioskZh as words } from '../messages/kiosk.ts';
import { zh } from '../messages/zh.ts';
import { searchBox } from './layout.ts';
import type { Page, PageContext } from './page.ts';
import { emptyState, recordList } from './parts.ts';
import { qrCode } from './qr.ts';
import { recordsHref } from './records.ts';

/** Without a touch for so long a terminal is taken to be left; then it asks, for so long again. */
const IDLE_SECONDS = 90;
const ASK_SECONDS = 20;
/** A code of more squares is read by no phone across a counter. */
const LONGEST_ADDRESS = 800;
export const kioskHome = '/kiosk/';
export const kioskStart = '/kiosk/start';

/** 专区: the openness of one government on one screen, for a terminal in a hall. */
export function kioskPage(data: { agencyCode: string | null; latest: readonly RecordItem[] }, ctx: PageContext): Page {
  const openness = data.agencyCode === null ? '/openness/' : `/openness/${data.agencyCode}/`;
  const doors: [string, readonly [string, string]][] = [
    ['/records/', words.doors.library], [recordsHref({ category: 'normative' }), words.doors.law], [`${openness}rules`, words.doors.rules], [`${openness}guide`, words.doors.guide],
    [`${openness}content`, words.doors.content], [`${openness}reports`, words.doors.reports], ['/apply/', words.doors.apply], ['/inventory', words.doors.inventory],
  ];
  return {
    title: words.title, noindex: true, ownSearch: true,
    column: { name: words.title, type: words.title, home: { description: words.lead, keywords: words.keywords } },
    main: html`<section class="hero" aria-label="${zh.site.search}"><div class="wrap">${searchBox('', 'large')}</div></section>
<div class="wrap kiosk-zone"><p class="lead">${words.lead}</p>
${!ctx.preferences.kiosk && html`<p class="note">${words.setUp(`${ctx.origin}${kioskStart}`)} <a href="${kioskStart}" rel="nofollow">${words.start}</a></p>`}
<section aria-labelledby="zone"><h2 id="zone">${words.zone}</h2><ul class="doors">${doors.map(([href, [label, text]]) => html`<li><h3><a href="${href}">${label}</a></h3><p>${text}</p></li>`)}</ul></section>
<section aria-labelledby="latest"><div class="section-head"><h2 id="latest">${words.latest}</h2><a href="/records/">${words.latestMore}</a></div>${
  data.latest.length === 0 ? emptyState(zh.home.emptyTitle, zh.home.emptyText) : recordList(data.latest)}</section></div>`,
  };
}

/** Large buttons on every page of a terminal. Nobody goes back beyond its first page: there begins what another person did. */
export function kioskBar(ctx: PageContext): Html {
  if (!ctx.preferences.kiosk) return nothing;
  return html`<nav class="kiosk-bar wrap" aria-label="${words.label}"><a class="button" href="${kioskHome}"${ctx.path === kioskHome && html` aria-current="page"`}>${words.home}</a>${ctx.path !== kioskHome && html`<button type="button" class="button" hidden data-script data-do="back">${words.back}</button>`}
<form method="post" action="/preferences"><input type="hidden" name="back" value="/"><button class="button" name="set" value="kiosk-off">${words.leave}</button></form></nav>`;
}

/** What closes a page of a terminal: its address to take along, and the question to whoever may have gone. */
export function kioskEnd(page: Page, ctx: PageContext): Html {
  if (!ctx.preferences.kiosk) return nothing;
  const [address, shorter] = [`${ctx.origin}${ctx.path}`, `${ctx.origin}${ctx.path.replace(/\?.*$/s, '')}`];
  const taken = [address, shorter].find((one) => one.length <= LONGEST_ADDRESS);
  const take = page.answer !== true && taken !== undefined && html`<aside class="kiosk-take wrap" aria-label="${words.takeAway}">${qrCode(taken, words.takeAway)}<div><h2>${words.takeAway}</h2><p>${words.takeAwayText}</p></div></aside>`;
  return html`${take}<dialog class="kiosk-ask" data-idle="${IDLE_SECONDS}" data-ask="${ASK_SECONDS}" data-home="${kioskStart}" aria-labelledby="kiosk-ask"><h2 id="kiosk-ask">${words.idle.title}</h2><p><strong data-left>${ASK_SECONDS}</strong> ${words.idle.left}</p><button type="button" class="button" data-stay autofocus>${words.idle.stay}</button></dialog>
`;
}
