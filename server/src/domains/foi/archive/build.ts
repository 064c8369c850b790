// One PDF/A volume of a closed case and its manifest. The same papers make the same bytes.
import { createHash } from 'node:crypto';
import type { CivilDate } from '@tongming/law';
import { extractPdfText, redactPdf, TypesetInputError } from '@tongming/typeset';
import { PDFDocument, PDFHexString, PDFName, PDFObjectCopier, type PDFPage } from 'pdf-lib';
import type { Reason } from '../../../console-api/contract.ts';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import { canonical, sm3 } from '../../../platform/journal.ts';
import { missingOf } from './list.ts';
import { itemKeys, type ArchivePart, type Manifest, type ManifestPart, type RetentionSettings } from './model.ts';
import { retentionEnd } from './retention.ts';
import { coverSheet, listSheet, ownSheets, pdfMime, sheetPdf, slipText } from './sheets.ts';
import { archiveZh as t } from './zh.ts';

export type ArchiveInput = {
  view: FoiCaseView;
  closedOn: CivilDate;
  /** Papers and files of the case; what the case itself tells (application, search log …) is written here. */
  parts: readonly ArchivePart[];
  retention: Pick<RetentionSettings, 'years'>;
  incompleteReason?: string | null;
  fontFolder?: string | null;
};
export type Archive = { pdf: Uint8Array; manifest: Manifest };
type Merged = { part: ArchivePart; pages: Uint8Array; count: number; how: ManifestPart['merged'] };

/** The number a volume is found by. */
export function archiveNumberOf(view: Pick<FoiCaseView, 'registerNumber' | 'receiptNumber'>): string {
  return t.archiveNumber(view.registerNumber ?? view.receiptNumber);
}

export async function buildArchive(input: ArchiveInput): Promise<Archive> {
  const { view, closedOn, retention } = input;
  const number = archiveNumberOf(view);
  const fonts = input.fontFolder ?? null;
  const parts: Merged[] = [];
  for (const part of inOrder([...await ownParts(input, number), ...input.parts])) parts.push(await mergeable(input, part, number));
  const missing = missingOf(view);
  const cover = (pages: number) => sheetPdf(view, coverSheet(view, closedOn, number, retention, pages, missing, input.incompleteReason ?? null), number, closedOn, fonts);
  const front = await frontOf(view, parts, number, closedOn, fonts, await pageCount(await cover(1)));
  const total = front.first - 1 + parts.reduce((sum, p) => sum + p.count, 0);
  const pdf = await merge([await cover(total), front.list, ...parts.map((p) => p.pages)], number, view.agencyName);
  return { pdf, manifest: manifestOf(input, number, pdf, total, listed(parts, front.first), missing) };
}

/** By the order of the list, and within an item by day. */
function inOrder(parts: readonly ArchivePart[]): ArchivePart[] {
  return parts.toSorted((a, b) => itemKeys.indexOf(a.key) - itemKeys.indexOf(b.key) || (a.date ?? '').localeCompare(b.date ?? ''));
}

async function ownParts({ view, closedOn, fontFolder }: ArchiveInput, number: string): Promise<ArchivePart[]> {
  const made: ArchivePart[] = [];
  for (const { key, sheet, date } of ownSheets(view)) {
    const bytes = await sheetPdf(view, sheet, number, date ?? closedOn, fontFolder ?? null);
    made.push({ key, title: sheet.title, number: null, date, source: 'own', name: `${sheet.title}.pdf`, mime: pdfMime, bytes });
  }
  return made;
}

/**
 * A part as pages that may stand in a PDF/A: our own as they are, foreign PDFs and pictures drawn anew without anything
 * active, the rest as a slip that names the file by its checksum.
 */
async function mergeable(input: ArchiveInput, part: ArchivePart, number: string): Promise<Merged> {
  const slip = async (): Promise<Merged> => {
    const sheet = { title: t.titles.slip, rows: [], text: slipText(part, sha256(part.bytes)) };
    const pages = await sheetPdf(input.view, sheet, number, input.closedOn, input.fontFolder ?? null);
    return { part, pages, count: await pageCount(pages), how: 'slip' };
  };
  if (part.source === 'apart') return slip();
  try {
    if (part.mime === pdfMime) {
      if (part.source === 'own' && isPdfA(part.bytes)) return { part, pages: part.bytes, count: await pageCount(part.bytes), how: 'as-is' };
      const { bytes, pages } = await redactPdf(part.bytes, { terms: [] });
      return { part, pages: bytes, count: pages, how: 'redrawn' };
    }
    if (part.mime === 'image/png' || part.mime === 'image/jpeg') {
      const { bytes, pages } = await redactPdf(await picturePage(part.bytes, part.mime), { terms: [] });
      return { part, pages: bytes, count: pages, how: 'redrawn' };
    }
  } catch (error) {
    if (!(error instanceof TypesetInputError || error instanceof PictureFault)) throw error;
  }
  return slip();
}

/** Uncompressed by our own typesetter; a file that only claims it is not `own`. */
function isPdfA(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('<pdfaid:part>2</pdfaid:part>');
}

class PictureFault extends Error {}
const a4 = { width: 595.28, height: 841.89, margin: 36 } as const;

async function picturePage(bytes: Uint8Array, mime: 'image/png' | 'image/jpeg'): Promise<Uint8Array> {
  try {
    const doc = await PDFDocument.create({ updateMetadata: false });
    const picture = mime === 'image/png' ? await doc.embedPng(bytes) : await doc.embedJpg(bytes);
    const { width, height } = picture.scaleToFit(a4.width - 2 * a4.margin, a4.height - 2 * a4.margin);
    doc.addPage([a4.width, a4.height]).drawImage(picture, { x: (a4.width - width) / 2, y: (a4.height - height) / 2, width, height });
    return await doc.save();
  } catch (error) {
    throw new PictureFault('not a picture', { cause: error });
  }
}

async function pageCount(bytes: Uint8Array): Promise<number> {
  return (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount();
}

/** 卷内目录 names pages, and its own length moves them: written again until it is as long as it said. */
async function frontOf(view: FoiCaseView, parts: readonly Merged[], number: string, on: CivilDate, fonts: string | null, coverPages: number): Promise<{ list: Uint8Array; first: number }> {
  for (let guess = 1; ; guess += 1) {
    const first = coverPages + guess + 1;
    const list = await sheetPdf(view, listSheet(listed(parts, first)), number, on, fonts);
    if ((await pageCount(list)) === guess) return { list, first };
    if (guess > parts.length) throw new Error('the list of papers does not settle');
  }
}

function listed(parts: readonly Merged[], first: number): ManifestPart[] {
  let next = first;
  return parts.map(({ part, count, how }, i) => {
    const { key, title, number, date, name, mime, bytes } = part;
    const firstPage = next;
    next += count;
    return { no: i + 1, key, title, number, date, name, mime, size: bytes.length, sha256: sha256(bytes), sm3: sm3(bytes).toString('hex'), firstPage, pages: count, merged: how };
  });
}

async function merge(files: readonly Uint8Array[], number: string, agency: string): Promise<Uint8Array> {
  const volume = await PDFDocument.create({ updateMetadata: false });
  for (const [i, bytes] of files.entries()) {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = await volume.copyPages(source, source.getPageIndices());
    if (i === 0) copyIntent(source, volume);
    for (const page of pages) volume.addPage(plain(page));
  }
  const { context, catalog } = volume;
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(metadata(number, agency), { Type: 'Metadata', Subtype: 'XML' })));
  catalog.set(PDFName.of('Lang'), PDFHexString.fromText('zh-CN'));
  // ISO 19005-2, 6.1.3: the trailer has an ID. Made of what is in it, so that the same papers make the same bytes.
  const id = PDFHexString.of(createHash('sha256').update(Buffer.concat(files.map((f) => createHash('sha256').update(f).digest()))).digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([id, id]);
  return volume.save({ useObjectStreams: false, addDefaultPage: false });
}

/** Colours mean the same as in our own sheets: the sRGB profile of the cover. */
function copyIntent(source: PDFDocument, volume: PDFDocument): void {
  const intents = source.catalog.lookup(PDFName.of('OutputIntents'));
  if (intents === undefined) return;
  volume.catalog.set(PDFName.of('OutputIntents'), PDFObjectCopier.for(source.context, volume.context).copy(intents));
}

/** Tags and annotations point into the file a page came from. */
function plain(page: PDFPage): PDFPage {
  for (const key of ['StructParents', 'Annots', 'AA', 'Tabs']) page.node.delete(PDFName.of(key));
  return page;
}

function metadata(number: string, agency: string): string {
  const text = (s: string) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text(number)}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>${text(agency)}</rdf:li></rdf:Seq></dc:creator><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;
}

function manifestOf(input: ArchiveInput, number: string, pdf: Uint8Array, pages: number, parts: ManifestPart[], missing: string[]): Manifest {
  const { view, closedOn, retention } = input;
  const rest: Omit<Manifest, 'digest'> = {
    format: 'tongming-foi-archive-1', caseId: view.id, archiveNumber: number, receiptNumber: view.receiptNumber, registerNumber: view.registerNumber, agencyCode: view.agencyCode,
    agencyName: view.agencyName, closedOn, retention: { years: retention.years, until: retentionEnd(closedOn, retention) },
    volume: { name: t.volumeName(number), size: pdf.length, pages, sha256: sha256(pdf), sm3: sm3(pdf).toString('hex') }, parts, missing, incompleteReason: input.incompleteReason ?? null,
  };
  return { ...rest, digest: digestOf(rest) };
}

function digestOf(rest: Omit<Manifest, 'digest'>): string {
  return sm3(canonical(rest)).toString('hex');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Whether a volume is the one its manifest describes; with `originals` (by `no`) whether the papers are too. Empty: it is.
 */
export async function verifyArchive(pdf: Uint8Array, manifest: Manifest, originals?: ReadonlyMap<number, Uint8Array>): Promise<Reason[]> {
  const { digest, ...rest } = manifest;
  const v = t.verify;
  const reason = (code: string, message: string): Reason => ({ code, message });
  const faults: Reason[] = [];
  if (digestOf(rest) !== digest) faults.push(reason('manifest-changed', v.digest));
  if (pdf.length !== manifest.volume.size) faults.push(reason('volume-size', v.size));
  if (sha256(pdf) !== manifest.volume.sha256 || sm3(pdf).toString('hex') !== manifest.volume.sm3) faults.push(reason('volume-changed', v.volume));
  faults.push(...await pageFaults(pdf, manifest));
  for (const part of originals === undefined ? [] : manifest.parts) {
    const bytes = originals?.get(part.no);
    if (bytes === undefined) faults.push(reason('part-missing', v.partMissing(part.no, part.title)));
    else if (sha256(bytes) !== part.sha256 || sm3(bytes).toString('hex') !== part.sm3) faults.push(reason('part-changed', v.part(part.no, part.title)));
  }
  return faults;
}

async function pageFaults(pdf: Uint8Array, { volume, parts }: Manifest): Promise<Reason[]> {
  const broken = parts.find((p, i) => {
    const before = parts[i - 1];
    return before !== undefined && p.firstPage !== before.firstPage + before.pages;
  });
  const order = broken === undefined ? [] : [{ code: 'pages-order', message: t.verify.order(broken.no) }];
  try {
    const found = (await extractPdfText(pdf)).length;
    return found === volume.pages ? order : [...order, { code: 'volume-pages', message: t.verify.pages(found, volume.pages) }];
  } catch (error) {
    if (!(error instanceof TypesetInputError)) throw error;
    return [...order, { code: 'volume-broken', message: t.verify.broken }];
  }
}
