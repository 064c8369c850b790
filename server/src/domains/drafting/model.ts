// What the store holds of a document, typed.
import type { Selectable } from 'kysely';
import type { CivilDate, Instant } from '@tongming/law';
import type { Attachment, DocumentEvent, DocumentState, Role, Sheet } from '../../console-api/contract.ts';
import { json } from '../../platform/database.ts';
import type { StoredFile } from '../../platform/files.ts';
import type { DB } from '../../platform/schema.ts';
import type { PublicFiles } from '../library/index.ts';

export type DocumentTableRow = Selectable<DB['core.document']>;

/** 发文字号 as allocated. `year` is that of its series; `text` as printed. */
export type AllocatedNumber = { code: string; year: number; seq: number; text: string };

/**
 * What printing made and checked, pinned to what it was made from: `digest` covers the sheet, the attachments, the
 * number and the date. `files` are the public products, null where nothing is published.
 */
export type Printed = {
  digest: string;
  printedOn: CivilDate;
  internal: StoredFile;
  files: PublicFiles | null;
  personalData: { findings: number; override: { reason: string; personName: string } | null };
};

export type Document = {
  id: string;
  agencyCode: string;
  state: DocumentState;
  sheet: Sheet;
  /** As printed. A revision may carry the number of the edition before it, and then has none of its own. */
  documentNumber: string | null;
  number: AllocatedNumber | null;
  dateMade: CivilDate | null;
  printed: Printed | null;
  /** The record it became, or the one it revises. */
  recordId: string | null;
  draftedBy: string;
  signedBy: string | null;
  updatedAt: Instant;
  version: number;
};

export type StoredAttachment = Attachment;

export type TrailRow = {
  event: DocumentEvent; from: DocumentState; to: DocumentState; personId: string | null; personName: string; role: Role;
  agencyCode: string; opinion: string | null; at: Instant; version: number; data: Record<string, unknown>;
};

/** The row is trusted to hold what `columnsOf` wrote: closed texts are kept so by the table's checks. */
export function documentOf(row: DocumentTableRow): Document {
  return {
    id: row.id, agencyCode: row.agencyCode, state: row.state as DocumentState, sheet: sheetOf(row),
    documentNumber: row.documentNumber,
    number: row.documentNumber === null || row.numberCode === null || row.numberSeq === null ? null
      : { code: row.numberCode, year: row.numberYear ?? runningSeries, seq: row.numberSeq, text: row.documentNumber },
    dateMade: row.dateMade, printed: row.printed as Printed | null, recordId: row.recordId, draftedBy: row.draftedBy,
    signedBy: row.signedBy, updatedAt: row.updatedAt, version: row.version,
  };
}

/** Orders are numbered through the years; their series stands under this year, earlier than any document's. */
export const runningSeries = 1949;

function sheetOf(row: DocumentTableRow): Sheet {
  return {
    kind: row.kind as Sheet['kind'], direction: row.direction as Sheet['direction'], form: row.form as Sheet['form'],
    category: row.category as Sheet['category'], urgency: row.urgency as Sheet['urgency'], title: row.title,
    publicTitle: row.publicTitle, addressees: row.addressees, copyTo: row.copyTo, body: row.body as Sheet['body'],
    note: row.note, contact: row.contact, sealed: row.sealed, jointAgencies: row.jointAgencies,
    signers: row.signers as Sheet['signers'], attendees: row.attendees as Sheet['attendees'], theme: row.theme,
    keywords: row.keywords, keywordsConfirmed: row.keywordsConfirmed, summary: row.summary,
    articleItems: row.articleItems, forwardsRecord: row.forwardsRecord, relations: row.relations as Sheet['relations'],
    numberCode: row.numberCode, effectiveOn: row.effectiveOn, expiresOn: row.expiresOn, publishAt: row.publishAt,
    disclosure: {
      attribute: row.disclosureAttribute as Sheet['disclosure']['attribute'],
      method: row.disclosureMethod as Sheet['disclosure']['method'],
      grounds: row.disclosureGrounds as Sheet['disclosure']['grounds'],
    },
  };
}

/** The columns of a sheet; the inverse of `sheetOf`. */
export function columnsOf(sheet: Sheet) {
  const { disclosure, secrecy: _never, body, signers, attendees, relations, ...plain } = sheet;
  return {
    ...plain, body: json(body), signers: json(signers), attendees: json(attendees), relations: json(relations),
    ...disclosureColumns(disclosure),
  };
}

export function disclosureColumns(disclosure: Sheet['disclosure']) {
  return {
    disclosureAttribute: disclosure.attribute, disclosureMethod: disclosure.method,
    disclosureGrounds: json(disclosure.grounds),
  };
}
