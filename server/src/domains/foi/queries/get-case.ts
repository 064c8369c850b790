import { civilDateOf, now, type CivilDate } from '@tongming/law';
import type {
  FoiAvailable, FoiCaseView, FoiPartyView, FoiPublication, FoiReviewView, FoiRound, FoiSearchEntry, FoiTimelineEntry,
} from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Reason } from '../../../console-api/contract.ts';
import { roleNames, type Principal, type Role } from '../../identity/index.ts';
import { answerDueOf } from '../consultations.ts';
import { receiptOfCase, type Party } from '../fold.ts';
import { cellOf, isBeginning, machine } from '../machine.ts';
import { mailsOf } from '../mail/list.ts';
import { zh } from '../messages.ts';
import type { FoiAct, StoredEvent } from '../model.ts';
import { papersOf } from '../papers.ts';
import { readiness } from '../perform.ts';
import { mayAct, mayRead } from '../policy.ts';
import { stepsOf } from '../standing.ts';
import { endName } from '../status.ts';
import { contentOf, loadCase, type Case } from '../store.ts';
import { similarCases } from '../suggestions.ts';
import { listed, listedColumns, rowOf } from './rows.ts';

/** Everything about a case, and what this person may do with it. @throws Refused 404 also where he may not see it */
export async function getCase(db: Db, principal: Principal, id: string, at = now()): Promise<FoiCaseView> {
  const c = await loadCase(db, id);
  if (!mayRead(principal, c)) notFound(zh.refusal.notFound);
  return caseView(db, c, principal, civilDateOf(at));
}

/** For letters and reports, which act for the office as a whole. */
export async function caseView(db: Db, c: Case, principal: Principal | null, day: CivilDate): Promise<FoiCaseView> {
  const row = await listed(db).select(listedColumns).where('c.id', '=', c.id).executeTakeFirstOrThrow();
  const similar = await similarCases(db, c);
  return {
    ...rowOf(row, day, c.settings.calendar), applicant: c.applicant, request: { ...c.request, content: contentOf(c) }, ...procedureOf(c), ...clockPart(c),
    steps: stepsOf(c.folded), decision: c.folded.decision, correctionDecision: c.folded.correctionDecision, rounds: roundsOf(c),
    anonymisedOn: c.anonymisedAt && civilDateOf(c.anonymisedAt), timeline: c.events.map(timelineEntry), similar, splitFrom: c.folded.splitFrom, suggestOpen: c.suggestOpen,
    ...await rowsOf(db, c), available: principal === null ? [] : availableTo(principal, c, day, similar.filter((s) => s.sameApplicant).length),
  };
}

function roundsOf(c: Case): FoiRound[] {
  return c.folded.rounds.map((r) => ({
    reviewId: r.reviewId, order: r.order, reopenedOn: r.reopenedOn, receivedOn: r.receivedOn, period: r.period,
    outcome: r.ended?.outcome ?? null, outcomeName: endName(r), endedOn: r.ended?.on ?? null,
  }));
}

function procedureOf(c: Case) {
  const { folded: f } = c;
  const extension = f.extensions.findLast((x) => x.refusedOn === null) ?? null;
  const fee = f.fees.at(-1) ?? null;
  return {
    thirdParties: f.thirdParties.map((p) => partyView(c, p)), agencies: f.agencies.map((p) => partyView(c, p)), units: f.units,
    correction: f.corrections.at(-1) ?? null, extension,
    fee: fee && {
      basis: fee.basis, count: fee.count, amount: fee.amount, derivation: fee.derivation, notifiedOn: fee.notifiedOn, receivedOn: fee.receivedOn, paidOn: fee.paidOn,
      voidedOn: fee.voidedOn,
      payBy: c.standing.clock?.duties.findLast((d) => d.code === 'fee-payment')?.due ?? null,
    },
  };
}

const silence = { 'third-party': zh.silence.thirdParty, 'co-producer': zh.silence.coProducer, other: zh.silence.other } as const;

function partyView(c: Case, p: Party): FoiPartyView {
  return {
    party: p.party, name: p.name, what: p.what, sentOn: p.sentOn, receivedOn: p.receivedOn, answerDue: answerDueOf(c, p), answeredOn: p.answeredOn, consent: p.consent,
    silence: silence[p.role], reasons: p.reasons, toldOn: p.toldOn,
  };
}

function clockPart(c: Case) {
  const receipt = receiptOfCase(c.folded, c.settings);
  const { clock } = c.standing;
  return {
    receipt: {
      facts: c.folded.facts, receivedOn: receipt.receivedOn, waiting: receipt.waiting, article: receipt.rule.article, evidence: receipt.evidence.map((e) => e.name), notes: receipt.notes,
    },
    clock, duties: clock?.duties ?? [], consultations: clock?.consultations ?? [], delayedTo: clock?.delay?.until ?? null, clockWarnings: clock?.warnings ?? [],
  };
}

function timelineEntry(e: StoredEvent): FoiTimelineEntry {
  const name = isBeginning(e.type) ? zh.events[e.type] : zh.acts[e.type];
  return { seq: e.seq, type: e.type, name, on: e.on, at: e.at, by: e.actorName, role: roleNames[e.actorRole as Role] ?? e.actorName, text: textOf(e), data: e.data };
}

/** The words of an event that tell most of it, for one line. */
function textOf(e: StoredEvent): string {
  if (e.type === 'judge') return `${zh.steps[e.data.step].name}：${zh.findings[e.data.finding]}`;
  const data: Record<string, unknown> = e.data;
  const found = telling.map((key) => data[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : '';
}
const telling = ['reason', 'text', 'opinion', 'conclusion', 'summary', 'facts', 'result', 'what', 'name', 'given', 'why', 'how', 'note', 'content', 'party'] as const;

async function rowsOf(db: Db, c: Case) {
  const [searches, files, reviews, identity, evaluation, joined] = [
    await db.selectFrom('core.foiSearchLog').select(['place', 'searchedBy', 'words', 'searchedOn', 'found', 'result']).where('caseId', '=', c.id).orderBy('eventSeq').orderBy('at').execute(),
    await db.selectFrom('core.foiFile').select(['id', 'purpose', 'name', 'size', 'mime', 'refused']).where('caseId', '=', c.id).orderBy('at').orderBy('id').execute(),
    await reviewsOf(db, c.id),
    await db.selectFrom('core.foiIdentity').select('erasedAt').where('caseId', '=', c.id).executeTakeFirst(),
    await db.selectFrom('core.foiEvaluation').select(['score', 'words']).where('caseId', '=', c.id).executeTakeFirst(),
    c.folded.group === null ? [] : await db.selectFrom('core.foiCase').select(['id', 'receiptNumber as number']).where('letterGroup', '=', c.folded.group).where('id', '<>', c.id).execute(),
  ];
  const papers = (await papersOf(db, c.id)).map(({ caseId: _caseId, sealedFiles: _sealed, ...paper }) => paper);
  return { published: await publicationOf(db, c.id), searches: searches satisfies FoiSearchEntry[], files, reviews, papers, mails: await mailsOf(db, c.id), joined, hasIdentity: identity !== undefined && identity.erasedAt === null, evaluation: evaluation ?? null };
}

export async function reviewsOf(db: Db, caseId: string): Promise<FoiReviewView[]> {
  const rows = await db.selectFrom('core.foiReview')
    .select(['id', 'kind', 'afterReview', 'authority', 'number', 'acceptedOn', 'result', 'resultOn', 'summary', 'lesson', 'order', 'reopenedOn'])
    .where('caseId', '=', caseId).orderBy('acceptedOn').orderBy('id').execute();
  return rows.map(({ reopenedOn, ...row }) => ({ ...row, reopened: reopenedOn !== null }));
}

async function publicationOf(db: Db, caseId: string): Promise<FoiPublication | null> {
  const row = await db.selectFrom('open.foiAnswer').select(['title', 'answer', 'recordId', 'publishedOn']).where('caseId', '=', caseId).executeTakeFirst();
  return row ? { question: row.title, answer: row.answer, recordId: row.recordId, publishedOn: row.publishedOn } : null;
}

/** What this person may do now, each with what it will cause and what stands in the way. */
function availableTo(principal: Principal, c: Case, day: CivilDate, repeats: number): FoiAvailable[] {
  return (Object.keys(machine[c.folded.state]) as FoiAct[]).flatMap((act): FoiAvailable[] => {
    if (!mayAct(principal, c, act).ok) return [];
    return [{
      act, label: zh.acts[act], consequence: zh.consequences[act], article: cellOf(c.folded.state, act)?.article ?? null,
      refusals: readiness(c, act), warnings: warningsFor(c, act, day, repeats),
    }];
  });
}

function warningsFor(c: Case, act: FoiAct, day: CivilDate, repeats: number): Reason[] {
  const notice = c.standing.clock?.duties.findLast((d) => d.code === 'correction-notice');
  const { due } = c.standing;
  const found: [boolean, string, string][] = [
    [act === 'notify-correction' && c.folded.corrections.length > 0, 'correction-again', zh.warning.correctionAgain],
    [act === 'notify-correction' && notice !== undefined && notice.doneOn === null && day > notice.due, 'correction-late', zh.warning.correctionLate(notice?.due ?? '')],
    [(act === 'decide' || act === 'serve') && due !== null && day > due, 'overdue', zh.warning.overdue(due ?? '')],
    [act === 'decide' && c.folded.extensions.at(-1)?.approvedOn !== undefined && c.folded.extensions.at(-1)?.approvedOn !== null && c.folded.extensions.at(-1)?.notifiedOn === null, 'extension-untold', zh.warning.extensionUntold],
    [(act === 'register' || act === 'decide') && repeats > 0, 'repeat-suspected', zh.warning.repeatSuspected(repeats)],
  ];
  return found.flatMap(([holds, code, message]) => (holds ? [{ code, message }] : []));
}
