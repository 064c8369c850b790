// Public records are documents (公文) or content of the sites (news, notices, questions …). Lists and counts of documents leave
// content out; search, feeds, site map, columns and topics show both.
export const contentCategories = [
  'news', 'notice', 'image-story', 'video', 'question', 'data-table', 'official', 'agency-function', 'interpretation',
] as const;
export type ContentKind = (typeof contentCategories)[number];

const known: ReadonlySet<string> = new Set(contentCategories);
export function isContent(category: string): category is ContentKind {
  return known.has(category);
}

/** Of what has a category, the documents alone. */
export function documentsOf<T extends { category: string }>(some: readonly T[]): T[] {
  return some.filter(({ category }) => !isContent(category));
}
