import { formatChineseDate } from '@tongming/law';
import type { DraftingSheet } from './document.ts';
import { sheetWords } from './messages.ts';
import { cleanText } from './parse.ts';
import { typst } from './pdf.ts';

/** 发文稿纸 as PDF, with the tick boxes of 公开属性 and 公开方式 and the trail of approvals. */
export async function renderDraftingSheetPdf(sheet: DraftingSheet): Promise<Uint8Array> {
  const result = await typst({ template: 'sheet', data: layoutSheet(sheet), files: [], fontFolder: null, lines: [22] });
  return result.bytes;
}

type SheetRow = { label: string; value: string }[];

function layoutSheet(sheet: DraftingSheet): Record<string, unknown> {
  const w = sheetWords;
  const [year, month, day] = (sheet.dateMade ?? '2000-01-01').split('-').map(Number);
  const ticks = (options: readonly (readonly [string, string])[], chosen: string | null) =>
    options.map(([value, label]) => ({ label, ticked: value === chosen }));
  const rows: SheetRow[] = [
    [{ label: w.title, value: sheet.title }],
    [{ label: w.kind, value: sheet.kind }, { label: w.urgency, value: sheet.urgency ?? w.none }],
    [{ label: w.documentNumber, value: sheet.documentNumber ?? '' }, { label: w.printRun, value: sheet.printRun === null ? '' : w.copies(sheet.printRun) }],
    [{ label: w.unit, value: sheet.unit }, { label: w.drafter, value: sheet.drafter }],
    [{ label: w.telephone, value: sheet.telephone }, { label: w.dateMade, value: sheet.dateMade === null ? '' : formatChineseDate(sheet.dateMade) }],
    [{ label: w.addressees, value: sheet.addressees.join(w.comma) }],
    [{ label: w.copyTo, value: sheet.copyTo.join(w.comma) }],
    [{ label: w.attachments, value: sheet.attachments.map((name, i) => `${i + 1}.${name}`).join(w.semicolon) }],
  ];
  return {
    title: cleanText(sheet.title),
    author: cleanText(sheet.agency),
    date: { year, month, day },
    heading: w.heading(cleanText(sheet.agency)),
    rows: rows.map((row) => row.map(({ label, value }) => ({ label, value: cleanText(value) }))),
    attribute: { label: w.attribute, ticks: ticks(w.attributes, sheet.attribute) },
    method: { label: w.method, ticks: ticks(w.methods, sheet.method) },
    reasons: { label: w.reasons, list: sheet.reasons.map(cleanText) },
    trailHead: w.trailHead,
    trail: sheet.trail.map((step) => [step.step, step.opinion, step.name, step.date].map(cleanText)),
  };
}
