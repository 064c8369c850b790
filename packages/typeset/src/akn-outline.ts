// Paragraphs with their roles → the tree that Akoma Ntoso is.
import type { Block, Inline } from './model.ts';
import { headedParts, splitAt, textOfInlines } from './text.ts';

/** What one block is in a legal text; see `parseStructure` of legaltext, whose units fit. */
export type AknUnit = { role: string; anchor: string | null; lead: number; level: number };
export type AknElement = 'part' | 'subpart' | 'chapter' | 'section' | 'article' | 'paragraph' | 'point' | 'indent' | 'level';
export type OutlineNode = { element: AknElement; eId: string; rank: number; num: string; heading: Inline[]; blocks: Block[]; children: OutlineNode[] };
export type Outline = { isAct: boolean; before: Block[]; nodes: OutlineNode[] };

const elements: Readonly<Record<string, readonly [AknElement, rank: number]>> = {
  part: ['part', 1], subpart: ['subpart', 2], chapter: ['chapter', 3], section: ['section', 4], article: ['article', 5],
  clause: ['paragraph', 6], item: ['point', 7], point: ['indent', 8], level: ['level', 9],
};

export function outlineOf(blocks: readonly Block[], units: readonly AknUnit[]): Outline {
  const outline: Outline = { isAct: units.some((u) => u.role === 'article'), before: [], nodes: [] };
  const open: OutlineNode[] = [];
  const used = new Set<string>();
  const add = (node: OutlineNode) => {
    while ((open.at(-1)?.rank ?? 0) >= node.rank) open.pop();
    node.eId = unused(node.eId, used);
    (open.at(-1)?.children ?? outline.nodes).push(node);
    open.push(node);
  };
  blocks.forEach((block, i) => {
    const unit = units[i];
    const known = unit === undefined || unit.anchor === null ? undefined : elements[unit.role];
    if (unit === undefined || unit.anchor === null || known === undefined || (block.type !== 'paragraph' && block.type !== 'heading')) {
      (open.at(-1)?.blocks ?? outline.before).push(block);
      return;
    }
    const [element, rank] = known;
    const { lead, rest } = splitAt(block.content ?? [], unit.lead);
    const num = textOfInlines(lead).trim();
    const base = { element, eId: unit.anchor, rank: rank === 9 ? 8 + Math.max(1, unit.level) : rank, num, heading: [], blocks: [], children: [] };
    if (element === 'article') {
      add(base);
      if (textOfInlines(rest).trim() !== '') add({ ...base, element: 'paragraph', eId: `${unit.anchor}-1`, rank: 6, num: '', heading: [], blocks: [paragraph(rest)], children: [] });
    } else add({ ...base, ...(rank <= 4 ? { heading: rest } : element === 'level' ? levelText(block, unit.lead) : { blocks: [paragraph(rest)] }) });
  });
  return outline;
}

/** “（一）保证供热。各地要……”: the first sentence is the heading, the rest runs on as text. */
function levelText(block: Extract<Block, { type: 'paragraph' | 'heading' }>, lead: number): { heading: Inline[]; blocks: Block[] } {
  const parts = headedParts(block);
  if (parts === null) return { heading: [], blocks: [paragraph(splitAt(block.content ?? [], lead).rest)] };
  return { heading: splitAt(parts.lead, lead).rest, blocks: parts.rest.length === 0 ? [] : [paragraph(parts.rest)] };
}

function paragraph(content: Inline[]): Block {
  return { type: 'paragraph', content };
}

function unused(id: string, used: Set<string>): string {
  let free = id;
  for (let n = 2; used.has(free); n += 1) free = `${id}_${n}`;
  used.add(free);
  return free;
}
