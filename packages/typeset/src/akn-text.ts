// Blocks and inlines of a body in the vocabulary of Akoma Ntoso.
import type { Block, Inline, Table } from './model.ts';
import { cleanText } from './parse.ts';
import { defaultBlank } from './redact.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return cleanText(text).replaceAll(/[&<>"]/g, (c) => entities[c] ?? c);
}

export function attribute(name: string, value: string): string {
  return ` ${name}="${escapeXml(value)}"`;
}

export function renderBlocks(blocks: readonly Block[], imageBase: string): string {
  return blocks.map((block) => renderBlock(block, imageBase)).join('');
}

function renderBlock(block: Block, imageBase: string): string {
  switch (block.type) {
    case 'paragraph': case 'heading': return `<p>${renderInlines(block.content ?? [])}</p>`;
    case 'image': {
      if (block.attrs.redact !== undefined) return `<p>${defaultBlank}</p>`;
      return `<p><img${attribute('src', imageBase + block.attrs.file)}${block.attrs.alt === undefined ? '' : attribute('alt', block.attrs.alt)}/></p>`;
    }
    case 'table': return renderTable(block, imageBase);
  }
}

function renderTable(table: Table, imageBase: string): string {
  const rows = table.content.filter((row) => row.content.length > 0);
  if (rows.length === 0) return '';
  return `<table>${rows.map((row) => `<tr>${row.content.map((cell) => {
    const name = cell.type === 'tableHeader' ? 'th' : 'td';
    const { colspan = 1, rowspan = 1 } = cell.attrs ?? {};
    return `<${name}${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}>${renderBlocks(cell.content, imageBase)}</${name}>`;
  }).join('')}</tr>`).join('')}</table>`;
}

const tags: Readonly<Record<string, string>> = { bold: 'b', italic: 'i', underline: 'u' };

export function renderInlines(inlines: readonly Inline[]): string {
  return inlines.map((inline) => {
    if (inline.type === 'hardBreak') return '<br/>';
    const marks = inline.marks ?? [];
    // A passage still marked as withheld must not be written whatever brought it here.
    if (marks.some((m) => m.type === 'redact')) return defaultBlank;
    return marks.reduce((inner, mark) => (tags[mark.type] === undefined ? inner : `<${tags[mark.type]}>${inner}</${tags[mark.type]}>`), escapeXml(inline.text));
  }).join('');
}
