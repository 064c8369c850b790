// What each kind of content shows beside its text.
import { isCivilDate } from '@tongming/law';
import type { OpenContent } from '../../domains/content/open/content.ts';
import { cellText, type ContentFacts, type FactsOf } from '../../domains/content/open/facts.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { formatDay, formatSize } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { contentZh as words } from '../messages/content.ts';
import { zh } from '../messages/zh.ts';
import { dataChart, nameOf } from './chart.ts';

type Shown = { record: OpenRecord; content: OpenContent; text: Html };
const paragraphs = (text: string): Html => html`${text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => html`<p>${line}</p>`)}`;
const textOf = (text: Html): Html => html`<section class="text" aria-label="${words.text}"><h2 class="unseen">${words.text}</h2>${text}</section>`;

/** The main part of a piece: its facts and its text in the order of its kind. */
export function contentMain({ record, content, text }: Shown): Html {
  const { facts } = content;
  switch (facts.kind) {
    case 'news': case 'interpretation': return textOf(text);
    case 'notice': return html`${deadline(facts)}${textOf(text)}`;
    case 'question': return html`${facts.asked !== '' && html`<section class="asked" aria-labelledby="asked"><h2 id="asked">${words.asked}</h2>${paragraphs(facts.asked)}</section>`}<section class="text" aria-labelledby="answer"><h2 id="answer">${words.answer}</h2>${text}</section>`;
    case 'image-story': return html`${textOf(text)}<div class="story">${facts.pictures.map(({ file, alt, caption }) =>
      html`<figure><img src="/records/${record.id}/images/${file}" alt="${alt}" loading="lazy">${caption !== '' && html`<figcaption>${caption}</figcaption>`}</figure>`)}</div>`;
    case 'video': return html`${film(record, facts)}${textOf(text)}${facts.transcript !== '' && html`<section class="text" aria-labelledby="transcript"><h2 id="transcript">${words.transcript}</h2>${paragraphs(facts.transcript)}</section>`}`;
    case 'data-table': return html`${textOf(text)}${dataChart(facts, record.title)}${table(facts, record.title)}<p><a href="/records/${record.id}/data.csv" download>${words.csv}</a></p>${facts.note !== '' && html`<section class="text" aria-labelledby="note"><h2 id="note">${words.note}</h2>${paragraphs(facts.note)}</section>`}`;
    case 'official': return html`${person(record, facts)}${textOf(text)}`;
    case 'agency-function': return html`${duties(facts)}${textOf(text)}`;
  }
}

function deadline({ until }: FactsOf<'notice'>): Html {
  if (until === null || !isCivilDate(until)) return nothing;
  return html`<p class="note">${words.until(formatDay(until))}</p>`;
}

/** The film and its subtitles are the record's files; who cannot play it takes it along. */
function film(record: OpenRecord, { video, captions, poster }: FactsOf<'video'>): Html {
  const at = (hash: string | undefined): string | null => {
    const found = record.attachments.find((attachment) => attachment.fileHash === hash);
    return found === undefined ? null : `/records/${record.id}/attachments/${found.position}`;
  };
  const [src, track] = [at(video?.hash), at(captions?.hash)];
  if (src === null) return nothing;
  return html`<div class="film"><video controls preload="none" src="${src}"${poster !== null && html` poster="/records/${record.id}/images/${poster}"`} aria-label="${words.videoOf(record.title)}">${
    track !== null && html`<track kind="captions" srclang="zh" label="${words.captions}" src="${track}" default>`}</video><p><a href="${src}" download>${words.download}</a> <small>${formatSize(video?.size ?? 0)}</small></p></div>`;
}

function table({ columns, rows }: FactsOf<'data-table'>, title: string): Html {
  return html`<div class="table data-table" role="region" tabindex="0" aria-label="${words.table}"><table><caption class="unseen">${title}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${nameOf(column)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map(({ type }, i) => {
    const shown = cellText(row[i], type);
    return i === 0 ? html`<th scope="row">${shown}</th>` : html`<td class="cell-${type}">${shown}</td>`;
  })}</tr>`)}</tbody></table></div>`;
}

function person(record: OpenRecord, { name, post, duties: work, cv, photo }: FactsOf<'official'>): Html {
  return html`<div class="person">${photo !== null && html`<img src="/records/${record.id}/images/${photo}" alt="${words.photo(name)}" width="160" loading="lazy">`}<div><dl class="facts"><div><dt>${words.post}</dt><dd>${post}</dd></div></dl>
<section aria-labelledby="duties"><h2 id="duties">${words.duties}</h2>${paragraphs(work)}</section>${cv !== '' && html`<section aria-labelledby="cv"><h2 id="cv">${words.cv}</h2>${paragraphs(cv)}</section>`}</div></div>`;
}

function duties(facts: FactsOf<'agency-function'>): Html {
  const rows = (['address', 'hours', 'phone', 'head'] as const).map((key) => html`<div><dt>${words.functions[key]}</dt><dd>${facts[key]}</dd></div>`);
  return html`<section aria-labelledby="duties"><h2 id="duties">${words.functions.duties}</h2>${paragraphs(facts.duties)}</section>
${facts.departments.length > 0 && html`<section aria-labelledby="departments"><h2 id="departments">${words.functions.departments}</h2><ul>${facts.departments.map((one) => html`<li>${one}</li>`)}</ul></section>`}<dl class="facts">${rows}</dl>`;
}

/** What a row of a list says beside the title. */
export function rowNote(facts: ContentFacts | undefined): string | null {
  if (facts?.kind === 'official') return [facts.post, facts.duties.split('\n', 1)[0]].filter(Boolean).join(zh.colon);
  if (facts?.kind === 'agency-function') return facts.duties.split('\n', 1)[0] ?? null;
  return null;
}
