// The usual ways of an application, in working days after it came.
import type { OutcomeCode } from '@tongming/law';
import type { WayStep } from './model.ts';
import { zh } from './zh.ts';

const t = zh.way;
export const byPost = { via: 'post', tracking: 'XA00000000015', to: null, evidence: t.postEvidence } as const;
export const overInternet = { via: 'electronic', tracking: null, to: t.casePage, evidence: t.webEvidence } as const;
type Service = typeof byPost | typeof overInternet;

export const registered = (after: number): WayStep[] => [{ after, act: 'register' }];

const judged = (after: number, step: 'complete' | 'competent' | 'held', finding: string): WayStep => ({ after, act: 'judge', data: { step, finding, note: null } });
export const complete = (after: number): WayStep[] => [...registered(after), judged(after, 'complete', 'complete')];
/** Ours, searched for, and found or not. */
export function searched(after: number, words: string, held: 'held' | 'not-held' | 'needs-creation' = 'held'): WayStep[] {
  const found = held === 'held';
  return [
    judged(after, 'competent', 'ours'),
    { after, act: 'record-search', data: (day) => ({ entries: t.places.map((place) => ({ place, searchedBy: t.searcher, words, searchedOn: day(after), found, result: t.result(found) })) }) },
    judged(after, 'held', held),
  ];
}
export const handled = (after: number, words: string, held?: 'held' | 'not-held' | 'needs-creation'): WayStep[] => [...complete(after), ...searched(after, words, held)];
export const elsewhere = (after: number, finding: 'petition' | 'not-responsible' | 'publication'): WayStep[] => [...complete(after), judged(after, 'competent', finding)];
export const alreadyPublic = (after: number): WayStep[] => [...complete(after), judged(after, 'competent', 'ours'), judged(after, 'held', 'already-public')];

export type Decision = { outcome: OutcomeCode; variant?: string; articles: readonly string[]; facts: string; reasons?: string; gives?: { description: string; pages: number }; withheld?: { ground: OutcomeCode; reason: string }[]; publicInterest?: string; ownJudgement?: string; responsibleAgency?: string };

export function decided(after: number, d: Decision): WayStep[] {
  const { gives, ...plain } = d;
  return [{ after, act: 'decide', data: { variant: null, ...plain, provided: gives === undefined ? null : { ...gives, fileIds: [], recordIds: [] } } }];
}
/** What is disclosed passes the secrecy review, what can be challenged the legal one. */
export function reviewed(after: number, d: Decision): WayStep[] {
  return [
    ...(d.outcome === 'granted' ? [] : [{ after, act: 'pass-legality' as const, data: { opinion: t.legality } }]),
    ...(d.gives === undefined ? [] : [{ after, act: 'clear-secrecy' as const, data: { conclusion: t.secrecy } }]),
  ];
}
export const approved = (after: number, d: Decision): WayStep[] => [...decided(after, d), ...reviewed(after, d), { after, act: 'approve', data: { opinion: t.agreed } }];
export const answered = (after: number, d: Decision, service: Service = overInternet): WayStep[] => [...approved(after, d), { after: after + 1, act: 'serve', data: { service } }];

export const asked = (after: number, items: string[], answerBy: number): WayStep => ({
  after, act: 'notify-correction', data: (day) => ({ items, answerBy: day(answerBy), service: overInternet }),
});
export const corrected = (after: number, content: string): WayStep => ({
  after, act: 'receive-correction', data: (day) => ({ channel: 'in-person', facts: { submittedOn: day(after) }, content, excuse: null }),
});
export const consulted = (after: number, party: string, what: string): WayStep[] => [
  { after, act: 'ask-third-party', data: { party, name: party, address: t.partyAddress, what, service: byPost } },
  { after: after + 2, act: 'third-party-received', data: { party, evidence: t.postEvidence } },
];
export const objected = (after: number, party: string, consent: 'no' | 'part', reasons: string): WayStep => ({ after, act: 'third-party-answered', data: { party, consent, reasons, reasonable: true } });
export const extended = (after: number, workingDays: number): WayStep[] => [
  { after, act: 'request-extension', data: { workingDays, reason: t.extension } },
  { after: after + 1, act: 'approve-extension', data: { workingDays, opinion: t.agreed } },
  { after: after + 1, act: 'notify-extension', data: { service: overInternet } },
];
export const charged = (after: number, pages: number): WayStep[] => [
  { after, act: 'notify-fee', data: { basis: 'pages', count: pages, service: overInternet } },
  { after: after + 1, act: 'fee-notice-received', data: { evidence: t.webEvidence } },
];
