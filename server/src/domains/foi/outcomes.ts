// Which findings of the first three steps a result stands on, and what has to look at it before it goes out.
import { outcomeOf, type OutcomeCode } from '@tongming/law';
import type { FoiDecision, FoiStep } from '../../console-api/contract-foi.ts';
import { zh } from './messages.ts';
import type { DataOf } from './model.ts';

/** In plain words, as people are told it: the label of the annual form numbers its rows and says how they are counted. */
export function outcomeName(code: OutcomeCode): string {
  const { group, label } = outcomeOf(code);
  const name = zh.outcomeGroups[group];
  return code === group ? name : zh.outcomeName(name, label.replace(/^[（(]?[一二三四五六\d]+[）).]/u, ''));
}

export type OutcomeGroup = ReturnType<typeof outcomeOf>['group'];

export type Findings = { complete: Finding<'complete'> | null; competent: Finding<'competent'> | null; held: Finding<'held'> | null };
type Judgement = DataOf<'judge'>;
export type Finding<S extends Judgement['step']> = Extract<Judgement, { step: S }>['finding'];
/** What each step must have found; a step left out is one the result does not come to. */
export type Ground = { complete: Finding<'complete'>; competent?: Finding<'competent'>; held?: Finding<'held'> };

const atCompetent = (competent: Finding<'competent'>): Ground => ({ complete: 'complete', competent });
const atHeld = (held: Finding<'held'>): Ground => ({ complete: 'complete', competent: 'ours', held });

export function groundOf(outcome: OutcomeCode, variant: string | null): Ground {
  switch (outcome) {
    case 'unable.stillUnclear': return { complete: 'still-unclear' };
    case 'notProcessed.petition': return atCompetent('petition');
    case 'notProcessed.repeat': return atCompetent('repeat');
    case 'notProcessed.publication': return atCompetent('publication');
    case 'notProcessed.massive': return atCompetent('massive');
    case 'notProcessed.reconfirm': return atCompetent('reconfirm');
    case 'unable.notHeld': return variant === 'not-responsible' ? atCompetent('not-responsible') : atHeld('not-held');
    case 'unable.needsCreation': return atHeld('needs-creation');
    case 'denied.adminQuery': return atHeld('special-procedure');
    case 'granted': return atHeld(variant === 'already-public' ? 'already-public' : 'held');
    default: return atHeld('held');
  }
}

/** The steps a finding makes pointless. */
export function skippedBy(findings: Findings): FoiStep[] {
  if (findings.complete === 'still-unclear') return ['competent', 'held'];
  return findings.competent !== null && findings.competent !== 'ours' ? ['held'] : [];
}

/** 条例第三十六条 and those beside it: whether the letter hands over information. */
export function provides(decision: Pick<FoiDecision, 'outcome' | 'variant'>): boolean {
  return decision.outcome === 'partial' || (decision.outcome === 'granted' && decision.variant !== 'already-public');
}

export type ReviewName = 'legality' | 'secrecy';
/**
 * What is disclosed passes the secrecy review (条例第十七条), and so does a refusal that claims a state secret; whatever
 * can be challenged passes the legal review.
 */
export function reviewsNeeded(decision: Pick<FoiDecision, 'outcome' | 'variant'>): ReviewName[] {
  const secrecy = provides(decision) || decision.outcome === 'denied.stateSecret';
  const legality = decision.outcome !== 'granted';
  return [...(legality ? ['legality' as const] : []), ...(secrecy ? ['secrecy' as const] : [])];
}

/** Whether the letter has to give reasons (条例第三十六条第三项, 第三十七条). */
export function needsReasons(outcome: OutcomeCode): boolean {
  const { group, letter } = outcomeOf(outcome);
  return group === 'denied' || group === 'partial' || letter.some((e) => e.code === 'reasons' && e.required);
}
