import type { CellPage, CommentDecision, CommentState, ReportAct, ReportCommentPage, ReportActRequest, ReportFigureRequest, ReportListRow, ReportTextsRequest, ReportView } from '#contract-report';
import { get, post, put, url } from '../../api/client.ts';

export type ReportFormat = 'pdf' | 'docx' | 'html' | 'json';
export const reportFormats: readonly ReportFormat[] = ['pdf', 'docx', 'html', 'json'];
const at = (agency: string, year: number, rest = ''): string => `/annual-reports/${encodeURIComponent(agency)}/${year}${rest}`;

/** The routes of contract-report.ts. */
export const reports = {
  list: (year: number, signal?: AbortSignal) => get<ReportListRow[]>('/annual-reports', { year }, signal === undefined ? {} : { signal }),
  read: (agency: string, year: number, signal?: AbortSignal) => get<ReportView>(at(agency, year), {}, signal === undefined ? {} : { signal }),
  cell: (agency: string, year: number, cell: string, cursor: string | null, signal?: AbortSignal) =>
    get<CellPage>(at(agency, year, `/cells/${encodeURIComponent(cell)}`), { cursor, limit: 50 }, signal === undefined ? {} : { signal }),
  saveTexts: (agency: string, year: number, request: ReportTextsRequest) => put<ReportView>(at(agency, year, '/texts'), request),
  setFigure: (agency: string, year: number, request: ReportFigureRequest) => put<ReportView>(at(agency, year, '/figures'), request),
  act: (agency: string, year: number, act: ReportAct, request: ReportActRequest) => post<ReportView>(at(agency, year, `/acts/${act}`), request),
  comments: (recordId: string | null, state: CommentState | null, cursor: string | null, signal?: AbortSignal) =>
    get<ReportCommentPage>('/report-comments', { recordId, state, cursor }, signal === undefined ? {} : { signal }),
  decideComment: (id: string, decision: CommentDecision) => post<{ ok: true }>(`/report-comments/${encodeURIComponent(id)}/decision`, decision),
  fileUrl: (agency: string, year: number, format: ReportFormat) => url(at(agency, year, '/file'), { format }),
};
