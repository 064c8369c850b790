// What must be true of a document before it may go on: pure functions that return every refusal at once.
import {
  attributeNames, checkDisclosure, checkKindRules, detectSecrecyMarking, methodNames, type CivilDate, type LawfulDisclosure,
} from '@tongming/law';
import { bodyToText, redactionsOf } from '@tongming/typeset';
import type { Reason, Sheet } from '../../console-api/contract.ts';
import { defaultExpiryWarning, textLeaves, type RelationFinding } from '../library/index.ts';
import { zh } from './messages.ts';
import type { Document, StoredAttachment } from './model.ts';

const t = zh.check;
export const reason = (code: string, message: string, field?: string, article: string | null = null): Reason => ({
  code, message, article, ...(field === undefined ? {} : { field }),
});

/** What is known of the world around a sheet. */
export type Surroundings = {
  activeAgencies: ReadonlySet<string>;
  numberCodes: readonly string[];
  /** Public decision on the forwarded record; null when none is forwarded; 'unknown' when it is not in the library. */
  forwarded: { attribute: Sheet['disclosure']['attribute']; method: Sheet['disclosure']['method'] } | 'unknown' | null;
  /** The attribute was decided anew with a reason since it was submitted. */
  redetermined: boolean;
  missingRelations: number;
  /** Records of agencies outside its reach that it would amend or repeal. */
  foreignRelations: readonly string[];
  /** What the library says against its relations: loops, contradictions. */
  relationFindings: readonly RelationFinding[];
  /** The last day in force it gets because its sheet says none; null when it says one or needs none. */
  defaultPeriod: { years: number; until: CivilDate } | null;
};

/** A marking anywhere in what is about to be stored: refused, and nothing of it is kept. */
export function markingsIn(texts: readonly { where: string; text: string }[], sheetSecrecy?: string | null): Reason[] {
  const found = texts.flatMap(({ where, text }) => {
    const hit = detectSecrecyMarking(text);
    return hit === null ? [] : [reason('classified', zh.marking.found(where, hit.level), undefined, zh.marking.article)];
  });
  const declared = (sheetSecrecy ?? '').trim() !== '';
  return declared ? [reason('classified', zh.marking.sheet, 'secrecy', zh.marking.article), ...found] : found;
}

/** Everything that is written on a sheet, for the search for markings; the body line by line, as it is read. */
export function textsOf(sheet: Sheet): { where: string; text: string }[] {
  const { body, title, secrecy: _own, ...rest } = sheet;
  return [
    { where: zh.where.title, text: title },
    { where: zh.where.body, text: bodyToText(body) },
    { where: zh.where.rest, text: textLeaves(rest).join('\n') },
  ];
}

/** The gate, first of its three locks: only what law approves has this type. */
export function gate(sheet: Sheet): { ok: true; value: LawfulDisclosure } | { ok: false; refusals: Reason[] } {
  const result = checkDisclosure(sheet.disclosure);
  if (result.ok) return result;
  return { ok: false, refusals: result.refusals.map((r) => reason(r.code, r.message, r.field, r.article)) };
}

/** What a sheet must fulfil to be submitted, and again to be signed. */
export function sheetFaults(doc: Document, attachments: readonly StoredAttachment[], around: Surroundings): Reason[] {
  const { sheet } = doc;
  const gated = gate(sheet);
  const bodyText = bodyToText(sheet.body);
  return [
    ...kindFaults(sheet, bodyText, 'refuse'),
    ...(bodyText.trim() === '' ? [reason('body-empty', t.bodyEmpty, 'body')] : []),
    ...(gated.ok ? [] : gated.refusals),
    ...redactionFaults(sheet, attachments),
    ...attachmentFaults(sheet, attachments),
    ...jointFaults(doc, around),
    ...(around.forwarded === 'unknown' ? [reason('forward-unknown', t.forwardUnknown, 'forwardsRecord')] : []),
    ...(around.missingRelations > 0 ? [reason('relation-unknown', t.relationUnknown, 'relations')] : []),
    ...(doc.recordId !== null && [sheet.forwardsRecord, ...sheet.relations.map((r) => r.recordId)].includes(doc.recordId)
      ? [reason('relation-self', t.relationSelf, 'relations')] : []),
    ...around.foreignRelations.map((title) => reason('relation-foreign', t.relationForeign(title), 'relations')),
    ...around.relationFindings.filter((f) => f.severity === 'refuse').map((f) => reason(f.code, f.message, f.field)),
    ...(sheet.effectiveOn && sheet.expiresOn && sheet.expiresOn < sheet.effectiveOn
      ? [reason('expires-before-effect', t.expiresBeforeEffect, 'expiresOn')] : []),
  ];
}

export function sheetWarnings(sheet: Sheet, around: Surroundings): Reason[] {
  return [
    ...kindFaults(sheet, bodyToText(sheet.body), 'warn'),
    ...around.relationFindings.filter((f) => f.severity === 'warn').map((f) => reason(f.code, f.message, f.field)),
    ...(around.defaultPeriod === null ? [] : [reason('period-by-default', defaultExpiryWarning(around.defaultPeriod), 'expiresOn')]),
  ];
}

function kindFaults(sheet: Sheet, bodyText: string, severity: 'refuse' | 'warn'): Reason[] {
  const input = { ...sheet, bodyText, signers: sheet.signers.map((s) => s.name).filter((name) => name !== '') };
  return checkKindRules(input).filter((r) => r.severity === severity)
    .map((r) => reason(r.code, r.message, r.field === 'bodyText' ? 'body' : r.field, r.article));
}

function redactionFaults(sheet: Sheet, attachments: readonly StoredAttachment[]): Reason[] {
  const pieces = redactionsOf(sheet.body);
  if (sheet.disclosure.attribute !== 'redacted') {
    return pieces.length > 0 && sheet.disclosure.attribute !== 'withheld'
      ? [reason('redaction-stray', t.redactionStray, 'body')] : [];
  }
  const none = pieces.length === 0 && sheet.publicTitle === null && attachments.every((a) => a.attribute === 'full');
  return [
    ...(none ? [reason('redaction-missing', t.redactionMissing, 'body')] : []),
    ...pieces.filter((p) => p.ground.trim() === '').map((p) => reason('redaction-ground', t.redactionGround(p.where), 'body')),
  ];
}

function attachmentFaults(sheet: Sheet, attachments: readonly StoredAttachment[]): Reason[] {
  return attachments.flatMap((a) => {
    if (a.attribute === 'full') return [];
    const faults: Reason[] = [];
    if (sheet.disclosure.attribute === 'full') {
      faults.push(reason('attachment-not-full', t.attachmentWithheld(a.name), 'attachments'));
    }
    const own = checkDisclosure({ attribute: 'withheld', method: null, grounds: a.grounds });
    if (!own.ok) faults.push(reason('attachment-ground', t.attachmentGround(a.name), 'attachments'));
    if (a.attribute === 'redacted') {
      const marks = (a.redaction.terms?.length ?? 0) + (a.redaction.rects?.length ?? 0);
      if (a.mime !== 'application/pdf') faults.push(reason('attachment-not-pdf', t.attachmentRedactionType(a.name), 'attachments'));
      if (marks === 0) faults.push(reason('attachment-redaction-missing', t.attachmentRedaction(a.name), 'attachments'));
    }
    return faults;
  });
}

function jointFaults(doc: Document, around: Surroundings): Reason[] {
  return doc.sheet.jointAgencies.flatMap((code) => {
    if (code === doc.agencyCode) return [reason('joint-lead', t.jointLead, 'jointAgencies')];
    return around.activeAgencies.has(code) ? [] : [reason('joint-unknown', t.jointUnknown(code), 'jointAgencies')];
  });
}

/** 转发类文件 carries the attribute of what it forwards, unless it was decided anew with a reason. */
export function forwardFaults(sheet: Sheet, around: Surroundings): Reason[] {
  const of = around.forwarded;
  const own = sheet.disclosure;
  if (of === null || of === 'unknown' || around.redetermined) return [];
  if (of.attribute === own.attribute && of.method === own.method) return [];
  return [reason('forward-differs', t.forwardDiffers(disclosureName(of), disclosureName(own)), 'disclosure')];
}

function disclosureName(d: Pick<Sheet['disclosure'], 'attribute' | 'method'>): string {
  const words = [d.attribute && attributeNames[d.attribute], d.method && methodNames[d.method]].filter((w) => w !== null);
  return words.join('、') || zh.nobody;
}

/** What 复核 looks at once more before a number is given. `previousNumber`: a revision may keep it. */
export function numberingFaults(sheet: Sheet, around: Surroundings, previousNumber: string | null): Reason[] {
  const faults: Reason[] = [];
  if (sheet.numberCode === null && previousNumber === null) {
    faults.push(reason('number-code-missing', t.numberCodeMissing, 'numberCode'));
  } else if (sheet.numberCode !== null && !around.numberCodes.includes(sheet.numberCode)) {
    faults.push(reason('number-code-foreign', t.numberCodeForeign(sheet.numberCode), 'numberCode'));
  }
  if (sheet.keywords.length > 0 && !sheet.keywordsConfirmed) {
    faults.push(reason('keywords-unconfirmed', t.keywordsUnconfirmed, 'keywords'));
  }
  return faults;
}

const breadth = { withheld: 0, redacted: 1, full: 2 } as const;

/** Whether the public would see more than before (条例第十七条: only after the secrecy review). */
export function widens(before: Sheet['disclosure'], after: Sheet['disclosure']): boolean {
  return (after.attribute === null ? 0 : breadth[after.attribute]) > (before.attribute === null ? 0 : breadth[before.attribute]);
}

export function sameDisclosure(a: Sheet['disclosure'], b: Sheet['disclosure']): boolean {
  return a.attribute === b.attribute && a.method === b.method && JSON.stringify(a.grounds) === JSON.stringify(b.grounds);
}
