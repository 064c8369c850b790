// Downloads of records without ready files: typeset on demand from what is public, and from nothing else.
import type { CivilDate } from '@tongming/law';
import { dateText } from '@tongming/mongolian';
import { bodyFromText, imageFilesOf, parseBody, renderDocx, renderPdf, renderText, renderVerticalDocx, renderVerticalPdf, type Body, type OfficialDocument, type VerticalDocument } from '@tongming/typeset';
import { z } from 'zod';
import type { OpenRecord } from '../domains/library/open/get-record.ts';
import { refuse } from '../platform/errors.ts';
import { readFile, type FileStore } from '../platform/files.ts';
import { zh } from './messages/zh.ts';
import { wordsOf } from './words.ts';

export type DownloadFormat = 'pdf' | 'docx' | 'txt';
type Bytes = Uint8Array<ArrayBuffer>;

/** Documents being made or waiting at once in this process; more are asked to come again. */
const mostAtOnce = 8;
const cacheBytes = 32 * 1024 * 1024;

/** The frame of an official document as library projects it; what it leaves out belongs to the record. */
const frameSchema = z.looseObject({
  form: z.enum(['ordinary', 'letter', 'order', 'minutes', 'upward']), issuers: z.array(z.object({ name: z.string() })),
  markSuffix: z.enum(['文件', '']), documentNumber: z.string(), signers: z.array(z.object({ agency: z.string(), name: z.string() })),
  title: z.string(), addressees: z.array(z.string()), attachmentList: z.array(z.string()), signatories: z.array(z.string()),
  sealed: z.boolean(), note: z.string().nullable(), copyTo: z.array(z.string()), printedBy: z.string(),
  printedOn: z.string().nullable(), orderNumber: z.string().optional(), urgency: z.enum(['特急', '加急']).nullish(),
  attendees: z.object({ present: z.array(z.string()), absent: z.array(z.string()), observers: z.array(z.string()) }).optional(),
});

const mongolian = 'mn-Mong-CN';

function bodyOf(record: OpenRecord): Body {
  return record.body === null ? bodyFromText(record.bodyText) : parseBody(record.body);
}

/** Formats that can be made: a printed layout needs the date made, which ends every official document. */
export function typesettable(record: OpenRecord): DownloadFormat[] {
  const hasText = record.body !== null || record.bodyText.trim() !== '';
  if (!hasText) return [];
  // Vertical lines are no printed layout that needs the date.
  return record.dateMade === null && record.language !== mongolian ? ['txt'] : ['pdf', 'docx', 'txt'];
}

/**
 * The public copy of a record as a document. An imported record has no frame of its own: it gets one under this
 * platform's mark, with a note that says so, and never the letterhead of an agency that did not print it.
 */
function officialOf(record: OpenRecord, dateMade: CivilDate): OfficialDocument {
  const issuer = record.issuer || record.agencyName;
  const meta = { language: 'zh-CN', author: issuer, publicCopy: true } as const;
  const frame = frameSchema.safeParse(record.official);
  if (frame.success) {
    const { printedOn, attendees, urgency, orderNumber, ...rest } = frame.data;
    return {
      form: rest.form, issuers: rest.issuers, markSuffix: rest.markSuffix, documentNumber: rest.documentNumber, signers: rest.signers,
      title: record.title, addressees: rest.addressees, body: bodyOf(record), attachmentList: rest.attachmentList,
      signatories: rest.signatories, dateMade, sealed: rest.sealed, note: rest.note, attachments: [], copyTo: rest.copyTo,
      printedBy: rest.printedBy, printedOn: printedOn as CivilDate | null, meta,
      ...(attendees === undefined ? {} : { attendees }), ...(orderNumber === undefined ? {} : { orderNumber }), urgency: urgency ?? null,
    };
  }
  return {
    form: 'ordinary', issuers: [{ name: zh.record.typesetMark }], markSuffix: '', documentNumber: record.documentNumber ?? '', signers: [],
    title: record.title, addressees: [], body: bodyOf(record), attachmentList: [], signatories: [issuer], dateMade, sealed: false,
    note: zh.record.typesetNote, attachments: [], copyTo: [], printedBy: '', printedOn: null, meta,
  };
}

/** A Mongolian record in vertical lines, under this platform's mark like every text it sets itself. */
function verticalOf(record: OpenRecord): VerticalDocument {
  const { typesetMark, typesetNote } = wordsOf(mongolian).record;
  const issuer = record.issuer || record.agencyName;
  return {
    title: record.title, head: [typesetMark, ...(record.documentNumber === null ? [] : [record.documentNumber])], body: bodyOf(record),
    foot: [issuer, ...(record.dateMade === null ? [] : [dateText(record.dateMade).text])], note: typesetNote,
    meta: { author: issuer, date: record.dateMade ?? record.datePublished },
  };
}

/** Plain text of a record that has no date made: its title, its facts and its text. */
function plainText(record: OpenRecord): string {
  return [record.title, [record.issuer || record.agencyName, record.documentNumber, record.indexNumber].filter((v) => v !== null && v !== '').join('　'), record.bodyText, ''].join('\n\n');
}

async function make(files: FileStore, fontFolder: string | null, record: OpenRecord, format: DownloadFormat): Promise<Bytes> {
  const pictures = async (body: Body): Promise<Record<string, Uint8Array>> =>
    Object.fromEntries(await Promise.all([...new Set(imageFilesOf(body))].map(async (hash) => [hash, await readFile(files, hash, 'open')] as const)));
  if (format !== 'txt' && record.language === mongolian) {
    const vertical = verticalOf(record);
    const whole = { ...vertical, images: await pictures(vertical.body) };
    return new Uint8Array(format === 'pdf' ? (await renderVerticalPdf(whole)).bytes : await renderVerticalDocx(whole));
  }
  if (format === 'txt' && record.dateMade === null) return new TextEncoder().encode(plainText(record));
  if (record.dateMade === null) return refuse('not-found', zh.errors.notFound.title, 404);
  const document = officialOf(record, record.dateMade);
  // Windows programs take a text file without a mark for the local code page.
  if (format === 'txt') return new TextEncoder().encode(`\ufeff${renderText(document)}`);
  const whole = { ...document, images: await pictures(document.body) };
  const bytes = format === 'pdf' ? (await renderPdf(whole, fontFolder === null ? {} : { fontFolder })).bytes : await renderDocx(whole);
  return new Uint8Array(bytes);
}

/** Made documents are kept for a while under the record's last change; readers who ask together share one making. */
export function typesetter(files: FileStore, fontFolder: string | null) {
  const made = new Map<string, Bytes>();
  const making = new Map<string, Promise<Bytes>>();
  let bytes = 0;
  const keep = (key: string, file: Bytes) => {
    made.set(key, file);
    bytes += file.length;
    for (const [oldest, old] of made) {
      if (bytes <= cacheBytes) break;
      made.delete(oldest);
      bytes -= old.length;
    }
  };
  /** @throws Refused 'busy' (503) when too many are waiting. */
  return async (record: OpenRecord, format: DownloadFormat): Promise<Bytes> => {
    // An excerpt differs from the whole in its title.
    const key = `${record.id} ${record.edition} ${record.updatedAt} ${format} ${record.title}`;
    const ready = made.get(key);
    if (ready !== undefined) return ready;
    const begun = making.get(key);
    if (begun !== undefined) return begun;
    if (making.size >= mostAtOnce) return refuse('busy', zh.errors.unavailable.text, 503);
    const work = make(files, fontFolder, record, format);
    making.set(key, work);
    try {
      const file = await work;
      keep(key, file);
      return file;
    } finally {
      making.delete(key);
    }
  };
}
