import { documentKinds, headingLevelOf, kindWords, parseDocumentNumber } from '@tongming/law';
import type { Block, Body } from '@tongming/typeset';

const otherNames = ['方案', '办法', '规定', '细则', '规则', '规划', '计划', '要点', '清单', '目录', '指南', '制度', '条例'];
const names = [...documentKinds.flatMap(kindWords), ...otherNames];
const titleEnd = new RegExp(`(?:${names.join('|')})(?:[（(][^（()）]{1,12}[）)])?$`);
/** How far from the top a title may lie, and how long it may be. */
const mostLines = 10;
const longest = 200;
/** 版头: the agency's mark (…文件), 份号, 紧急程度, 发文字号. The drafting sheet makes all of it anew. */
const masthead = /(?:文件|^\d{6}|特急|加急|^签发人[：:].*)$/;

/**
 * The title at the head of a text: centred lines or a heading without number, or a first line that ends in the name of a
 * kind. It and the masthead above it are taken out of the body; null when there is no title to be sure of.
 */
export function takeTitle(body: Body): { title: string | null; body: Body } {
  const lines = body.content.slice(0, mostLines).map(lineOf);
  const above = lines.findIndex((line) => line === null || !(masthead.test(line.text) || parseDocumentNumber(line.text) !== null));
  const rest = lines.slice(Math.max(above, 0));
  const end = rest.findIndex((line) => line === null || !line.prominent);
  const count = end === -1 ? rest.length : end;
  const taken = count > 0 ? count : titleEnd.test(rest[0]?.text ?? '') ? 1 : 0;
  const title = rest.slice(0, taken).map((line) => line?.text ?? '').join('');
  if (taken === 0 || title.length > longest) return { title: null, body };
  return { title, body: { type: 'doc', content: body.content.slice(Math.max(above, 0) + taken) } };
}

function lineOf(block: Block): { text: string; prominent: boolean } | null {
  if (block.type !== 'paragraph' && block.type !== 'heading') return null;
  const text = (block.content ?? []).map((one) => (one.type === 'text' ? one.text : '')).join('').replace(/\s+/g, '');
  const prominent = block.type === 'heading' ? headingLevelOf(text) === 0 : block.attrs?.textAlign === 'center';
  return { text, prominent };
}
