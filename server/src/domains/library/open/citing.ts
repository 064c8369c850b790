// What a text cites, in the form in which documents are looked up. The worker stores it, the page makes links of it.
import { findDocumentNumbers, parseDocumentNumber } from '@tongming/law';
import { anchorOf, findReferences, issuedTitle, namesDocument, titleKey, type Place } from '@tongming/legaltext';

/** Offsets are UTF-16, end excluded. `key` is null for an article of the document itself; `place` for the document as a whole. */
export type Cited = { start: number; end: number; key: string | null; place: Place | null };

const longestKey = 200;

/** Documents and articles named in each paragraph, in order and apart from each other. */
export function citedIn(paragraphs: readonly string[]): Cited[][] {
  const references = findReferences(paragraphs);
  return paragraphs.map((text, i) => {
    const titles = (references[i] ?? []).flatMap(({ start, end, title, articles }): Cited[] => {
      if (title !== null && !namesDocument(title)) return [];
      const key = title === null ? null : titleKey(title).slice(0, longestKey);
      const whole: Cited[] = key === null ? [] : [{ start, end, key, place: null }];
      return [...whole, ...articles.map((a) => ({ start: a.start, end: a.end, key, place: a.place }))];
    });
    const numbers = findDocumentNumbers(text)
      .map(({ start, end, number }): Cited => ({ start, end, key: plainNumber(number.normal), place: null }))
      .filter((n) => !titles.some((t) => t.start < n.end && n.start < t.end));
    return numbers.length === 0 ? titles : [...titles, ...numbers].toSorted((a, b) => a.start - b.start);
  });
}

/** 中华人民共和国国务院令第583号 and 国务院令第583号 are one. */
function plainNumber(normal: string): string {
  return normal.replace(/^中华人民共和国(?=.{2,})/u, '');
}

export type Name = { key: string; rank: 0 | 1 | 2 };

/** What a document is cited by: its number, its title, and the title of what it brings; the surest first. */
export function namesOf(title: string, documentNumber: string | null): Name[] {
  const number = documentNumber === null ? null : parseDocumentNumber(documentNumber);
  const issued = issuedTitle(title);
  const names: Name[] = [
    ...(number === null ? [] : [{ key: plainNumber(number.normal), rank: 0 as const }]),
    { key: titleKey(title).slice(0, longestKey), rank: 1 },
    ...(issued === null ? [] : [{ key: titleKey(issued).slice(0, longestKey), rank: 2 as const }]),
  ];
  return names.filter((name, i) => name.key !== '' && names.findIndex((other) => other.key === name.key) === i);
}

export type CitedDocument = { key: string; cited: string; anchors: string[] };
const mostAnchors = 200;

/** All that a text cites, once each, without itself. */
export function documentsCited(text: string, own: readonly Name[]): CitedDocument[] {
  const paragraphs = text.split('\n');
  const mine = new Set(own.map((name) => name.key));
  const found = new Map<string, CitedDocument>();
  citedIn(paragraphs).forEach((cites, i) => {
    for (const { key, start, end, place } of cites) {
      if (key === null || key === '' || mine.has(key)) continue;
      const known = found.get(key) ?? { key, cited: (paragraphs[i] ?? '').slice(start, end), anchors: [] };
      found.set(key, known);
      const anchor = place === null ? null : anchorOf(place);
      if (anchor !== null && known.anchors.length < mostAnchors && !known.anchors.includes(anchor)) known.anchors.push(anchor);
    }
  });
  return [...found.values()];
}
