// What the open interface offers, for the person who will write the program.
import { rates } from '../../platform/limits.ts';
import { html, type Html } from '../html.ts';
import { openData as words } from '../messages/open-data.ts';
import { zh } from '../messages/zh.ts';
import type { Page, PageContext } from './page.ts';

type FilterName = keyof typeof words.filters;
const filterNames: readonly FilterName[] = ['q', 'kind', 'theme', 'agency', 'year', 'status', 'category', 'region', 'item'];

/** An address as one types it, and as a link where following it makes sense. */
function example(ctx: PageContext, path: string): Html {
  return html`<p class="example"><code>GET <a href="${path}">${ctx.origin}${decodeURI(path)}</a></code></p>`;
}

function parameters(of: string, names: readonly FilterName[]): Html {
  return html`<div class="table" tabindex="0" role="region" aria-label="${of}${zh.colon}${words.parameter}"><table><thead><tr><th scope="col">${words.parameter}</th><th scope="col">${words.meaning}</th></tr></thead><tbody>${names.map((name) =>
    html`<tr><th scope="row"><code>${name}</code></th><td>${words.filters[name]}</td></tr>`)}</tbody></table></div>`;
}

function section(id: string, title: string, main: Html): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${main}</section>`;
}

export function openDataPage(ctx: PageContext): Page {
  const titles = words.sections;
  const { openApi, openBulk } = rates;
  return {
    title: words.title, column: { name: words.title, type: words.columnType, home: { description: words.description, keywords: words.keywords } },
    main: html`<div class="wrap narrow open-data"><h1>${words.title}</h1><p class="lead">${words.lead}</p><div class="prose">
${section('start', titles.start, html`<ul>${words.startLinks.map(([path, label]) => html`<li><a href="${path}">${label}</a></li>`)}</ul>`)}
${section('list', titles.list, html`<p>${words.listText}</p>${example(ctx, `/api/v1/records?q=${encodeURIComponent(zh.category['policy'] ?? '')}&limit=10`)}${parameters(titles.list, [...filterNames, 'sort', 'limit', 'cursor'])}`)}
${section('record', titles.record, html`<p>${words.recordText}</p><p class="example"><code>GET ${ctx.origin}/api/v1/records/{id}</code></p>`)}
${section('changes', titles.changes, html`<p>${words.changesText}</p>${example(ctx, '/api/v1/changes?since=0&limit=100')}${parameters(titles.changes, ['since', 'limit'])}`)}
${section('bulk', titles.bulk, html`<p>${words.bulkText}</p>${example(ctx, '/api/v1/records.jsonl')}${example(ctx, '/api/v1/records.csv?category=normative')}`)}
${section('feeds', titles.feeds, html`<p>${words.feedsText}</p><ul>${words.feedForms.map(([path, label]) => html`<li>${label}${zh.colon}<code><a href="${path}">${ctx.origin}${path}</a></code></li>`)}</ul>${example(ctx, '/feed.xml?category=normative&status=in-force')}`)}
${section('oai', titles.oai, html`<p>${words.oaiText}</p><p>${words.oaiSets}</p>${example(ctx, '/oai?verb=Identify')}${example(ctx, '/oai?verb=ListRecords&metadataPrefix=zwgk&from=2026-01-01')}`)}
${section('rules', titles.rules, html`<ul>${words.rules(openApi.burst, openApi.perMinute, openBulk.burst, openBulk.perMinute).map((line) => html`<li>${line}</li>`)}</ul>`)}
${section('errors', titles.errors, html`<p>${words.errorsText}</p><pre><code>${errorExample}</code></pre>`)}
</div></div>`,
  };
}

const errorExample = JSON.stringify({ error: { code: 'bad-limit', message: zh.api.badLimit(100), reasons: [{ code: 'bad-limit', message: zh.api.badLimit(100) }] } }, null, 2);
