import { findIsolated } from './pdf-redact.ts';

export type FileKind = 'pdf' | 'docx' | 'html' | 'txt' | 'xlsx' | 'image';

/** A word that should not be in a file, and where it is. */
export type Finding = { word: string; where: string };

/**
 * Re-opens a produced file and searches everything in it for words that must not be there: the text as a
 * reader gets it (white space, width, case ignored) and the raw contents: every stream of a PDF
 * decompressed, every part of a DOCX or XLSX, attributes, comments, metadata. Pixels are not read.
 * @returns nothing found: an empty list. @throws TypesetInputError when the file cannot be opened.
 */
export async function findInFile(bytes: Uint8Array, kind: FileKind, words: string[]): Promise<Finding[]> {
  if (words.every((word) => word.trim() === '')) return [];
  return findIsolated({ do: 'find', bytes, kind, words });
}
