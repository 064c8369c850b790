// Gapless numbers of this domain: a locked counter row in the transaction that uses the number.
import { sql } from 'kysely';
import type { CommandContext } from '../../platform/command.ts';

export type Series = 'register' | 'reply' | 'notice';

/** The next number of an agency's series in a year; a rollback gives it back. */
export async function nextFoiNumber(ctx: CommandContext, agencyCode: string, series: Series, year: number): Promise<number> {
  const row = await ctx.tx.insertInto('core.foiReceiptSeries').values({ agencyCode, series, year, last: 1 })
    .onConflict((c) => c.columns(['agencyCode', 'series', 'year']).doUpdateSet({ last: sql`core.foi_receipt_series.last + 1` }))
    .returning('last').executeTakeFirstOrThrow();
  return row.last;
}
