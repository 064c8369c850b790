import type { FoiCaseView } from '#contract-foi';
import { outcomes, type Outcome, type OutcomeCode } from '@tongming/law';
import { a } from './messages-acts.ts';

/** A decision as it is typed. */
export type DecisionDraft = {
  outcome: OutcomeCode | null; variant: string | null; articles: string[]; facts: string; reasons: string;
  description: string; pages: number; fileIds: string[]; withheld: { ground: OutcomeCode | null; reason: string }[];
  publicInterest: string; ownJudgement: string; earlierCase: string | null; responsibleAgency: string;
};

/** Grounds on which a part of a partial answer can be withheld. */
export const groundsOf: readonly Outcome[] = outcomes.filter((o) => o.group === 'denied');

/** Starts from a decision that was returned, where there is one. */
export function emptyDecision({ decision: d }: Pick<FoiCaseView, 'decision'>): DecisionDraft {
  return {
    outcome: d?.outcome ?? null, variant: d?.variant ?? null, articles: d?.articles ?? [], facts: d?.facts ?? '', reasons: d?.reasons ?? '',
    description: d?.provided?.description ?? '', pages: d?.provided?.pages ?? 0, fileIds: d?.provided?.fileIds ?? [], withheld: d?.withheld ?? [],
    publicInterest: d?.publicInterest ?? '', ownJudgement: d?.ownJudgement ?? '', earlierCase: d?.earlierCase ?? null, responsibleAgency: d?.responsibleAgency ?? '',
  };
}

/** Another result: its articles are proposed anew, words already written stay. */
export function withOutcome(draft: DecisionDraft, code: OutcomeCode): DecisionDraft {
  const outcome = outcomes.find((o) => o.code === code);
  const withheld = code === 'partial' && draft.withheld.length === 0 ? [{ ground: null, reason: '' }] : draft.withheld;
  return { ...draft, outcome: code, variant: null, withheld, articles: outcome === undefined || outcome.variants.length > 0 ? [] : [...outcome.basis] };
}

const blank = (text: string): boolean => text.trim() === '';
const opensSomething = (draft: DecisionDraft): boolean => draft.outcome === 'partial' || (draft.outcome === 'granted' && draft.variant !== 'already-public');

export function missingOfDecision(draft: DecisionDraft, view: Pick<FoiCaseView, 'thirdParties'>): string[] {
  const t = a.decide;
  const outcome = outcomes.find((o) => o.code === draft.outcome);
  if (outcome === undefined) return [t.outcome];
  const silent = view.thirdParties.some((p) => p.consent === null);
  return [
    ...(outcome.variants.length > 0 && draft.variant === null ? [t.variant] : []), ...(draft.articles.length === 0 && outcome.basis.length > 0 ? [t.articles] : []), ...(blank(draft.facts) ? [t.facts] : []),
    ...(outcome.group !== 'granted' && blank(draft.reasons) ? [t.reasons] : []), ...(opensSomething(draft) && blank(draft.description) ? [t.providedDescription] : []),
    ...(draft.outcome === 'partial' && (draft.withheld.length === 0 || draft.withheld.some((w) => w.ground === null || blank(w.reason))) ? [t.withheld] : []),
    ...(silent && blank(draft.ownJudgement) ? [t.ownJudgement] : []), ...(draft.outcome === 'notProcessed.repeat' && draft.earlierCase === null ? [t.earlier] : []),
  ];
}

const orNull = (text: string): string | null => (blank(text) ? null : text.trim());

/** Data of the act `decide`: what does not belong to the chosen result is left out, though it was typed. */
export function decisionData(draft: DecisionDraft): Record<string, unknown> {
  return {
    outcome: draft.outcome, variant: draft.variant, articles: draft.articles, facts: draft.facts.trim(), reasons: draft.outcome === 'granted' ? '' : draft.reasons.trim(),
    provided: opensSomething(draft) ? { description: draft.description.trim(), fileIds: draft.fileIds, recordIds: [], pages: draft.pages } : null,
    withheld: draft.outcome === 'partial' ? draft.withheld.map((w) => ({ ground: w.ground, reason: w.reason.trim() })) : [],
    publicInterest: orNull(draft.publicInterest), ownJudgement: orNull(draft.ownJudgement),
    earlierCase: draft.outcome === 'notProcessed.repeat' ? draft.earlierCase : null, responsibleAgency: draft.variant === 'not-responsible' ? orNull(draft.responsibleAgency) : null,
  };
}
