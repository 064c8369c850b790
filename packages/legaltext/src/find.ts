// Documents and articles named in running text.
import { readNumeral } from './numerals.ts';
import type { Place } from './place.ts';

/** An article named behind a title: 第三十三条第一款. */
export type ArticleReference = { start: number; end: number; place: Place };
/** Offsets are UTF-16, end excluded. `title` is null for 本条例第三条. */
export type TitleReference = { start: number; end: number; title: string | null; articles: ArticleReference[] };

const longestTitle = 160;
const mostArticles = 40;
const mostShortNames = 24;
const numeral = '[零〇○一二三四五六七八九十百千0-9０-９]{1,9}';
const place = new RegExp(
  `(?:第(${numeral})条(?:之(${numeral}))?)?(?:第(${numeral})款)?(?:第?[（(](${numeral})[)）]项|第(${numeral})项)?(?:第(${numeral})目)?`, 'uy');
const between = /(?:[、和及与或至到]|以及|或者|，)/uy;
const aside = /[\s\u3000]*[（(]([^（）()《》]{0,80}(?:《[^《》]{1,40}》)?[^（）()《》]{0,40})[)）]/uy;
const shortName = /以下(?:简称|统称|称)(?:为|作)?[：:]?[《“"‘「]?([^《》“”"‘’「」，。；、\s]{2,24})/u;
const self = new RegExp(`(?:本|该)(?:法|条例|办法|规定|实施细则|实施办法|细则|规则|章程|规程|解释|意见|方案|决定)(?=第${numeral}条)`, 'gu');

/** Titles in 《》, short names after 以下简称, and 本条例第…条, of each paragraph of a document. */
export function findReferences(paragraphs: readonly string[]): TitleReference[][] {
  const shortNames = new Map<string, string>();
  const named = paragraphs.map((text) => titlesIn(text, shortNames));
  const bare = bareNames(shortNames);
  return paragraphs.map((text, i) => {
    const titles = (named[i] ?? []).map((r) => ({ ...r, title: r.title === null ? null : (shortNames.get(r.title) ?? r.title) }));
    const others = [...matchesOf(text, self).map((m) => ({ ...m, title: null })), ...(bare === null ? [] : matchesOf(text, bare).map((m) => ({ ...m, title: shortNames.get(m.text) ?? null })))]
      .filter((m) => !titles.some((t) => t.start < m.end && m.start < t.end))
      .map(({ start, end, title }): TitleReference => ({ start, end, title, articles: articlesAt(text, end) }));
    return others.length === 0 ? titles : withoutOverlap([...titles, ...others]);
  });
}

function withoutOverlap(found: TitleReference[]): TitleReference[] {
  let end = 0;
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end).filter((r) => {
    const free = r.start >= end;
    if (free) end = r.articles.at(-1)?.end ?? r.end;
    return free;
  });
}

function matchesOf(text: string, pattern: RegExp): { start: number; end: number; text: string }[] {
  return [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length, text: m[0] }));
}

function titlesIn(text: string, shortNames: Map<string, string>): TitleReference[] {
  const found: TitleReference[] = [];
  for (let at = text.indexOf('《'); at >= 0;) {
    const end = closing(text, at);
    if (end < 0) {
      at = text.indexOf('《', at + 1);
      continue;
    }
    const title = text.slice(at + 1, end - 1);
    const note = asideAt(text, end);
    const short = note === null ? undefined : shortName.exec(note.text)?.[1];
    if (short !== undefined && shortNames.size < mostShortNames && !shortNames.has(short)) shortNames.set(short, title);
    const direct = articlesAt(text, end);
    const passes = note !== null && (short !== undefined || !note.text.includes('《'));
    found.push({ start: at, end, title, articles: direct.length > 0 || !passes ? direct : articlesAt(text, note.end) });
    at = text.indexOf('《', passes ? note.end : end);
  }
  return found;
}

/** Behind the mark that closes the one at `from`; -1 when none does within the length of a title. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length && i - from <= longestTitle; i += 1) {
    if (text[i] === '《') depth += 1;
    else if (text[i] === '》') {
      depth -= 1;
      if (depth === 0) return i + 1;
    } else if (text[i] === '\n') return -1;
  }
  return -1;
}

function asideAt(text: string, from: number): { text: string; end: number } | null {
  aside.lastIndex = from;
  const m = aside.exec(text);
  return m === null ? null : { text: m[1] ?? '', end: from + m[0].length };
}

/** Only with an article behind: 条例 alone is said of any. */
function bareNames(shortNames: ReadonlyMap<string, string>): RegExp | null {
  if (shortNames.size === 0) return null;
  const names = [...shortNames.keys()].toSorted((a, b) => b.length - a.length).map((n) => n.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`(?<!《)(?:${names.join('|')})(?=第${numeral}条)`, 'gu');
}

/** 第三十三条第一款、第二款和第四十条: what is left out is that of the one before. */
function articlesAt(text: string, from: number): ArticleReference[] {
  const found: ArticleReference[] = [];
  let at = from;
  let former: Place | null = null;
  while (found.length < mostArticles) {
    place.lastIndex = at;
    const m: RegExpExecArray | null = place.exec(text);
    if (m === null || m[0] === '') break;
    const read: Place | null = placeOf(m, former);
    if (read === null) break;
    found.push({ start: at, end: at + m[0].length, place: read });
    former = read;
    at += m[0].length;
    between.lastIndex = at;
    const join = between.exec(text);
    if (join === null) break;
    at += join[0].length;
  }
  return found;
}

function placeOf(m: RegExpExecArray, former: Place | null): Place | null {
  const [article, inserted, clause, item, plainItem, point] = [1, 2, 3, 4, 5, 6].map((i) => (m[i] === undefined ? null : readNumeral(m[i] ?? '')));
  const itemNumber = item ?? plainItem ?? null;
  if (article !== null && article !== undefined) {
    return article === 0 ? null : { article, inserted: inserted ?? 0, clause: clause ?? null, item: itemNumber, point: point ?? null };
  }
  if (former === null) return null;
  if (clause !== null && clause !== undefined) return { ...former, clause, item: itemNumber, point: point ?? null };
  return itemNumber === null ? null : { ...former, item: itemNumber, point: point ?? null };
}
