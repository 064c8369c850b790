// What other domains and the faces may use of the annual report.
export { cellsOf, tablesOf, type Figures } from './cells.ts';
export { actOnReport, type ReportEnv } from './commands/act-on-report.ts';
export { decideComment } from './commands/decide-comment.ts';
export { saveTexts } from './commands/save-texts.ts';
export { setFigure } from './commands/set-figure.ts';
export { zh as annualReportMessages } from './messages.ts';
export { renderReport, reportFormats, reportJson, type ReportFormat } from './outputs.ts';
export { cellCases } from './queries/cell-cases.ts';
export { assessReport, dueOf, getReport, type Assessed } from './queries/get-report.ts';
export { listComments } from './queries/list-comments.ts';
export { listReports } from './queries/list-reports.ts';
export { routes } from './routes.ts';
export { deskOf as opennessDesk, isOpennessStaff, mayRead as mayReadOpenness } from './policy.ts';
export { listTree as opennessTree } from './store.ts';
export { takeInComments } from './take-in-comments.ts';
