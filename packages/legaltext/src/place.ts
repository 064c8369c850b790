import { writeNumeral } from './numerals.ts';

/** A place in a document: 条 (之), 款, 项, 目. */
export type Place = {
  article: number;
  /** 第二十六条之一: 1; 0 without 之. */
  inserted: number;
  clause: number | null;
  item: number | null;
  point: number | null;
};

/** `art-26`, `art-26z1` (之一), `art-26-1` (款), `art-26-1-2` (项), `art-26-1-2-3` (目). */
export function anchorOf({ article, inserted, clause, item, point }: Place): string {
  // An item cited without its clause stands in the only one.
  const parts = [clause ?? (item ?? point ? 1 : null), item ?? (point === null ? null : 0), point];
  return `art-${article}${inserted > 0 ? `z${inserted}` : ''}${parts.filter((n) => n !== null).map((n) => `-${n}`).join('')}`;
}

/** 第二十六条第一款第（二）项第3目. */
export function placeName({ article, inserted, clause, item, point }: Place): string {
  return `第${writeNumeral(article)}条${inserted > 0 ? `之${writeNumeral(inserted)}` : ''}${
    clause === null ? '' : `第${writeNumeral(clause)}款`}${
    item === null ? '' : `第（${writeNumeral(item)}）项`}${point === null ? '' : `第${point}目`}`;
}

/** 《…条例》第二十六条第一款. Marks inside the title become 〈〉 (GB/T 15834 4.15). */
export function citationOf(title: string, place: Place | null): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》${place === null ? '' : placeName(place)}`;
}

const anchor = /^art-(\d{1,6})(?:z(\d{1,4}))?(?:-(\d{1,4}))?(?:-(\d{1,4}))?(?:-(\d{1,4}))?$/;

/** The place an anchor names; null when it is none. */
export function placeOfAnchor(text: string): Place | null {
  const m = anchor.exec(text);
  if (!m) return null;
  const [article, inserted, clause, item, point] = [1, 2, 3, 4, 5].map((i) => (m[i] === undefined ? null : Number(m[i])));
  return { article: article ?? 0, inserted: inserted ?? 0, clause: clause ?? null, item: item || null, point: point ?? null };
}
