-- Disclosure on application (依申请公开). A case is its events; the columns of core.foi_case beside them are what
-- lists ask for, written from the fold of the events in the same transaction and rebuilt from them at any time.

-- 政府信息公开工作机构负责人: who alone may consent to an extension (条例第三十三条).
alter table core.role_assignment drop constraint role_assignment_role_check;
alter table core.role_assignment add constraint role_assignment_role_check check (role in (
  'drafter','reviewer','secrecy-reviewer','legality-reviewer','cosigner','signer','office',
  'openness-clerk','openness-head','privacy-officer','system-admin','security-admin','audit-admin'));

-- ───────────────────────── cases ─────────────────────────
-- Gapless numbers per agency and year: 'register' for 登记编号, 'reply' for 答复文号, 'notice' for procedural papers.
create table core.foi_receipt_series (
  agency_code text not null references core.agency,
  series      text not null check (series in ('register','reply','notice')),
  year        int not null check (year between 2008 and 2999),
  last        int not null default 0,
  primary key (agency_code, series, year)
);

create table core.foi_case (
  id              uuid primary key default gen_random_uuid(),
  agency_code     text not null references core.agency,
  -- What the applicant was told; what the office calls the case once it is registered.
  receipt_number  text not null unique,
  register_year   int,
  register_seq    int,
  channel         text not null check (channel in (
    'in-person','oral','signed-mail','ordinary-mail','portal','internet','fax','email','other-unit','other')),
  applicant_kind  text not null check (applicant_kind in (
    'naturalPerson','enterprise','research','publicWelfare','legalService','otherOrg')),
  applicant       jsonb not null,
  request         jsonb not null,
  -- A keyed digest, not a name: tells which cases are of one applicant.
  applicant_key   bytea not null,
  submitted_at    timestamptz not null,
  received_on     date,
  -- From here on: written from the fold.
  state           text not null default 'arrived' check (state in (
    'arrived','handling','correcting','awaiting-payment','reviewing','approving','serving','answered','closed')),
  due             date,
  provisional     boolean not null default false,
  -- The nearest day on which this office has something to do: the reply or what stands before it.
  next_due        date,
  next_duty       text,
  waiting_for     text[] not null default '{}',
  assignee        uuid references core.person,
  outcome         text,
  outcome_variant text,
  decided_on      date,
  answered_on     date,
  closed_on       date,
  suggest_open    boolean not null default false,
  split_from      uuid references core.foi_case,
  letter_group    uuid,
  anonymised_at   timestamptz,
  -- The applicant's public keys, made from the query code, which is not kept: seals what he reads, proves what he sends.
  reader_key      bytea check (octet_length(reader_key) = 32),
  sender_key      bytea check (octet_length(sender_key) = 32),
  version         int not null default 1,
  updated_at      timestamptz not null default now(),
  unique (agency_code, register_year, register_seq),
  constraint foi_case_running check (state = 'arrived' or closed_on is not null or received_on is not null),
  constraint foi_case_ended check ((state in ('answered','closed')) = (closed_on is not null))
);
create index foi_case_open on core.foi_case (agency_code, next_due, id) where closed_on is null;
create index foi_case_list on core.foi_case (agency_code, submitted_at desc, id desc);
create index foi_case_assignee on core.foi_case (assignee, next_due) where closed_on is null;
create index foi_case_received on core.foi_case (agency_code, received_on);
create index foi_case_closed on core.foi_case (agency_code, closed_on) where closed_on is not null;
create index foi_case_state on core.foi_case (agency_code, state, submitted_at desc);
create index foi_case_applicant on core.foi_case (applicant_key, submitted_at desc);
create index foi_case_group on core.foi_case (letter_group) where letter_group is not null;

-- What a case can be found by and compared by, apart from the row that every step rewrites.
create table core.foi_words (
  case_id     uuid primary key references core.foi_case,
  agency_code text not null,
  shingles    int[] not null,
  terms       int[] not null
);
create index foi_words_shingles on core.foi_words using gin (shingles);
create index foi_words_terms on core.foi_words using gin (terms);

create table core.foi_event (
  case_id      uuid not null references core.foi_case,
  seq          int not null,
  type         text not null,
  -- The day it happened, which may lie before the day it was put on record (`at`).
  on_date      date not null,
  data         jsonb not null default '{}',
  at           timestamptz not null,
  actor_id     uuid references core.person,
  actor_name   text not null,
  actor_role   text not null,
  anonymised_at timestamptz,
  primary key (case_id, seq)
);
create index foi_event_type on core.foi_event (type, on_date);
-- Events stand. After the retention term their words may be replaced once, and marked so; nothing else changes.
create function core.foi_event_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.anonymised_at is null and new.anonymised_at is not null
     and to_jsonb(old) - 'data' - 'anonymised_at' = to_jsonb(new) - 'data' - 'anonymised_at' then
    return new;
  end if;
  raise exception 'core.foi_event is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger foi_event_append_only before update or delete on core.foi_event for each row execute function core.foi_event_stands();
create trigger foi_event_no_truncate before truncate on core.foi_event for each statement execute function core.foi_event_stands();

-- Identity proof apart from the case: sealed to the installation's key, opened by who must check it, each look journalled.
create table core.foi_identity (
  case_id    uuid primary key references core.foi_case,
  sealed     bytea not null,
  erased_at  timestamptz
);

create table core.foi_file (
  id         uuid primary key default gen_random_uuid(),
  case_id    uuid not null references core.foi_case,
  -- 'application', 'correction', 'opinion', 'evidence', 'review': where it belongs; papers keep their own files.
  purpose    text not null check (purpose in ('application','correction','opinion','evidence','provided','review')),
  name       text not null,
  file_hash  text references core.file,
  size       bigint not null default 0,
  mime       text not null default '',
  -- Why an upload was not kept (kind of file, damage): the office asks for another copy.
  refused    text,
  at         timestamptz not null,
  check ((file_hash is null) <> (refused is null))
);
create index foi_file_case on core.foi_file (case_id, at);

-- Papers of the case: letters out, forms in. The number is given at approval and stays.
create table core.foi_paper (
  id          uuid primary key default gen_random_uuid(),
  case_id     uuid not null references core.foi_case,
  kind        text not null,
  state       text not null default 'draft' check (state in ('draft','approved','served','void')),
  number      text unique,
  number_year int,
  number_seq  int,
  title       text not null default '',
  content     jsonb not null default '{}',
  -- [{ name, hash, size, mime, format }]: products in the file store.
  files       jsonb not null default '[]',
  -- The same sealed for the applicant's page: [{ name, mime, size, hash, key }], `hash` of the ciphertext in the open place.
  sealed_files jsonb not null default '[]',
  -- Other cases answered by this letter (合并答复).
  joined      uuid[] not null default '{}',
  event_seq   int,
  drafted_by  uuid references core.person,
  approved_by uuid references core.person,
  approved_at timestamptz,
  served_on   date,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  version     int not null default 1,
  constraint foi_paper_numbered check (state not in ('approved','served') or number is not null)
);
create index foi_paper_case on core.foi_paper (case_id, created_at);
create index foi_paper_joined on core.foi_paper using gin (joined) where joined <> '{}';
create unique index foi_paper_one_reply on core.foi_paper (case_id) where kind = 'reply' and state in ('draft','approved');

-- 检索记录: where, by whom, with what words, found what.
create table core.foi_search_log (
  id         uuid primary key default gen_random_uuid(),
  case_id    uuid not null references core.foi_case,
  event_seq  int not null,
  place      text not null,
  searched_by text not null,
  words      text not null,
  searched_on date not null,
  found      boolean not null,
  result     text not null,
  at         timestamptz not null
);
create index foi_search_log_case on core.foi_search_log (case_id, event_seq);

-- Reconsideration and litigation, chained to the case (table 四 of the annual report).
create table core.foi_review (
  id          uuid primary key default gen_random_uuid(),
  case_id     uuid not null references core.foi_case,
  agency_code text not null references core.agency,
  kind        text not null check (kind in ('reconsideration','litigationDirect','litigationAfterReconsideration')),
  after_review uuid references core.foi_review,
  authority   text not null,
  number      text,
  accepted_on date not null,
  result      text check (result in ('upheld','corrected','otherResult')),
  result_on   date,
  summary     text,
  lesson      text,
  constraint foi_review_result check ((result is null) = (result_on is null)),
  constraint foi_review_chain check ((kind = 'litigationAfterReconsideration') = (after_review is not null))
);
create index foi_review_case on core.foi_review (case_id, accepted_on);
create index foi_review_agency on core.foi_review (agency_code, accepted_on);

create table core.foi_evaluation (
  case_id  uuid primary key references core.foi_case,
  score    int not null check (score between 1 and 5),
  words    text,
  at       timestamptz not null
);

-- ───────────────────────── what the applicant's page reads ─────────────────────────
-- Sealed to the applicant's key: the public zone holds it and cannot read it.
create table open.foi_status (
  number     text primary key,
  sealed     bytea not null,
  updated_at timestamptz not null
);
-- The installation's public key: the public zone seals identity proofs with it and cannot open them again.
create table open.foi_intake_key (
  id         int primary key default 1 check (id = 1),
  public_key bytea not null check (octet_length(public_key) = 32)
);
-- Published answers to earlier applications, offered before someone applies for the same.
create table open.foi_answer (
  case_id     uuid primary key,
  agency_code text not null,
  title       text not null,
  answer      text not null,
  record_id   uuid,
  shingles    int[] not null,
  published_on date not null
);
create index foi_answer_shingles on open.foi_answer using gin (shingles);

-- ───────────────────────── inbox ─────────────────────────
alter table inbox.submission drop constraint submission_kind_check;
alter table inbox.submission add constraint submission_kind_check check (kind in (
  'page-error','foi-application','foi-correction','foi-withdrawal','foi-evaluation'));
create index submission_waiting on inbox.submission (received_at, id);

-- Every receipt number ever given: the key refuses a second use even after the submission has been taken in.
create table inbox.foi_number (
  number   text primary key check (number ~ '^[0-9]{17}$'),
  -- What the applicant reads until his case is taken in.
  sealed   bytea not null check (octet_length(sealed) < 131072),
  given_at timestamptz not null default clock_timestamp()
);
create view open.foi_sent as select number, sealed from inbox.foi_number;

-- Files of a submission, apart from its words; 'identity' is sealed already.
create table inbox.foi_blob (
  submission_id uuid not null,
  position      int not null check (position between 0 and 20),
  purpose       text not null check (purpose in ('identity','attachment')),
  name          text not null check (length(name) <= 200),
  bytes         bytea not null check (octet_length(bytes) <= 15728640),
  primary key (submission_id, position)
);

-- ───────────────────────── rights ─────────────────────────
-- Office entries take their numbers from the same table; nobody takes one back.
grant insert on inbox.foi_number to tongming_app;
revoke delete on inbox.foi_number from tongming_app;
revoke delete, truncate on core.foi_event from tongming_app;
-- A view that could be written through would be a way round both.
revoke insert, update, delete on open.foi_sent from tongming_app;
