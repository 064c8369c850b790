import type { Applicant, ApplicantKind, FoiEntryRequest, FoiRequestType, RecordCorrection } from '#contract-foi';
import { addWorkingDays, LawInputError, receiptOf, replyRules, type CivilDate, type Receipt, type ReceiptChannel, type ReceiptFact, type ReceiptSettings } from '@tongming/law';
import { factsFor } from './act-data.ts';
import { f } from './messages.ts';

type Facts = Partial<Record<ReceiptFact, CivilDate | null>>;
/** The entry form as it is typed. */
export type Entry = {
  agencyCode: string; channel: ReceiptChannel; submittedOn: CivilDate | null; facts: Facts; evidence: string;
  kind: ApplicantKind; applicant: Record<'name' | 'representative' | 'contact' | 'phone' | 'email' | 'address' | 'postcode', string>;
  identityType: string; identityNumber: string;
  type: FoiRequestType; correction: RecordCorrection; content: string; documentNumber: string; delivery: FoiEntryRequest['request']['delivery']; medium: FoiEntryRequest['request']['medium']; helpNeeded: string; queryCode: boolean;
};

export const emptyEntry = (agencyCode: string, today: CivilDate): Entry => ({
  agencyCode, channel: 'in-person', submittedOn: today, facts: {}, evidence: '', kind: 'naturalPerson',
  applicant: { name: '', representative: '', contact: '', phone: '', email: '', address: '', postcode: '' }, identityType: f.entry.idTypes[0] ?? '', identityNumber: '',
  type: 'information', correction: { record: '', recorded: '', correct: '', evidence: '' }, content: '', documentNumber: '', delivery: 'post', medium: 'paper', helpNeeded: '', queryCode: true,
});

export type Derived = { receipt: Receipt; replyBy: CivilDate | null; fault: null } | { receipt: null; replyBy: null; fault: string };

/** The day of receipt by the channel's rule, and the end of the reply period if nothing else happens; faults in words. */
export function deriveReceipt(entry: Pick<Entry, 'channel' | 'submittedOn' | 'facts'>, settings: Partial<ReceiptSettings>): Derived {
  try {
    const receipt = receiptOf({ channel: entry.channel, submittedOn: entry.submittedOn, ...ownFacts(entry) }, settings);
    const rule = receipt.receivedOn === null ? null : replyRules.find((r) => r.effectiveFrom <= (receipt.receivedOn ?? '') && (r.effectiveTo === null || (receipt.receivedOn ?? '') <= r.effectiveTo));
    const replyBy = receipt.receivedOn === null || !rule ? null : addWorkingDays(receipt.receivedOn, rule.workingDays, { article: rule.article }).due;
    return { receipt, replyBy, fault: null };
  } catch (error) {
    if (error instanceof LawInputError) return { receipt: null, replyBy: null, fault: error.message };
    throw error;
  }
}

/** Facts typed for a channel chosen before stay in the form, and out of what is sent. */
function ownFacts(entry: Pick<Entry, 'channel' | 'facts'>): Facts {
  return Object.fromEntries(factsFor(entry.channel).map((fact) => [fact, entry.facts[fact] ?? null]));
}

/** What is missing, by the field's label. */
export function missingOf(entry: Entry): string[] {
  const t = f.entry;
  const { name, phone, email, address } = entry.applicant;
  const blank = (text: string): boolean => text.trim() === '';
  return [
    ...(entry.submittedOn === null ? [t.submittedOn] : []), ...(blank(name) ? [t.name] : []), ...(blank(phone) && blank(email) && blank(address) ? [t.reachable] : []),
    ...(blank(entry.content) ? [t.content] : []), ...(entry.type === 'information' ? [] : correctionFields.filter((key) => blank(entry.correction[key])).map((key) => t[correctionLabels[key]])), ...(blank(entry.evidence) ? [t.evidence] : []),
  ];
}

export const correctionLabels = { record: 'correctionRecord', recorded: 'correctionRecorded', correct: 'correctionCorrect', evidence: 'correctionEvidence' } as const satisfies Record<keyof RecordCorrection, keyof typeof f.entry>;
export const correctionFields = Object.keys(correctionLabels) as (keyof RecordCorrection)[];

function correctionOf({ type, correction: c }: Entry): Pick<FoiEntryRequest['request'], 'type' | 'correction'> {
  return type === 'information' ? {} : { type, correction: { record: c.record.trim(), recorded: c.recorded.trim(), correct: c.correct.trim(), evidence: c.evidence.trim() } };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** @param submittedOn given separately because it must be there by now */
export function requestOf(entry: Entry, submittedOn: CivilDate): FoiEntryRequest {
  const { applicant: typed } = entry;
  const person = entry.kind === 'naturalPerson';
  const applicant: Applicant = {
    kind: entry.kind, name: typed.name.trim(), representative: person ? null : orNull(typed.representative), contact: person ? null : orNull(typed.contact),
    phone: orNull(typed.phone), email: orNull(typed.email), address: orNull(typed.address), postcode: orNull(typed.postcode),
  };
  return {
    agencyCode: entry.agencyCode, channel: entry.channel, submittedOn, facts: ownFacts(entry), evidence: entry.evidence.trim(), applicant,
    identity: entry.identityNumber.trim() === '' ? null : { type: entry.identityType, number: entry.identityNumber.trim() },
    request: { ...correctionOf(entry), content: entry.content.trim(), documentNumber: orNull(entry.documentNumber), delivery: entry.delivery, medium: entry.medium, helpNeeded: orNull(entry.helpNeeded) },
    queryCode: entry.queryCode,
  };
}
