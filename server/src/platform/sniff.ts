import { open } from 'node:fs/promises';
import { inspectArchive, type ArchiveEntry } from './archive.ts';
import { refuse, Refused, type Reason } from './errors.ts';
import { intakeMessages } from './intake-messages.ts';
import { limits } from './limits.ts';
import { decodeText } from './text-encoding.ts';

type Content = 'pdf' | 'png' | 'jpeg' | 'docx' | 'xlsx' | 'pptx' | 'ofd' | 'cfb-word' | 'cfb-sheet' | 'text' | 'mp4' | 'webm' | 'vtt';
type Kind = { mime: string; content: Content; legacy?: true };

const ooxml = 'application/vnd.openxmlformats-officedocument';
/** What may come in, by extension. HTML, SVG, programs and plain archives are not here and never will be. */
const kinds: Readonly<Record<string, Kind>> = {
  pdf: { mime: 'application/pdf', content: 'pdf' },
  ofd: { mime: 'application/ofd', content: 'ofd' },
  docx: { mime: `${ooxml}.wordprocessingml.document`, content: 'docx' },
  xlsx: { mime: `${ooxml}.spreadsheetml.sheet`, content: 'xlsx' },
  pptx: { mime: `${ooxml}.presentationml.presentation`, content: 'pptx' },
  doc: { mime: 'application/msword', content: 'cfb-word', legacy: true },
  wps: { mime: 'application/wps-office.wps', content: 'cfb-word', legacy: true },
  xls: { mime: 'application/vnd.ms-excel', content: 'cfb-sheet', legacy: true },
  et: { mime: 'application/wps-office.et', content: 'cfb-sheet', legacy: true },
  txt: { mime: 'text/plain', content: 'text' },
  csv: { mime: 'text/csv', content: 'text' },
  png: { mime: 'image/png', content: 'png' },
  jpg: { mime: 'image/jpeg', content: 'jpeg' },
  jpeg: { mime: 'image/jpeg', content: 'jpeg' },
};

/** Films and their subtitles: only where a route asks for them. */
const filmKinds: Readonly<Record<string, Kind>> = {
  mp4: { mime: 'video/mp4', content: 'mp4' }, webm: { mime: 'video/webm', content: 'webm' }, vtt: { mime: 'text/vtt', content: 'vtt' },
};

/** Extensions that may be uploaded, for the console's file chooser. */
export const acceptedExtensions: readonly string[] = Object.keys(kinds);

export type Sniffed = { mime: string; warnings: Reason[] };

/**
 * The last part of a file name as a browser sent it, without what could steer a path, a header or a reading eye.
 * @throws Refused 'bad-file-name' (422)
 */
export function cleanFileName(sent: string): string {
  const name = sent.split(/[/\\]/).at(-1)?.normalize('NFC').trim() ?? '';
  // Control characters and marks that turn the direction of writing ('fdp.exe' shown as 'exe.pdf').
  if (name === '' || /^\.+$/.test(name) || /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/u.test(name)) {
    refuse('bad-file-name', intakeMessages.badName);
  }
  if (name.length > limits.fileName) refuse('bad-file-name', intakeMessages.nameTooLong(limits.fileName));
  return name;
}

/**
 * Decides by content what the file at `path` is, and refuses what is not on the list, what is not what its name says,
 * and what could do harm when opened.
 * @throws Refused 'file-type' (415), 'active-content', 'unsafe-archive', 'encrypted-file', 'damaged-file' … (422)
 */
export async function sniff(path: string, name: string, films = false): Promise<Sniffed> {
  const extension = /\.([0-9a-z]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = kinds[extension] ?? (films ? filmKinds[extension] : undefined);
  const bytes = await head(path);
  if (bytes.length === 0) refuse('empty-file', intakeMessages.emptyFile);
  if (isActive(bytes)) refuse('active-content', intakeMessages.activeContent, 415);
  if (kind === undefined) {
    return refuse('file-type', intakeMessages.extensionNotAllowed(extension, acceptedExtensions.join('、')), 415);
  }
  const { content, warnings } = await contentOf(path, bytes);
  // Subtitles are text, too: as .txt they are nothing else.
  if (content !== kind.content && !(content === 'vtt' && kind.content === 'text')) refuse('file-type', intakeMessages.contentMismatch(extension), 415);
  if (kind.legacy) warnings.push({ code: 'legacy-format', message: intakeMessages.legacyFormat });
  return { mime: kind.mime, warnings };
}

const headBytes = 64 * 1024;

async function head(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(buffer, 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** Programs (Windows, Linux, macOS, Java), scripts and mark-up a browser would run. */
function isActive(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0x4d, 0x5a) || startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46)) return true;
  if (startsWith(bytes, 0xcf, 0xfa, 0xed, 0xfe) || startsWith(bytes, 0xca, 0xfe, 0xba, 0xbe)) return true;
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1').replaceAll('\0', '').replace(/^[\xef\xbb\xbf\xff\xfe\s]+/, '');
  return /^(?:#!|<\?|<!--|<!doctype|<\/?(?:html|head|body|script|svg|iframe|object|meta|style|img|form|a|div|p)\b)/i.test(start);
}

async function contentOf(path: string, bytes: Uint8Array): Promise<{ content: Content | null; warnings: Reason[] }> {
  const plain = (content: Content | null): { content: Content | null; warnings: Reason[] } => ({ content, warnings: [] });
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return plain('pdf');
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return plain('png');
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return plain('jpeg');
  if (startsWith(bytes, 0x50, 0x4b)) return packedContent(await inspectArchive(path));
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return plain(await compoundContent(path));
  if (startsWith(bytes.subarray(4), 0x66, 0x74, 0x79, 0x70)) return plain('mp4');
  if (startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return plain('webm');
  if (!isText(bytes)) return plain(null);
  return plain(/^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(new TextDecoder().decode(bytes.subarray(0, 64))) ? 'vtt' : 'text');
}

function packedContent(entries: readonly ArchiveEntry[]): { content: Content | null; warnings: Reason[] } {
  const has = (pattern: RegExp): boolean => entries.some((entry) => pattern.test(entry.name));
  if (has(/(?:^|\/)vbaProject\.bin$/i) || has(/(?:^|\/)(?:macrosheets|activeX)\//i)) refuse('active-content', intakeMessages.macros);
  const warnings = has(/\/embeddings\//i) ? [{ code: 'embedded-objects', message: intakeMessages.embeddedObjects }] : [];
  const parts: readonly [RegExp, Content][] = [
    [/^word\/document\d*\.xml$/, 'docx'], [/^xl\/workbook\d*\.xml$/, 'xlsx'], [/^ppt\/presentation\.xml$/, 'pptx'], [/^OFD\.xml$/i, 'ofd'],
  ];
  const content = parts.find(([pattern]) => has(pattern))?.[1] ?? null;
  return { content: content === 'ofd' || has(/^\[Content_Types\]\.xml$/) ? content : null, warnings };
}

/** OLE2 compound files name their streams in UTF-16; a sealed OOXML file and VBA storages show there too. */
async function compoundContent(path: string): Promise<Content | null> {
  const file = await open(path);
  try {
    const found = new Set<string>();
    const names = ['WordDocument', 'Workbook', 'Book', 'EncryptedPackage', '_VBA_PROJECT'];
    let carried = Buffer.alloc(0);
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      const window = Buffer.concat([carried, chunk as Buffer]);
      for (const name of names) if (window.includes(Buffer.from(`${name}\0`, 'utf16le'))) found.add(name);
      carried = window.subarray(-64);
    }
    if (found.has('EncryptedPackage')) refuse('encrypted-file', intakeMessages.encrypted);
    if (found.has('_VBA_PROJECT')) refuse('active-content', intakeMessages.macros);
    if (found.has('WordDocument')) return 'cfb-word';
    return found.has('Workbook') || found.has('Book') ? 'cfb-sheet' : null;
  } finally {
    await file.close();
  }
}

/** The head may end inside a character: up to three bytes less are tried too. */
function isText(bytes: Uint8Array): boolean {
  const cuts = bytes.length === headBytes ? [0, 1, 2, 3] : [0];
  return cuts.some((cut) => {
    try {
      return decodeText(bytes.subarray(0, bytes.length - cut)).length > 0;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  });
}
