import { bodyFromText, type Block, type Body, type Inline, type TableRow } from '@tongming/typeset';

const withheld = /\[\[([^|\]]+)\|([a-z-]+)\]\]/g;
const chapter = /^第[一二三四五六七八九十]+章　/;

/** Reads the authors' plain text (see `DemoDocument.text`) into a body. */
export function bodyOf(text: string): Body {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const content: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const rows = tableFrom(lines, i);
    if (rows.length > 0) content.push({ type: 'table', content: rows });
    else content.push(...blocksOf(lines[i] ?? ''));
    i += Math.max(rows.length, 1);
  }
  return { type: 'doc', content };
}

/** A title (`# `), a chapter line, or a paragraph or heading as typeset's own reader sees it. */
function blocksOf(line: string): Block[] {
  if (line.startsWith('# ')) {
    return [{ type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', text: line.slice(2), marks: [{ type: 'bold' }] }] }];
  }
  if (chapter.test(line)) return [{ type: 'paragraph', attrs: { textAlign: 'center' }, content: inlinesOf(line) }];
  return bodyFromText(line).content.map((block) =>
    block.type === 'paragraph' || block.type === 'heading' ? { ...block, content: inlinesOf(line) } : block,
  );
}

function inlinesOf(line: string): Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(withheld)) {
    if (match.index > from) inlines.push({ type: 'text', text: line.slice(from, match.index) });
    inlines.push({ type: 'text', text: match[1] ?? '', marks: [{ type: 'redact', attrs: { ground: match[2] ?? '' } }] });
    from = match.index + match[0].length;
  }
  if (from < line.length) inlines.push({ type: 'text', text: line.slice(from) });
  return inlines;
}

function tableFrom(lines: readonly string[], start: number): TableRow[] {
  const rows: TableRow[] = [];
  for (const line of lines.slice(start)) {
    if (!/^\|.*\|$/.test(line)) break;
    const type = rows.length === 0 ? 'tableHeader' : 'tableCell';
    rows.push({
      type: 'tableRow',
      content: cellsOf(line).map((cell) => ({ type, content: [{ type: 'paragraph', content: inlinesOf(cell) }] })),
    });
  }
  return rows;
}

/** Cells between bars; the bar inside `[[…|…]]` parts none. */
function cellsOf(line: string): string[] {
  return line.slice(1, -1).split(/\|(?![^[\]]*\]\])/).map((cell) => cell.trim());
}
