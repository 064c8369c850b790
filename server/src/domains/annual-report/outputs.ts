// JSON, HTML, DOCX and PDF of a report.
import { annualReportForm, type CivilDate } from '@tongming/law';
import { renderReportDocx, renderReportHtml, renderReportPdf, type Report } from '@tongming/typeset';
import { reportBody } from './body.ts';
import { zh } from './messages.ts';
import { sectionsOf, type Assessed } from './queries/get-report.ts';

export const reportFormats = ['json', 'html', 'docx', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];
export const reportMimes: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json', html: 'text/html; charset=utf-8', pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The report to be typeset. `date` null: not yet published, so it bears no date. */
export function reportOf(a: Assessed, date: CivilDate | null = a.row.publishedOn): Report {
  const { agency, row } = a;
  return { title: zh.title(agency.name, row.year), author: agency.name, date, body: reportBody(row.year, sectionsOf(row, a.facts), a.figures) };
}

/** Tables by the keys of the form, so that `law check-annual-report` reads the file; blanks are null. */
export function reportJson(a: Assessed) {
  const { agency, row, tables, check } = a;
  const form = annualReportForm(row.year);
  const { previous, ...current } = tables;
  return {
    title: zh.title(agency.name, row.year), agency: { code: agency.code, name: agency.name }, ...current,
    form: form.document, state: row.state, submittedOn: row.submittedOn, publishedOn: row.publishedOn,
    sections: sectionsOf(row, a.facts).map(({ no, title, table, text }) => ({ no, title, table, text })),
    feeIncome: a.feeIncome,
    corrections: a.cells.flatMap((c) => (c.correction === null ? [] : [{ cell: c.key, computed: c.computed, value: c.value, reason: c.correction.reason, by: c.correction.by, at: c.correction.at }])),
    members: a.live.members, uncounted: a.uncounted,
    check: { ok: check.ok, identities: check.identities },
    ...(previous === null ? {} : { previous }),
  };
}

export async function renderReport(a: Assessed, format: ReportFormat, fontFolder: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);
  switch (format) {
    case 'json': return text(`${JSON.stringify(reportJson(a), null, 1)}\n`);
    case 'html': return text(htmlPage(reportOf(a)));
    case 'docx': return new Uint8Array(await renderReportDocx(reportOf(a)));
    case 'pdf': return new Uint8Array((await renderReportPdf(reportOf(a), fontFolder === null ? {} : { fontFolder })).bytes);
  }
}

const style = [
  'body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.8 "Noto Serif SC",FangSong,STFangsong,serif;color:#1b1b1b}',
  'h1{text-align:center;font-size:1.6rem;line-height:1.5}h2{font-size:1.15rem;margin:2rem 0 .5rem}p{text-indent:2em;margin:.5rem 0}',
  '.od-table{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.5}',
  'td,th{border:1px solid #666;padding:.3rem .25rem;text-align:center;font-variant-numeric:tabular-nums}td p,th p{text-indent:0;margin:0}',
  '.od-left{text-align:left}footer{text-align:right;margin-top:2rem}footer p{text-indent:0}',
  '@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}',
].join('');

function htmlPage(report: Report): string {
  const article = renderReportHtml(report);
  const title = /<h1>(.*?)<\/h1>/.exec(article)?.[1] ?? '';
  return `<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>${title}</title>\n<style>${style}</style>\n</head>\n<body>\n${article}\n</body>\n</html>\n`;
}
