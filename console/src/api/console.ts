import type {
  AlertSettings, AlertsView, SynonymGroup, SynonymTrial, SynonymTrialRequest,
  AgencyView, Attachment, DocumentRow, DocumentView, EndRequest, EventRequest, DocumentEvent, FollowedApplication, InboxView, JournalRow,
  Me, Page, PageErrorRow, Persona, PersonalDataFinding, PersonView, RecordRow, RecordView, Role, Sheet, VersionRow, Converted,
} from '#contract';
import type { MissingCitation } from '#contract-structure';
import type { CivilDate } from '@tongming/law';
import { get, patch, post, put, remove, upload, url } from './client.ts';

type Query = Record<string, string | number | boolean | null | undefined>;

export const session = {
  me: (own: boolean) => get<Me>('/me', {}, { ownSignIn: own }),
  signIn: (login: string, password: string, code?: string) => post<Me>('/login', { login, password, code }, { ownSignIn: true }),
  signInAs: (personId: string) => post<Me>('/sign-in-as', { personId }, { ownSignIn: true }),
  personas: () => get<{ demo: boolean; personas: Persona[]; applications?: FollowedApplication[] }>('/personas', {}, { ownSignIn: true }),
  signOut: () => post<object>('/logout', {}, { ownSignIn: true }),
  changePassword: (current: string, next: string) => post<object>('/password', { current, next }),
  startSecondFactor: () => post<{ secret: string; uri: string; qr: string }>('/second-factor/start'),
  confirmSecondFactor: (code: string) => post<object>('/second-factor/confirm', { code }),
};

export const inbox = (signal: AbortSignal): Promise<InboxView> => get<InboxView>('/inbox', {}, { signal });

const at = (id: string, rest = ''): string => `/documents/${encodeURIComponent(id)}${rest}`;

export const documents = {
  list: (query: Query, signal?: AbortSignal) => get<Page<DocumentRow>>('/documents', query, signal === undefined ? {} : { signal }),
  create: (agencyCode: string, kind?: string) => post<DocumentView>('/documents', { agencyCode, kind }),
  read: (id: string, signal?: AbortSignal) => get<DocumentView>(at(id), {}, signal === undefined ? {} : { signal }),
  save: (id: string, version: number, sheet: Sheet) => put<DocumentView>(at(id), { version, sheet }),
  act: (id: string, event: DocumentEvent, request: EventRequest) => post<DocumentView>(at(id, `/events/${event}`), request),
  finish: (id: string, version: number, dateMade?: CivilDate) => post<DocumentView>(at(id, '/finish'), { version, dateMade }),
  versions: (id: string, signal?: AbortSignal) => get<VersionRow[]>(at(id, '/versions'), {}, signal === undefined ? {} : { signal }),
  version: (id: string, n: number, signal?: AbortSignal) =>
    get<VersionRow & { sheet: Sheet }>(at(id, `/versions/${n}`), {}, signal === undefined ? {} : { signal }),
  checkPersonalData: (id: string) => post<{ findings: PersonalDataFinding[] }>(at(id, '/check-personal-data')),
  pdfUrl: (id: string, copy: 'internal' | 'public', version: number) => url(at(id, '/preview.pdf'), { copy, v: version }),
  htmlUrl: (id: string, copy: 'internal' | 'public', version: number) => url(at(id, '/preview.html'), { copy, v: version }),
  sheetPdfUrl: (id: string) => url(at(id, '/sheet.pdf')),
  attach: (id: string, file: File) => upload<Attachment>(at(id, '/attachments'), file),
  changeAttachment: (id: string, aid: string, change: Partial<Attachment>) => patch<Attachment>(at(id, `/attachments/${aid}`), change),
  orderAttachments: (id: string, order: string[]) => put<object>(at(id, '/attachments'), { order }),
  detach: (id: string, aid: string) => remove<object>(at(id, `/attachments/${aid}`)),
  attachmentUrl: (id: string, aid: string) => url(at(id, `/attachments/${aid}`)),
  addImage: (id: string, file: File) => upload<{ file: string }>(at(id, '/images'), file),
  imageUrl: (id: string, file: string) => url(at(id, `/images/${encodeURIComponent(file)}`)),
};

/** DOCX or plain text → body. */
export const convert = (file: File): Promise<Converted> => upload('/convert', file);

export const records = {
  list: (query: Query, signal?: AbortSignal) => get<Page<RecordRow>>('/records', query, signal === undefined ? {} : { signal }),
  read: (id: string, signal?: AbortSignal) => get<RecordView>(`/records/${id}`, {}, signal === undefined ? {} : { signal }),
  revise: (id: string) => post<DocumentView>(`/records/${id}/revise`),
  end: (id: string, request: EndRequest) => post<RecordView>(`/records/${id}/ends`, request),
};

export type Region = { code: string; name: string; parentCode: string | null; level: 'province' | 'city' | 'county' | 'zone' | 'township' };
export type PersonInput = { login: string; name: string; phone: string | null; email: string | null };

export const admin = {
  regions: () => get<Region[]>('/regions'),
  createRegion: (region: Region) => post<Region>('/regions', region),
  agencies: (signal?: AbortSignal) => get<AgencyView[]>('/agencies', {}, signal === undefined ? {} : { signal }),
  createAgency: (agency: Partial<AgencyView>) => post<AgencyView>('/agencies', agency),
  changeAgency: (code: string, agency: Partial<AgencyView>) => put<AgencyView>(`/agencies/${code}`, agency),
  people: (query: Query, signal?: AbortSignal) => get<Page<PersonView>>('/people', query, signal === undefined ? {} : { signal }),
  createPerson: (person: PersonInput) => post<{ person: PersonView; password: string }>('/people', person),
  changePerson: (id: string, person: Partial<PersonView>) => put<PersonView>(`/people/${id}`, person),
  setRole: (id: string, agencyCode: string, role: Role, grant: boolean) => post<PersonView>(`/people/${id}/roles`, { agencyCode, role, grant }),
  unlock: (id: string) => post<PersonView>(`/people/${id}/unlock`),
  resetPassword: (id: string) => post<{ person: PersonView; password: string }>(`/people/${id}/reset`),
  journal: (query: Query, signal?: AbortSignal) => get<Page<JournalRow>>('/journal', query, signal === undefined ? {} : { signal }),
  journalActions: () => get<Record<string, string>>('/journal/actions'),
  verifyJournal: () =>
    post<{ ok: boolean; rows: number; blocks: number; faults: { kind: string; id: string | number; message: string }[] }>('/journal/verify'),
  alerts: (signal?: AbortSignal) => get<AlertsView>('/alerts', {}, signal === undefined ? {} : { signal }),
  saveAlertSettings: (settings: AlertSettings) => put<AlertSettings>('/alerts/settings', settings),
  synonyms: (signal?: AbortSignal) => get<SynonymGroup[]>('/search-synonyms', {}, signal === undefined ? {} : { signal }),
  saveSynonyms: (edit: { id?: string; version?: number; words: readonly string[] }) => put<SynonymGroup[]>('/search-synonyms', edit),
  trySynonyms: (trial: SynonymTrialRequest) => post<SynonymTrial>('/search-synonyms/try', trial),
  pageErrors: (query: Query, signal?: AbortSignal) => get<Page<PageErrorRow>>('/page-errors', query, signal === undefined ? {} : { signal }),
  missingCitations: (query: Query, signal?: AbortSignal) => get<Page<MissingCitation>>('/citations/missing', query, signal === undefined ? {} : { signal }),
  answerPageError: (id: string, answer: string) => post<PageErrorRow>(`/page-errors/${id}/answer`, { answer }),
};
