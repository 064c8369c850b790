// 清理结果目录: what a campaign came to, as a list to publish. Only what the public can read is on it.
import { formatChineseDate, type CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { CleanupDecision } from '../../../console-api/contract-validity.ts';
import type { Db } from '../../../platform/database.ts';
import { writeXlsx, type XlsxCell } from '../../../platform/xlsx.ts';
import type { Principal } from '../../identity/index.ts';
import { rightsIn } from './items.ts';
import { zh } from './messages.ts';

type Line = { title: string; documentNumber: string | null; agencyName: string; dateMade: CivilDate | null; decision: CleanupDecision; ground: string; outcome: string | null; outcomeNote: string | null };
type Result = { name: string; state: string; appliedOn: CivilDate | null; lines: Line[] };

/** Title and number as the public has them now; what was withdrawn or never public is left out. */
async function resultOf(db: Db, principal: Principal, id: string): Promise<Result> {
  const { leads, mine } = await rightsIn(db, principal, id);
  const { name, state, appliedOn } = await db.selectFrom('core.cleanup').select(['name', 'state', 'appliedOn']).where('id', '=', id).executeTakeFirstOrThrow();
  const { rows: lines } = await sql<Line>`select o.title, o.document_number, o.agency_name, o.date_made, i.decision, i.ground, i.outcome, i.outcome_note
    from core.cleanup_item i join open.record o on o.id = i.record_id
    where i.cleanup_id = ${id}::uuid and i.decision is not null and i.outcome is distinct from 'skipped'
      and (${leads} or i.agency_code = any(${mine}::text[])) order by i.position`.execute(db);
  return { name, state, appliedOn, lines };
}

const order: readonly CleanupDecision[] = ['keep', 'amend', 'repeal', 'expire'];
const titleOf = (r: Result): string => `${zh.result.title(r.name)}${r.state === 'closed' ? '' : zh.result.draft}`;
const cells = (line: Line, no: number): XlsxCell[] => [
  no, line.title, line.documentNumber, line.agencyName, line.dateMade, zh.decisions[line.decision], line.ground, line.outcomeNote,
];

export async function cleanupXlsx(db: Db, principal: Principal, id: string): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const result = await resultOf(db, principal, id);
  const widths = [8, 60, 22, 28, 14, 12, 40, 24];
  const bytes = await writeXlsx([{
    name: zh.result.sheet,
    columns: zh.result.columns.map((header, i) => ({ header, width: widths[i] ?? 14, ...(i === 0 ? { type: 'number' as const } : i === 4 ? { type: 'date' as const } : {}) })),
    rows: order.flatMap((d) => result.lines.filter((line) => line.decision === d)).map((line, i) => cells(line, i + 1)),
  }]);
  return { name: `${titleOf(result)}.xlsx`, bytes: new Uint8Array(bytes) };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** One page without scripts or outside parts: to print, or to paste into an announcement. */
export async function cleanupHtml(db: Db, principal: Principal, id: string): Promise<{ name: string; page: string }> {
  const result = await resultOf(db, principal, id);
  const title = titleOf(result);
  const [no, name, number, agency, made] = zh.result.columns;
  const section = (d: CleanupDecision): string => {
    const lines = result.lines.filter((line) => line.decision === d);
    if (lines.length === 0) return `<h2>${zh.result.sections[d]}</h2><p>${zh.result.none}</p>`;
    return `<h2>${zh.result.sections[d]}</h2><table><thead><tr>${[no, name, number, agency, made].map((h) => `<th scope="col">${h}</th>`).join('')}</tr></thead><tbody>${lines.map((line, i) =>
      `<tr><td>${i + 1}</td><td>${escape(line.title)}</td><td>${escape(line.documentNumber ?? '')}</td><td>${escape(line.agencyName)}</td><td>${line.dateMade === null ? '' : formatChineseDate(line.dateMade)}</td></tr>`).join('')}</tbody></table>`;
  };
  return {
    name: `${title}.html`,
    page: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escape(title)}</title><style>body{font:16px/1.7 "Noto Serif SC",SimSun,serif;max-width:60rem;margin:2rem auto;padding:0 1rem}h1{text-align:center;font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:.3rem .5rem;text-align:left;vertical-align:top}</style><h1>${escape(title)}</h1><p>${zh.result.note(result.lines.length, result.appliedOn)}</p>${order.map(section).join('')}</html>`,
  };
}
