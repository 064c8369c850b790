// Table types for Kysely, one for each table of server/migrations. Columns are camelCase here and snake_case in SQL.
// date → 'YYYY-MM-DD', timestamptz → ISO instant, bigint → number: see database.ts.
import type { CivilDate, Instant } from '@tongming/law';
import type { ColumnType, Generated } from 'kysely';

/** A jsonb column: write it with json() of database.ts, so that arrays are not taken for SQL arrays. */
export type Json<T = unknown> = ColumnType<T, unknown, unknown>;
type JsonDefault<T = unknown> = ColumnType<T, unknown, unknown>;
type Day = ColumnType<CivilDate, string, string>;
type DayOrNull = ColumnType<CivilDate | null, string | null | undefined, string | null>;
type At = ColumnType<Instant, string, string>;
type AtDefault = ColumnType<Instant, string | undefined, string>;
type AtOrNull = ColumnType<Instant | null, string | null | undefined, string | null>;

export type RegionTable = { code: string; name: string; parentCode: string | null; level: 'province' | 'city' | 'county' | 'zone' | 'township' };
export type AgencyKind = 'government' | 'office' | 'department' | 'zone' | 'township' | 'body';

export type SiteKind = 'portal' | 'department' | 'zone';
export type SiteLanguage = 'zh-CN' | 'mn-Mong-CN';
export type SiteState = 'preparing' | 'open' | 'suspended' | 'closed';
export type ColumnState = 'preparing' | 'open' | 'closed';
export type ColumnItemMode = 'pinned' | 'placed' | 'excluded';

export type CoreTables = {
  'core.region': RegionTable;
  'core.agency': {
    code: string; name: string; shortName: string; regionCode: string; parentCode: string | null; kind: AgencyKind;
    uscc: string | null; orgCode: string; openness: JsonDefault; position: Generated<number>; active: Generated<boolean>;
    version: Generated<number>;
  };
  'core.agencyNumberCode': { code: string; agencyCode: string; purpose: Generated<string>; position: Generated<number> };
  'core.person': {
    id: Generated<string>; login: string; name: string; phone: string | null; email: string | null;
    passwordHash: string | null; passwordChangedAt: AtOrNull; mustChangePassword: Generated<boolean>;
    totpSecret: Buffer | null; totpConfirmed: Generated<boolean>; totpLastStep: number | null;
    failedLogins: Generated<number>; lockedUntil: AtOrNull; active: Generated<boolean>; createdAt: AtDefault;
    version: Generated<number>;
  };
  'core.roleAssignment': { personId: string; agencyCode: string; role: string; grantedAt: AtDefault };
  'core.session': {
    tokenHash: Buffer; personId: string; secondFactor: boolean; createdAt: AtDefault; lastSeenAt: AtDefault;
    expiresAt: At; client: Generated<string>;
  };
  'core.setting': { key: string; value: Json };
  'core.file': { hash: string; size: number; mime: string; createdAt: AtDefault };
  'core.record': {
    id: Generated<string>; agencyCode: string; indexNumber: string; externalId: string | null; kind: string;
    category: string; language: Generated<string>; createdAt: AtDefault; version: Generated<number>;
    keywordsConfirmedBy: string | null; keywordsConfirmedAt: AtOrNull;
  };
  'core.document': {
    id: Generated<string>; agencyCode: string; state: string; kind: string; direction: string; form: string;
    category: Generated<string>; urgency: string | null; title: Generated<string>; publicTitle: string | null;
    addressees: Generated<string[]>; copyTo: Generated<string[]>; body: Json; note: string | null; contact: string | null;
    sealed: Generated<boolean>; jointAgencies: Generated<string[]>; signers: JsonDefault; attendees: JsonDefault;
    theme: string | null; keywords: Generated<string[]>; keywordsConfirmed: Generated<boolean>; summary: string | null;
    articleItems: Generated<string[]>; forwardsRecord: string | null; relations: JsonDefault; numberCode: string | null;
    numberYear: number | null; numberSeq: number | null; documentNumber: string | null; dateMade: DayOrNull;
    effectiveOn: DayOrNull; expiresOn: DayOrNull; publishAt: AtOrNull; disclosureAttribute: string | null;
    disclosureMethod: string | null; disclosureGrounds: JsonDefault; printed: JsonDefault; recordId: string | null;
    draftedBy: string; signedBy: string | null; createdAt: AtDefault; updatedAt: AtDefault; version: Generated<number>;
  };
  'core.documentVersion': { documentId: string; version: number; content: Json; savedBy: string; savedAt: AtDefault };
  'core.documentEvent': {
    id: Generated<number>; documentId: string; version: number; event: string; fromState: string; toState: string;
    personId: string | null; personName: string; role: string; agencyCode: string; opinion: string | null;
    data: JsonDefault; at: AtDefault;
  };
  'core.documentAttachment': {
    id: Generated<string>; documentId: string; position: number; name: string; publicName: string | null;
    fileHash: string; attribute: Generated<string>; grounds: JsonDefault; redaction: JsonDefault;
  };
  'core.numberSeries': { code: string; year: number; last: Generated<number> };
  'core.issuedNumber': {
    code: string; year: number; seq: number; documentId: string; state: Generated<'used' | 'cancelled'>;
    reason: string | null; at: AtDefault;
  };
  'core.indexSeries': { orgCode: string; year: number; last: Generated<number> };
  'core.duty': {
    id: Generated<string>; subjectType: string; subjectId: string; agencyCode: string; rule: string; startedOn: Day;
    due: Day; provisional: boolean; derivation: Json; doneAt: AtOrNull;
  };
  'core.edition': {
    id: Generated<string>; recordId: string; no: number; state: 'draft' | 'live' | 'superseded'; documentId: string | null;
    content: Json; bodyText: string; publishedAt: AtOrNull; createdAt: AtDefault;
  };
  'core.channelUse': {
    id: Generated<string>; recordId: string; channel: string; usedOn: Day; url: string | null; issue: string | null; fileHash: string | null;
    fileName: string | null; fileSize: number | null; fileMime: string | null; isPublic: boolean; filePublic: boolean; personId: string; at: At;
    removedAt: AtOrNull; removedBy: string | null; removedReason: string | null;
  };
  'core.searchSynonym': { id: Generated<string>; words: string[]; version: Generated<number> };
  'core.recordEnd': {
    id: Generated<number>; recordId: string; kind: 'repealed' | 'expired' | 'annulled' | 'withdrawn'; effectiveOn: Day;
    ground: string; publicNote: string; byRecord: string | null; personId: string | null; at: AtDefault; byRelation: Generated<boolean>;
  };
  'core.validityDecision': {
    id: Generated<number>; recordId: string; kind: 'keep-on' | 'let-expire'; expiresBefore: DayOrNull; expiresOn: DayOrNull;
    ground: string; evaluation: string | null; personId: string; at: At;
  };
  'core.validityMail': {
    id: Generated<string>; agencyCode: string; queuedAt: At; state: Generated<'waiting' | 'sent' | 'failed'>; error: string | null; endedAt: AtOrNull;
  };
  'core.validityReminder': { recordId: string; expiresOn: Day; months: number; mailId: string | null; at: At };
  'core.cleanup': {
    id: Generated<string>; agencyCode: string; name: string; scope: Json; deadline: Day; state: Generated<'open' | 'closed' | 'cancelled'>;
    startedBy: string; startedAt: At; closedBy: string | null; closedAt: AtOrNull; appliedOn: DayOrNull; version: Generated<number>;
  };
  'core.cleanupItem': {
    cleanupId: string; recordId: string; position: number; agencyCode: string; frozen: Json;
    decision: 'keep' | 'amend' | 'repeal' | 'expire' | null; ground: string | null; decidedBy: string | null; decidedAt: AtOrNull;
    returnedNote: string | null; outcome: 'kept' | 'to-amend' | 'repealed' | 'expired' | 'skipped' | null; outcomeNote: string | null;
    version: Generated<number>;
  };
  'core.recordName': { recordId: string; key: string; rank: number };
  'core.citation': { fromRecord: string; key: string; cited: string; anchors: Generated<string[]>; toRecord: string | null };
  'core.citationReader': { id: Generated<boolean>; seq: Generated<number> };
  'core.relation': {
    id: Generated<number>; fromRecord: string; type: string; toRecord: string | null; toText: string | null; at: AtDefault;
  };
  'core.outbox': {
    id: Generated<number>; topic: string; key: string; payload: Json; availableAt: AtDefault; attempts: Generated<number>;
    lockedUntil: AtOrNull; doneAt: AtOrNull; error: string | null; createdAt: AtDefault;
  };
  'core.journal': {
    id: Generated<number>; at: AtDefault; actorId: string | null; actorName: string; actorRole: string;
    agencyCode: string | null; site: string | null; action: string; subjectType: string; subjectId: string;
    before: JsonDefault; after: JsonDefault; reason: string | null; requestId: string | null;
    block: number | null; position: number | null;
  };
  'core.journalBlock': { no: number; count: number; ids: number[]; leaves: Buffer; root: Buffer; previous: Buffer; hash: Buffer; sealedAt: At };
  'core.importJob': {
    id: Generated<string>; agencyCode: string; fileName: string; fileHash: string; linesDone: Generated<number>;
    imported: Generated<number>; unchanged: Generated<number>; revised: Generated<number>; faults: Generated<number>;
    startedAt: AtDefault; finishedAt: AtOrNull; undoStartedAt: AtOrNull; undoneAt: AtOrNull; traced: Generated<boolean>;
  };
  'core.importItem': { jobId: string; recordId: string; edition: number; outcome: 'removed' | 'restored' | 'left' | null; reason: string | null };
  'core.importReview': {
    id: Generated<string>; agencyCode: string; fileName: string; fileHash: string; personId: string;
    state: 'mapping' | 'reading' | 'ready' | 'importing' | 'done' | 'dropped'; suggestion: Json; mapping: JsonDefault; fault: string | null;
    compared: Generated<number>; jobId: string | null; createdAt: At; updatedAt: At;
  };
  'core.importReviewItem': {
    reviewId: string; line: number; place: string | null; verdict: 'new' | 'changed' | 'unchanged' | 'duplicate' | 'similar' | 'fault';
    title: string | null; reason: string | null; fields: string[]; match: JsonDefault; doubts: Json; doubtCodes: string[]; document: JsonDefault;
    decision: 'take' | 'leave' | null; corrected: Generated<boolean>;
  };
  'core.harvest': { agencyCode: string; address: string; state: Json; harvestedAt: At };
  'core.importFault': { jobId: string; line: number; reason: string };
  'core.takenIn': { submissionId: string; at: AtDefault };
  'core.pageError': {
    id: string; url: string; message: string; contact: string | null; receivedAt: At; agencyCode: string | null;
    state: Generated<'open' | 'answered'>; answer: string | null; answeredBy: string | null; answeredAt: AtOrNull;
  };
  'core.sitePicture': { hash: string; mime: string; bytes: Buffer; createdAt: AtDefault };
  'core.site': {
    code: string; kind: SiteKind; language: SiteLanguage; regionCode: string; agencyCode: string; twin: string | null; domain: string;
    name: string; facts: JsonDefault; theme: JsonDefault; state: Generated<SiteState>; notice: string | null; position: Generated<number>;
    version: Generated<number>; createdAt: AtDefault;
  };
  'core.siteChange': {
    id: Generated<string>; siteCode: string; dueAt: At; change: Json; state: Generated<'waiting' | 'done' | 'failed' | 'cancelled'>;
    faults: JsonDefault; personId: string | null; person: string; role: string; agencyCode: string | null; createdAt: AtDefault; endedAt: AtOrNull;
  };
  'core.translation': {
    sourceRecord: string; agencyCode: string; state: Generated<'asked' | 'taken' | 'submitted' | 'published' | 'stale'>; title: Generated<string>; bodyText: Generated<string>;
    translator: string | null; reviewer: string | null; sourceEdition: number | null; recordId: string | null; returnedReason: string | null;
    staleReason: 'revised' | 'ended' | 'withdrawn' | null; askedBy: string | null; askedAt: At; updatedAt: At; version: Generated<number>;
  };
  'core.content': {
    id: Generated<string>; kind: string; agencyCode: string; state: Generated<'draft' | 'review' | 'published' | 'withdrawn'>; title: string; content: Json;
    recordId: string | null; writers: string[]; returnedReason: string | null; createdAt: At; updatedAt: At; version: Generated<number>;
  };
  'core.contentFile': { contentId: string; hash: string };
  'core.hotline': {
    id: Generated<string>; agencyCode: string; matter: string; number: string; hours: string; verifiedOn: Day; verifiedBy: string; active: Generated<boolean>; version: Generated<number>;
  };
  'core.topic': {
    id: Generated<string>; siteCode: string; slug: string; name: string; lead: string; rules: JsonDefault; state: Generated<'preparing' | 'open' | 'closed' | 'archived'>;
    openedOn: DayOrNull; closedOn: DayOrNull; archivedAt: AtOrNull; createdAt: At; version: Generated<number>;
  };
  'core.topicItem': { topicId: string; section: string; recordId: string; place: string; position: number };
  'core.topicHotline': { topicId: string; hotlineId: string; position: number };
  'core.syndication': {
    id: Generated<string>; recordId: string; fromSite: string; toSite: string; state: Generated<'offered' | 'approved' | 'declined' | 'ended'>; note: string | null;
    reason: string | null; offeredBy: string; offeredAt: At; decidedBy: string | null; decidedAt: AtOrNull;
  };
  'core.column': {
    id: Generated<string>; siteCode: string; parentId: string | null; slug: string; path: string; name: string; type: string; purpose: Generated<string>;
    keywords: Generated<string[]>; agencyCode: string; person: Generated<string>; duty: string | null; rule: Json; onHome: Generated<boolean>;
    position: Generated<number>; state: Generated<ColumnState>; openedAt: AtOrNull; version: Generated<number>; createdAt: AtDefault;
  };
  'core.columnItem': { columnId: string; recordId: string; mode: ColumnItemMode; position: Generated<number>; person: string; createdAt: AtDefault };
  'core.columnRedirect': { siteCode: string; path: string; columnId: string; createdAt: AtDefault };
  'core.foiReceiptSeries': { agencyCode: string; series: 'register' | 'reply' | 'notice'; year: number; last: Generated<number> };
  'core.foiCase': {
    id: Generated<string>; agencyCode: string; receiptNumber: string; registerYear: number | null; registerSeq: number | null;
    channel: string; applicantKind: string; applicant: Json; request: Json; applicantKey: Buffer;
    submittedAt: At; receivedOn: DayOrNull; state: Generated<string>; due: DayOrNull; provisional: Generated<boolean>;
    nextDue: DayOrNull; nextDuty: string | null; waitingFor: Generated<string[]>; assignee: string | null; outcome: string | null;
    outcomeVariant: string | null; decidedOn: DayOrNull; answeredOn: DayOrNull; closedOn: DayOrNull; suggestOpen: Generated<boolean>;
    splitFrom: string | null; letterGroup: string | null; anonymisedAt: AtOrNull; readerKey: Buffer | null; senderKey: Buffer | null;
    requestType: Generated<'information' | 'correction-of-record'>; round: Generated<number>; countedOn: DayOrNull; countedOutcome: string | null;
    identityKey: Buffer | null;
    version: Generated<number>; updatedAt: AtDefault;
  };
  'core.foiWords': { caseId: string; agencyCode: string; shingles: number[]; terms: number[] };
  'core.foiEvent': {
    caseId: string; seq: number; type: string; onDate: Day; data: Json; at: At; actorId: string | null; actorName: string;
    actorRole: string; anonymisedAt: AtOrNull;
  };
  'core.foiIdentity': { caseId: string; sealed: Buffer; erasedAt: AtOrNull };
  'core.foiFile': {
    id: Generated<string>; caseId: string; purpose: string; name: string; fileHash: string | null; size: Generated<number>;
    mime: Generated<string>; refused: string | null; at: At;
  };
  'core.foiPaper': {
    id: Generated<string>; caseId: string; kind: string; state: Generated<'draft' | 'approved' | 'served' | 'void'>; number: string | null;
    numberYear: number | null; numberSeq: number | null; title: Generated<string>; content: JsonDefault; files: JsonDefault;
    sealedFiles: JsonDefault; joined: Generated<string[]>; eventSeq: number | null; draftedBy: string | null; approvedBy: string | null;
    approvedAt: AtOrNull; servedOn: DayOrNull; createdAt: AtDefault; updatedAt: AtDefault; version: Generated<number>;
  };
  'core.foiSearchLog': {
    id: Generated<string>; caseId: string; eventSeq: number; place: string; searchedBy: string; words: string; searchedOn: Day;
    found: boolean; result: string; at: At;
  };
  'core.foiReview': {
    id: Generated<string>; caseId: string; agencyCode: string; kind: 'reconsideration' | 'litigationDirect' | 'litigationAfterReconsideration';
    afterReview: string | null; authority: string; number: string | null; acceptedOn: Day; result: 'upheld' | 'corrected' | 'otherResult' | null;
    resultOn: DayOrNull; summary: string | null; lesson: string | null; order: 'redo' | 'perform' | 'declared-unlawful' | null; reopenedOn: DayOrNull;
  };
  'core.foiAnonymisation': {
    caseId: string; agencyCode: string; retentionEnd: Day; plannedOn: Day; confirmedOn: DayOrNull; confirmedBy: string | null; performedOn: DayOrNull;
  };
  'core.foiEvaluation': { caseId: string; score: number; words: string | null; at: At };
  'core.foiMail': {
    id: Generated<string>; caseId: string; seq: number; kind: string; queuedAt: At; state: Generated<'waiting' | 'sent' | 'failed'>; error: string | null; endedAt: AtOrNull;
  };
  'core.annualReport': {
    agencyCode: string; year: number; state: Generated<'draft' | 'submitted' | 'published'>; texts: JsonDefault; frozen: JsonDefault;
    submittedOn: DayOrNull; submittedBy: string | null; publishedOn: DayOrNull; recordId: string | null; version: Generated<number>; updatedAt: AtDefault;
  };
  'core.annualReportFigure': {
    id: Generated<number>; agencyCode: string; year: number; cell: string; value: string | null; computed: string | null; reason: string;
    personId: string | null; personName: string; at: At;
  };
  'core.reportComment': {
    id: string; recordId: string; agencyCode: string; signature: string | null; contact: string | null; words: string; receivedAt: At;
    state: Generated<'waiting' | 'published' | 'rejected'>; answer: string | null; reason: string | null; decidedBy: string | null; decidedAt: AtOrNull; version: Generated<number>;
  };
  'core.opennessGuide': {
    agencyCode: string; texts: Json; facts: Json; factsHash: string; confirmedOn: Day; confirmedBy: string | null; version: Generated<number>;
  };
};

export type AlertCadence = 'immediate' | 'daily';
type AlertTables = {
  'core.alert': {
    id: string; state: Generated<'pending' | 'active' | 'paused'>; address: Buffer; addressKey: Buffer; cadence: AlertCadence;
    recordId: string | null; q: string; filter: Json; label: string; topicKey: Buffer; known: JsonDefault; fromSeq: Generated<number>;
    failures: Generated<number>; linkKey: Buffer; actKey: Buffer; askedAt: At; confirmUntil: At; confirmedAt: AtOrNull; pausedAt: AtOrNull;
  };
  'core.alertMail': {
    id: Generated<string>; alertId: string | null; kind: 'confirm' | 'known' | 'hits';
    state: Generated<'waiting' | 'sending' | 'sent' | 'failed' | 'empty'>; queuedAt: At; endedAt: AtOrNull; error: string | null;
  };
  'core.alertHit': { alertId: string; seq: number; recordId: string; news: Json; mailId: string | null };
  'core.alertReader': { id: Generated<boolean>; seq: Generated<number> };
  'open.alertLink': { key: Buffer; sealed: Buffer };
  'inbox.alertRequest': { id: string; address: Buffer; asked: Json; receivedAt: AtDefault };
  'inbox.alertAct': { id: string; proof: Buffer; act: 'confirm' | 'end' | 'change'; cadence: AlertCadence | null; receivedAt: AtDefault };
};

export type RecordStatus = 'in-force' | 'amended' | 'expired' | 'repealed' | 'annulled' | 'not-yet' | 'unknown';
export type ChangeKind = 'published' | 'revised' | 'status' | 'withdrawn' | 'agency';

export type OpenTables = {
  'open.region': RegionTable;
  'open.agency': {
    code: string; name: string; shortName: string; regionCode: string; parentCode: string | null; kind: AgencyKind;
    uscc: string | null; openness: Json; position: number;
  };
  'open.record': {
    id: string; externalId: string | null; indexNumber: string; agencyCode: string; agencyName: string; issuer: string;
    regionCode: string; kind: string; category: string; title: string; documentNumber: string | null;
    numberCode: string | null; numberYear: number | null; numberSeq: number | null; dateMade: DayOrNull;
    publishedAt: At; datePublished: Day; theme: string | null; keywords: Generated<string[]>; summary: string | null;
    articleItems: Generated<string[]>; status: RecordStatus; statusNote: string | null; effectiveOn: DayOrNull;
    expiresOn: DayOrNull; attribute: 'full' | 'redacted'; edition: number; language: Generated<string>;
    official: JsonDefault; body: JsonDefault; bodyText: string; updatedAt: At;
  };
  'open.content': {
    recordId: string; kind: string; facts: Json; text: Json; source: string; author: string | null; originality: 'own' | 'reprinted'; sourceUrl: string | null; position: number | null;
  };
  'open.hotline': { id: string; agencyCode: string; matter: string; number: string; hours: string; verifiedOn: Day };
  'open.topic': {
    id: string; siteCode: string; slug: string; name: string; lead: string; rules: Json; state: 'open' | 'closed' | 'archived'; openedOn: Day; closedOn: DayOrNull; archivedAt: AtOrNull;
  };
  'open.topicItem': { topicId: string; section: string; recordId: string; place: string; position: number };
  'open.topicHotline': { topicId: string; hotlineId: string; position: number };
  'open.placement': { recordId: string; siteCode: string; placedAt: At };
  'open.attachment': {
    recordId: string; position: number; name: string; fileHash: string; size: number; mime: string; text: Generated<string>;
  };
  'open.rendition': { recordId: string; format: 'pdf' | 'docx' | 'txt'; fileHash: string; size: number };
  'open.relation': { fromId: string; type: string; toId: string | null; toText: string | null };
  'open.tombstone': {
    id: string; indexNumber: string; agencyCode: string; agencyName: string; withdrawnAt: At; reason: string;
  };
  'open.searchEntry': {
    recordId: string; sortedOn: Day; publishedAt: At; agencyCode: string; regionCode: string; kind: string; category: string;
    theme: string | null; year: number; status: RecordStatus; language: Generated<string>; terms: number[]; standing: Generated<number>; make: Generated<number>;
  };
  'open.citation': { fromId: string; key: string; toId: string; anchors: Generated<string[]> };
  'open.edition': {
    recordId: string; no: number; title: string; documentNumber: string | null; dateMade: DayOrNull; effectiveOn: DayOrNull;
    publishedOn: Day; replacedOn: Day; body: JsonDefault; bodyText: string; hidden: Generated<boolean>;
  };
  'open.recordEnd': { recordId: string; kind: 'repealed' | 'expired' | 'annulled'; effectiveOn: Day; note: string };
  'open.numberSeries': {
    code: string; year: number; highest: number; present: number; cancelled: number; notPublic: number; agencies: string[];
  };
  'open.numberTouched': { id: Generated<number>; code: string; year: number };
  'open.channelUse': {
    id: string; recordId: string; channel: string; name: string; usedOn: Day; url: string | null; issue: string | null; fileHash: string | null;
    fileName: string | null; fileSize: number | null; fileMime: string | null;
  };
  'open.searchSynonym': { id: string; words: string[] };
  'open.change': {
    seq: Generated<number>; at: AtDefault; subjectType: string; subjectId: string; kind: ChangeKind; tags: Generated<string[]>;
  };
  'open.opennessGuide': { agencyCode: string; texts: Json; facts: Json; confirmedOn: Day };
  'open.site': {
    code: string; kind: SiteKind; language: SiteLanguage; regionCode: string; agencyCode: string; domain: string; name: string; facts: Json;
    theme: Json; state: 'open' | 'suspended'; notice: string | null; position: number;
  };
  'open.sitePicture': { siteCode: string; hash: string; mime: string; bytes: Buffer };
  'open.column': {
    id: string; siteCode: string; parentId: string | null; path: string; name: string; type: string; purpose: string; keywords: string[]; agencyCode: string;
    rule: Json; onHome: boolean; position: number; state: 'open' | 'closed';
  };
  'open.columnItem': { columnId: string; recordId: string; mode: ColumnItemMode; position: number };
  'open.columnRedirect': { siteCode: string; path: string; columnId: string };
  'open.foiStatus': { number: string; sealed: Buffer; updatedAt: At };
  'open.mailSender': { id: Generated<number>; address: string };
  'open.foiIntakeKey': { id: Generated<number>; publicKey: Buffer };
  'open.foiAnswer': {
    caseId: string; agencyCode: string; title: string; answer: string; recordId: string | null; shingles: number[]; publishedOn: Day;
  };
  'open.reportComment': {
    id: string; recordId: string; signature: string | null; words: string; receivedAt: At; answer: string; answeredOn: Day;
  };
  /** The sealed first view of what has not been taken in yet. */
  'open.foiSent': { number: string; sealed: Buffer };
  'open.foiGiven': { key: Buffer; number: string };
};

export type SubmissionKind = 'page-error' | 'foi-application' | 'foi-correction' | 'foi-withdrawal' | 'foi-evaluation' | 'foi-narrowing';

export type InboxTables = {
  'inbox.submission': { id: Generated<string>; kind: SubmissionKind; payload: Json; receivedAt: AtDefault };
  'inbox.reportComment': {
    id: string; recordId: string; signature: string | null; contact: string | null; words: string; receivedAt: AtDefault;
  };
  'inbox.foiNumber': { number: string; sealed: Buffer; givenAt: AtDefault };
  'inbox.foiOnce': { key: Buffer; number: string; givenAt: AtDefault };
  'inbox.foiBlob': { submissionId: string; position: number; purpose: 'identity' | 'attachment'; name: string; bytes: Buffer };
};

export type DB = CoreTables & OpenTables & InboxTables & AlertTables;
/** What the portal's role may touch: read `open`, append to `inbox`. PostgreSQL refuses it the rest. */
export type OpenDB = OpenTables & InboxTables & Pick<AlertTables, 'open.alertLink' | 'inbox.alertRequest' | 'inbox.alertAct'>;
