// Making the files of a document and proving that the public ones hold nothing they must not hold.
import type { LawfulDisclosure } from '@tongming/law';
import {
  cleanImage, findInFile, imageFilesOf, redactPdf, renderDocx, renderHtml, renderPdf, renderText, TypesetInputError, type FileKind,
} from '@tongming/typeset';
import { canonical, sm3 } from '../../platform/journal.ts';
import { limits } from '../../platform/limits.ts';
import { putFile, readFile, type FileStore, type StoredFile } from '../../platform/files.ts';
import { checkPersonalData, type PersonalDataFinding } from '../../platform/personal-data.ts';
import type { Reason } from '../../console-api/contract.ts';
import { isPublic, openContentOf, stringsOf, type OpenAttachmentFile, type OpenContent, type PublicFiles } from '../library/index.ts';
import { textOfBytes } from './attachment-text.ts';
import { reason } from './checks.ts';
import { zh } from './messages.ts';
import type { StoredAttachment } from './model.ts';
import { editionOf, internalDocument, publicDocument, type Given } from './official.ts';
import type { Case } from './store.ts';
import { holdsAny, paragraphsHolding, withheldWords } from './withheld.ts';

const t = zh.print;
const mimes = {
  pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', txt: 'text/plain',
} as const;
export type Made = {
  internal: StoredFile;
  public: { open: OpenContent; files: PublicFiles } | null;
  leaks: Reason[];
  findings: PersonalDataFinding[];
};

/** What everything was made from: another digest means that something changed since. */
export function digestOf(c: Case): string {
  const { publishAt: _when, ...sheet } = c.doc.sheet;
  return sm3(canonical({ sheet, attachments: c.attachments, number: c.doc.documentNumber, dateMade: c.doc.dateMade })).toString('hex');
}

/** Files are stored by hash in `core` only; nothing is public before the document is issued. */
export async function makeProducts(files: FileStore, c: Case, disclosure: LawfulDisclosure, given: Given, fontFolder?: string | null): Promise<Made> {
  try {
    const internal = await store(files, (await renderPdf(await internalDocument(files, c, given), fontsOf(fontFolder))).bytes, mimes.pdf);
    if (!isPublic(disclosure) || disclosure.attribute === 'withheld') return { internal, public: null, leaks: [], findings: [] };
    const open = openContentOf(editionOf(c, given), disclosure.attribute);
    const attachments = await publicAttachments(files, c.attachments);
    const copy = await publicCopy(files, open, fontFolder);
    const words = withheldWords(c);
    return {
      internal,
      public: { open, files: { renditions: copy.renditions, attachments: attachments.files } },
      leaks: [
        ...attachments.faults,
        ...pictureLeaks(c, open),
        ...(words.length === 0 ? [] : [
          ...contentLeaks(open, words), ...await copyLeaks(copy, words), ...await attachmentLeaks(files, attachments.files, words),
          ...attachments.unread.map((name) => reason('attachment-unsearchable', t.unsearchable(name), 'attachments')),
        ]),
      ],
      findings: personalData(open, attachments.files),
    };
  } catch (error) {
    if (!(error instanceof TypesetInputError)) throw error;
    throw new ProductFault(error);
  }
}

/** Content that cannot be typeset, in the words of the typesetter. */
export class ProductFault extends Error {
  readonly reasons: Reason[];
  constructor(cause: TypesetInputError) {
    super(cause.message);
    this.name = 'ProductFault';
    this.reasons = [reason(cause.code, cause.message)];
  }
}

function fontsOf(fontFolder: string | null | undefined): { fontFolder?: string } {
  return fontFolder ? { fontFolder } : {};
}

type Copy = { renditions: PublicFiles['renditions']; bytes: [FileKind, string, Uint8Array][] };

async function publicCopy(files: FileStore, open: OpenContent, fontFolder?: string | null): Promise<Copy> {
  const doc = await publicDocument(files, open);
  const encode = (text: string) => new TextEncoder().encode(text);
  const pdf = (await renderPdf(doc, fontsOf(fontFolder))).bytes;
  const docx = await renderDocx(doc);
  const txt = encode(renderText(doc));
  const renditions: Copy['renditions'] = [
    { format: 'pdf', file: await store(files, pdf, mimes.pdf) },
    { format: 'docx', file: await store(files, docx, mimes.docx) },
    { format: 'txt', file: await store(files, txt, mimes.txt) },
  ];
  return { renditions, bytes: [['pdf', 'PDF', pdf], ['docx', 'DOCX', docx], ['txt', 'TXT', txt], ['html', 'HTML', encode(renderHtml(doc))]] };
}

async function publicAttachments(
  files: FileStore, attachments: readonly StoredAttachment[],
): Promise<{ files: OpenAttachmentFile[]; faults: Reason[]; unread: string[] }> {
  const made: OpenAttachmentFile[] = [];
  const faults: Reason[] = [];
  const unread: string[] = [];
  for (const a of attachments) {
    if (a.attribute === 'withheld') continue;
    const original = await readFile(files, a.fileHash);
    let bytes: Uint8Array = original;
    if (a.attribute === 'redacted') {
      const result = await redactPdf(original, { terms: a.redaction.terms ?? [], rects: a.redaction.rects ?? [] });
      bytes = result.bytes;
      if (result.missedTerms.length > 0) faults.push(reason('redaction-missed', t.missed(a.name, result.missedTerms.length), 'attachments'));
    }
    // Place and time of a photograph must not reach the public.
    if (a.attribute === 'full' && a.mime.startsWith('image/')) bytes = await cleanImage(a.name, original);
    const file = bytes === original ? { hash: a.fileHash, size: a.size, mime: a.mime } : await store(files, bytes, a.mime);
    const { text, complete } = await textOfBytes(bytes, a.mime);
    if (!complete && !a.mime.startsWith('image/')) unread.push(a.publicName ?? a.name);
    made.push({ position: a.position, name: a.publicName ?? a.name, file, text });
  }
  return { files: made, faults, unread };
}

/** A picture of the public text must not be the file of an attachment that is withheld or shown only in part. */
function pictureLeaks(c: Case, open: OpenContent): Reason[] {
  const shown = new Set(open.body === null ? [] : imageFilesOf(open.body));
  return c.attachments.filter((a) => a.attribute !== 'full' && shown.has(a.fileHash))
    .map((a) => reason('leak-picture', t.leakPicture(a.name), 'body'));
}

function contentLeaks(open: OpenContent, words: readonly string[]): Reason[] {
  const leaks: Reason[] = [];
  if (holdsAny(open.title, words)) leaks.push(reason('leak-title', t.leakInTitle, 'publicTitle'));
  const paragraphs = open.body === null ? [] : paragraphsHolding(open.body, words);
  if (paragraphs.length > 0) leaks.push(reason('leak-body', t.leakInBody(paragraphs), 'body'));
  // Title and body are told by themselves; the frame repeats the title.
  const rest = { ...open, title: '', body: null, bodyText: '', official: open.official === null ? null : { ...open.official, title: '' } };
  const fields = new Set(stringsOf(rest).filter(({ text }) => holdsAny(text, words)).map(({ where }) => where));
  for (const where of fields) leaks.push(reason('leak-field', t.leak(zh.openFields[where] ?? where), where));
  return leaks;
}

/** Re-opens every file that was made; what the content search already named shows up here again only if it is new. */
async function copyLeaks(copy: Copy, words: readonly string[]): Promise<Reason[]> {
  const leaks: Reason[] = [];
  for (const [kind, name, bytes] of copy.bytes) {
    if ((await findInFile(bytes, kind, [...words])).length > 0) leaks.push(reason('leak-file', t.leak(name)));
  }
  return leaks;
}

async function attachmentLeaks(files: FileStore, attachments: readonly OpenAttachmentFile[], words: readonly string[]): Promise<Reason[]> {
  const leaks: Reason[] = [];
  for (const a of attachments) {
    if (holdsAny(a.name, words)) leaks.push(reason('leak-name', t.leakInName(a.name), 'attachments'));
    const kind = kindOfMime(a.file.mime);
    if (kind !== null && (holdsAny(a.text, words) || (await findInFile(await readFile(files, a.file.hash), kind, [...words])).length > 0)) {
      leaks.push(reason('leak-attachment', t.leakInAttachment(a.name), 'attachments'));
    }
  }
  return leaks;
}

function kindOfMime(mime: string): FileKind | null {
  if (mime.startsWith('image/')) return 'image';
  if (mime === mimes.pdf) return 'pdf';
  if (mime === mimes.docx) return 'docx';
  if (mime === 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet') return 'xlsx';
  return mime.startsWith('text/') ? 'txt' : null;
}

function personalData(open: OpenContent, attachments: readonly OpenAttachmentFile[]): PersonalDataFinding[] {
  const { title, summary, official } = open;
  const around = [title, summary ?? '', official?.note ?? '', ...(official?.addressees ?? []), ...(official?.copyTo ?? [])];
  return checkPersonalData([
    { where: zh.where.body, text: open.bodyText },
    { where: zh.where.rest, text: around.join('\n') },
    ...attachments.map((a) => ({ where: zh.where.attachment(a.name), text: a.text })),
  ]);
}

async function store(files: FileStore, bytes: Uint8Array, mime: string): Promise<StoredFile> {
  return putFile(files, bytes, { limit: limits.upload * 4, mime });
}
