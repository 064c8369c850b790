// Statutory clocks of a document, as rows that show how each day was counted.
import {
  legalityReviewRules, legalityReviewWindow, proactiveDisclosureDue, proactiveDisclosureRules, ruleOn, workingDaysUntil,
  type CivilDate, type CountedDay, type DueDate, type Instant,
} from '@tongming/law';
import type { Duty } from '../../console-api/contract.ts';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db } from '../../platform/database.ts';
import { zh } from './messages.ts';
import type { Document } from './model.ts';

/** 条例第二十六条: within 20 working days of 成文, for what is published without being asked. */
export async function startDisclosureDuty(ctx: CommandContext, doc: Document, dateMade: CivilDate): Promise<void> {
  await dropOpenDuties(ctx, doc.id, 'disclosure');
  const { attribute, method } = doc.sheet.disclosure;
  if (attribute === 'withheld' || method !== 'proactive' || ruleOn(proactiveDisclosureRules, dateMade) === null) return;
  const due = proactiveDisclosureDue(dateMade);
  await insertDuty(ctx, doc, due.rule.code, dateMade, due);
}

/** 合法性审核 is to end within the window of the rule. */
export async function startLegalityDuty(ctx: CommandContext, doc: Document): Promise<void> {
  await dropOpenDuties(ctx, doc.id, 'legality');
  if (ruleOn(legalityReviewRules, ctx.today) === null) return;
  const { latest, rule } = legalityReviewWindow(ctx.today);
  await insertDuty(ctx, doc, rule.code, ctx.today, latest);
}

async function insertDuty(ctx: CommandContext, doc: Document, rule: string, startedOn: CivilDate, due: DueDate): Promise<void> {
  await ctx.tx.insertInto('core.duty').values({
    subjectType: 'document', subjectId: doc.id, agencyCode: doc.agencyCode, rule, startedOn, due: due.due,
    provisional: due.provisional, derivation: json(due.derivation),
  }).onConflict((c) => c.columns(['subjectId', 'rule', 'startedOn'])
    .doUpdateSet({ due: due.due, provisional: due.provisional, derivation: json(due.derivation), doneAt: null })).execute();
}

type Clock = 'disclosure' | 'legality';
const rulesOf: Record<Clock, readonly string[]> = {
  disclosure: proactiveDisclosureRules.map((r) => r.code), legality: legalityReviewRules.map((r) => r.code),
};

/** A clock that no longer runs: the document went back, was discarded, or is not to be published after all. */
export async function dropOpenDuties(ctx: CommandContext, id: string, clock?: Clock): Promise<void> {
  await ctx.tx.deleteFrom('core.duty').where('subjectId', '=', id).where('doneAt', 'is', null)
    .$if(clock !== undefined, (qb) => qb.where('rule', 'in', [...rulesOf[clock ?? 'disclosure']])).execute();
}

export async function fulfilDuty(ctx: CommandContext, id: string, clock: Clock): Promise<void> {
  await ctx.tx.updateTable('core.duty').set({ doneAt: ctx.now }).where('subjectId', '=', id).where('doneAt', 'is', null)
    .where('rule', 'in', [...rulesOf[clock]]).execute();
}

export type DutyRow = {
  rule: string; startedOn: CivilDate; due: CivilDate; provisional: boolean; derivation: unknown; doneAt: Instant | null;
};

export async function dutiesOf(db: Db, ids: readonly string[]): Promise<(DutyRow & { subjectId: string; agencyCode: string })[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('core.duty').selectAll().where('subjectId', 'in', [...ids]).orderBy('due').execute();
}

/** `daysLeft` counts working days, and is negative when the day has passed. */
export function dutyView(row: DutyRow, today: CivilDate): Duty {
  const clock: Clock = rulesOf.legality.includes(row.rule) ? 'legality' : 'disclosure';
  const rule = [...proactiveDisclosureRules, ...legalityReviewRules].find((r) => r.code === row.rule);
  return {
    rule: row.rule, ruleName: zh.clocks[clock], law: rule?.law ?? '', article: rule?.article ?? '', startedOn: row.startedOn,
    due: row.due, daysLeft: workingDaysUntil(today, row.due), provisional: row.provisional,
    derivation: row.derivation as CountedDay[], doneAt: row.doneAt,
  };
}
