// Questions to the trail of a document: only what happened since it was last submitted counts.
import type { CivilDate } from '@tongming/law';
import type { DocumentEvent } from '../../console-api/contract.ts';
import type { TrailRow } from './model.ts';

function sinceSubmission(trail: readonly TrailRow[]): readonly TrailRow[] {
  return trail.slice(trail.findLastIndex((e) => e.event === 'submit') + 1);
}

const legalSteps: readonly DocumentEvent[] = ['record-consultation', 'pass-legality', 'record-deliberation'];

export function legalStepsDone(trail: readonly TrailRow[]): boolean {
  const events = sinceSubmission(trail).map((e) => e.event);
  return legalSteps.every((step) => events.includes(step));
}

export function legalityFinishedOn(trail: readonly TrailRow[]): CivilDate | null {
  const legality = sinceSubmission(trail).findLast((e) => e.event === 'pass-legality')?.data['legality'];
  if (typeof legality !== 'object' || legality === null || !('finishedOn' in legality)) return null;
  return legality.finishedOn as CivilDate;
}
