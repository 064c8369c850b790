// The document as it is typeset and kept: one source for the internal copy, the edition and, redacted, the public copy.
import { yearOf, type CivilDate } from '@tongming/law';
import { bodyToText, imageFilesOf, type Body, type OfficialDocument } from '@tongming/typeset';
import { readFile, type FileStore } from '../../platform/files.ts';
import { stem, type EditionContent, type OfficialFrame, type OpenContent } from '../library/index.ts';
import { zh } from './messages.ts';
import type { Case } from './store.ts';

/** What stands where a number or a date is not yet given (previews). */
export type Given = { documentNumber: string; dateMade: CivilDate; printedOn: CivilDate | null };

export function frameOf(c: Case, given: Given): OfficialFrame {
  const { sheet } = c.doc;
  const names = issuersOf(c);
  return {
    form: sheet.form, urgency: sheet.urgency, issuers: names.map((name) => ({ name })),
    markSuffix: zh.markSuffix[sheet.form],
    documentNumber: given.documentNumber,
    ...(sheet.form === 'order' ? { orderNumber: orderNumberOf(given.documentNumber) } : {}),
    signers: sheet.signers, title: sheet.title, addressees: sheet.addressees,
    attachmentList: c.attachments.map((a) => stem(a.name)), signatories: names, dateMade: given.dateMade,
    sealed: sheet.sealed, note: sheet.note, attachments: [], copyTo: sheet.copyTo, printedBy: c.agency.name,
    printedOn: given.printedOn, ...(sheet.attendees === null ? {} : { attendees: sheet.attendees }),
    meta: { language: 'zh-CN', author: names.join(zh.listSeparator), publicCopy: false },
  };
}

/** 发文机关, the lead agency first. What was imported keeps the issuer its source names. */
function issuersOf(c: Case): string[] {
  if (c.previous !== null && c.previous.official === null) return [c.previous.issuer];
  return [c.agency.code, ...c.doc.sheet.jointAgencies].flatMap((code) => c.agencyNames.get(code) ?? []);
}

function orderNumberOf(documentNumber: string): string {
  return /第[0-9]+号$/.exec(documentNumber)?.[0] ?? documentNumber;
}

/** The edition a document becomes. Needs its number and date. */
export function editionOf(c: Case, given: Given): EditionContent {
  const { sheet } = c.doc;
  const { attribute } = sheet.disclosure;
  if (attribute === null) throw new Error(`document ${c.doc.id} has no disclosure attribute`);
  const forwards = sheet.forwardsRecord === null || sheet.relations.some((r) => r.type === 'forwards' && r.recordId === sheet.forwardsRecord)
    ? [] : [{ type: 'forwards' as const, recordId: sheet.forwardsRecord, text: null }];
  return {
    kind: sheet.kind, category: sheet.category, language: 'zh-CN', title: sheet.title, publicTitle: sheet.publicTitle,
    issuer: issuersOf(c).join(zh.listSeparator), documentNumber: given.documentNumber, number: seriesOf(c),
    dateMade: given.dateMade, effectiveOn: sheet.effectiveOn, expiresOn: sheet.expiresOn, theme: sheet.theme,
    keywords: sheet.keywordsConfirmed ? sheet.keywords : [], summary: sheet.summary, articleItems: sheet.articleItems,
    statedStatus: c.previous?.statedStatus ?? null, official: frameOf(c, given), body: sheet.body, bodyText: bodyToText(sheet.body),
    attachments: c.attachments.map((a) => ({
      position: a.position, name: a.name, publicName: a.publicName, attribute: a.attribute,
      file: { hash: a.fileHash, size: a.size, mime: a.mime },
    })),
    relations: [...sheet.relations, ...forwards], disclosure: { ...sheet.disclosure, attribute },
  };
}

function seriesOf(c: Case): EditionContent['number'] {
  const { number, dateMade } = c.doc;
  if (number === null) return c.previous?.number ?? null;
  return { code: number.code, year: dateMade !== null && number.year === yearOf(dateMade) ? number.year : null, seq: number.seq };
}

export async function internalDocument(files: FileStore, c: Case, given: Given): Promise<OfficialDocument> {
  return complete(files, frameOf(c, given), c.doc.sheet.body);
}

export async function publicDocument(files: FileStore, content: OpenContent): Promise<OfficialDocument> {
  if (content.official === null || content.body === null) throw new Error('nothing to typeset');
  return complete(files, content.official, content.body);
}

async function complete(files: FileStore, frame: OfficialFrame, body: Body): Promise<OfficialDocument> {
  const images: Record<string, Uint8Array> = {};
  for (const hash of imageFilesOf(body)) images[hash] = await readFile(files, hash);
  return { ...frame, body, images };
}
