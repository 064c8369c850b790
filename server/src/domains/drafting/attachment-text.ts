// The text of an attachment, for the search for markings, withheld words and personal data.
import { readFile } from 'node:fs/promises';
import { TypesetInputError } from '@tongming/typeset';
import { extractText, type ExtractedText } from '../../platform/convert.ts';
import { refuse } from '../../platform/errors.ts';

/** @throws Refused for a file that is broken or locked: what cannot be read cannot be checked. */
export async function textOfBytes(bytes: Uint8Array, mime: string): Promise<ExtractedText> {
  try {
    return await extractText(bytes, mime);
  } catch (error) {
    if (error instanceof TypesetInputError) refuse('attachment-unreadable', [{ code: error.code, message: error.message, field: 'attachments' }]);
    throw error;
  }
}

export async function textOfFile(path: string, mime: string): Promise<ExtractedText> {
  return textOfBytes(await readFile(path), mime);
}
