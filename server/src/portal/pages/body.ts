// Public text of a record → HTML: Body JSON of the editor, or plain text of an imported document.
import { anchorOf, citationOf, parseStructure, type Place, type Unit } from '@tongming/legaltext';
import { headedParts, type Block, type HeadedParts, type Heading, type Inline, type Paragraph, type Table, type TableCell } from '@tongming/typeset';
import { citedIn, type Cited } from '../../domains/library/open/citing.ts';
import { html, nothing, type Html } from '../html.ts';
import { structureZh } from '../messages/structure.ts';
import { zh } from '../messages/zh.ts';

export type Contents = { id: string; text: string; level: number }[];
export type RenderedBody = { content: Html; contents: Contents };
/** What the page knows beside the text: the title to cite it by, and where the documents it names stand. */
export type Reading = { title: string; links: ReadonlyMap<string, string> };

type State = {
  contents: Contents; level: number; imageBase: string; reading: Reading | null;
  units: readonly Unit[]; cited: readonly Cited[][]; anchors: ReadonlySet<string>; several: ReadonlySet<string>; parts: readonly number[];
};
/** Deeper tables and cells than any document has; the parser refuses them before, this keeps the renderer total. */
const maxDepth = 24;
const longestHeading = 60;
const longestLead = 40;

/**
 * @param imageBase address under which pictures of this record are served, ending in a slash
 * @param reading without it nothing is linked and nothing can be cited (a comparison, a preview)
 */
export function renderBody(blocks: readonly Block[], imageBase: string, reading: Reading | null = null): RenderedBody {
  const texts = blocks.map((block) => (block.type === 'paragraph' || block.type === 'heading' ? rawText(block.content ?? []) : ''));
  const { units, contents } = parseStructure(texts);
  const parts = [...new Set(units.filter((u) => u.role !== 'level' && u.level > 0).map((u) => u.level))].sort();
  const state: State = {
    contents: [], level: 1, imageBase, reading, units, parts, cited: reading === null ? [] : citedIn(texts),
    anchors: anchorsOf(units), several: new Set(units.flatMap((u) => (u.place !== null && (u.place.clause ?? 0) > 1 ? [articleOf(u.place)] : []))),
  };
  const content = html`${blocks.map((block, i) => renderBlock(block, state, 0, i))}`;
  // Of a law the headings; elsewhere what was set as a heading here.
  const law = units.some((u) => u.place !== null || (u.role !== 'level' && u.level > 0));
  return { content, contents: law ? contents.map(({ anchor, text, level }) => ({ id: anchor, text, level })) : state.contents };
}

/** Plain text, one paragraph a line. */
export function renderText(text: string, reading: Reading | null = null): RenderedBody {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  return renderBody(lines.map((line): Block => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })), '', reading);
}

/** The first clause stands in the paragraph of its article and has its address all the same. */
function anchorsOf(units: readonly Unit[]): ReadonlySet<string> {
  return new Set(units.flatMap((u) => (u.anchor === null ? [] : u.role === 'article' ? [u.anchor, `${u.anchor}-1`] : [u.anchor])));
}

function articleOf(place: Place): string {
  return anchorOf({ ...place, clause: null, item: null, point: null });
}

function renderBlock(block: Block, state: State, depth: number, index: number): Html {
  if (depth > maxDepth) return html``;
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const unit = depth === 0 ? state.units[index] : undefined;
      if (unit === undefined || unit.role === 'contents') return renderParagraph(block, state, null);
      if (unit.place !== null && unit.anchor !== null) return renderPlaced(block, state, index, unit.anchor, unit, unit.place);
      if (unit.level > 0 && unit.role !== 'level') return renderPart(block, state, index, unit);
      const headed = headedParts(block);
      return headed === null ? renderParagraph(block, state, index, unit.role === 'history' ? 'history' : null) : renderHeaded(headed, state, index, unit);
    }
    case 'image': {
      if (block.attrs.redact) return html`<p class="center"><span class="withheld">${zh.record.withheldMark}</span></p>`;
      const width = block.attrs.width;
      return html`<figure><img src="${state.imageBase}${block.attrs.file}" alt="${block.attrs.alt ?? zh.record.image}" loading="lazy"${width && html` width="${Math.round(width)}"`}></figure>`;
    }
    case 'table':
      return renderTable(block, state, depth);
  }
}

function renderParagraph(block: Heading | Paragraph, state: State, index: number | null, name: string | null = null): Html {
  const align = block.type === 'paragraph' ? block.attrs?.textAlign : null;
  const named = align === 'center' || align === 'right' ? align : name;
  return html`<p${named !== null && html` class="${named}"`}>${inlines(block.content ?? [], state, index)}</p>`;
}

/** 第一编, 第一章, 第一节: as deep as the document uses them, so that the outline has no gap. */
function renderPart(block: Heading | Paragraph, state: State, index: number, unit: Unit): Html {
  state.level = 1;
  const inner = inlines(block.content ?? [], state, index);
  const mark = html` id="${unit.anchor}" class="part part-${unit.role}"`;
  switch (state.parts.indexOf(unit.level)) {
    case 0: return html`<h3${mark}>${inner}</h3>`;
    case 1: return html`<h4${mark}>${inner}</h4>`;
    case 2: return html`<h5${mark}>${inner}</h5>`;
    default: return html`<h6${mark}>${inner}</h6>`;
  }
}

/** A paragraph of an article, with its address, a visible link to it, and how it is cited. */
function renderPlaced(block: Heading | Paragraph, state: State, index: number, anchor: string, unit: Unit, place: Place): Html {
  const content = block.content ?? [];
  const several = state.several.has(articleOf(place));
  if (unit.role !== 'article') {
    const cited = place.clause === 1 && !several ? { ...place, clause: null } : place;
    return html`<p id="${anchor}" class="clause">${inlines(content, state, index)}${quoteMark(anchor, cited, state)}${quoteLine(anchor, cited, state)}</p>`;
  }
  const raw = rawText(content);
  const text = raw.length - raw.trimStart().length + unit.lead;
  const label = raw.slice(0, text).trim();
  const first = { ...place, clause: 1 };
  const rest = inlines(content, state, index, text);
  return html`<p id="${anchor}" class="clause"><b class="article">${label}</b>${state.reading !== null && html`<a class="quote" href="#${anchor}" aria-label="${structureZh.quoteOf(label)}">${structureZh.quote}</a>`}　${
    raw.slice(text).trim() === '' ? nothing : several ? html`<span id="${anchor}-1">${rest}${quoteMark(`${anchor}-1`, first, state)}${quoteLine(`${anchor}-1`, first, state)}</span>`
      : html`<span id="${anchor}-1">${rest}</span>`}${quoteLine(anchor, place, state)}</p>`;
}

function quoteMark(anchor: string, place: Place, { reading }: State): Html {
  if (reading === null) return nothing;
  return html`&NoBreak;<a class="quote quote-small" href="#${anchor}"><span aria-hidden="true">#</span><span class="unseen">${structureZh.quoteOf(citationOf('', place).slice(2))}</span></a>`;
}

/** Shown when the address names this place: to be copied without a script. */
function quoteLine(anchor: string, place: Place, { reading }: State): Html {
  if (reading === null) return nothing;
  return html`<span class="cite">${structureZh.cite}<b>${citationOf(reading.title, place)}</b> <a href="#${anchor}">${structureZh.address}</a></span>`;
}

/**
 * 一、 → h3, （一） → h4 … below the h2 of the text. A level that was skipped is closed up, so that the outline a
 * screen reader walks has no gap. A lead that runs on into text is a paragraph that stands in the table of contents.
 */
function renderHeaded({ level: sign, lead, rest }: HeadedParts, state: State, index: number, unit: Unit): Html {
  const text = rawText(lead).trim().replace(/[。；：]$/, '');
  const id = unit.anchor ?? `s${state.contents.length + 1}`;
  const shown = inlines(lead, state, index);
  if (rest.length > 0 || text.length > longestHeading) {
    const running = html`${inlines(rest, state, index, 0, rawText(lead).length)}`;
    if (text.length > longestLead) return html`<p${unit.anchor !== null && html` id="${unit.anchor}"`} class="level-${sign}">${shown}${running}</p>`;
    state.contents.push({ id, text, level: sign });
    return html`<p id="${id}" class="level-${sign}"><span class="lead">${shown}</span>${running}</p>`;
  }
  const level = Math.min(sign, state.level);
  state.level = level + 1;
  state.contents.push({ id, text, level: sign });
  const mark = html` id="${id}" class="level-${sign}"`;
  switch (level) {
    case 1: return html`<h3${mark}>${shown}</h3>`;
    case 2: return html`<h4${mark}>${shown}</h4>`;
    case 3: return html`<h5${mark}>${shown}</h5>`;
    default: return html`<h6${mark}>${shown}</h6>`;
  }
}

/**
 * @param index the paragraph whose citations become links; null for none
 * @param from characters of these inlines that are left out
 * @param offset where these inlines begin in the paragraph
 */
function inlines(list: readonly Inline[], state: State, index: number | null, from = 0, offset = 0): Html {
  const cited = index === null ? [] : (state.cited[index] ?? []);
  let at = 0;
  return html`${list.map((inline) => {
    const start = at;
    at += visible(inline).length;
    if (at <= from) return nothing;
    if (inline.type === 'hardBreak') return html`<br>`;
    const marks = inline.marks ?? [];
    // A passage still marked as withheld must not be printed whatever brought it here.
    if (marks.some((m) => m.type === 'redact')) return html`<span class="withheld">${zh.record.withheldMark}</span>`;
    const cut = Math.max(0, from - start);
    return marks.reduce((inner: Html, mark) => {
      switch (mark.type) {
        case 'bold': return html`<strong>${inner}</strong>`;
        case 'italic': return html`<em>${inner}</em>`;
        case 'underline': return html`<u>${inner}</u>`;
        case 'redact': return inner;
      }
    }, linked(inline.text.slice(cut), offset + start + cut, cited, state));
  })}`;
}

/** Text that begins at `offset` of its paragraph, with links where it names what is public here. */
function linked(text: string, offset: number, cited: readonly Cited[], state: State): Html {
  const pieces: Html[] = [];
  let at = 0;
  for (const cite of cited) {
    const [start, end] = [Math.max(cite.start - offset, at), Math.min(cite.end - offset, text.length)];
    const href = start < end ? addressOf(cite, state) : null;
    if (href === null) continue;
    pieces.push(html`${text.slice(at, start)}<a class="citation" href="${href}">${text.slice(start, end)}</a>`);
    at = end;
  }
  return html`${pieces}${text.slice(at)}`;
}

function addressOf({ key, place }: Cited, state: State): string | null {
  if (key === null) {
    const anchor = place === null ? null : [anchorOf(place), articleOf(place)].find((a) => state.anchors.has(a));
    return anchor === null || anchor === undefined ? null : `#${anchor}`;
  }
  const id = state.reading?.links.get(key);
  return id === undefined ? null : `/records/${id}${place === null ? '' : `#${anchorOf(place)}`}`;
}

function renderTable(table: Table, state: State, depth: number): Html {
  const [first, ...others] = table.content;
  const hasHead = first !== undefined && first.content.length > 0 && first.content.every((c) => c.type === 'tableHeader');
  const rows = hasHead ? others : table.content;
  const row = (cells: readonly TableCell[], head: boolean) => html`<tr>${cells.map((c) => renderCell(c, state, depth, head))}</tr>`;
  return html`<div class="table" role="region" tabindex="0" aria-label="${zh.record.table}"><table>${
    hasHead && html`<thead>${row(first.content, true)}</thead>`}<tbody>${rows.map((r) => row(r.content, false))}</tbody></table></div>`;
}

function renderCell(cell: TableCell, state: State, depth: number, head: boolean): Html {
  const colspan = cell.attrs?.colspan ?? 1;
  const rowspan = cell.attrs?.rowspan ?? 1;
  const spans = html`${colspan > 1 && html` colspan="${colspan}"`}${rowspan > 1 && html` rowspan="${rowspan}"`}`;
  const inner = html`${cell.content.map((block) => renderBlock(block, state, depth + 1, -1))}`;
  return cell.type === 'tableHeader' ? html`<th scope="${head ? 'col' : 'row'}"${spans}>${inner}</th>` : html`<td${spans}>${inner}</td>`;
}

function visible(inline: Inline): string {
  if (inline.type !== 'text') return ' ';
  return inline.marks?.some((m) => m.type === 'redact') ? zh.record.withheldMark : inline.text;
}

/** The words as they are printed, with which offsets are counted. */
function rawText(list: readonly Inline[]): string {
  return list.map(visible).join('');
}

/** The words of a body by paragraph, tables row by row: what a comparison of editions works on. */
export function paragraphsOf(blocks: readonly Block[], depth = 0): string[] {
  if (depth > maxDepth) return [];
  return blocks.flatMap((block): string[] => {
    if (block.type === 'image') return [structureZh.picture(block.attrs.redact ? zh.record.withheldMark : (block.attrs.alt ?? zh.record.image))];
    if (block.type !== 'table') return [rawText(block.content ?? []).trim()].filter((text) => text !== '');
    return block.content.map((row) => row.content.map((cell) => paragraphsOf(cell.content, depth + 1).join(' ')).join('｜'));
  });
}
