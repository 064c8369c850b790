// Numbers without gaps: a locked counter row inside the transaction that uses the number.
import { formatIndexNumber } from '@tongming/law';
import { sql } from 'kysely';
import type { CommandContext } from './command.ts';

/** The next 顺序号 of a 机关代字 in a year. The row stays locked until commit: a rollback gives the number back. */
export async function nextNumber(ctx: CommandContext, code: string, year: number): Promise<number> {
  const row = await ctx.tx.insertInto('core.numberSeries').values({ code, year, last: 1 })
    .onConflict((c) => c.columns(['code', 'year']).doUpdateSet({ last: sql`core.number_series.last + 1` }))
    .returning('last').executeTakeFirstOrThrow();
  return row.last;
}

/** The next `count` 索引号 of an agency in a publication year, in order. */
export async function nextIndexNumbers(
  ctx: CommandContext, orgCode: string, year: number, count: number,
): Promise<string[]> {
  const row = await ctx.tx.insertInto('core.indexSeries').values({ orgCode, year, last: count })
    .onConflict((c) => c.columns(['orgCode', 'year']).doUpdateSet({ last: sql`core.index_series.last + ${count}` }))
    .returning('last').executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, i) => formatIndexNumber(orgCode, year, row.last - count + 1 + i));
}

export async function nextIndexNumber(ctx: CommandContext, orgCode: string, year: number): Promise<string> {
  const [number] = await nextIndexNumbers(ctx, orgCode, year, 1);
  if (!number) throw new Error('index series gave no number');
  return number;
}
