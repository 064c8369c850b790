import { headingLevelOf, headingOf } from '@tongming/law';

/** Level of a line of an official document, GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）. */
export type Level = 1 | 2 | 3 | 4;

/** The level whose number the text begins with, or null. */
export function markedLevel(text: string): Level | null {
  const level = headingLevelOf(text);
  return level === 0 ? null : level;
}

/**
 * The level a line should have as a heading, or null for text. A numbered line that runs on after its first
 * sentence (（一）加强领导。各地要……) is a paragraph: set as a heading, its whole text would be in the heading's type.
 */
export function headingLevel(text: string): Level | null {
  const line = trimIndent(text).trimEnd();
  const heading = headingOf(line);
  return heading?.lead === line.length ? heading.level : null;
}

/** Drops the two blanks that people type to indent: the layout does that by itself. */
export function trimIndent(text: string): string {
  return text.replace(/^[\s\u3000\u00a0]+/, '');
}
