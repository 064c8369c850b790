// What an applicant filled in, as text and as an application; every fault by the field it stands at.
import { checkApplication, foiLimits, type ApplicationInput, type Attachment } from '../../domains/foi/inbox.ts';
import { limits } from '../../platform/limits.ts';
import { findPersonalData } from '../../platform/personal-data.ts';
import { acceptedExtensions, cleanFileName } from '../../platform/sniff.ts';
import { apply } from '../messages/apply.ts';
import { rectification } from '../messages/rectification.ts';
import {
  applyFields, deliveries, fieldsOf, idTypes, isOneOf, kinds, mediums, type ApplyFault, type ApplyField, type ApplyForm, type ApplyType,
} from '../pages/apply-fields.ts';

const MiB = 1024 * 1024;
const words = apply.faults;

/** The names under which checkApplication reports, and the fields of the page. */
const fieldOf: Readonly<Record<string, ApplyField>> = {
  'applicant.kind': 'kind', 'applicant.name': 'name', 'applicant.representative': 'representative', 'applicant.contact': 'contact',
  'applicant.phone': 'phone', 'applicant.email': 'email', 'applicant.address': 'address', 'applicant.postcode': 'postcode',
  'request.content': 'content', 'request.documentNumber': 'documentNumber', 'request.delivery': 'delivery', 'request.medium': 'medium',
  'request.correction.record': 'record', 'request.correction.recorded': 'recorded', 'request.correction.correct': 'correct', 'request.correction.evidence': 'evidence',
  'request.helpNeeded': 'helpNeeded', 'identity.type': 'idType', 'identity.number': 'idNumber',
};

/** Control characters have no place in a form and would break letters made from it; line breaks stay. */
export function cleanText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[^\n\P{Cc}]/gu, '').trim() : '';
}

/** A form's body with every value of a name, as `parseBody({ all: true })` gives it. */
export type Body = Record<string, string | File | (string | File)[]>;

export function textOf(body: Body, name: string): string {
  const value = body[name];
  return cleanText(Array.isArray(value) ? value[0] : value);
}

export function readForm(body: Body, type: ApplyType): ApplyForm {
  const asked = new Set(fieldsOf(type));
  return { ...Object.fromEntries(applyFields.map((field) => [field, asked.has(field) ? textOf(body, field) : ''])) as Record<ApplyField, string>, type };
}

/** Chosen files; a browser sends an empty one where none was chosen. */
export function filesOf(body: Body, name: string): File[] {
  const value = body[name];
  return (Array.isArray(value) ? value : [value]).filter((f): f is File => f instanceof File && (f.name !== '' || f.size > 0));
}

export type ReadFiles = { attachments: Attachment[]; proofs: { name: string; mime: string; base64: string }[] };
export const noFiles: ReadFiles = { attachments: [], proofs: [] };
/** Null when something must be chosen first: then `faults` says what. */
export type ReadApplication = { input: ApplicationInput | null; faults: ApplyFault[] };

export function readApplication(form: ApplyForm, agencyCode: string, files: ReadFiles = noFiles): ReadApplication {
  const [kind, delivery] = [isOneOf(kinds, form.kind), isOneOf(deliveries, form.delivery)];
  const correcting = form.type === 'correction-of-record';
  const medium = correcting ? (delivery === 'post' || delivery === 'pick-up' ? 'paper' : 'electronic') : isOneOf(mediums, form.medium);
  const organisation = kind !== 'naturalPerson';
  const idType = isOneOf(idTypes, form.idType);
  const input: ApplicationInput = {
    agencyCode,
    applicant: {
      kind: kind ?? 'otherOrg', name: form.name, representative: organisation ? form.representative : null, contact: organisation ? form.contact : null,
      phone: form.phone, email: form.email, address: form.address, postcode: form.postcode,
    },
    request: {
      type: form.type, correction: correcting ? { record: form.record, recorded: form.recorded, correct: form.correct, evidence: form.evidence } : null,
      content: correcting ? rectification.content(form.record).slice(0, foiLimits.content) : form.content, documentNumber: form.documentNumber, delivery: delivery ?? 'online', medium: medium ?? 'electronic', helpNeeded: form.helpNeeded,
    },
    identity: { type: idType === null ? '' : apply.form.idTypes[idType], number: form.idNumber, files: files.proofs },
    attachments: files.attachments,
  };
  const at = new Set<ApplyField>([...chosen({ kind, delivery, medium }), ...checkApplication(input).flatMap((f) => fieldOf[f.field] ?? [])]);
  const told = new Map<ApplyField, string>([...at].map((field) => [field, field === 'phone' && form.phone !== '' ? words.phoneLong : words[field]]));
  for (const fault of togetherFaults(form, told)) told.set(fault.field, fault.message);
  // In the order of the page, one message a field.
  const faults = applyFields.flatMap((field) => {
    const message = told.get(field);
    return message === undefined ? [] : [{ field, message }];
  });
  return { input: faults.length === 0 ? input : null, faults };
}

function chosen(choices: Record<'kind' | 'delivery' | 'medium', string | null>): ApplyField[] {
  return (['kind', 'delivery', 'medium'] as const).filter((field) => choices[field] === null);
}

/** What one field asks of another, and numbers that cannot be right. */
function togetherFaults(form: ApplyForm, told: ReadonlyMap<ApplyField, string>): { field: ApplyField; message: string }[] {
  const faults: { field: ApplyField; message: string }[] = [];
  if (form.delivery === 'post' && form.address === '') faults.push({ field: 'address', message: words.addressNeeded });
  if (form.delivery === 'email' && form.email === '') faults.push({ field: 'email', message: words.emailNeeded });
  if (told.has('idNumber')) return faults;
  if (form.idType === 'resident-id' && !isResidentId(form.idNumber)) faults.push({ field: 'idNumber', message: words.residentId });
  if (form.idType === 'uscc' && !/^[0-9A-Z]{18}$/i.test(form.idNumber)) faults.push({ field: 'idNumber', message: words.uscc });
  return faults;
}

/** With its check digit: a slip of the pen is found now, not by a letter asking for correction. */
function isResidentId(number: string): boolean {
  return number.length === 18 && findPersonalData(number).some((found) => found.kind === 'id-card' && found.end - found.start === 18);
}

const proofMimes: Readonly<Record<string, string>> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' };
export const proofExtensions = Object.keys(proofMimes);

/** Reads what was uploaded; the worker looks into attachments again before the office sees them. */
export async function readFiles(body: Body): Promise<{ files: ReadFiles; faults: ApplyFault[] }> {
  const [proofs, attachments] = [filesOf(body, 'proofFiles'), filesOf(body, 'files')];
  const faults: ApplyFault[] = [...proofFaults(proofs), ...attachmentFaults(attachments)];
  if (faults.length > 0) return { files: noFiles, faults };
  return {
    faults,
    files: {
      attachments: await readAttachments(attachments),
      proofs: await Promise.all(proofs.map(async (f, i) => ({
        name: `${i + 1}.${extensionOf(f)}`, mime: proofMimes[extensionOf(f)] ?? '', base64: Buffer.from(await f.arrayBuffer()).toString('base64'),
      }))),
    },
  };
}

function proofFaults(files: readonly File[]): ApplyFault[] {
  const field = 'proofFiles';
  const total = files.reduce((sum, f) => sum + f.size, 0);
  const largest = files.some((f) => f.size * 1.01 > foiLimits.identityFileBytes);
  return [
    ...(files.length > foiLimits.identityFiles ? [{ field, message: words.proofCount(foiLimits.identityFiles) } as const] : []),
    ...(total > limits.identityProofs ? [{ field, message: words.proofSize(limits.identityProofs / MiB) } as const] : []),
    ...(largest && total <= limits.identityProofs ? [{ field, message: words.proofEach(foiLimits.identityFileBytes / MiB) } as const] : []),
    ...files.flatMap((f) => (extensionOf(f) in proofMimes ? [] : [{ field, message: words.proofType(f.name) } as const])),
  ];
}

export function attachmentFaults(files: readonly File[]): ApplyFault[] {
  const field = 'files';
  return [
    ...(files.length > foiLimits.attachments ? [{ field, message: words.filesCount(foiLimits.attachments) } as const] : []),
    ...files.flatMap((f) => (f.size > foiLimits.attachmentBytes ? [{ field, message: words.filesSize(f.name, foiLimits.attachmentBytes / MiB) } as const] : [])),
    ...files.flatMap((f) => (acceptedExtensions.includes(extensionOf(f)) ? [] : [{ field, message: words.filesType(f.name) } as const])),
    ...(files.every((f) => usableName(f.name)) ? [] : [{ field, message: words.filesName } as const]),
  ];
}

export function readAttachments(files: readonly File[]): Promise<Attachment[]> {
  return Promise.all(files.map(async (f) => ({ name: cleanFileName(f.name), bytes: new Uint8Array(await f.arrayBuffer()) })));
}

function usableName(name: string): boolean {
  try {
    return cleanFileName(name).length <= foiLimits.short;
  } catch {
    return false;
  }
}

function extensionOf(file: File): string {
  return /\.([0-9a-z]{1,8})$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
}
