// Letters out and what law says of the time for their answers.
import type { CivilDate } from '@tongming/law';
import type { Party } from './fold.ts';
import type { Case } from './store.ts';

/** Until when this party may answer; null where no period runs. Counted from the day sent while its receipt is not on record. */
export function answerDueOf(c: Pick<Case, 'standing'>, p: Party): CivilDate | null {
  const kind = p.role === 'third-party' ? 'third-party' : 'agency';
  const found = c.standing.clock?.consultations.find((x) => x.kind === kind && x.party === p.party && x.sentOn === p.sentOn);
  return found?.answerDue?.due ?? null;
}
