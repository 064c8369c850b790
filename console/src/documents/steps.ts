import type { Available, DocumentEvent, DocumentView, TrailEntry } from '#contract';

const backwards: readonly DocumentEvent[] = ['return', 'withdraw-submission', 'discard', 'change-disclosure'];
const officeSteps: readonly DocumentEvent[] = ['check', 'register', 'print', 'issue'];

/** The step forward the person may take, if any, and what else may be done. */
export function stepsOf(available: readonly Available[]): { forward: Available | null; others: Available[]; giveBack: Available | null } {
  return {
    forward: available.find((a) => !backwards.includes(a.event)) ?? null,
    giveBack: available.find((a) => a.event === 'return') ?? null,
    others: available.filter((a) => backwards.includes(a.event) && a.event !== 'return'),
  };
}

/** Whether the office's one button (check, number, print, issue) applies. */
export const isOfficeStep = (step: Available | null): boolean => step !== null && officeSteps.includes(step.event);

export type StepResult = { event: DocumentEvent; done: boolean };

/** The office's steps that are still to be taken, the one at hand first. */
export function openSteps(step: Available | null): DocumentEvent[] {
  return officeSteps.slice(Math.max(0, step === null ? 0 : officeSteps.indexOf(step.event)));
}

/** What the office's button did: the steps in order that were open before, and which the trail now shows as done. */
export function finishResults(before: DocumentView, after: DocumentView): StepResult[] {
  const open = openSteps(stepsOf(before.available).forward);
  const events = after.trail.slice(before.trail.length).map((entry) => entry.event);
  return open.map((event) => ({ event, done: events.includes(event) }));
}

/** The version a person last had to do with: what "since my last look" compares against. */
export function lastSeen(trail: readonly TrailEntry[], personName: string): number | null {
  return trail.findLast((entry) => entry.personName === personName)?.version ?? null;
}
