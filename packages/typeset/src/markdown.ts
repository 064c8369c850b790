import type { Block, Inline, Table, TableCell } from './model.ts';
import { defaultBlank } from './redact.ts';
import { headedParts } from './text.ts';

export type MarkdownDocument = {
  title: string;
  /** Label and value, printed as a list under the title; empty values are left out. */
  facts: readonly (readonly [label: string, value: string])[];
  blocks: readonly Block[];
  /** One for each block: outline level from 1 of what is a heading, 0 for what is none. */
  levels: readonly number[];
  imageBase: string;
};

/** CommonMark with GFM tables. Cells that span others stand once, the covered ones stay empty. */
export function renderMarkdown(doc: MarkdownDocument): string {
  const facts = doc.facts.filter(([, value]) => value !== '').map(([label, value]) => `- ${escapeMarkdown(label)}：${escapeMarkdown(value)}`);
  const blocks = doc.blocks.map((block, i) => renderBlock(block, doc.levels[i] ?? 0, doc.imageBase)).filter((text) => text !== '');
  return `${[`# ${escapeMarkdown(doc.title)}`, ...(facts.length === 0 ? [] : [facts.join('\n')]), ...blocks].join('\n\n')}\n`;
}

/** What would be read as markup; at the beginning of a line also what begins a list, a heading or a quotation. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~#&]/g, String.raw`\$&`).replace(/^(\s*)([-+=])/, String.raw`$1\$2`).replace(/^(\s*\d{1,9})([.)])/, String.raw`$1\$2`);
}

function renderBlock(block: Block, level: number, imageBase: string): string {
  switch (block.type) {
    case 'paragraph': case 'heading': {
      const parts = headedParts(block);
      if (level > 0 && (parts === null || parts.rest.length === 0)) return `${'#'.repeat(Math.min(6, level + 1))} ${renderLine(block.content ?? []).replaceAll('\\\n', ' ')}`;
      return renderLine(block.content ?? []);
    }
    case 'image': return block.attrs.redact === undefined ? `![${escapeMarkdown(block.attrs.alt ?? '')}](${imageBase}${block.attrs.file})` : defaultBlank;
    case 'table': return renderTable(block, imageBase);
  }
}

/** A line in marks keeps its spaces outside them: `** 一 **` would be no bold. */
function renderLine(inlines: readonly Inline[]): string {
  return inlines.map((inline) => {
    if (inline.type === 'hardBreak') return '\\\n';
    const marks = inline.marks ?? [];
    if (marks.some((m) => m.type === 'redact')) return defaultBlank;
    const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(escapeMarkdown(inline.text)) ?? [];
    if (text === '') return before + after;
    const bold = marks.some((m) => m.type === 'bold') ? '**' : '';
    const italic = marks.some((m) => m.type === 'italic') ? '*' : '';
    return `${before}${bold}${italic}${text}${italic}${bold}${after}`;
  }).join('').trim();
}

function renderTable(table: Table, imageBase: string): string {
  const grid = gridOf(table);
  const [first, ...rest] = grid;
  if (first === undefined || first.length === 0) return '';
  const columns = Math.max(...grid.map((row) => row.length));
  const line = (row: readonly (TableCell | null)[]) => `| ${Array.from({ length: columns }, (_, i) => cellText(row[i] ?? null, imageBase)).join(' | ')} |`;
  return [line(first), `|${' --- |'.repeat(columns)}`, ...rest.map(line)].join('\n');
}

/** Columns one cell may reach over; no table on paper has more. */
const widest = 60;

/** Cells where a reader sees them; null where one reaches over from the left or from above. */
function gridOf(table: Table): (TableCell | null)[][] {
  const grid: (TableCell | null | undefined)[][] = table.content.map(() => []);
  table.content.forEach((row, r) => {
    let at = 0;
    for (const cell of row.content) {
      while (grid[r]?.[at] !== undefined) at += 1;
      const colspan = Math.min(cell.attrs?.colspan ?? 1, widest);
      const rowspan = cell.attrs?.rowspan ?? 1;
      for (let dr = 0; dr < rowspan && r + dr < grid.length; dr += 1) for (let dc = 0; dc < colspan; dc += 1) (grid[r + dr] ?? [])[at + dc] = dr === 0 && dc === 0 ? cell : null;
      at += colspan;
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? null));
}

function cellText(cell: TableCell | null, imageBase: string): string {
  return cell === null ? '' : cell.content.map((block) => {
    if (block.type === 'paragraph' || block.type === 'heading') return renderLine(block.content ?? []).replaceAll('\\\n', '<br>');
    return block.type === 'image' ? renderBlock(block, 0, imageBase) : '';
  }).filter((text) => text !== '').join('<br>');
}
