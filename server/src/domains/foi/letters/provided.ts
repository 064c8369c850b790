// What is handed over with a partial answer holds nothing that was withheld (条例第三十七条), in any layer of the file.
import { extractPdfText, findInFile, redactBody, redactPdf, renderPdf, TypesetInputError, type Body, type FileKind, type OfficialDocument, type RedactionRequest } from '@tongming/typeset';
import type { Reason } from '../../../console-api/contract.ts';
import { zh } from './zh.ts';

export type ProvidedFile = { id: string; name: string; mime: string; bytes: Uint8Array };
const t = zh.provided;
const pdf = 'application/pdf';

/**
 * Why these files may not go out, empty when they may. Only files that can be searched throughout pass: PDF with readable
 * text on every page, DOCX, XLSX, text. Pictures and pages without text do not, where something is withheld.
 * Call it with the files as they will be handed over, after `redactedCopy` or `publicBodyPdf`.
 */
export async function checkProvided(files: readonly ProvidedFile[], withheldWords: readonly string[]): Promise<Reason[]> {
  const words = withheldWords.map((w) => w.trim()).filter((w) => w !== '');
  if (files.length > 0 && words.length === 0) return [reason('withheld-words-missing', t.words)];
  const reasons: Reason[] = [];
  for (const file of files) reasons.push(...await faultsOf(file, words));
  return reasons;
}

async function faultsOf(file: ProvidedFile, words: string[]): Promise<Reason[]> {
  const named = words.some((w) => squeeze(file.name).includes(squeeze(w))) ? [reason('provided-name', t.name(zh.provided.hidden), file.id)] : [];
  const shown = named.length > 0 ? zh.provided.hidden : file.name;
  const kind = kindOf(file.mime);
  if (kind === null) return [...named, reason('provided-unsearchable', t.unsearchable(shown), file.id)];
  if (kind === 'image') return [...named, reason('provided-picture', t.picture(shown), file.id)];
  try {
    const found = await findInFile(file.bytes, kind, words);
    const places = [...new Set(found.map((f) => f.where))];
    const unread = kind === 'pdf' && (await hasSilentPage(file.bytes));
    return [
      ...named, ...places.map((where) => reason('provided-leak', t.leak(shown, where), file.id)),
      ...(unread ? [reason('provided-unread', t.unread(shown), file.id)] : []),
    ];
  } catch (error) {
    if (!(error instanceof TypesetInputError)) throw error;
    return [...named, reason('provided-broken', t.broken(shown), file.id)];
  }
}

async function hasSilentPage(bytes: Uint8Array): Promise<boolean> {
  return (await extractPdfText(bytes)).some((page) => page.trim() === '');
}

function reason(code: string, message: string, id?: string): Reason {
  return { code, message, ...(id === undefined ? {} : { field: `files.${id}` }) };
}

function kindOf(mime: string): FileKind | null {
  if (mime.startsWith('image/')) return 'image';
  if (mime === pdf) return 'pdf';
  if (mime === 'application/vnd.openxmlformats-officedocument.wordprocessingml.document') return 'docx';
  if (mime === 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet') return 'xlsx';
  return mime.startsWith('text/') ? 'txt' : null;
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '').toLowerCase();
}

export type RedactedCopy = { file: ProvidedFile; reasons: Reason[] };

/**
 * The copy of a PDF that may be handed over, with what `checkProvided` finds in it. Terms are withheld words as well.
 * @throws TypesetInputError where the file cannot be redacted (redactPdf)
 */
export async function redactedCopy(file: ProvidedFile, request: RedactionRequest, withheldWords: readonly string[]): Promise<RedactedCopy> {
  const { bytes, missedTerms } = await redactPdf(file.bytes, request);
  const copy = { ...file, bytes, mime: pdf };
  const words = [...new Set([...withheldWords, ...request.terms.map((term) => term.text)])];
  const missed = missedTerms.length === 0 ? [] : [reason('provided-missed', t.missed(file.name, missedTerms.length), file.id)];
  return { file: copy, reasons: [...missed, ...await checkProvided([copy], words)] };
}

/** An own document with its marked passages taken out, as a PDF to hand over. */
export async function publicBodyPdf(frame: Omit<OfficialDocument, 'body'>, body: Body, file: Omit<ProvidedFile, 'bytes' | 'mime'>): Promise<ProvidedFile> {
  const { bytes } = await renderPdf({ ...frame, body: redactBody(body) });
  return { ...file, bytes, mime: pdf };
}
