// Two editions of a record side by side in one column: what went, what came, told in words and signs, not in colour alone.
import { diffParagraphs, type Row } from '@tongming/legaltext';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import type { EditionLine } from '../../domains/library/open/history.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { structureZh } from '../messages/structure.ts';
import { zh } from '../messages/zh.ts';
import type { Page } from './page.ts';

const words = structureZh.comparison;
export type Side = { edition: EditionLine; paragraphs: readonly string[] };

export function comparisonPage(record: OpenRecord, editions: readonly EditionLine[], from: Side, to: Side): Page {
  const rows = diffParagraphs(from.paragraphs, to.paragraphs);
  const changed = rows.filter((row) => row.changed).length;
  const name = (side: Side) => `${structureZh.edition(side.edition.no)}（${words.published(side.edition.publishedOn)}）`;
  return {
    title: words.title(record.title), section: 'records', noindex: true,
    column: { name: zh.site.recordsLong, type: zh.record.columnType },
    crumbs: [{ label: zh.site.recordsLong, href: '/records/' }, { label: record.title, href: `/records/${record.id}` }],
    main: html`<article class="comparison wrap"><h1>${words.title(record.title)}</h1>
<p class="lead">${name(from)} → ${name(to)}</p><p class="note">${words.how}</p>
<p class="count">${changed === 0 ? words.none : words.count(formatCount(changed))}　<a href="/records/${record.id}">${words.back}</a></p>
${editions.length > 2 && chooser(record, editions, from, to)}
<div class="text">${runsOf(rows).map((run) => (run.changed ? run.rows.map(changedRow) : unchangedRows(run.rows)))}</div></article>`,
  };
}

function chooser(record: OpenRecord, editions: readonly EditionLine[], from: Side, to: Side): Html {
  const select = (name: 'from' | 'to', chosen: number) => html`<label>${words[name]} <select name="${name}">${editions.filter((e) => !e.hidden).map((e) =>
    html`<option value="${e.no}"${e.no === chosen && html` selected`}>${structureZh.edition(e.no)}</option>`)}</select></label>`;
  return html`<form class="compare-form" action="/records/${record.id}/compare" method="get" aria-label="${words.other}">${select('from', from.edition.no)} ${select('to', to.edition.no)} <button class="button" type="submit">${words.submit}</button></form>`;
}

type Run = { changed: boolean; rows: Row[] };

function runsOf(rows: readonly Row[]): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.changed === row.changed) last.rows.push(row);
    else runs.push({ changed: row.changed, rows: [row] });
  }
  return runs;
}

/** The old words and the new ones in one paragraph, as they follow each other. */
function changedRow({ before, after }: Row): Html {
  if (before === null) return html`<p class="row-new">${sign(words.added)}<ins>${textOf(after)}</ins></p>`;
  if (after === null) return html`<p class="row-old">${sign(words.removed)}<del>${textOf(before)}</del></p>`;
  const pieces: Html[] = [];
  let [i, k] = [0, 0];
  while (i < before.length || k < after.length) {
    const [old, fresh] = [before[i], after[k]];
    if (old?.kind === 'old') {
      pieces.push(html`${sign(words.removed)}<del>${old.text}</del>`);
      i += 1;
    } else if (fresh?.kind === 'new') {
      pieces.push(html`${sign(words.added)}<ins>${fresh.text}</ins>`);
      k += 1;
    } else {
      pieces.push(html`${(old ?? fresh)?.text ?? ''}`);
      i += 1;
      k += 1;
    }
  }
  return html`<p class="row-changed">${pieces}</p>`;
}

const sign = (word: string): Html => html`<span class="change-sign">${word}</span>`;
const textOf = (pieces: Row['before']): string => (pieces ?? []).map((p) => p.text).join('');

/** The paragraphs next to a change are left open, so that one sees where it stands. */
function unchangedRows(rows: readonly Row[]): Html {
  if (rows.length <= 3) return html`${rows.map(plainRow)}`;
  const [first, last] = [rows[0], rows.at(-1)];
  return html`${first ? plainRow(first) : nothing}<details><summary>${words.unchanged(rows.length - 2)}</summary>${rows.slice(1, -1).map(plainRow)}</details>${last ? plainRow(last) : nothing}`;
}

const plainRow = (row: Row): Html => html`<p>${textOf(row.before)}</p>`;
