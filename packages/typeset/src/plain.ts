import { formatChineseDate } from '@tongming/law';
import type { OfficialDocument } from './document.ts';
import { imprintOf } from './layout.ts';
import { words } from './messages.ts';
import { cleanText } from './parse.ts';
import { bodyToText } from './text.ts';

/** The whole document as plain text: one line a paragraph, parts set off by an empty line. */
export function renderText(doc: OfficialDocument): string {
  return [
    headLines(doc),
    [doc.title],
    [...(doc.addressees.length === 0 ? [] : [words.addressees(doc.addressees)]), bodyToText(doc.body)],
    attachmentLines(doc),
    signatureLines(doc),
    doc.note === null || doc.note === '' ? [] : [words.note(doc.note)],
    attendeeLines(doc),
    ...doc.attachments.flatMap((attachment, i) => [
      [words.attachment(doc.attachments.length === 1 ? null : i + 1), attachment.title],
      [bodyToText(attachment.body)],
    ]),
    imprintLines(doc),
  ]
    .map((part) => part.filter((line) => line !== '').map(cleanLines).join('\n'))
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function cleanLines(text: string): string {
  return text.replaceAll(/[^\n\t]+/g, cleanText);
}

function headLines(doc: OfficialDocument): string[] {
  return [
    doc.meta.publicCopy ? '' : (doc.copyNumber ?? ''),
    doc.urgency ?? '',
    doc.issuers.map((issuer) => issuer.name).join('　') + doc.markSuffix,
    doc.form === 'order' ? (doc.orderNumber ?? '') : doc.documentNumber,
    doc.form === 'upward' && doc.signers.length > 0 ? words.signer + doc.signers.map((signer) => signer.name).join('　') : '',
  ];
}

function attachmentLines(doc: OfficialDocument): string[] {
  const [only] = doc.attachmentList;
  if (only === undefined) return [];
  if (doc.attachmentList.length === 1) return [words.attachments + only];
  return doc.attachmentList.map((name, i) => `${i === 0 ? words.attachments : ''}${i + 1}.${name}`);
}

function signatureLines(doc: OfficialDocument): string[] {
  if (doc.form === 'minutes') return [];
  const signed = doc.form === 'order' ? doc.signers.map((signer) => `${signer.agency}　${signer.name}`) : doc.signatories;
  return [...signed, formatChineseDate(doc.dateMade)];
}

function attendeeLines(doc: OfficialDocument): string[] {
  if (doc.form !== 'minutes' || doc.attendees === undefined) return [];
  const { present, absent, observers } = doc.attendees;
  const rows: [string, string[]][] = [[words.present, present], [words.absent, absent], [words.observers, observers]];
  return rows.map(([label, names]) => (names.length === 0 ? '' : label + names.join(words.listComma)));
}

function imprintLines(doc: OfficialDocument): string[] {
  const { copyTo, printedBy, printedOn } = imprintOf(doc);
  return [copyTo === null ? '' : words.copyTo + copyTo, printedBy === null ? '' : `${printedBy}　${printedOn}`.trim()];
}
