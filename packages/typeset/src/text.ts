import { headingLevelOf } from '@tongming/law';
import type { Block, Body, Inline, Table } from './model.ts';
import { cleanText } from './parse.ts';

/** One paragraph a line, levels found by their number; empty lines and indents go, being matters of layout. */
export function bodyFromText(text: string): Body {
  const content = text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => cleanText(line).trim())
    .filter((line) => line !== '')
    .map((line): Block => {
      const level = headingLevelOf(line);
      const inline: Inline[] = [{ type: 'text', text: line }];
      return level === 0 ? { type: 'paragraph', content: inline } : { type: 'heading', attrs: { level }, content: inline };
    });
  return { type: 'doc', content };
}

/** One line a paragraph; cells parted by tabs. */
export function bodyToText(body: Body): string {
  return body.content.flatMap(linesOfBlock).join('\n');
}

function linesOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOfInlines(block.content ?? []).split('\n');
    case 'table':
      return linesOfTable(block);
    case 'image':
      return block.attrs.alt === undefined || block.attrs.alt === '' ? [] : [block.attrs.alt];
  }
}

function linesOfTable(table: Table): string[] {
  return table.content.map((row) => row.content.map((cell) => cell.content.flatMap(linesOfBlock).join(' ')).join('\t'));
}

/** The bare text of a line of inlines; a hard break is a newline. */
export function textOfInlines(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
}

/**
 * Parts a numbered line into what is set as heading and what runs on as text: in
 * “（一）做好公开工作。各地要……” only the first sentence is a heading. `rest` is empty for a plain heading.
 */
export function splitRunIn(inlines: readonly Inline[]): { lead: Inline[]; rest: Inline[] } {
  const text = textOfInlines(inlines);
  const end = text.search(/[。！？；：]/);
  if (end === -1 || end === text.length - 1) return { lead: [...inlines], rest: [] };
  return splitAt(inlines, end + 1);
}

function splitAt(inlines: readonly Inline[], at: number): { lead: Inline[]; rest: Inline[] } {
  const lead: Inline[] = [];
  const rest: Inline[] = [];
  let left = at;
  for (const inline of inlines) {
    const length = inline.type === 'text' ? inline.text.length : 1;
    if (left >= length) lead.push(inline);
    else if (left <= 0 || inline.type !== 'text') rest.push(inline);
    else {
      lead.push({ ...inline, text: inline.text.slice(0, left) });
      rest.push({ ...inline, text: inline.text.slice(left) });
    }
    left -= length;
  }
  return { lead, rest };
}
