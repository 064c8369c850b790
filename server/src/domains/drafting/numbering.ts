// 文号: per 机关代字 and year, without gaps; a cancelled number stays on record and is not used again.
import { formatDocumentNumber, yearOf, type CivilDate } from '@tongming/law';
import type { Reason } from '../../console-api/contract.ts';
import type { CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { nextNumber } from '../../platform/numbers.ts';
import { reason } from './checks.ts';
import { zh } from './messages.ts';
import { runningSeries, type Document } from './model.ts';
import type { Case, Columns } from './store.ts';

/** Orders (令) are numbered through the years; everything else within the year of 成文. */
function seriesYear(doc: Document, code: string, dateMade: CivilDate): number {
  return runsOn(doc, code) ? runningSeries : yearOf(dateMade);
}

function runsOn(doc: Document, code: string): boolean {
  return doc.sheet.form === 'order' && code.endsWith('令');
}

function numberText(doc: Document, code: string, year: number, seq: number): string {
  return runsOn(doc, code) ? `${code}第${seq}号` : formatDocumentNumber(code, year, seq);
}

/**
 * The number of a document. One that was given before it was returned stays, unless its code or year no longer fit:
 * then it is cancelled. A revision without a code keeps the number of the edition it revises.
 */
export async function allocate(
  ctx: CommandContext, doc: Document, dateMade: CivilDate, previousNumber: string | null,
): Promise<Columns & { documentNumber: string }> {
  const code = doc.sheet.numberCode;
  if (code === null) {
    if (previousNumber === null) throw new Error(`document ${doc.id} has no number code`);
    return { numberYear: null, numberSeq: null, documentNumber: previousNumber };
  }
  const year = seriesYear(doc, code, dateMade);
  if (doc.number !== null && doc.number.code === code && doc.number.year === year) return columnsOf(doc.number.text, year, doc.number.seq);
  await cancelNumber(ctx, doc, zh.cancelled.year);
  const seq = await nextNumber(ctx, code, year);
  await ctx.tx.insertInto('core.issuedNumber').values({ code, year, seq, documentId: doc.id, at: ctx.now }).execute();
  return columnsOf(numberText(doc, code, year, seq), year, seq);
}

function columnsOf(text: string, year: number, seq: number): Columns & { documentNumber: string } {
  return { numberYear: year === runningSeries ? null : year, numberSeq: seq, documentNumber: text };
}

/** Marks the document's number as not to be used. Nothing happens where it has none. */
export async function cancelNumber(ctx: CommandContext, doc: Document, why: string): Promise<void> {
  if (doc.number === null) return;
  await ctx.tx.updateTable('core.issuedNumber').set({ state: 'cancelled', reason: why })
    .where('documentId', '=', doc.id).where('state', '=', 'used').execute();
}

/** What the number will be if it is given next; another document may be faster. */
export async function previewNumber(db: Db, doc: Document, today: CivilDate): Promise<string | null> {
  if (doc.number !== null) return doc.number.text;
  const code = doc.sheet.numberCode;
  if (code === null) return null;
  const year = seriesYear(doc, code, doc.dateMade ?? today);
  const last = await db.selectFrom('core.numberSeries').select('last').where('code', '=', code).where('year', '=', year).executeTakeFirst();
  return numberText(doc, code, year, (last?.last ?? 0) + 1);
}

/** A revision that keeps the number keeps 成文日期 too; its duty of disclosure begins with the change (条例第二十六条). */
export function keptDate(c: Case): CivilDate | null {
  return c.doc.sheet.numberCode === null ? (c.previous?.dateMade ?? null) : null;
}

/** 成文日期 may not lie ahead. */
export function dateMadeFaults(dateMade: CivilDate | undefined, today: CivilDate): Reason[] {
  if (dateMade === undefined) return [];
  return dateMade > today ? [reason('date-made-future', zh.check.dateMadeFuture, 'dateMade')] : [];
}
