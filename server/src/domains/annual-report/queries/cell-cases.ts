// What stands behind a figure: the cases, reviews or records that were counted; the members' shares; what people changed.
import { isCivilDate, outcomes } from '@tongming/law';
import type { CellItem, CellPage } from '../../../console-api/contract-report.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { findCell, type CellSpec } from '../cells.ts';
import { agenciesInReport } from '../figures.ts';
import { casesOfCell, exitRow, reviewsOfCell, type CasePosition } from '../ledger.ts';
import { zh } from '../messages.ts';
import { recordsOfCell, stockColumns } from '../stock.ts';
import { assessReport } from './get-report.ts';

type Asked = { cursor?: string; limit: number };
type Found = { total: number; items: CellItem[]; next: string | null };

/** @param key a cell as 'table3.granted.enterprise'. The caller has checked rights. @throws Refused 'not-found' (404) */
export async function cellCases(db: Db | Tx, agencyCode: string, year: number, key: string, asked: Asked): Promise<CellPage> {
  const spec = findCell(year, key) ?? notFound(zh.noCell);
  const assessed = await assessReport(db, agencyCode, year);
  const cell = assessed.cells.find((c) => c.key === key) ?? notFound(zh.noCell);
  const codes = (await agenciesInReport(db, agencyCode)).map((a) => a.code);
  const history = await db.selectFrom('core.annualReportFigure').select(['value', 'computed', 'reason', 'personName', 'at'])
    .where('agencyCode', '=', agencyCode).where('year', '=', year).where('cell', '=', key).orderBy('id', 'desc').execute();
  return {
    ...await behind(db, codes, year, spec, asked), cell,
    parts: assessed.live.members.map((m) => ({ code: m.code, name: m.name, value: assessed.live.memberFigures.get(m.code)?.[key] ?? null })),
    history: history.map((h) => ({
      value: h.value === null ? null : Number(h.value), computed: h.computed === null ? null : Number(h.computed), reason: h.reason, by: h.personName, at: h.at,
    })),
  };
}

async function behind(db: Db | Tx, codes: readonly string[], year: number, spec: CellSpec, asked: Asked): Promise<Found> {
  if (spec.table === 'table3') return casesPage(db, codes, year, spec, asked);
  const offset = offsetOf(asked.cursor);
  const page = { offset, limit: asked.limit };
  if (spec.table === 'table4') {
    const { total, items } = await reviewsOfCell(db, codes, year, { group: spec.row, part: spec.column }, page);
    return { total, items: items.map((r) => ({ kind: 'review' as const, ...withoutKind(r) })), next: nextOffset(offset, items.length, total) };
  }
  const column = stockColumns.find((c) => c === spec.column);
  if (spec.source !== 'library' || column === undefined) return { total: 0, items: [], next: null };
  const { total, items } = await recordsOfCell(db, codes, year, { row: spec.row, column }, page);
  return { total, items: items.map((r) => ({ kind: 'record' as const, ...r })), next: nextOffset(offset, items.length, total) };
}

function withoutKind<T extends { kind: string }>({ kind: _kind, ...rest }: T): Omit<T, 'kind'> {
  return rest;
}

async function casesPage(db: Db | Tx, codes: readonly string[], year: number, spec: CellSpec, asked: Asked): Promise<Found> {
  const cell = {
    row: spec.row, kind: spec.column === 'total' ? null : spec.column,
    outcomes: outcomes.map((o) => o.code).filter((code) => exitRow(code, year) === spec.row),
  };
  const { total, items } = await casesOfCell(db, codes, year, cell, { after: positionOf(asked.cursor), limit: asked.limit + 1 });
  const page = items.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    total, items: page.map((c) => ({ kind: 'case' as const, ...c })),
    next: items.length > asked.limit && last ? `${last.receivedOn}_${last.id}` : null,
  };
}

function positionOf(cursor: string | undefined): CasePosition | null {
  const [receivedOn = '', id = ''] = (cursor ?? '').split('_');
  return isCivilDate(receivedOn) && /^[0-9a-f-]{36}$/.test(id) ? { receivedOn, id } : null;
}

function offsetOf(cursor: string | undefined): number {
  const n = Number(cursor ?? 0);
  return Number.isSafeInteger(n) && n >= 0 ? n : 0;
}

function nextOffset(offset: number, shown: number, total: number): string | null {
  return offset + shown < total ? String(offset + shown) : null;
}
