import { feedForms, feedTypes } from '../feeds.ts';
import { html, nothing, type Html } from '../html.ts';
import { sitesZh } from '../messages/sites.ts';
import { zh } from '../messages/zh.ts';
import { hasMongolian, markScripts } from '../script-marks.ts';
import type { Site } from '../site.ts';
import type { Words } from '../words.ts';
import { kioskBar, kioskEnd } from './kiosk.ts';
import type { Crumb, Page, PageContext } from './page.ts';

/** The whole document. Pages give their main part; the frame is the same everywhere. */
export function layout(page: Page, ctx: PageContext): string {
  const { language } = ctx.site;
  const [head, body] = [headOf(page, ctx), bodyOf(page, ctx)];
  const vertical = language === 'mn-Mong-CN';
  if (!vertical && !hasMongolian(body) && !hasMongolian(head)) return document(ctx, head, body);
  const { css, js } = ctx.assets.vertical;
  const links = html`<link rel="stylesheet" href="${css}">
${vertical && ctx.assets.js !== '' && html`<script src="${js}" defer></script>
`}`.markup;
  return document(ctx, markScripts(head, language) + links, markScripts(body, language));
}

function document({ site, preferences }: PageContext, head: string, body: string): string {
  const open = html`<html lang="${site.language}" data-size="${preferences.size}"${preferences.elder && html` data-elder`}${preferences.kiosk && html` data-kiosk`}${site.mourning && html` data-mourning`}${site.look.mood === 'festival' && html` data-festival`}>`;
  return `<!doctype html>\n${open.markup}\n<head>\n${head}</head>\n<body>\n${body}</body>\n</html>\n`;
}

function headOf(page: Page, ctx: PageContext): string {
  const { site } = ctx;
  const title = page.section === 'home' ? site.name : `${page.title}_${site.name}`;
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1${site.language === 'mn-Mong-CN' && ', minimum-scale=1'}">
<title>${title}</title>
${metaTags(page, ctx)}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${site.look.brand}">
${page.noindex && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${ctx.assets.css}">
${site.look.style !== null && html`<link rel="stylesheet" href="${site.look.style}">
`}${page.canonical !== undefined && html`<link rel="canonical" href="${page.canonical}">
`}${languagesOf(page, ctx).map(({ language, href }) => html`<link rel="alternate" hreflang="${language}" href="${href}">
`)}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" title="${zh.feed.title(site.name)}" href="/feed.xml">
${page.feed && feedLinks(page.feed)}
${ctx.assets.js !== '' && html`<script src="${ctx.assets.js}" defer></script>`}
`.markup;
}

function bodyOf(page: Page, ctx: PageContext): string {
  const { site, words } = ctx;
  return html`<a class="skip" href="#main">${words.site.skip}</a>
${site.demonstration && html`<aside class="demonstration" aria-label="${words.site.demonstrationLabel}"><p class="wrap">${words.site.demonstration}</p></aside>`}
${header(page, ctx)}
${kioskBar(ctx)}${page.section !== 'home' && crumbs(page.crumbs ?? [], page.title, words)}
<main id="main" tabindex="-1">${page.main}</main>
${kioskEnd(page, ctx)}${footer(ctx)}
${site.language === 'mn-Mong-CN' && paging(words)}`.markup;
}

/** Where the same is to be read in another language: home pages stand for each other, other pages say it themselves. */
function languagesOf(page: Page, { site, origin }: PageContext): NonNullable<Page['languages']> {
  if (page.languages !== undefined) return page.languages;
  if (page.section !== 'home' || site.twin === null) return [];
  return [{ language: site.language, href: `${origin}/` }, { language: site.twin.language, href: `${site.twin.address}/` }];
}

/** On a small screen a page of columns is turned, not scrolled; shown where the script runs. */
function paging({ site: { paging: words } }: Words): Html {
  return html`<nav class="paging" aria-label="${words.title}" hidden data-script><button type="button" data-page="-1" aria-label="${words.back}">←</button><button type="button" data-page="1" aria-label="${words.next}">→</button></nav>
`;
}

/** A page's own feed stands there in every form it has; an agency's old address has but one. */
function feedLinks({ title, href }: { title: string; href: string }): Html {
  const forms = href.includes('/feed.xml') ? feedForms : (['xml'] as const);
  return html`${forms.map((form) => html`<link rel="alternate" type="${feedTypes[form]}" title="${title}" href="${href.replace('/feed.xml', `/feed.${form}`)}">`)}`;
}

function meta(name: string, content: string): Html {
  return html`<meta name="${name}" content="${content}">
`;
}

/** Names and spelling as 《网页设计规范》 has them: checking programs compare letter by letter. */
function metaTags(page: Page, ctx: PageContext): Html {
  const { column, article } = page;
  return html`${meta('SiteName', ctx.site.name)}${meta('SiteDomain', ctx.site.domain)}${meta('SiteIDCode', ctx.site.idCode ?? '')}${
    meta('ColumnName', column.name)}${column.home && html`${meta('ColumnDescription', column.home.description)}${
    meta('ColumnKeywords', column.home.keywords)}`}${meta('ColumnType', column.type)}${article && html`${
    meta('ArticleTitle', article.title)}${meta('PubDate', article.published)}${meta('ContentSource', article.source)}${
    meta('Keywords', article.keywords)}${meta('Author', article.author)}${meta('Description', article.description)}${
    meta('Url', `${ctx.origin}${ctx.path}`)}`}${meta('description', article?.description ?? column.home?.description ?? page.title)}`;
}

function header(page: Page, ctx: PageContext): Html {
  const { words } = ctx;
  const entries = [
    ['home', '/', words.site.home], ['openness', '/openness/', words.site.openness], ['records', '/records/', words.site.recordsLong],
    ['apply', '/apply/', words.site.apply], ['interaction', '/interaction/', words.site.interaction],
  ] as const;
  return html`<header class="site-header">
<div class="wrap site-bar">
<a class="site-name" href="/">${ctx.site.look.emblem !== null && html`<img class="emblem" src="${ctx.site.look.emblem}" alt="" width="56" height="56">`}<span>${ctx.site.name}</span><small>${ctx.site.domain}</small></a>
${page.ownSearch ? nothing : searchBox(page.query ?? '', 'small', words)}
${ctx.site.twin !== null && twinLink(ctx.site.twin, words)}
${page.answer !== true && displayBar(ctx)}
</div>
<nav class="site-nav" aria-label="${words.site.navigation}"><ul class="wrap">${entries.map(([key, href, label]) =>
    html`<li><a href="${href}"${page.section === key && html` aria-current="${page.section === 'home' || ctx.path === href ? 'page' : 'true'}"`}>${label}</a></li>`)}</ul></nav>
${page.section === 'home' && ctx.site.look.banner && html`<div class="site-banner"></div>`}</header>`;
}

export function searchBox(query: string, look: 'small' | 'large', words: Pick<Words, 'home' | 'site'> = zh): Html {
  const id = look === 'large' ? 'q-large' : 'q';
  return html`<form class="search search-${look}" role="search" action="/search" method="get">
${look === 'large' ? html`<h1><label for="${id}">${words.home.question}</label></h1>` : html`<label for="${id}" class="unseen">${words.site.searchLabel}</label>`}
<div class="search-line"><input id="${id}" name="q" type="search" value="${query}" maxlength="200" autocomplete="off" enterkeyhint="search" placeholder="${words.site.searchPlaceholder}"><button type="submit">${words.site.search}</button></div>
</form>`;
}

/** Elder mode and type size: plain buttons of a form, kept in a cookie. */
function displayBar(ctx: PageContext): Html {
  const { words, preferences: { elder } } = ctx;
  return html`<form class="display" method="post" action="/preferences" aria-label="${words.site.display}">
<input type="hidden" name="back" value="${ctx.path}">
${sizeButtons(ctx)}
<button name="set" value="${elder ? 'ordinary' : 'elder'}">${elder ? words.site.elderOff : words.site.elderOn}</button>
${elder && html`<button type="button" hidden data-script data-needs="speechSynthesis" data-do="read" data-stop="${words.site.readStop}" aria-pressed="false">${words.site.readAloud}</button>
`}</form>`;
}

/** 字号 大中小; to stand in a form that posts to /preferences. */
export function sizeButtons(ctx: PageContext): Html {
  const { words, preferences: { size } } = ctx;
  return html`<span class="sizes" role="group" aria-label="${words.site.sizeLabel}">${(['s', 'm', 'l'] as const).map((s) =>
    html`<button name="set" value="${s}" aria-pressed="${s === size ? 'true' : 'false'}" aria-label="${words.site.sizeName(words.site.sizes[s] ?? '')}">${words.site.sizes[s]}</button>`)}</span>`;
}

/** In the words of this page: a name in the other script would need its font on every page. */
function twinLink({ language, address }: NonNullable<Site['twin']>, words: Words): Html {
  return html`<a class="twin" href="${address}/" hreflang="${language}">${words.site.languages[language]}</a>`;
}

function crumbs(trail: readonly Crumb[], title: string, words: Words): Html {
  const links = [{ label: words.site.home, href: '/' }, ...trail];
  return html`<nav class="crumbs wrap" aria-label="${words.site.crumbs}"><ol>${links.map((c) =>
    html`<li><a href="${c.href}">${c.label}</a></li>`)}<li aria-current="page">${title}</li></ol></nav>`;
}

/** On every page the same: what inspections look for, and what a reader in trouble needs. */
function footer({ site, path, words }: PageContext): Html {
  const unset = words.footer.unset;
  // The form itself is not what is wrong: its own address in its own link would go on for ever.
  const report = site.errorReportUrl ?? (path.startsWith('/report-error') ? '/report-error' : `/report-error?url=${encodeURIComponent(path)}`);
  const links: (readonly [string, string])[] = [
    ...(site.cluster ? [['/sites', sitesZh.title] as const] : []), ['/site-map/', words.footer.siteMap], ['/about/accessibility', words.site.accessibility], ['/feed.xml', words.footer.feed], ['/open-data', words.footer.api],
  ];
  return html`<footer class="site-footer"><div class="wrap">
<div class="marks"><a class="party-mark" href="${site.partyMarkUrl ?? '/site-map/#party-mark'}">${partyMark}<span>${words.footer.partyMark}</span></a>
<a class="find-fault" href="${report}">${words.footer.reportError}</a></div>
<ul class="footer-links">${links.map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`)}</ul>
<dl class="footer-facts">
${fact(words.footer.host, site.host)}${site.operator && fact(words.footer.operator, site.operator)}${fact(words.footer.contact, site.phone ?? unset)}${
    site.address && fact(words.footer.address, site.address)}${fact(words.footer.idCode, site.idCode ?? unset)}${
    fact(words.footer.icp, linked(site.icp ?? unset, site.icpUrl))}${fact(words.footer.police, linked(site.police ?? unset, site.policeUrl))}
</dl>
${site.ipv6 && html`<p class="ipv6">${words.footer.ipv6}</p>`}
</div></footer>`;
}

function fact(label: string, value: Html | string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function linked(text: string, href: string | null): Html | string {
  return href === null ? text : html`<a href="${href}">${text}</a>`;
}

/** A plain drawing of our own; a site that has been given the official mark links to its certificate. */
const partyMark = html`<svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11" fill="#b3261e"/><path d="M12 4.6l1.9 5.2 5.5.2-4.3 3.4 1.5 5.3-4.6-3-4.6 3 1.5-5.3L4.6 10l5.5-.2z" fill="#fff"/></svg>`;
