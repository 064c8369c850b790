// 索引号：… 发文机关：… as portals print them: in tables, lists, or several on one line.
import { labels, type GuessField } from './guess-words.ts';
import type { Page } from './guess-page.ts';

type Meaning = { field: GuessField | 'none'; weight: number };
const meanings: ReadonlyMap<string, Meaning> = new Map(labels.flatMap(([field, weight, names]) => names.map((name) => [name, { field, weight }] as const)));
const spaced = [...meanings.keys()].toSorted((a, b) => b.length - a.length).map((name) => [...name].join('[\\s\\u3000]*')).join('|');
const withColon = new RegExp(`[【\\[]?(?<![\\p{Script=Han}])(${spaced})[】\\]]?[\\s\\u3000]*[：:][\\s\\u3000]*`, 'gu');
/** Longer than this a piece of page is prose. */
const longest = 500;

function squeeze(text: string): string {
  return text.replaceAll(/[\s\u3000：:【】[\]]/gu, '');
}

export function labelOf(text: string): Meaning | null {
  return text.length > 24 ? null : (meanings.get(squeeze(text)) ?? null);
}

/** From the pieces of a page in their order: a label of its own has its value in the next piece. */
export function labelsIn(segments: readonly string[]): Page['labels'] {
  const found: { label: string; value: string }[] = [];
  for (let i = 0; i < segments.length; i += 1) {
    const text = segments[i] ?? '';
    if (labelOf(text) !== null) {
      const next = segments[i + 1] ?? '';
      const bare = next === '' || labelOf(next) !== null || within(next).length > 0;
      found.push({ label: squeeze(text), value: bare ? '' : next });
      if (!bare) i += 1;
    } else if (text.length <= longest) found.push(...within(text));
  }
  return found;
}

function within(text: string): { label: string; value: string }[] {
  const marks = [...text.matchAll(withColon)];
  // 第三条 … 名称：… in a sentence is no label.
  if (marks.length === 0 || /[。；]/u.test(text.slice(0, marks[0]?.index ?? 0))) return [];
  return marks.map((m, i) => ({
    label: squeeze(m[1] ?? ''), value: text.slice(m.index + m[0].length, marks[i + 1]?.index ?? text.length).replace(/[|｜\s\u3000【[]+$/u, '').trim(),
  }));
}

/** A line that is nothing but labels and their values. */
export function isLabelLine(text: string): boolean {
  const cells = text.split(/\t/u).map((cell) => cell.trim()).filter((cell) => cell !== '');
  const found = labelsIn(cells);
  return found.length > 0 && text.length <= longest && /^[【[]?/u.test(text) && (labelOf(cells[0] ?? '') !== null || (text.search(withColonOnce) >= 0 && text.search(withColonOnce) <= 2));
}
const withColonOnce = new RegExp(withColon.source, 'u');
