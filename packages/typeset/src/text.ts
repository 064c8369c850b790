import { headingOf } from '@tongming/law';
import type { Block, Body, Heading, Inline, Paragraph, Table } from './model.ts';
import { cleanText } from './parse.ts';

/** One paragraph a line, levels found by their number; empty lines and indents go, being matters of layout. */
export function bodyFromText(text: string): Body {
  const content = text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => cleanText(line).trim())
    .filter((line) => line !== '')
    .map((line): Block => {
      const heading = headingOf(line);
      const inline: Inline[] = [{ type: 'text', text: line }];
      return heading?.lead === line.length ? { type: 'heading', attrs: { level: heading.level }, content: inline } : { type: 'paragraph', content: inline };
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

export type HeadedParts = { level: 1 | 2 | 3 | 4; lead: Inline[]; rest: Inline[] };

/**
 * Parts a block into what is set as heading and what runs on as text: in “（一）做好公开工作。各地要……” only the first
 * sentence is a heading. `rest` is empty for a plain heading; null for a paragraph that is text throughout.
 */
export function headedParts(block: Heading | Paragraph): HeadedParts | null {
  const inlines = block.content ?? [];
  const text = textOfInlines(inlines);
  if (block.type === 'heading') {
    const end = text.search(/[。！？；：]/);
    const { level } = block.attrs;
    return end === -1 || end === text.length - 1 ? { level, lead: [...inlines], rest: [] } : { level, ...splitAt(inlines, end + 1) };
  }
  const heading = block.attrs?.textAlign ? null : headingOf(text);
  return heading === null || heading.lead >= text.length ? null : { level: heading.level, ...splitAt(inlines, heading.lead) };
}

export function splitAt(inlines: readonly Inline[], at: number): { lead: Inline[]; rest: Inline[] } {
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

/** The content hashes of all pictures in a body. */
export function imageFilesOf(body: Body): string[] {
  const filesOf = (block: Block): string[] => {
    if (block.type === 'image') return [block.attrs.file];
    if (block.type === 'table') return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content.flatMap(filesOf)));
    return [];
  };
  return body.content.flatMap(filesOf);
}
