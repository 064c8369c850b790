/** Level of a line of an official document, GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）. */
export type Level = 1 | 2 | 3 | 4;

const numerals = '[一二三四五六七八九十百零〇]+';
const marks: readonly (readonly [Level, RegExp])[] = [
  // 一、二季度 names two things and is no heading.
  [1, new RegExp(`^(?![一二三四五六七八九]、[一二三四五六七八九十](?:[季类级线期档]|、))${numerals}、`)],
  [2, new RegExp(`^[（(]${numerals}[）)](?!(?:项|款|、))`)],
  // A digit after the dot is a decimal or a date.
  [3, /^[0-9０-９]{1,3}[.．](?![0-9０-９])/],
  [4, /^[（(][0-9０-９]{1,3}[）)](?!、)/],
];
const titleLimit = 60;

/** The level whose number the text begins with, or null. */
export function markedLevel(text: string): Level | null {
  const line = trimIndent(text);
  return marks.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}

/**
 * The level a line should have as a heading, or null for text. A numbered line that runs on after its first
 * sentence (（一）加强领导。各地要……) is a paragraph: set as a heading, its whole text would be in the heading's type.
 */
export function headingLevel(text: string): Level | null {
  const line = trimIndent(text).trimEnd();
  if (line.length > titleLimit || /[。；！？;]./.test(line)) return null;
  return markedLevel(line);
}

/** Drops the two blanks that people type to indent: the layout does that by itself. */
export function trimIndent(text: string): string {
  return text.replace(/^[\s\u3000\u00a0]+/, '');
}
