import { sameDisclosure, widens } from './checks.ts';
import type { DocumentEvent } from '../../console-api/contract.ts';
import type { Facts } from './machine.ts';
import { cosignsOutstanding, type Acting } from './policy.ts';
import type { EventInput } from './sheet.ts';
import type { Case } from './store.ts';

/** What the forks of the machine look at, as it will be once the step is done. */
export function factsOf(c: Case, event: DocumentEvent, input: Pick<EventInput, 'data'>, acting: Acting | null): Facts {
  const outstanding = cosignsOutstanding(c.doc, c.trail);
  const next = input.data?.disclosure;
  return {
    category: c.doc.sheet.category,
    joint: c.doc.sheet.jointAgencies.length > 0,
    cosignsLeft: outstanding.filter((code) => event !== 'cosign' || code !== acting?.agencyCode).length,
    widened: next !== undefined && !sameDisclosure(next, c.doc.sheet.disclosure) && widens(c.doc.sheet.disclosure, next),
  };
}
