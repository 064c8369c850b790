import { documentKinds, kindWords, parseDocumentNumber } from '@tongming/law';
import type { Block, Body } from '@tongming/typeset';
import { bodyToText } from '@tongming/typeset';

const otherNames = ['方案', '办法', '规定', '细则', '规则', '规划', '计划', '要点', '清单', '目录', '指南', '制度', '条例'];
const names = [...documentKinds.flatMap(kindWords), ...otherNames];
const titleEnd = new RegExp(`(?:${names.join('|')})(?:[（(][^（()）]{1,12}[）)])?$`);
/** Lines of a title set in large type over several lines. */
const mostLines = 5;
const longest = 200;

/**
 * The title at the head of a text: centred lines, or a first line that ends in the name of a kind. Taken out of the
 * body, where the drafting sheet has its own field for it; null when there is none to be sure of.
 */
export function takeTitle(body: Body): { title: string | null; body: Body } {
  const { content } = body;
  const lines = content.slice(0, mostLines).map(lineOf);
  const centred = lines.findIndex((line) => line === null || !line.centred || parseDocumentNumber(line.text) !== null);
  const count = centred === -1 ? lines.length : centred;
  const first = lines[0] ?? null;
  const taken = count > 0 ? count : first !== null && titleEnd.test(first.text) ? 1 : 0;
  const title = lines.slice(0, taken).map((line) => line?.text ?? '').join('');
  if (taken === 0 || title.length > longest) return { title: null, body };
  return { title, body: { type: 'doc', content: content.slice(taken) } };
}

function lineOf(block: Block): { text: string; centred: boolean } | null {
  if (block.type !== 'paragraph') return null;
  const text = bodyToText({ type: 'doc', content: [block] }).replace(/\s+/g, '');
  return { text, centred: block.attrs?.textAlign === 'center' };
}
