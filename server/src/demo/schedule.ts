import {
  addDays, addWorkingDays, civilDate, instant, isWorkingDay, type CivilDate, type Instant,
} from '@tongming/law';
import type { DocumentEvent, EventRequest } from '../console-api/contract.ts';
import type { DemoDocument, DemoDraft, Making } from './model.ts';
import { words } from './words.ts';

/** One act of one person on one document. `draft` makes the sheet, `end` puts an end to the record. */
export type Step = {
  at: Instant;
  ref: string;
  act: DocumentEvent | 'draft' | 'end';
  data?: NonNullable<EventRequest['data']>;
  opinion?: string;
};
/** Who co-signs is told by `cosigner`, for every joint agency one step. */
export type Timed = Step & { cosigner?: string };

const moment = (day: CivilDate, clock: string): Instant => instant(`${day}T${clock}:00+08:00`);

/** `n` working days before a day. */
export function before(day: CivilDate, n: number): CivilDate {
  let at = day;
  for (let left = n; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at).working) left -= 1;
  }
  return at;
}
const after = (day: CivilDate, n: number): CivilDate => addWorkingDays(day, n, { article: '' }).due;

type Plan = Record<'draft' | 'submit' | 'review' | 'consulted' | 'legality' | 'deliberation' | 'secrecy' | 'cosign' | 'sign' | 'finish', CivilDate> & {
  from: CivilDate; to: CivilDate; legalityFrom: CivilDate;
};

/** Days for a document whose 成文日期 is known, counted back from it. */
function planBack(made: CivilDate, normative: boolean, emergency: boolean): Plan {
  const near = {
    secrecy: before(made, 2), cosign: before(made, 1), sign: made, finish: emergency ? made : after(made, 1), deliberation: before(made, 3),
  };
  if (emergency) {
    const start = before(made, 2);
    const eve = before(made, 1);
    return { ...near, draft: start, submit: start, review: start, from: start, to: eve, consulted: eve, legalityFrom: eve, legality: eve, deliberation: made, secrecy: made, cosign: made };
  }
  const draft = normative ? addDays(made, -84) : before(made, 4);
  return { ...near, ...planForth(draft, normative) };
}

/** Days counted forth from the first draft: 32 days of consultation, 8 working days of legality review. */
function planForth(draft: CivilDate, normative: boolean): Omit<Plan, 'secrecy' | 'cosign' | 'sign' | 'finish' | 'deliberation'> {
  const submit = draft;
  const review = after(draft, 1);
  const from = addDays(review, 1);
  const to = normative ? addDays(from, 31) : from;
  const consulted = after(to, 1);
  const legalityFrom = consulted;
  return { draft, submit, review, from, to, consulted, legalityFrom, legality: after(legalityFrom, 8) };
}

/** Every act that brought an issued document to the public, in order. */
export function stepsOfDocument(doc: DemoDocument): Timed[] {
  const made = civilDate(doc.made);
  const plan = planBack(made, doc.making !== undefined, doc.making?.emergency !== undefined);
  const steps = flow(doc, plan, made);
  if (doc.end === undefined) return steps;
  return [...steps, { at: moment(civilDate(doc.end.on), '17:30'), ref: doc.ref, act: 'end' }];
}

/** Every act on a draft up to where it stands. */
export function stepsOfDraft(draft: DemoDraft, today: CivilDate): Timed[] {
  const start = addDays(today, -draft.daysAgo);
  const normative = draft.category === 'normative' || draft.category === 'rule';
  const forth = planForth(start, normative);
  const done = normative ? forth.legality : forth.review;
  const secrecy = after(done, 2);
  const plan: Plan = {
    ...forth, deliberation: after(done, 1), secrecy, cosign: after(secrecy, 1), sign: after(secrecy, 1), finish: after(secrecy, 1),
  };
  const all = flow(draft, plan, plan.sign);
  if (draft.returned !== undefined) {
    return [...all.slice(0, 2), { at: moment(plan.review, '16:40'), ref: draft.ref, act: 'return', opinion: draft.returned }];
  }
  const until = all.findIndex((step) => step.act === waitsFor[draft.stage]);
  return all.slice(0, until === -1 ? all.length : until).map((step) => {
    const opinion = step.act === 'draft' || step.act === 'end' ? undefined : draft.opinions?.[step.act];
    return opinion === undefined ? step : { ...step, opinion };
  });
}

const waitsFor: Partial<Record<DemoDraft['stage'], DocumentEvent>> = {
  drafting: 'submit', reviewing: 'review', consulting: 'record-consultation', legality: 'pass-legality',
  deliberation: 'record-deliberation', secrecy: 'clear-secrecy', cosigning: 'cosign', signing: 'sign', checking: 'check',
  registering: 'register', printing: 'print', dispatching: 'issue',
};

function flow(doc: DemoDocument | DemoDraft, plan: Plan, made: CivilDate): Timed[] {
  const { ref } = doc;
  const withheld = doc.attribute === 'withheld';
  const normative = doc.category === 'normative' || doc.category === 'rule';
  return [
    { at: moment(plan.draft, '08:50'), ref, act: 'draft' },
    { at: moment(plan.submit, '09:40'), ref, act: 'submit' },
    { at: moment(plan.review, '10:20'), ref, act: 'review', opinion: words.review },
    ...(normative ? making(ref, doc.making, plan) : []),
    { at: moment(plan.secrecy, '14:50'), ref, act: 'clear-secrecy', opinion: words.cleared(withheld), data: { secrecy: { conclusion: words.cleared(withheld) } } },
    ...(doc.joint ?? []).map((cosigner, i): Timed => ({ at: moment(plan.cosign, `1${i + 5}:10`), ref, act: 'cosign', opinion: words.cosign, cosigner })),
    { at: moment(plan.sign, '17:05'), ref, act: 'sign', opinion: words.sign(withheld), data: { dateMade: made } },
    { at: moment(plan.finish, '17:10'), ref, act: 'check', opinion: words.check },
    { at: moment(plan.finish, '17:12'), ref, act: 'register', data: { dateMade: made } },
    { at: moment(plan.finish, '17:15'), ref, act: 'print' },
    { at: moment(plan.finish, '17:20'), ref, act: 'issue' },
  ];
}

function making(ref: string, facts: Making | undefined, plan: Plan): Timed[] {
  const shorter = facts?.emergency === undefined ? {} : { shorterReason: facts.emergency };
  const consultation = {
    from: plan.from, to: plan.to, channel: facts?.channel ?? '', received: facts?.received ?? 0, adopted: facts?.adopted ?? 0,
    summary: facts?.gist ?? '', ...shorter,
  };
  return [
    { at: moment(plan.consulted, '17:00'), ref, act: 'record-consultation', data: { consultation } },
    {
      at: moment(plan.legality, '17:02'), ref, act: 'pass-legality', opinion: facts?.legality,
      data: { legality: { startedOn: plan.legalityFrom, finishedOn: plan.legality, opinion: facts?.legality ?? '', ...(facts?.emergency === undefined ? {} : { emergency: true }) } },
    },
    {
      at: moment(plan.deliberation, '14:30'), ref, act: 'record-deliberation',
      data: { deliberation: { meeting: facts?.meeting ?? '', heldOn: plan.deliberation, decision: words.decided } },
    },
  ];
}
