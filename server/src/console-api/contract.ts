// The console API's types: what the staff's single-page app and the server agree on. Types only.
import type {
  CivilDate, CountedDay, Direction, DisclosureAttribute, DisclosureMethod, DocumentForm, DocumentKind,
  GroundCode, Instant,
} from '@tongming/law';
import type { Body } from '@tongming/typeset';

export type Role =
  | 'drafter' | 'reviewer' | 'secrecy-reviewer' | 'legality-reviewer' | 'cosigner' | 'signer' | 'office'
  | 'openness-clerk' | 'openness-head' | 'privacy-officer' | 'system-admin' | 'security-admin' | 'audit-admin';

export type DocumentState =
  | 'drafting' | 'reviewing' | 'consulting' | 'legality' | 'deliberation' | 'secrecy' | 'cosigning' | 'signing'
  | 'checking' | 'registering' | 'printing' | 'dispatching' | 'issued' | 'discarded';

export type DocumentEvent =
  | 'submit' | 'review' | 'record-consultation' | 'pass-legality' | 'record-deliberation' | 'clear-secrecy'
  | 'cosign' | 'sign' | 'check' | 'register' | 'print' | 'issue' | 'return' | 'withdraw-submission' | 'discard'
  | 'change-disclosure';

export type Reason = { code: string; message: string; field?: string; article?: string | null };
/** Body of every answer with a status of 400 and above. */
export type Refusal = { error: { code: string; message: string; reasons: Reason[] } };

export type Me = {
  person: { id: string; name: string; login: string };
  roles: { agencyCode: string; agencyName: string; role: Role }[];
  demo: boolean;
  mustChangePassword: boolean;
  mustSetSecondFactor: boolean;
  /** What a new password must be. */
  passwordRule: { minLength: number; classes: number };
};
export type Persona = { personId: string; name: string; duty: string; agencyName: string; roles: Role[] };
/** An application of the demonstration that visitors may follow on the portal. */
export type FollowedApplication = { number: string; code: string; what: string };

export type Ground = { code: GroundCode; reason: string };
export type Signer = { agency: string; name: string };
export type RelationType =
  | 'amends' | 'repeals' | 'replaces' | 'interprets' | 'implements' | 'forwards' | 'corrects' | 'attached-to' | 'based-on'
  /** Of a record in one language to the same in another; made by its translation alone. */
  | 'translates';
export type RelationDraft = { type: RelationType; recordId: string | null; text: string | null };

/** What a record is in the library. 法律法规 are only taken in for reference, never drafted here. */
export type RecordCategory = 'law' | 'rule' | 'normative' | 'policy' | 'standard' | 'discretion' | 'system' | 'annual-report' | 'other';

/** What a drafter edits: the drafting sheet (发文稿纸). */
export type Sheet = {
  kind: DocumentKind;
  direction: Direction;
  form: DocumentForm;
  category: Exclude<RecordCategory, 'law'>;
  urgency: '特急' | '加急' | null;
  /** Always refused when set: classified papers may not enter this system. */
  secrecy?: string | null;
  title: string;
  publicTitle: string | null;
  addressees: string[];
  copyTo: string[];
  body: Body;
  note: string | null;
  contact: string | null;
  sealed: boolean;
  jointAgencies: string[];
  signers: Signer[];
  attendees: { present: string[]; absent: string[]; observers: string[] } | null;
  theme: string | null;
  keywords: string[];
  keywordsConfirmed: boolean;
  summary: string | null;
  articleItems: string[];
  forwardsRecord: string | null;
  relations: RelationDraft[];
  numberCode: string | null;
  effectiveOn: CivilDate | null;
  expiresOn: CivilDate | null;
  publishAt: Instant | null;
  disclosure: { attribute: DisclosureAttribute | null; method: DisclosureMethod | null; grounds: Ground[] };
};

export type Attachment = {
  id: string; position: number; name: string; publicName: string | null;
  fileHash: string; size: number; mime: string;
  attribute: DisclosureAttribute; grounds: Ground[];
  /** PDF attachments that are 删减后公开: the words and areas to black out. */
  redaction: { terms?: { text: string; ground: GroundCode }[]; rects?: { page: number; x: number; y: number; w: number; h: number; ground: GroundCode }[] };
};

export type TrailEntry = {
  event: DocumentEvent; from: DocumentState; to: DocumentState; personName: string; role: Role;
  agencyName: string; opinion: string | null; at: Instant; version: number; data: Record<string, unknown>;
};

export type Duty = {
  rule: string; ruleName: string; law: string; article: string; startedOn: CivilDate; due: CivilDate;
  daysLeft: number; provisional: boolean; derivation: CountedDay[]; doneAt: Instant | null;
};

export type DocumentRow = {
  id: string; title: string; kind: DocumentKind; state: DocumentState; agencyCode: string; agencyName: string;
  drafter: string; urgency: '特急' | '加急' | null; documentNumber: string | null; updatedAt: Instant;
  disclosure: { attribute: DisclosureAttribute | null; method: DisclosureMethod | null };
  /** Who has it now, in words: 某某（审核人）. */
  waitingFor: string; due: { due: CivilDate; daysLeft: number; law: string } | null; version: number;
};

/** What I may do with this document now, each with what it will cause, said before it is done. */
export type Available = { event: DocumentEvent; label: string; consequence: string; needsOpinion: boolean; refusals: Reason[] };

export type DocumentView = DocumentRow & {
  sheet: Sheet; attachments: Attachment[]; trail: TrailEntry[]; available: Available[]; editable: boolean;
  duties: Duty[]; numberPreview: string | null; recordId: string | null; recordUrl: string | null;
  warnings: Reason[]; dateMade: CivilDate | null; drafterId: string;
};

/** Data that goes with an event: which fields each event reads is in the server's machine.ts. */
export type EventRequest = {
  version: number; opinion?: string;
  data?: {
    consultation?: { from: CivilDate; to: CivilDate; channel: string; received: number; adopted: number; summary: string; shorterReason?: string };
    legality?: { startedOn: CivilDate; finishedOn: CivilDate; opinion: string; emergency?: boolean };
    deliberation?: { meeting: string; heldOn: CivilDate; decision: string };
    secrecy?: { conclusion: string };
    dateMade?: CivilDate;
    privacyOverride?: { reason: string };
    /** The person approved this attribute; differs from the sheet = change-disclosure. */
    disclosure?: Sheet['disclosure'];
  };
};

export type PersonalDataFinding = {
  kind: 'id-card' | 'mobile' | 'phone' | 'bank-card' | 'passport' | 'plate';
  kindName: string; masked: string; where: string; context: string;
};

export type InboxView = {
  waiting: DocumentRow[]; mine: DocumentRow[]; due: (Duty & { title: string; documentId: string | null; recordId: string | null })[];
  counts: { waiting: number; overdue: number; dueSoon: number };
};

/** An imported file: its text, and what its frame says for the cells of the sheet. */
export type Converted = {
  body: Body; title: string | null; warnings: string[];
  fields: { documentNumber: string | null; addressees: string[]; dateMade: CivilDate | null; note: string | null };
};

export type VersionRow = { version: number; savedBy: string; savedAt: Instant };

export type RecordRow = {
  id: string; indexNumber: string; title: string; documentNumber: string | null; kind: string; agencyName: string;
  dateMade: CivilDate | null; publishedAt: Instant | null; status: string; public: boolean; url: string | null;
  attribute: DisclosureAttribute; method: DisclosureMethod | null;
};
export type RecordView = RecordRow & {
  editions: { no: number; state: 'draft' | 'live' | 'superseded'; publishedAt: Instant | null; documentId: string | null }[];
  ends: { kind: 'repealed' | 'expired' | 'annulled' | 'withdrawn'; effectiveOn: CivilDate; ground: string; publicNote: string; at: Instant; by: string }[];
  relations: { direction: 'to' | 'from'; type: RelationType; recordId: string | null; title: string }[];
  /** Of one's own agencies' records only. */
  facts: RecordFacts | null;
};
/** What the library's keeper may put right of a published record. `version` goes back with every change. */
export type RecordFacts = {
  version: number; category: string; theme: string | null; keywords: string[]; keywordsConfirmed: { by: string; at: Instant } | null;
  effectiveOn: CivilDate | null; expiresOn: CivilDate | null; editable: boolean;
};
export type FactsRequest = {
  version: number; category: RecordCategory; theme: string | null; keywords: string[]; confirmKeywords: boolean;
  effectiveOn: CivilDate | null; expiresOn: CivilDate | null; ground: string;
};
export type RelateRequest = { version: number; type: RelationType; to: string };
export type EndRequest = { kind: 'repealed' | 'expired' | 'annulled' | 'withdrawn'; effectiveOn: CivilDate; ground: string; publicNote: string; byRecord?: string | null };

export type Openness = {
  office?: string; address?: string; hours?: string; phone?: string; fax?: string; email?: string; postcode?: string;
  leader?: string; contact?: string; duties?: string; departments?: string[];
};
export type AgencyView = {
  code: string; name: string; shortName: string; regionCode: string; regionName: string; parentCode: string | null;
  kind: 'government' | 'office' | 'department' | 'zone' | 'township' | 'body'; uscc: string | null; orgCode: string;
  openness: Openness; numberCodes: { code: string; purpose: string }[]; active: boolean; version: number;
};
export type PersonView = {
  id: string; login: string; name: string; phone: string | null; email: string | null; active: boolean;
  lockedUntil: Instant | null; secondFactor: boolean; roles: { agencyCode: string; agencyName: string; role: Role }[]; version: number;
};
export type JournalRow = {
  id: number; at: Instant; actorName: string; actorRole: string; agencyCode: string | null; action: string;
  subjectType: string; subjectId: string; reason: string | null; before: unknown; after: unknown; block: number | null;
};
export type Page<T> = { total: number; items: T[]; next: string | null };
export type AlertSettings = {
  confirmHours: number; gatherSeconds: number; dailyHour: number; failuresToPause: number; pausedDays: number; perAddress: number; unaskedPerDay: number;
};
/** 邮件提醒 in numbers, mails of the last seven days; nobody's address and nobody's words. */
export type AlertsView = {
  /** What mails come from; null: none are sent. `publicUrl`: the site knows its own address, without which links lead nowhere. */
  sender: string | null; publicUrl: boolean;
  alerts: { active: number; pending: number; paused: number; immediate: number; daily: number; documents: number };
  mails: { kind: 'confirm' | 'known' | 'hits'; state: 'waiting' | 'sending' | 'sent' | 'failed' | 'empty'; count: number }[];
  queue: { waiting: number; failing: number };
  /** Changes of public records that no alert has been held against yet. */
  unread: number;
  failures: { error: string; count: number; lastAt: Instant | null }[]; settings: AlertSettings;
};
/** 同义词: words that a search takes for each other. */
export type SynonymGroup = { id: string; words: string[]; version: number };
/** What a search finds without and with an edit that is not saved yet; titles are the first few of each. */
export type SynonymTrialRequest = { q: string; id: string | null; words: string[] };
export type SynonymTrial = Record<'before' | 'after', { total: number; titles: { id: string; title: string }[] }>;
export type PageErrorRow = { id: string; url: string; message: string; contact: string | null; receivedAt: Instant; state: 'open' | 'answered'; answer: string | null };

/*
Routes, all under /api/console. JSON in and out; every non-GET carries the header `x-tongming: 1` (CSRF); session in an
HttpOnly SameSite=Strict cookie. Errors: Refusal.

POST /login {login,password,code?}                 → Me | 401 (code 'second-factor' asks for `code`)
POST /sign-in-as {personId}                         → Me      (demonstration only)
GET  /personas                                      → { demo, personas: Persona[], applications?: FollowedApplication[] }
POST /logout                                        → {}
GET  /me                                            → Me
POST /password {current,next}                       → {}
POST /second-factor/start                           → { secret, uri, qr: string (SVG) }
POST /second-factor/confirm {code}                  → {}

GET  /reference                                     → { kinds, grounds, themes, articleItems, roles, states, attributes, methods } (from law, with names and articles)
GET  /inbox                                         → InboxView
GET  /documents?state=&agency=&kind=&q=&mine=&cursor=&limit=   → Page<DocumentRow>
POST /documents {agencyCode, kind?}                 → DocumentView
GET  /documents/:id                                 → DocumentView
PUT  /documents/:id {version, sheet}                → DocumentView | 409 edit-conflict
POST /documents/:id/events/:event  EventRequest     → DocumentView
POST /documents/:id/finish {version, dateMade?}     → DocumentView   (office: check + register + print + issue in one move; stops at the first refusal)
GET  /documents/:id/versions                        → VersionRow[]
GET  /documents/:id/versions/:n                     → { version, savedBy, savedAt, sheet: Sheet }
GET  /documents/:id/preview.pdf?copy=internal|public, /sheet.pdf, /preview.html?copy=…
POST /documents/:id/check-personal-data             → { findings: PersonalDataFinding[] }
POST /documents/:id/attachments (multipart: file)   → Attachment ; PATCH /documents/:id/attachments/:aid {name,publicName,attribute,grounds,redaction} ; DELETE …
GET  /documents/:id/attachments/:aid                → the file (download)
POST /documents/:id/images (multipart: file, PNG or JPEG) → { file } ; GET /documents/:id/images/:file → the picture   (pictures of the text, by content hash)
POST /convert (multipart: file .docx/.txt)          → Converted

GET  /records?q=&agency=&status=&public=&cursor=    → Page<RecordRow>
GET  /records/:id                                   → RecordView
POST /records/:id/revise                            → DocumentView   (a new draft edition)
POST /records/:id/ends EndRequest                   → RecordView
PUT  /records/:id/facts FactsRequest                → RecordView
POST /records/:id/relations RelateRequest           → RecordView
POST /records/:id/relations/removal RelateRequest   → RecordView

GET  /regions                                       → { code, name, parentCode, level }[]
GET  /regions                                       → Region[] ; POST /regions {code,name,parentCode,level} → Region
GET  /agencies                                      → AgencyView[] ; POST /agencies, PUT /agencies/:code {version, …}
GET  /people?q=&cursor=                             → Page<PersonView> ; POST /people {login,name,phone,email} → { person, password } ; PUT /people/:id ; POST /people/:id/roles {agencyCode,role,grant:boolean} ; POST /people/:id/unlock ; POST /people/:id/reset → { person, password }
GET  /journal/actions                               → Record<action, name> of steps
GET  /journal?subject=&actor=&action=&cursor=       → Page<JournalRow> ; POST /journal/verify → { ok, rows, blocks, faults }
GET  /alerts                                         → AlertsView ; PUT /alerts/settings AlertSettings → AlertSettings
GET  /search-synonyms                                → SynonymGroup[] ; PUT /search-synonyms {id?, version?, words} → SynonymGroup[] (no words: taken away)
POST /search-synonyms/try {q, id, words}             → SynonymTrial
GET  /page-errors?state=&cursor=                    → Page<PageErrorRow> ; POST /page-errors/:id/answer {answer} → PageErrorRow
*/
