/** What separates the letters of a word without being part of it: white space, zero-width signs, soft hyphens. */
const ignorable = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** Text as it is compared: width and compatibility forms unified (NFKC), case and white space ignored. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(ignorable, '');
}

/** Folded text of a sequence of pieces; `source[i]` is the piece that gave the i-th code unit. */
export type Folded = { text: string; source: number[] };

export function foldPieces(pieces: readonly string[]): Folded {
  const source: number[] = [];
  let text = '';
  pieces.forEach((piece, i) => {
    const folded = fold(piece);
    text += folded;
    for (let n = 0; n < folded.length; n += 1) source.push(i);
  });
  return { text, source };
}

/** Start of every occurrence, overlapping ones too. */
export function occurrences(text: string, word: string): number[] {
  const found: number[] = [];
  if (word === '') return found;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) found.push(at);
  return found;
}
