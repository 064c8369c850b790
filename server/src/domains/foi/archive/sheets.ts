// The sheets this program writes into a volume: cover, list, application, search log, approvals, service, clock, slips.
import { civilDateOf, formatChineseDate, formatInstant, type CivilDate } from '@tongming/law';
import { renderPdf, type Block, type OfficialDocument, type TableRow } from '@tongming/typeset';
import type { FoiCaseView, FoiEventType } from '../../../console-api/contract-foi.ts';
import { zh as foi } from '../messages.ts';
import { retentionEnd } from './retention.ts';
import type { ArchivePart, ItemKey, ManifestPart, RetentionSettings } from './model.ts';
import { archiveZh as t } from './zh.ts';

export const pdfMime = 'application/pdf';
const day = (d: CivilDate | null) => (d === null ? t.unknown : formatChineseDate(d));
/** In narrow columns. */
const short = (d: CivilDate | null): string => d ?? t.unknown;

export type Sheet = { title: string; rows: readonly (readonly string[])[]; head?: readonly string[]; text?: string };

/** A sheet as PDF/A in the form of the agency's letters. `on`: the day printed under it. */
export async function sheetPdf(view: FoiCaseView, sheet: Sheet, number: string, on: CivilDate, fontFolder: string | null): Promise<Uint8Array> {
  const table: Block[] = sheet.rows.length === 0 ? [] : [{ type: 'table', content: [...(sheet.head ? [row(sheet.head, true)] : []), ...sheet.rows.map((cells) => row(cells, false))] }];
  const text: Block[] = sheet.text === undefined ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: sheet.text }] }];
  const doc: OfficialDocument = {
    form: 'letter', urgency: null, issuers: [{ name: view.agencyName }], markSuffix: '', documentNumber: number, signers: [], title: sheet.title, addressees: [],
    body: { type: 'doc', content: [...text, ...table] }, attachmentList: [], signatories: [view.agencyName], dateMade: on, sealed: false, note: null, attachments: [], copyTo: [],
    printedBy: '', printedOn: null, meta: { language: 'zh-CN', author: view.agencyName, publicCopy: false },
  };
  return (await renderPdf(doc, fontFolder === null ? {} : { fontFolder })).bytes;
}

function row(cells: readonly string[], head: boolean): TableRow {
  return {
    type: 'tableRow',
    content: cells.map((text, i) => ({
      type: head || (cells.length === 2 && i === 0) ? 'tableHeader' as const : 'tableCell' as const,
      content: [{ type: 'paragraph', content: text.trim() === '' ? [] : [{ type: 'text', text: text.replace(/\s+/g, ' ') }] }],
    })),
  };
}

export function coverSheet(view: FoiCaseView, closedOn: CivilDate, archiveNumber: string, retention: Pick<RetentionSettings, 'years'>, pages: number, missing: readonly string[], incompleteReason: string | null): Sheet {
  const c = t.cover;
  const until = retentionEnd(closedOn, retention);
  const outcome = view.outcomeName ?? t.unknown;
  return {
    title: t.titles.cover,
    rows: [
      [c.archiveNumber, archiveNumber], [c.registerNumber, view.registerNumber ?? t.unknown], [c.receiptNumber, view.receiptNumber], [c.applicant, view.applicant.name],
      [c.request, view.request.content], [c.received, day(view.receivedOn)], [c.closed, day(closedOn)], [c.outcome, outcome],
      [c.retention, retention.years === null || until === null ? t.forever : t.until(t.years(retention.years), formatChineseDate(until))], [c.pages, t.pages(pages)],
      [c.missing, missing.length === 0 ? t.none : missing.join(foi.listSeparator)], ...(incompleteReason === null ? [] : [[c.incomplete, incompleteReason]]),
    ],
  };
}

export function listSheet(parts: readonly Pick<ManifestPart, 'no' | 'title' | 'number' | 'date' | 'firstPage' | 'pages'>[]): Sheet {
  const pagesOf = (p: Pick<ManifestPart, 'firstPage' | 'pages'>) => (p.pages === 1 ? String(p.firstPage) : `${p.firstPage}—${p.firstPage + p.pages - 1}`);
  return { title: t.titles.list, head: t.listHead, rows: parts.map((p) => [String(p.no), p.title, p.number ?? t.unknown, short(p.date), pagesOf(p)]) };
}

function applicationSheet(view: FoiCaseView): Sheet {
  const a = t.application;
  const { applicant: who, request: what } = view;
  const reach = [who.contact, who.phone, who.email, who.address, who.postcode].filter((s) => s !== null && s !== '').join(t.separator);
  return {
    title: t.titles.application,
    rows: [
      [a.applicant, [who.name, foi.kinds[who.kind], who.representative ?? ''].filter((s) => s !== '').join(t.separator)], [a.reach, reach], [a.channel, foi.channels[view.channel]],
      [a.submitted, formatInstant(view.submittedAt)], [a.content, what.content], [a.document, what.documentNumber ?? t.none], [a.delivery, foi.deliveries[what.delivery]],
      [a.medium, foi.mediums[what.medium]], [a.help, what.helpNeeded ?? t.none],
    ],
  };
}

function registrationSheet(view: FoiCaseView): Sheet {
  const r = t.registration;
  return {
    title: t.titles.registration,
    rows: [
      [t.cover.receiptNumber, view.receiptNumber], [t.cover.registerNumber, view.registerNumber ?? t.unknown], [t.cover.applicant, view.applicant.name],
      [t.application.channel, foi.channels[view.channel]], [t.application.submitted, formatInstant(view.submittedAt)], [t.cover.received, day(view.receivedOn)],
      [r.article, view.receipt.article], [r.due, day(view.due?.due ?? null)], [r.handler, view.assignee?.name ?? t.unknown],
    ],
  };
}

function searchSheet(view: FoiCaseView): Sheet {
  return { title: t.titles.search, head: t.searchHead, rows: view.searches.map((s) => [short(s.searchedOn), s.place, s.searchedBy, s.words, s.result]) };
}

const approvals: ReadonlySet<FoiEventType> = new Set(['judge', 'decide', 'pass-legality', 'clear-secrecy', 'approve', 'return', 'request-extension', 'approve-extension', 'refuse-extension']);
const services: ReadonlySet<FoiEventType> = new Set(['serve', 'undeliverable']);

function timelineSheet(view: FoiCaseView, title: string, types: ReadonlySet<FoiEventType> | null): Sheet {
  const rows = view.timeline.filter((e) => types === null || types.has(e.type)).map((e) => [short(e.on), e.name, e.by, types === services ? serviceOf(e.data) || e.text : e.text]);
  return { title, head: t.timelineHead, rows };
}

/** What a service event holds, read without trusting its shape. */
function serviceOf(data: unknown): string {
  const service: unknown = typeof data === 'object' && data !== null && 'service' in data ? data.service : null;
  if (typeof service !== 'object' || service === null) return '';
  const field = (name: string): string => {
    const value: unknown = Object.entries(service).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : '';
  };
  return t.service.line(t.service.via[field('via')] ?? '', field('tracking'), field('to'), field('evidence'));
}

function clockSheet(view: FoiCaseView): Sheet {
  const days = view.clock?.derivation ?? [];
  return { title: t.titles.clock, head: t.clockHead, rows: days.map((d) => [short(d.date), d.counted ? t.counted.yes : t.counted.no, d.reason, d.article ?? t.unknown]) };
}

/** The sheets a case of its own has, each with the item of the list it stands for. Empty ones are left out. */
export function ownSheets(view: FoiCaseView): { key: ItemKey; sheet: Sheet; date: CivilDate | null }[] {
  const sheets: { key: ItemKey; sheet: Sheet; date: CivilDate | null }[] = [
    { key: 'application', sheet: applicationSheet(view), date: civilDateOf(view.submittedAt) },
    { key: 'registration', sheet: registrationSheet(view), date: view.receivedOn },
    { key: 'registration', sheet: clockSheet(view), date: view.receivedOn },
    { key: 'search', sheet: searchSheet(view), date: view.searches[0]?.searchedOn ?? null },
    { key: 'approval', sheet: timelineSheet(view, t.titles.approval, approvals), date: view.timeline.findLast((e) => approvals.has(e.type))?.on ?? null },
    { key: 'service', sheet: timelineSheet(view, t.titles.service, services), date: view.timeline.findLast((e) => services.has(e.type))?.on ?? null },
    { key: 'registration', sheet: timelineSheet(view, t.titles.history, null), date: view.closedOn },
  ];
  return sheets.filter(({ sheet }) => sheet.rows.length > 0);
}

export function slipText(part: ArchivePart, sha256: string): string {
  return part.source === 'apart' ? t.slip.apart(part.title) : t.slip.unmerged(part.name, sha256);
}
