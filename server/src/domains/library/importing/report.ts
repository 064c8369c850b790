// A dry run for people: as text, as JSON, as a workbook.
import type { XlsxSheet } from '../../../platform/xlsx.ts';
import { verdicts, type DryRun, type Finding } from './dry-run.ts';
import { zh } from './messages.ts';

const words = zh.report;
/** Findings of one kind named in the text; the workbook and JSON hold them all. */
const SHOWN = 20;

export function reportText(source: string, run: DryRun): string {
  const lines = [words.head(source, run.lines, run.compared)];
  for (const verdict of verdicts) {
    const found = run.findings.filter((f) => f.verdict === verdict);
    lines.push(`${words.verdicts[verdict]} ${run.counts[verdict]}`);
    if (verdict !== 'new' && verdict !== 'unchanged') lines.push(...listed(found, (f) => detailOf(f)));
  }
  lines.push(`${words.doubtful} ${run.counts.doubtful}`);
  for (const [code, count] of Object.entries(run.doubts).sort(([, a], [, b]) => b - a)) {
    const found = run.findings.filter((f) => f.doubts.some((d) => d.code === code));
    lines.push(`  ${doubtName(code)} ${count}`, ...listed(found, (f) => f.doubts.find((d) => d.code === code)?.reason ?? ''));
  }
  return lines.join('\n');
}

function listed(found: readonly Finding[], detail: (f: Finding) => string): string[] {
  const shown = found.slice(0, SHOWN).map((f) => `    ${words.place(f.line, f.where)}${f.title === null ? '' : `《${f.title}》`} ${detail(f)}`.trimEnd());
  return found.length > SHOWN ? [...shown, words.more(found.length - SHOWN)] : shown;
}

export function doubtName(code: string): string {
  return words.doubts[code] ?? code;
}

export function fieldName(field: string): string {
  return (words.fields as Record<string, string>)[field] ?? field;
}

export function detailOf(f: Finding): string {
  if (f.reason !== null) return f.reason;
  if (f.match) {
    const place = f.match.indexNumber !== null ? words.library(f.match.indexNumber) : words.line(f.match.line ?? 0);
    return words.like(f.match.title, place, Math.round(f.match.likeness * 100));
  }
  return f.fields.length > 0 ? words.changed(f.fields.map(fieldName).join('、')) : '';
}

export function reportSheets(run: DryRun): XlsxSheet[] {
  const c = words.columns;
  return [{
    name: words.summary, columns: [{ header: words.kind, width: 24 }, { header: words.count, type: 'number' }],
    rows: [...verdicts.map((v) => [words.verdicts[v], run.counts[v]] as const), [words.doubtful, run.counts.doubtful] as const,
      ...Object.entries(run.doubts).map(([code, n]) => [`${words.doubtful}：${doubtName(code)}`, n] as const)],
  }, {
    name: words.list,
    columns: [
      { header: c.line, type: 'number', width: 8 }, { header: c.where, width: 24 }, { header: c.id, width: 20 }, { header: c.title, width: 60 }, { header: c.verdict, width: 12 },
      { header: c.reason, width: 40 }, { header: c.match, width: 40 }, { header: c.likeness, type: 'number', width: 10 }, { header: c.doubts, width: 50 },
    ],
    rows: run.findings.map((f) => [
      f.line, f.where, f.id, f.title, words.verdicts[f.verdict], detailOf(f), f.match?.title ?? null,
      f.match ? Math.round(f.match.likeness * 100) : null, f.doubts.map((d) => d.reason).join('；') || null,
    ]),
  }];
}
