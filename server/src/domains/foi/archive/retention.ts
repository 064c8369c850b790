// How long a volume is kept, and what is removed afterwards.
import { addDays, addYears, civilDate, yearOf, type CivilDate } from '@tongming/law';
import type { FoiAnonymisationPlan, FoiCaseView, FoiRemoval } from '../../../console-api/contract-foi.ts';
import { archiveZh } from './zh.ts';
import type { RetentionSettings } from './model.ts';

const z = archiveZh.anonymous;
type Term = Pick<RetentionSettings, 'years'>;

/** Terms of archives run from the first of January after the year of closing. Null: for ever. */
export function retentionEnd(closedOn: CivilDate, { years }: Term): CivilDate | null {
  if (years === null) return null;
  return addDays(addYears(civilDate(`${yearOf(closedOn) + 1}-01-01`), years), -1);
}

/** One thing that goes: its table and column, what stands there afterwards (null: nothing). */
export type Removal = FoiRemoval;
export type AnonymisationPlan = FoiAnonymisationPlan;

/**
 * What has to go once the term is over, and what stays for the annual reports and the clocks. Pure: it removes nothing.
 * Event words are replaced once, which the store allows and marks (core.foi_event_stands).
 */
export function anonymisationPlan(view: Pick<FoiCaseView, 'closedOn' | 'reviews' | 'files' | 'hasIdentity' | 'papers'>, today: CivilDate, settings: Term): AnonymisationPlan {
  const end = view.closedOn === null ? null : retentionEnd(view.closedOn, settings);
  const from = end === null ? null : addDays(end, 1);
  const waits = [
    ...(view.closedOn === null ? [z.waits.open] : []),
    ...(settings.years === null ? [z.waits.forever] : []),
    ...(from !== null && today < from ? [z.waits.term] : []),
    ...(view.reviews.some((r) => r.result === null || (r.order !== null && !r.reopened)) ? [z.waits.review] : []),
  ];
  return { from, waits, remove: removals(view), keep: z.keep };
}

function removals(view: Pick<FoiCaseView, 'files' | 'hasIdentity' | 'papers'>): Removal[] {
  const purposes = [...new Set(view.files.map((f) => f.purpose))];
  return [
    { what: z.applicant, place: 'foi_case.applicant', replaceBy: z.name },
    { what: z.request, place: 'foi_case.request', replaceBy: z.text },
    { what: z.key, place: 'foi_case.applicant_key, identity_key, foi_words', replaceBy: null },
    { what: z.keys, place: 'foi_case.reader_key, sender_key', replaceBy: null },
    ...(view.hasIdentity ? [{ what: z.identity, place: 'foi_identity.sealed', replaceBy: null }] : []),
    ...purposes.map((p) => ({ what: z.files(z.purposes[p] ?? p), place: `foi_file (${p})`, replaceBy: null })),
    { what: z.events, place: 'foi_event.data', replaceBy: z.text },
    ...(view.papers.length > 0 ? [{ what: z.papers, place: 'foi_paper.content, files, sealed_files', replaceBy: z.text }] : []),
    { what: z.status, place: 'open.foi_status, inbox.foi_number.sealed', replaceBy: null },
  ];
}
