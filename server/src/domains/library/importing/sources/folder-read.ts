// One file of a folder → what is printed on it, by its kind.
import { detectSecrecyMarking } from '@tongming/law';
import { extractText, readDocx } from '../../../../platform/convert.ts';
import { refuse } from '../../../../platform/errors.ts';
import { decodeText } from '../../../../platform/text-encoding.ts';
import { zh } from '../messages.ts';
import { emptyPage, pageOfBody, pageOfPrint, type Page } from './guess-page.ts';
import { readPage } from './html.ts';

export type FileKind = 'html' | 'docx' | 'pdf' | 'txt';
const byExtension: Readonly<Record<string, FileKind>> = { html: 'html', htm: 'html', shtml: 'html', xhtml: 'html', docx: 'docx', pdf: 'pdf', txt: 'txt' };

/** Null for what is no document: pictures, style sheets, attachments in other formats. */
export function kindOfName(name: string): FileKind | null {
  return byExtension[/\.([A-Za-z]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;
}

/** @throws Refused 'damaged-file', 'unsafe-archive', 'unknown-encoding', 'conversion-timeout' … as the reader of its kind does */
export async function readBytes(bytes: Uint8Array, kind: FileKind): Promise<Page> {
  switch (kind) {
    case 'html': return readPage(bytes);
    case 'txt': return { ...emptyPage, lines: pageOfPrint(decodeText(bytes)) };
    case 'pdf': return { ...emptyPage, lines: pageOfPrint((await extractText(bytes, 'application/pdf')).text) };
    case 'docx': {
      const { body, text } = await readDocx(bytes);
      // A marking in a header or text box is in no line of the body.
      const marking = detectSecrecyMarking(text);
      if (marking) refuse('classified', zh.fault.classified(marking.level));
      return { ...emptyPage, lines: pageOfBody(body) };
    }
  }
}
