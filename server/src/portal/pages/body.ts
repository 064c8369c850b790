// Public text of a record → HTML: Body JSON of the editor, or plain text of an imported document.
import { headedParts, type Block, type HeadedParts, type Heading, type Inline, type Paragraph, type Table, type TableCell } from '@tongming/typeset';
import { html, type Html } from '../html.ts';
import { zh } from '../messages/zh.ts';

export type Contents = { id: string; text: string; level: number }[];
export type RenderedBody = { content: Html; contents: Contents };

type State = { contents: Contents; level: number; imageBase: string };
/** Deeper tables and cells than any document has; the parser refuses them before, this keeps the renderer total. */
const maxDepth = 24;
const longestHeading = 60;
const longestLead = 40;

/** @param imageBase address under which pictures of this record are served, ending in a slash */
export function renderBody(blocks: readonly Block[], imageBase: string): RenderedBody {
  const state: State = { contents: [], level: 1, imageBase };
  const content = html`${blocks.map((block) => renderBlock(block, state, 0))}`;
  return { content, contents: state.contents };
}

function renderBlock(block: Block, state: State, depth: number): Html {
  if (depth > maxDepth) return html``;
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const headed = depth === 0 ? headedParts(block) : null;
      return headed === null ? renderParagraph(block) : renderHeaded(headed, state);
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

function renderParagraph(block: Heading | Paragraph): Html {
  const align = block.type === 'paragraph' ? block.attrs?.textAlign : null;
  return html`<p${(align === 'center' || align === 'right') && html` class="${align}"`}>${renderInlines(block.content ?? [])}</p>`;
}

/**
 * 一、 → h3, （一） → h4 … below the h2 of the text. A level that was skipped is closed up, so that the outline a
 * screen reader walks has no gap. A lead that runs on into text is a paragraph that stands in the table of contents.
 */
function renderHeaded({ level: sign, lead, rest }: HeadedParts, state: State): Html {
  const text = plainText(lead).replace(/[。；：]$/, '');
  const id = `s${state.contents.length + 1}`;
  if (rest.length > 0 || text.length > longestHeading) {
    if (text.length > longestLead) return html`<p class="level-${sign}">${renderInlines([...lead, ...rest])}</p>`;
    state.contents.push({ id, text, level: sign });
    return html`<p id="${id}" class="level-${sign}"><span class="lead">${renderInlines(lead)}</span>${renderInlines(rest)}</p>`;
  }
  const level = Math.min(sign, state.level);
  state.level = level + 1;
  state.contents.push({ id, text, level: sign });
  const inner = renderInlines(lead);
  const mark = html` id="${id}" class="level-${sign}"`;
  switch (level) {
    case 1: return html`<h3${mark}>${inner}</h3>`;
    case 2: return html`<h4${mark}>${inner}</h4>`;
    case 3: return html`<h5${mark}>${inner}</h5>`;
    default: return html`<h6${mark}>${inner}</h6>`;
  }
}

function renderInlines(inlines: readonly Inline[]): Html {
  return html`${inlines.map(renderInline)}`;
}

function renderInline(inline: Inline): Html {
  if (inline.type === 'hardBreak') return html`<br>`;
  const marks = inline.marks ?? [];
  // A passage still marked as withheld must not be printed whatever brought it here.
  if (marks.some((m) => m.type === 'redact')) return html`<span class="withheld">${zh.record.withheldMark}</span>`;
  return marks.reduce((inner: Html, mark) => {
    switch (mark.type) {
      case 'bold': return html`<strong>${inner}</strong>`;
      case 'italic': return html`<em>${inner}</em>`;
      case 'underline': return html`<u>${inner}</u>`;
      case 'redact': return inner;
    }
  }, html`${inline.text}`);
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
  const inner = html`${cell.content.map((block) => renderBlock(block, state, depth + 1))}`;
  return cell.type === 'tableHeader' ? html`<th scope="${head ? 'col' : 'row'}"${spans}>${inner}</th>` : html`<td${spans}>${inner}</td>`;
}

function plainText(inlines: readonly Inline[]): string {
  return inlines.map((i) => (i.type === 'text' ? (i.marks?.some((m) => m.type === 'redact') ? zh.record.withheldMark : i.text) : ' ')).join('').trim();
}

const part = /^第[一二三四五六七八九十百零〇]+[编分章节](?:\s|　|$)/;
const article = /^(第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?)[\s　]*/;
const numbered = /^[一二三四五六七八九十]+、/;

/**
 * Plain text of laws and notices, one paragraph a line: 第N章 and short 一、 lines become headings, 第N条 is set bold.
 * The printed table of contents repeats the chapter lines: of two equal lines the last is the heading.
 */
export function renderText(text: string): RenderedBody {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  const last = new Map(lines.map((line, i) => [line, i]));
  const contents: Contents = [];
  const content = lines.map((line, i) => {
    const isHeading = (part.test(line) && line.length <= 40 && last.get(line) === i) || (numbered.test(line) && line.length <= 40 && !/[，。；]$/.test(line));
    if (isHeading) {
      const id = `s${contents.length + 1}`;
      contents.push({ id, text: line, level: 1 });
      return html`<h3 id="${id}" class="${part.test(line) ? 'part' : 'level-1'}">${line}</h3>`;
    }
    const number = article.exec(line);
    if (number?.[1] !== undefined) return html`<p><b class="article">${number[1]}</b>　${line.slice(number[0].length)}</p>`;
    return html`<p>${line}</p>`;
  });
  return { content: html`${content}`, contents };
}
