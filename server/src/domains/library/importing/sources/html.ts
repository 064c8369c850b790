// A page of somebody's portal → what is printed on it: labels, headings, the text without the furniture around it.
import { readHtml } from '../../../../platform/conversion/html-body.ts';
import { decodeText } from '../../../../platform/text-encoding.ts';
import { bodyIn, withoutFurniture } from './html-main.ts';
import { elementsIn, isBlock, parseTree, segmentsBefore, segmentsOf, textOf, toHtml, weigh, type Element, type Node } from './html-tree.ts';
import { isLabelLine, labelOf, labelsIn } from './guess-labels.ts';
import { endsAsTitle, isHeadLine } from './guess-layout.ts';
import { pageOfBody, type Page, type PageLine, type PageLink } from './guess-page.ts';

/** @throws Refused 'unknown-encoding', 'not-text' (422) */
export function decodeHtml(bytes: Uint8Array): { html: string; damaged: boolean } {
  const declared = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))?.[1]?.toLowerCase();
  const encoding = declared === undefined || declared.startsWith('gb') ? 'gb18030' : 'utf-8';
  // Control characters in a page are dirt of the editor it was written in.
  const text = new TextDecoder(encoding).decode(bytes);
  const clean = bytes.filter((byte) => byte > 31 || byte === 9 || byte === 10 || byte === 13);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  // A page cut off or patched together by scripts has a few broken characters; it says itself what it is written in.
  if (declared !== undefined && broken > 0 && broken * 200 < text.length && !isUtf8(bytes)) return { html: tidy(text), damaged: true };
  return { html: decodeText(bytes.includes(0) ? bytes : clean), damaged: false };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function tidy(text: string): string {
  return text.replaceAll(/(?![\t\n\r])\p{Cc}/gu, '').replaceAll(/\r\n?/g, '\n');
}

/** Labels stand before the text or at its head; further in, 名称：… is a matter of the document. */
const headSegments = 40;

/** @throws Refused as decodeHtml does */
export function readPage(bytes: Uint8Array): Page {
  const { html, damaged } = decodeHtml(bytes);
  const tree = parseTree(html);
  const meta = metaOf(tree);
  const windowTitle = firstText(tree, 'title');
  const scripted = labelsInScripts(tree);
  const page = withoutFurniture(tree);
  const main = bodyIn(page);
  const around = segmentsOf(page, main);
  const head = segmentsOf(main).slice(0, headSegments);
  const headlines = headlinesOf(page);
  const lead = leadOf(segmentsBefore(page, main), [...headlines, ...(windowTitle === null ? [] : [windowTitle])]);
  return {
    meta, windowTitle, headlines, labels: [...labelsIn(around), ...labelsIn(head), ...scripted],
    lines: [...lead, ...pageOfBody(readHtml(toHtml(withoutLabels(main))).body)], links: linksOf(page), damaged,
  };
}

/** Of a whole page the document in it, without what stands around it; a piece of HTML as it is. */
export const articleIn = (html: string): string => (/<(?:html|body)[\s>]/i.test(html) ? toHtml(bodyIn(withoutFurniture(parseTree(html)))) : html);

const leadSegments = 12;

/** Title, number and date that stand between the head of the page and the text, from the title on. */
function leadOf(before: readonly string[], titles: readonly string[]): PageLine[] {
  const near = before.slice(-leadSegments).filter((text) => !isLabelLine(text));
  const at = near.findLastIndex((text) => text.length >= 6 && text.length <= longestTitle && (titles.some((title) => title.startsWith(text)) || endsAsTitle(text)));
  return at < 0 ? [] : near.slice(at).filter((text, i) => i === 0 || isHeadLine(text)).map((text) => ({ text, centred: true }));
}

function metaOf(tree: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, attributes } of elementsIn(tree)) {
    const key = (attributes['name'] ?? attributes['property'] ?? '').toLowerCase().trim();
    const value = (attributes['content'] ?? '').replaceAll(/\s+/gu, ' ').trim();
    if (name === 'meta' && key !== '' && value !== '' && !found.has(key)) found.set(key, value);
  }
  return found;
}

function firstText(tree: Element, name: string): string | null {
  for (const element of elementsIn(tree)) {
    if (element.name !== name) continue;
    const text = textOf(element).replaceAll(/\s+/gu, ' ').trim();
    if (text !== '') return text;
  }
  return null;
}

/** Some portals keep the head table as JSON in a script and draw it in the browser. */
function labelsInScripts(tree: Element): Page['labels'] {
  const scripts = [...elementsIn(tree)].filter((element) => element.name === 'script').map(textOf);
  return scripts.flatMap((text) => [...text.matchAll(/["']([\p{Script=Han}]{2,8})["']\s*:\s*["']([^"'\\\n]{1,200})["']/gu)])
    .map((m) => ({ label: m[1] ?? '', value: (m[2] ?? '').trim() })).filter(({ label, value }) => labelOf(label) !== null && value !== '');
}

const titleName = /^(?:(?:arti(?:cle)?|news|xl|info|con(?:tent)?|detail|page|xxgk|wz|main|doc|zw)?[-_]?(?:title|tit|biaoti|bt)\d?|h1)$/i;
const longestTitle = 300;

function headlinesOf(page: Element): string[] {
  const found: { rank: number; text: string }[] = [];
  for (const element of elementsIn(page)) {
    const names = `${element.attributes['class'] ?? ''} ${element.attributes['id'] ?? ''}`.split(/\s+/);
    const rank = element.name === 'h1' ? 0 : names.some((n) => titleName.test(n)) ? 1 : element.name === 'h2' ? 2 : null;
    if (rank === null) continue;
    const text = segmentsOf(element).join('');
    if (text.length >= 4 && text.length <= longestTitle) found.push({ rank, text });
  }
  return found.toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
}

function linksOf(page: Element): PageLink[] {
  return [...elementsIn(page)].filter((element) => element.name === 'a' && element.attributes['href'] !== undefined)
    .map((element) => ({ href: (element.attributes['href'] ?? '').trim(), text: textOf(element).replaceAll(/\s+/gu, ' ').trim() }));
}

/** The head table within the text is no text: a table of which half the cells are labels goes, and so do lines of labels. */
function withoutLabels(element: Element): Element {
  const children = element.children.flatMap((child): Node[] => {
    if (typeof child === 'string') return [child];
    return isLabelBlock(child) ? [] : [withoutLabels(child)];
  });
  return { ...element, children };
}

function isLabelBlock(element: Element): boolean {
  if (!isBlock(element) || weigh(element).all > 1200) return false;
  const segments = segmentsOf(element);
  const found = labelsIn(segments);
  if (found.length === 0) return false;
  const covered = found.reduce((sum, { label, value }) => sum + label.length + value.replaceAll(/\s/gu, '').length, 0);
  return covered >= weigh(element).all * 0.6 && (found.length > 1 || element.name !== 'table');
}
