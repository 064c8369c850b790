import { z } from 'zod';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { findCell, type CellSpec } from '../cells.ts';
import { computeFigures } from '../figures.ts';
import { zh } from '../messages.ts';
import { actorAt, lockReport, saveReport } from '../store.ts';

export const figureInput = z.object({
  version: z.int(), cell: z.string().max(100), value: z.number().nullable(), reason: z.string().trim().min(2, zh.figure.reason).max(2_000),
});
type Input = z.output<typeof figureInput>;

/**
 * Enters a figure the platform cannot count, or corrects one it counts: beside the count, with a reason, and never over
 * it. `value` null takes back what was entered. @throws Refused 403, 404, 409, 422
 */
export async function setFigure(db: Db, principal: Principal, agencyCode: string, year: number, input: Input, requestId: string): Promise<void> {
  const actor = await actorAt(db, principal, agencyCode, year, requestId, false);
  const spec = findCell(year, input.cell) ?? notFound(zh.noCell);
  return runCommand(db, actor, async (ctx) => {
    const row = await lockReport(ctx, agencyCode, year, input.version);
    if (row.state !== 'draft') refuse('not-draft', zh.figure.notDraft);
    const now = await computeFigures(ctx.tx, agencyCode, year);
    const before = now.corrections.get(spec.key) ?? null;
    const computed = now.computed[spec.key] ?? null;
    decide(spec, input, { corrected: before !== null, value: now.shown[spec.key] ?? null, stale: before !== null && before.computed !== computed });
    const after = { agencyCode, year, cell: spec.key, value: input.value, computed, reason: input.reason };
    await ctx.tx.insertInto('core.annualReportFigure').values({
      ...after, value: input.value === null ? null : String(input.value), computed: computed === null ? null : String(computed),
      personId: ctx.actor.personId, personName: ctx.actor.name, at: ctx.now,
    }).execute();
    await saveReport(ctx, row, {});
    return done(undefined, await journal(ctx, {
      action: 'annual-report.figure', subjectType: 'annual-report', subjectId: `${agencyCode}/${year}`, before, after, reason: input.reason, agencyCode,
    }));
  });
}

function decide(spec: CellSpec, input: Input, now: { corrected: boolean; value: number | null; stale: boolean }): void {
  const { value } = input;
  const faults: [boolean, string, string][] = [
    [spec.source === 'sum', 'not-settable', zh.figure.notSettable],
    [value !== null && !fits(spec, value), 'bad-figure', zh.figure[spec.value]],
    [value === null && !now.corrected, 'nothing', zh.figure.nothing],
    [value !== null && value === now.value && !now.stale, 'same', zh.figure.same],
  ];
  const reasons = faults.filter(([hit]) => hit).map(([, code, message]) => ({ code, message, field: 'value' }));
  if (reasons.length > 0) refuse('figure', reasons);
}

/** Beyond this the store would round. */
const most = 1e12;

function fits(spec: CellSpec, value: number): boolean {
  if (Math.abs(value) > most) return false;
  switch (spec.value) {
    case 'count': return Number.isInteger(value) && value >= 0;
    case 'change': return Number.isInteger(value);
    case 'amount': return value >= 0 && Number(value.toFixed(4)) === value;
  }
}
