// The list of papers a closed case must hold: what this case needs, what is there, what is missing.
import type { FoiCaseView, FoiEventType } from '../../../console-api/contract-foi.ts';
import { provides, reviewsNeeded } from '../outcomes.ts';
import type { PaperKind } from '../letters/model.ts';
import { itemKeys, type ArchiveItem, type ItemKey } from './model.ts';
import { archiveZh } from './zh.ts';

const m = archiveZh.missing;
const there: string[] = [];
/** What is missing of an item; null: this case does not need it. */
type Check = (view: FoiCaseView) => string[] | null;

const checks: Record<ItemKey, Check> = {
  application: () => there,
  identity: (v) => (v.hasIdentity || v.applicantKind !== 'naturalPerson' || hasFile(v, 'application') ? there : [m.identity]),
  // The portal's own confirmation is its evidence (最高人民法院指导案例26号).
  receipt: (v) => (v.channel === 'portal' || hasFile(v, 'evidence') || toldEvidence(v) ? there : [m.receipt]),
  registration: () => there,
  correction: (v) => (v.correction === null ? null : unless(hasPaper(v, 'correction-notice'), m.correctionNotice)),
  reasons: (v) => {
    const [asked, delayed] = [happened(v, 'ask-reasons'), v.delayedTo !== null];
    if (!asked && !delayed) return null;
    return [...(asked ? unless(hasPaper(v, 'reasons-notice'), m.reasonsNotice) : []), ...(delayed ? unless(hasPaper(v, 'delay-notice'), m.delayNotice) : [])];
  },
  extension: (v) => (v.extension?.notifiedOn ? [...unless(hasPaper(v, 'extension-notice'), m.extensionNotice), ...unless(v.extension.approvedOn !== null, m.extensionApproval)] : null),
  consultation: consultation,
  search: (v) => (searchNeeded(v) ? unless(v.searches.length > 0, m.search) : v.searches.length > 0 ? there : null),
  approval: (v) => {
    if (v.correctionDecision !== null && v.state === 'answered') return unless(happened(v, 'approve'), m.approval);
    if (v.decision === null || v.state !== 'answered') return null;
    const reviews = reviewsNeeded(v.decision);
    return [
      ...(reviews.includes('legality') ? unless(happened(v, 'pass-legality'), m.legality) : []), ...(reviews.includes('secrecy') ? unless(happened(v, 'clear-secrecy'), m.secrecy) : []),
      ...unless(happened(v, 'approve'), m.approval),
    ];
  },
  // Who withdraws is owed no letter.
  reply: (v) => (happened(v, 'withdraw') ? null : unless(hasPaper(v, 'reply') || hasPaper(v, 'closure') || (v.requestType === 'correction-of-record' && hasPaper(v, 'rectification')), m.reply)),
  provided: (v) => {
    if (v.decision === null || !provides(v.decision) || (v.decision.provided?.fileIds.length ?? 0) === 0) return null;
    return unless(v.papers.some((p) => p.kind === 'reply' && p.files.some((f) => f.format === 'provided')) || hasFile(v, 'provided'), m.provided);
  },
  service: (v) => (v.state === 'answered' ? unless(happened(v, 'serve'), m.service) : null),
  fee: (v) => (v.fee === null ? null : [...unless(hasPaper(v, 'fee-notice'), m.feeNotice), ...(v.fee.paidOn === null ? [] : unless(happened(v, 'record-payment'), m.voucher))]),
  review: (v) => {
    if (v.reviews.length === 0) return null;
    const decided = v.reviews.filter((r) => r.result !== null);
    return decided.length > 0 && !hasFile(v, 'review') ? decided.map((r) => m.review(archiveZh.reviews[r.kind])) : there;
  },
};

function consultation(v: FoiCaseView): string[] | null {
  if (v.thirdParties.length + v.agencies.length === 0) return null;
  const sent = (kind: PaperKind, count: number) => v.papers.filter((p) => p.kind === kind && isOut(p.state)).length >= count;
  const opinions = [...v.thirdParties, ...v.agencies].filter((p) => p.answeredOn !== null);
  const kept = v.files.filter((f) => f.purpose === 'opinion' && f.refused === null).length;
  return [
    ...(sent('third-party-consultation', v.thirdParties.length) ? [] : v.thirdParties.map((p) => m.consultation(p.name))),
    ...(sent('co-producer-consultation', v.agencies.length) ? [] : v.agencies.map((p) => m.consultation(p.name))),
    // An opinion given by telephone stands in the record of events with its reasons.
    ...(kept >= opinions.length ? [] : opinions.filter((p) => p.reasons === null).map((p) => m.opinion(p.name))),
    ...v.thirdParties.filter((p) => p.toldOn !== null && !sent('third-party-notice', 1)).map((p) => m.override(p.name)),
  ];
}

/** Results that say what is held, or that it is not. */
function searchNeeded(v: FoiCaseView): boolean {
  if (v.decision === null || v.state !== 'answered') return false;
  const { outcome, variant } = v.decision;
  if (outcome === 'unable.notHeld') return variant !== 'not-responsible';
  return outcome === 'granted' || outcome === 'partial' || outcome === 'unable.needsCreation' || outcome.startsWith('denied.');
}

function unless(fine: boolean, missing: string): string[] {
  return fine ? there : [missing];
}

/** What the office wrote of the envelope, the fax or the call when it entered the case or confirmed its receipt. */
function toldEvidence(v: FoiCaseView): boolean {
  return happened(v, 'confirm-receipt') || v.timeline.some(({ type, data }) =>
    type === 'enter' && typeof data === 'object' && data !== null && 'evidence' in data && typeof data.evidence === 'string' && data.evidence !== '');
}

const isOut = (state: string) => state === 'approved' || state === 'served';
function hasPaper(v: FoiCaseView, kind: PaperKind): boolean {
  return v.papers.some((p) => p.kind === kind && isOut(p.state));
}
function hasFile(v: FoiCaseView, purpose: string): boolean {
  return v.files.some((f) => f.purpose === purpose && f.refused === null);
}
function happened(v: FoiCaseView, type: FoiEventType): boolean {
  return v.timeline.some((e) => e.type === type);
}

/** Every item of the list with its state. */
export function archiveList(view: FoiCaseView): ArchiveItem[] {
  return itemKeys.map((key) => {
    const missing = checks[key](view);
    const state = missing === null ? 'not-needed' : missing.length > 0 ? 'missing' : key === 'identity' && view.hasIdentity ? 'apart' : 'there';
    return { key, name: archiveZh.items[key], state, missing: missing ?? [] };
  });
}

/** What is missing, in words. */
export function missingOf(view: FoiCaseView): string[] {
  return archiveList(view).flatMap((item) => item.missing);
}
