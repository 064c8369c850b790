import { feedForms, feedTypes } from '../feeds.ts';
import { html, nothing, type Html } from '../html.ts';
import { sitesZh } from '../messages/sites.ts';
import { zh } from '../messages/zh.ts';
import type { Site } from '../site.ts';
import type { Crumb, Page, PageContext } from './page.ts';

/** The whole document. Pages give their main part; the frame is the same everywhere. */
export function layout(page: Page, ctx: PageContext): string {
  const { site, preferences } = ctx;
  const title = page.section === 'home' ? site.name : `${page.title}_${site.name}`;
  const back = ctx.path;
  return html`<!doctype html>
<html lang="zh-CN" data-size="${preferences.size}"${preferences.elder && html` data-elder`}${site.mourning && html` data-mourning`}${site.look.mood === 'festival' && html` data-festival`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${metaTags(page, ctx)}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${site.look.brand}">
${page.noindex && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${ctx.assets.css}">
${site.look.style !== null && html`<link rel="stylesheet" href="${site.look.style}">
`}${page.canonical !== undefined && html`<link rel="canonical" href="${page.canonical}">
`}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" title="${zh.feed.title(site.name)}" href="/feed.xml">
${page.feed && feedLinks(page.feed)}
${ctx.assets.js !== '' && html`<script src="${ctx.assets.js}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">${zh.site.skip}</a>
${site.demonstration && html`<aside class="demonstration" aria-label="${zh.site.demonstrationLabel}"><p class="wrap">${zh.site.demonstration}</p></aside>`}
${header(page, ctx)}
${page.section !== 'home' && crumbs(page.crumbs ?? [], page.title)}
<main id="main" tabindex="-1">${page.main}</main>
${footer(site, back)}
</body>
</html>
`.markup;
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
  const entries = [
    ['home', '/', zh.site.home], ['openness', '/openness/', zh.site.openness], ['records', '/records/', zh.site.recordsLong],
    ['apply', '/apply/', zh.site.apply], ['interaction', '/interaction/', zh.site.interaction],
  ] as const;
  return html`<header class="site-header">
<div class="wrap site-bar">
<a class="site-name" href="/">${ctx.site.look.emblem !== null && html`<img class="emblem" src="${ctx.site.look.emblem}" alt="" width="56" height="56">`}<span>${ctx.site.name}</span><small>${ctx.site.domain}</small></a>
${page.ownSearch ? nothing : searchBox(page.query ?? '', 'small')}
${page.answer !== true && displayBar(ctx)}
</div>
<nav class="site-nav" aria-label="${zh.site.navigation}"><ul class="wrap">${entries.map(([key, href, label]) =>
    html`<li><a href="${href}"${page.section === key && html` aria-current="${page.section === 'home' || ctx.path === href ? 'page' : 'true'}"`}>${label}</a></li>`)}</ul></nav>
${page.section === 'home' && ctx.site.look.banner && html`<div class="site-banner"></div>`}</header>`;
}

export function searchBox(query: string, look: 'small' | 'large'): Html {
  const id = look === 'large' ? 'q-large' : 'q';
  return html`<form class="search search-${look}" role="search" action="/search" method="get">
${look === 'large' ? html`<h1><label for="${id}">${zh.home.question}</label></h1>` : html`<label for="${id}" class="unseen">${zh.site.searchLabel}</label>`}
<div class="search-line"><input id="${id}" name="q" type="search" value="${query}" maxlength="200" autocomplete="off" enterkeyhint="search" placeholder="${zh.site.searchPlaceholder}"><button type="submit">${zh.site.search}</button></div>
</form>`;
}

/** Elder mode and type size: plain buttons of a form, kept in a cookie. */
function displayBar(ctx: PageContext): Html {
  const { elder } = ctx.preferences;
  return html`<form class="display" method="post" action="/preferences" aria-label="${zh.site.display}">
<input type="hidden" name="back" value="${ctx.path}">
${sizeButtons(ctx)}
<button name="set" value="${elder ? 'ordinary' : 'elder'}">${elder ? zh.site.elderOff : zh.site.elderOn}</button>
</form>`;
}

/** 字号 大中小; to stand in a form that posts to /preferences. */
export function sizeButtons(ctx: PageContext): Html {
  const { size } = ctx.preferences;
  return html`<span class="sizes" role="group" aria-label="${zh.site.sizeLabel}">${(['s', 'm', 'l'] as const).map((s) =>
    html`<button name="set" value="${s}" aria-pressed="${s === size ? 'true' : 'false'}" aria-label="${zh.site.sizeName(zh.site.sizes[s] ?? '')}">${zh.site.sizes[s]}</button>`)}</span>`;
}

function crumbs(trail: readonly Crumb[], title: string): Html {
  const links = [{ label: zh.site.home, href: '/' }, ...trail];
  return html`<nav class="crumbs wrap" aria-label="${zh.site.crumbs}"><ol>${links.map((c) =>
    html`<li><a href="${c.href}">${c.label}</a></li>`)}<li aria-current="page">${title}</li></ol></nav>`;
}

/** On every page the same: what inspections look for, and what a reader in trouble needs. */
function footer(site: Site, path: string): Html {
  const unset = zh.footer.unset;
  // The form itself is not what is wrong: its own address in its own link would go on for ever.
  const report = site.errorReportUrl ?? (path.startsWith('/report-error') ? '/report-error' : `/report-error?url=${encodeURIComponent(path)}`);
  const links: (readonly [string, string])[] = [
    ...(site.cluster ? [['/sites', sitesZh.title] as const] : []), ['/site-map/', zh.footer.siteMap], ['/about/accessibility', zh.site.accessibility], ['/feed.xml', zh.footer.feed], ['/open-data', zh.footer.api],
  ];
  return html`<footer class="site-footer"><div class="wrap">
<div class="marks"><a class="party-mark" href="${site.partyMarkUrl ?? '/site-map/#party-mark'}">${partyMark}<span>${zh.footer.partyMark}</span></a>
<a class="find-fault" href="${report}">${zh.footer.reportError}</a></div>
<ul class="footer-links">${links.map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`)}</ul>
<dl class="footer-facts">
${fact(zh.footer.host, site.host)}${site.operator && fact(zh.footer.operator, site.operator)}${fact(zh.footer.contact, site.phone ?? unset)}${
    site.address && fact(zh.footer.address, site.address)}${fact(zh.footer.idCode, site.idCode ?? unset)}${
    fact(zh.footer.icp, linked(site.icp ?? unset, site.icpUrl))}${fact(zh.footer.police, linked(site.police ?? unset, site.policeUrl))}
</dl>
${site.ipv6 && html`<p class="ipv6">${zh.footer.ipv6}</p>`}
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
