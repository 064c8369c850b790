// What the applicant's page shows, written anew with every step and sealed to the applicant's key.
import type { CivilDate } from '@tongming/law';
import type { CommandContext } from '../../platform/command.ts';
import { receiptOfCase, type Folded } from './fold.ts';
import { isEnded } from './machine.ts';
import { zh } from './messages.ts';
import type { ApplicantStage, ApplicantView, ApplicantLetter } from './model.ts';
import { outcomeName } from './outcomes.ts';
import { lettersOf } from './papers.ts';
import { sealTo } from './seal.ts';
import { contentOf, registerNumberOf, type Case } from './store.ts';

/** Part of every command. A case without a query code (paper entry that did not ask for one) has no page. */
export function projectStatus(ctx: CommandContext, c: Case): Promise<void> {
  return projectStatuses(ctx, [c]);
}

export async function projectStatuses(ctx: CommandContext, cases: readonly Case[]): Promise<void> {
  const letters = await lettersOf(ctx.tx, cases.flatMap((c) => (c.readerKey === null ? [] : [c.id])));
  const rows = cases.flatMap((c) => {
    if (c.readerKey === null) return [];
    const view = applicantView(c, letters.get(c.id) ?? [], ctx.now);
    return [{ number: c.receiptNumber, sealed: sealTo(c.readerKey, Buffer.from(JSON.stringify(view)), c.receiptNumber), updatedAt: ctx.now }];
  });
  if (rows.length === 0) return;
  await ctx.tx.insertInto('open.foiStatus').values(rows)
    .onConflict((conflict) => conflict.column('number').doUpdateSet((eb) => ({ sealed: eb.ref('excluded.sealed'), updatedAt: eb.ref('excluded.updatedAt') }))).execute();
}

export function applicantView(c: Case, letters: ApplicantLetter[], updatedAt: ApplicantView['updatedAt']): ApplicantView {
  const { folded: f, standing } = c;
  const stage = stageOf(f);
  const receipt = receiptOfCase(f, c.settings);
  return {
    number: c.receiptNumber, registerNumber: registerNumberOf(c), agencyCode: c.agency.code, agencyName: c.agency.name, stage, stageText: zh.stages[stage],
    submittedAt: c.submittedAt, receivedOn: receipt.receivedOn, receiptArticle: receipt.receivedOn === null ? null : receipt.rule.article,
    applicantName: c.applicant.name, request: { ...c.request, content: contentOf(c) },
    due: standing.clock && { due: standing.clock.due, provisional: standing.clock.provisional, derivation: standing.clock.derivation },
    delayedTo: standing.clock?.delay?.until ?? null, delayArticle: standing.clock?.delay?.article ?? null, waitingText: waitingText(c), correction: correctionOf(f), fee: feeOf(c), timeline: timelineOf(c), letters,
    outcome: outcomeFor(f), can: canOf(f),
    rounds: f.rounds.map((r) => ({ receivedOn: r.receivedOn, outcomeName: endName(r), endedOn: r.ended?.on ?? null })),
    evaluation: evaluationOf(c), updatedAt,
  };
}

/** Reviews and approvals are the office's own business: to the applicant it is being handled. */
function stageOf(f: Folded): ApplicantStage {
  if (f.state === 'reviewing' || f.state === 'approving' || f.state === 'serving') return 'handling';
  return f.state;
}

/** What a handling ended with, in words. Null while it goes on. */
export function endName({ ended, correctionDecision }: Pick<Folded, 'ended' | 'correctionDecision'>): string | null {
  if (ended === null) return null;
  if (ended.outcome !== null) return outcomeName(ended.outcome);
  return correctionDecision && zh.corrections[correctionDecision.result];
}

function outcomeFor(f: Folded): ApplicantView['outcome'] {
  const [name, code] = [endName(f), f.ended?.outcome ?? f.correctionDecision?.result ?? null];
  return f.ended !== null && name !== null && code !== null ? { code, name, on: f.ended.on } : null;
}

function waitingText(c: Case): string | null {
  const words = c.standing.waitingFor.flatMap((w) => zh.applicant.waiting[w] ?? []);
  return words.length > 0 ? words.join(zh.listSeparator) : null;
}

function correctionOf(f: Folded): ApplicantView['correction'] {
  const last = f.corrections.at(-1);
  return f.state === 'correcting' && last ? { items: last.items, answerBy: last.answerBy } : null;
}

function feeOf(c: Case): ApplicantView['fee'] {
  const last = c.folded.fees.at(-1);
  if (!last || last.voidedOn !== null) return null;
  return { amount: last.amount, notifiedOn: last.notifiedOn, payBy: payBy(c), paidOn: last.paidOn };
}

function payBy(c: Case): CivilDate | null {
  return c.standing.clock?.duties.findLast((d) => d.code === 'fee-payment')?.due ?? null;
}

/** What happened, without who in the office did it. */
function timelineOf(c: Case): ApplicantView['timeline'] {
  return c.events.flatMap((e) => {
    const text = zh.applicant.timeline[e.type];
    return text === undefined ? [] : [{ on: e.on, text }];
  });
}

function canOf(f: Folded): ApplicantView['can'] {
  if (isEnded(f.state)) return f.evaluated ? [] : ['evaluate'];
  return [...(f.state === 'correcting' ? ['correct' as const] : []), ...(f.state === 'awaiting-payment' ? ['narrow' as const] : []), 'withdraw'];
}

function evaluationOf(c: Case): ApplicantView['evaluation'] {
  const found = c.events.find((e) => e.type === 'evaluate');
  return found?.type === 'evaluate' ? { score: found.data.score } : null;
}
