import type { FoiAct, FoiAvailable, FoiCaseView, FoiStep } from '#contract-foi';

/** The way of a case: the first of these that may be done is what is to be done now. */
const way: readonly FoiAct[] = [
  'confirm-receipt', 'register', 'approve-extension', 'notify-extension', 'receive-correction', 'record-payment', 'record-reasons',
  'record-search', 'judge', 'decide', 'pass-legality', 'clear-secrecy', 'approve', 'serve', 'decide-correction', 'third-party-answered', 'agency-answered', 'review-result', 'reopen', 'decide-publication',
];
const judged: readonly FoiStep[] = ['complete', 'competent', 'held'];

export type ActGroup = 'consult' | 'clock' | 'shape' | 'record' | 'end' | 'remedy' | 'way';
const groupOfAct: Record<FoiAct, ActGroup> = {
  'confirm-receipt': 'way', register: 'way', redirect: 'shape', assign: 'record', 'hand-over': 'record', note: 'record', judge: 'way',
  'notify-correction': 'clock', 'receive-correction': 'clock', 'ask-third-party': 'consult', 'third-party-received': 'consult', 'third-party-answered': 'consult',
  'tell-third-party': 'consult', 'ask-agency': 'consult', 'agency-received': 'consult', 'agency-answered': 'consult', 'ask-unit': 'consult', 'unit-answered': 'consult',
  'request-extension': 'clock', 'approve-extension': 'clock', 'refuse-extension': 'clock', 'notify-extension': 'clock', 'notify-fee': 'clock',
  'fee-notice-received': 'clock', 'record-payment': 'clock', 'ask-reasons': 'clock', 'record-reasons': 'clock', 'set-delay': 'clock', split: 'shape', join: 'shape',
  'record-search': 'record', decide: 'way', 'pass-legality': 'way', 'clear-secrecy': 'way', approve: 'way', return: 'way', serve: 'way', undeliverable: 'end',
  withdraw: 'end', close: 'end', 'open-review': 'remedy', 'review-result': 'remedy', evaluate: 'record', 'decide-publication': 'end', reopen: 'remedy', 'narrow-request': 'clock', 'decide-correction': 'way',
};
export const groupOrder: readonly ActGroup[] = ['way', 'consult', 'clock', 'shape', 'record', 'end', 'remedy'];

/** What each of the five steps may need, besides its own judgement. */
export const stepActs: Record<FoiStep, readonly FoiAct[]> = {
  complete: ['notify-correction', 'receive-correction'],
  competent: ['redirect', 'split', 'join', 'ask-reasons', 'record-reasons'],
  held: ['record-search', 'ask-unit', 'unit-answered', 'ask-agency', 'notify-fee'],
  decide: ['ask-third-party', 'third-party-received', 'third-party-answered', 'ask-agency', 'agency-answered', 'tell-third-party', 'request-extension'],
  proper: ['pass-legality', 'clear-secrecy', 'approve', 'return', 'serve', 'undeliverable'],
};

export const nowStep = (view: Pick<FoiCaseView, 'steps'>): FoiStep | null => view.steps.find((s) => s.state === 'now')?.step ?? null;

type Standing = Pick<FoiCaseView, 'steps' | 'available' | 'reviews' | 'suggestOpen' | 'thirdParties' | 'agencies' | 'units' | 'searches'>;

/** Acts that may be done at any time are the thing to do only while the case waits for them. */
function isWaitedFor(act: FoiAct, view: Standing): boolean {
  const step = nowStep(view);
  // 有没有 cannot be judged without a search on record.
  if (act === 'record-search') return step === 'held' && view.searches.length === 0;
  if (act === 'judge') return step !== null && judged.includes(step);
  return act !== 'decide-publication' || view.suggestOpen;
}

/** Acts about an answer have somebody to be about only once one was asked. */
export function actsFor(view: Standing): FoiAvailable[] {
  const third = view.thirdParties.filter((p) => p.answeredOn === null);
  const agencies = view.agencies.filter((p) => p.answeredOn === null);
  const pointless: ReadonlyMap<FoiAct, boolean> = new Map([
    ['third-party-received', third.every((p) => p.receivedOn !== null)], ['third-party-answered', third.length === 0], ['tell-third-party', view.thirdParties.every((p) => p.toldOn !== null)],
    ['agency-received', agencies.every((p) => p.receivedOn !== null)], ['agency-answered', agencies.length === 0], ['unit-answered', view.units.every((u) => u.answeredOn !== null)],
    ['review-result', view.reviews.every((r) => r.result !== null)], ['reopen', view.reviews.every((r) => r.order === null || r.reopened)],
  ]);
  return view.available.filter((a) => pointless.get(a.act) !== true);
}

/** The one thing to do now. What stands refused comes after what can be done. */
export function primaryAct(view: Standing): FoiAvailable | null {
  const available = actsFor(view);
  const candidates = way
    .filter((act) => isWaitedFor(act, view))
    .flatMap((act) => available.find((a) => a.act === act) ?? []);
  return candidates.find((a) => a.refusals.length === 0) ?? candidates[0] ?? null;
}

/** Everything else, in groups, none of them empty. */
export function otherActs(available: readonly FoiAvailable[], shown: FoiAct | null): { group: ActGroup; acts: FoiAvailable[] }[] {
  return groupOrder
    .map((group) => ({ group, acts: available.filter((a) => a.act !== shown && groupOfAct[a.act] === group) }))
    .filter(({ acts }) => acts.length > 0);
}
