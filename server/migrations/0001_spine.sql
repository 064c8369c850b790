-- The three places: core (internal), open (what the public may see), inbox (what the public sends in).
-- Roles tongming_app and tongming_portal exist before this runs (platform/migrate.ts makes them).
create schema core;
create schema open;
create schema inbox;

-- ───────────────────────── identity ─────────────────────────
create table core.region (
  code        text primary key check (code ~ '^[0-9]{2,12}$'),
  name        text not null,
  parent_code text references core.region,
  level       text not null check (level in ('province','city','county','zone','township'))
);

create table core.agency (
  code        text primary key check (code ~ '^[0-9A-Za-z-]{2,40}$'),
  name        text not null,
  short_name  text not null,
  region_code text not null references core.region,
  parent_code text references core.agency,
  kind        text not null check (kind in ('government','office','department','zone','township','body')),
  uscc        text unique check (uscc ~ '^[0-9A-Z]{18}$'),
  org_code    text unique not null check (org_code ~ '^[0-9A-Z]{9}$'),
  openness    jsonb not null default '{}',
  position    int not null default 0,
  active      boolean not null default true,
  version     int not null default 1
);

-- 机关代字: the code of a document number; one series belongs to one agency.
create table core.agency_number_code (
  code        text primary key,
  agency_code text not null references core.agency,
  purpose     text not null default '',
  position    int not null default 0
);

create table core.person (
  id                  uuid primary key default gen_random_uuid(),
  login               text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  name                text not null,
  phone               text,
  email               text,
  password_hash       text,
  password_changed_at timestamptz,
  must_change_password boolean not null default false,
  totp_secret         bytea,
  totp_confirmed      boolean not null default false,
  totp_last_step      bigint,
  failed_logins       int not null default 0,
  locked_until        timestamptz,
  active              boolean not null default true,
  created_at          timestamptz not null default now(),
  version             int not null default 1
);

create table core.role_assignment (
  person_id   uuid not null references core.person,
  agency_code text not null references core.agency,
  role        text not null check (role in (
    'drafter','reviewer','secrecy-reviewer','legality-reviewer','cosigner','signer','office',
    'openness-clerk','privacy-officer','system-admin','security-admin','audit-admin')),
  granted_at  timestamptz not null default now(),
  primary key (person_id, agency_code, role)
);

-- 三员分立: who holds one of the three administrators' roles holds no other role at all.
create function core.separate_administrators() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('role:' || new.person_id::text, 0));
  if exists (
    select from core.role_assignment r
    where r.person_id = new.person_id and r.role <> new.role
      and (r.role in ('system-admin','security-admin','audit-admin')
           or new.role in ('system-admin','security-admin','audit-admin'))
  ) then
    raise exception 'separated administrators: % cannot hold % beside another role', new.person_id, new.role
      using errcode = 'check_violation', constraint = 'role_assignment_separated';
  end if;
  return new;
end $$;
create trigger role_assignment_separated before insert or update on core.role_assignment
  for each row execute function core.separate_administrators();

create table core.session (
  token_hash    bytea primary key,
  person_id     uuid not null references core.person,
  second_factor boolean not null,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  expires_at    timestamptz not null,
  client        text not null default ''
);
create index session_person on core.session (person_id);

create table core.setting (
  key   text primary key,
  value jsonb not null
);

-- ───────────────────────── files ─────────────────────────
create table core.file (
  hash       text primary key check (hash ~ '^[0-9a-f]{64}$'),
  size       bigint not null,
  mime       text not null,
  created_at timestamptz not null default now()
);

-- ───────────────────────── drafting ─────────────────────────
-- The gate (M2.4), third lock: the same rule as law's checkDisclosure, kept by the database itself.
create function core.lawful_grounds(grounds jsonb) returns boolean language sql immutable as $$
  select jsonb_array_length(grounds) > 0 and not exists (
    select from jsonb_array_elements(grounds) g
    where coalesce(g->>'code','') not in (
      'law-forbids','safety-stability','third-party','internal-affairs','process','enforcement-file')
      or length(trim(coalesce(g->>'reason',''))) < 2)
$$;
create function core.lawful_disclosure(attribute text, method text, grounds jsonb) returns boolean
language sql immutable as $$
  select coalesce(case attribute -- a check constraint lets NULL pass
    when 'full' then method in ('proactive','on-request') and jsonb_array_length(grounds) = 0
    when 'redacted' then method in ('proactive','on-request') and core.lawful_grounds(grounds)
    when 'withheld' then method is null and core.lawful_grounds(grounds)
    else false end, false)
$$;

create table core.record (
  id           uuid primary key default gen_random_uuid(),
  agency_code  text not null references core.agency,
  index_number text not null unique check (index_number ~ '^[0-9A-Z]{9,18}/[0-9]{4}-[0-9]{5,}$'),
  external_id  text,
  kind         text not null,
  category     text not null,
  language     text not null default 'zh-CN',
  created_at   timestamptz not null default now(),
  unique (agency_code, external_id)
);
create function core.keep_identity() returns trigger language plpgsql as $$
begin
  if new.index_number <> old.index_number or new.id <> old.id then
    raise exception 'an index number never changes' using errcode = 'check_violation', constraint = 'record_identity';
  end if;
  return new;
end $$;
create trigger record_identity before update on core.record for each row execute function core.keep_identity();

create table core.document (
  id             uuid primary key default gen_random_uuid(),
  agency_code    text not null references core.agency,
  state          text not null check (state in (
    'drafting','reviewing','consulting','legality','deliberation','secrecy','cosigning','signing',
    'checking','registering','printing','dispatching','issued','discarded')),
  kind           text not null,
  direction      text not null check (direction in ('down','up','parallel','public')),
  form           text not null check (form in ('ordinary','letter','order','minutes','upward')),
  category       text not null default 'policy' check (category in ('rule','normative','policy','system','annual-report','other')),
  urgency        text check (urgency in ('特急','加急')),
  title          text not null default '',
  public_title   text,
  addressees     text[] not null default '{}',
  copy_to        text[] not null default '{}',
  body           jsonb not null,
  note           text,
  contact        text,
  sealed         boolean not null default true,
  joint_agencies text[] not null default '{}',
  signers        jsonb not null default '[]',
  attendees      jsonb,
  theme          text,
  keywords       text[] not null default '{}',
  keywords_confirmed boolean not null default false,
  summary        text,
  article_items  text[] not null default '{}',
  forwards_record uuid references core.record,
  relations      jsonb not null default '[]',
  number_code    text references core.agency_number_code,
  number_year    int,
  number_seq     int,
  document_number text,
  date_made      date,
  effective_on   date,
  expires_on     date,
  publish_at     timestamptz,
  disclosure_attribute text check (disclosure_attribute in ('full','redacted','withheld')),
  disclosure_method    text check (disclosure_method in ('proactive','on-request')),
  disclosure_grounds   jsonb not null default '[]',
  printed        jsonb,
  record_id      uuid references core.record,
  drafted_by     uuid not null references core.person,
  signed_by      uuid references core.person,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  version        int not null default 1,
  constraint document_gate check (
    state not in ('registering','printing','dispatching','issued')
    or core.lawful_disclosure(disclosure_attribute, disclosure_method, disclosure_grounds)),
  constraint document_numbered check (
    state not in ('printing','dispatching','issued') or document_number is not null),
  constraint document_four_eyes check (signed_by is null or signed_by <> drafted_by)
);
create index document_agency_state on core.document (agency_code, state, updated_at desc);
create index document_drafted_by on core.document (drafted_by, updated_at desc);

create table core.document_version (
  document_id uuid not null references core.document,
  version     int not null,
  content     jsonb not null,
  saved_by    uuid not null references core.person,
  saved_at    timestamptz not null default now(),
  primary key (document_id, version)
);

-- The trail of approvals: what the drafting sheet prints.
create table core.document_event (
  id          bigint generated always as identity primary key,
  document_id uuid not null references core.document,
  version     int not null,
  event       text not null,
  from_state  text not null,
  to_state    text not null,
  person_id   uuid references core.person,
  person_name text not null,
  role        text not null,
  agency_code text not null references core.agency,
  opinion     text,
  data        jsonb not null default '{}',
  at          timestamptz not null default now()
);
create index document_event_document on core.document_event (document_id, id);

create table core.document_attachment (
  id          uuid primary key default gen_random_uuid(),
  document_id uuid not null references core.document,
  position    int not null,
  name        text not null,
  public_name text,
  file_hash   text not null references core.file,
  attribute   text not null default 'full' check (attribute in ('full','redacted','withheld')),
  grounds     jsonb not null default '[]',
  redaction   jsonb not null default '{}',
  constraint attachment_grounds check (attribute = 'full' or core.lawful_grounds(grounds)),
  unique (document_id, position) deferrable initially deferred
);

-- 文号: gapless per code and year; a cancelled number stays on record and is not used again.
create table core.number_series (
  code text not null references core.agency_number_code,
  year int not null check (year between 1949 and 2999),
  last int not null default 0,
  primary key (code, year)
);
create table core.issued_number (
  code        text not null,
  year        int not null,
  seq         int not null check (seq > 0),
  document_id uuid not null references core.document,
  state       text not null default 'used' check (state in ('used','cancelled')),
  reason      text,
  at          timestamptz not null default now(),
  primary key (code, year, seq),
  foreign key (code, year) references core.number_series
);
create table core.index_series (
  org_code text not null,
  year     int not null,
  last     int not null default 0,
  primary key (org_code, year)
);

-- A duty with its clock; the derivation says how each day was counted (article inside).
create table core.duty (
  id          uuid primary key default gen_random_uuid(),
  subject_type text not null,
  subject_id  uuid not null,
  agency_code text not null references core.agency,
  rule        text not null,
  started_on  date not null,
  due         date not null,
  provisional boolean not null,
  derivation  jsonb not null,
  done_at     timestamptz,
  unique (subject_id, rule, started_on)
);
create index duty_open on core.duty (agency_code, due) where done_at is null;

-- ───────────────────────── records and editions ─────────────────────────
create table core.edition (
  id           uuid primary key default gen_random_uuid(),
  record_id    uuid not null references core.record,
  no           int not null,
  state        text not null check (state in ('draft','live','superseded')),
  document_id  uuid references core.document,
  content      jsonb not null,
  body_text    text not null,
  published_at timestamptz,
  created_at   timestamptz not null default now(),
  unique (record_id, no)
);
create unique index edition_one_live on core.edition (record_id) where state = 'live';
create unique index edition_one_draft on core.edition (record_id) where state = 'draft';
create index edition_document on core.edition (document_id);

-- 废止, 失效, 撤销 and withdrawal: different ends, each with ground and date.
create table core.record_end (
  id           bigint generated always as identity primary key,
  record_id    uuid not null references core.record,
  kind         text not null check (kind in ('repealed','expired','annulled','withdrawn')),
  effective_on date not null,
  ground       text not null check (length(trim(ground)) >= 2),
  public_note  text not null,
  by_record    uuid references core.record,
  person_id    uuid references core.person,
  at           timestamptz not null default now(),
  unique (record_id, kind)
);

create table core.relation (
  id          bigint generated always as identity primary key,
  from_record uuid not null references core.record,
  type        text not null check (type in ('amends','repeals','replaces','interprets','implements','forwards','corrects','attached-to','based-on')),
  to_record   uuid references core.record,
  to_text     text,
  at          timestamptz not null default now(),
  check ((to_record is null) <> (to_text is null)),
  check (to_record is distinct from from_record),
  unique (from_record, type, to_record)
);
create index relation_to on core.relation (to_record);

-- ───────────────────────── outbox ─────────────────────────
create table core.outbox (
  id           bigint generated always as identity primary key,
  topic        text not null,
  key          text not null unique,
  payload      jsonb not null,
  available_at timestamptz not null default now(),
  attempts     int not null default 0,
  locked_until timestamptz,
  done_at      timestamptz,
  error        text,
  created_at   timestamptz not null default now()
);
create index outbox_waiting on core.outbox (available_at) where done_at is null;

-- ───────────────────────── journal ─────────────────────────
create table core.journal (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default clock_timestamp(),
  actor_id     uuid,
  actor_name   text not null,
  actor_role   text not null,
  agency_code  text,
  site         text,
  action       text not null,
  subject_type text not null,
  subject_id   text not null,
  before       jsonb,
  after        jsonb,
  reason       text,
  request_id   text,
  block        bigint,
  position     int
);
create index journal_unsealed on core.journal (id) where block is null;
create unique index journal_sealed on core.journal (block, position) where block is not null;
create index journal_subject on core.journal (subject_type, subject_id, id);

create table core.journal_block (
  no        bigint primary key,
  count     int not null,
  ids       bigint[] not null,
  leaves    bytea not null,
  root      bytea not null,
  previous  bytea not null,
  hash      bytea not null,
  sealed_at timestamptz not null
);

create function core.append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'journal' then
    if old.block is null and to_jsonb(old) - 'block' - 'position' = to_jsonb(new) - 'block' - 'position' then
      return new;
    end if;
  end if;
  raise exception 'core.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger journal_append_only before update or delete on core.journal for each row execute function core.append_only();
create trigger journal_no_truncate before truncate on core.journal for each statement execute function core.append_only();
create trigger block_append_only before update or delete on core.journal_block for each row execute function core.append_only();
create trigger block_no_truncate before truncate on core.journal_block for each statement execute function core.append_only();

-- ───────────────────────── import ─────────────────────────
create table core.import_job (
  id          uuid primary key default gen_random_uuid(),
  agency_code text not null references core.agency,
  file_name   text not null,
  file_hash   text not null,
  lines_done  bigint not null default 0,
  imported    bigint not null default 0,
  unchanged   bigint not null default 0,
  revised     bigint not null default 0,
  faults      bigint not null default 0,
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  unique (agency_code, file_hash)
);
create table core.import_fault (
  job_id uuid not null references core.import_job,
  line   bigint not null,
  reason text not null,
  primary key (job_id, line)
);

-- ───────────────────────── open: what the public may see ─────────────────────────
create table open.region (
  code text primary key, name text not null, parent_code text, level text not null
);
create table open.agency (
  code        text primary key,
  name        text not null,
  short_name  text not null,
  region_code text not null,
  parent_code text,
  kind        text not null,
  uscc        text,
  openness    jsonb not null,
  position    int not null
);

create table open.record (
  id              uuid primary key,
  external_id     text,
  index_number    text not null unique,
  agency_code     text not null,
  agency_name     text not null,
  issuer          text not null,
  region_code     text not null,
  kind            text not null,
  category        text not null,
  title           text not null,
  document_number text,
  number_code     text,
  number_year     int,
  number_seq      int,
  date_made       date,
  published_at    timestamptz not null,
  date_published  date not null,
  theme           text,
  keywords        text[] not null default '{}',
  summary         text,
  article_items   text[] not null default '{}',
  status          text not null check (status in ('in-force','amended','expired','repealed','annulled','not-yet','unknown')),
  status_note     text,
  effective_on    date,
  expires_on      date,
  attribute       text not null check (attribute in ('full','redacted')),
  edition         int not null,
  language        text not null default 'zh-CN',
  official        jsonb,
  body            jsonb,
  body_text       text not null,
  updated_at      timestamptz not null
);
create index record_by_date on open.record (published_at desc, id desc);
create index record_by_agency on open.record (agency_code, published_at desc, id desc);
create index record_by_category on open.record (category, published_at desc, id desc);
create index record_by_theme on open.record (theme, published_at desc, id desc);
create index record_by_number on open.record (number_code, number_year, number_seq);
create index record_external on open.record (external_id);

create table open.attachment (
  record_id uuid not null references open.record on delete cascade,
  position  int not null,
  name      text not null,
  file_hash text not null,
  size      bigint not null,
  mime      text not null,
  text      text not null default '',
  primary key (record_id, position)
);
-- Files made and checked at printing; a record without rows is typeset on demand from its open content.
create table open.rendition (
  record_id uuid not null references open.record on delete cascade,
  format    text not null check (format in ('pdf','docx','txt')),
  file_hash text not null,
  size      bigint not null,
  primary key (record_id, format)
);
create table open.relation (
  from_id uuid not null references open.record on delete cascade,
  type    text not null,
  to_id   uuid references open.record on delete cascade,
  to_text text,
  unique (from_id, type, to_id)
);
create index open_relation_to on open.relation (to_id);
create table open.tombstone (
  id           uuid primary key,
  index_number text not null,
  agency_code  text not null,
  agency_name  text not null,
  withdrawn_at timestamptz not null,
  reason       text not null
);
create table open.change (
  seq          bigint generated always as identity primary key,
  at           timestamptz not null default clock_timestamp(),
  subject_type text not null,
  subject_id   text not null,
  kind         text not null check (kind in ('published','revised','status','withdrawn','agency')),
  tags         text[] not null default '{}'
);
create function open.tell_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('open_change', '');
  return null;
end $$;
create trigger change_notify after insert on open.change for each statement execute function open.tell_change();
create function core.tell_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('core_outbox', '');
  return null;
end $$;
create trigger outbox_notify after insert on core.outbox for each statement execute function core.tell_outbox();

-- ───────────────────────── inbox: what the public sends in ─────────────────────────
create table inbox.submission (
  id          uuid primary key default gen_random_uuid(),
  kind        text not null check (kind in ('page-error')),
  payload     jsonb not null check (pg_column_size(payload) < 65536),
  received_at timestamptz not null default clock_timestamp()
);
create table core.taken_in (
  submission_id uuid primary key,
  at            timestamptz not null default now()
);
create table core.page_error (
  id            uuid primary key,
  url           text not null,
  message       text not null,
  contact       text,
  received_at   timestamptz not null,
  agency_code   text references core.agency,
  state         text not null default 'open' check (state in ('open','answered')),
  answer        text,
  answered_by   uuid references core.person,
  answered_at   timestamptz
);

-- ───────────────────────── rights ─────────────────────────
grant usage on schema core, open, inbox to tongming_app;
grant select, insert, update, delete on all tables in schema core, open to tongming_app;
grant select, delete on all tables in schema inbox to tongming_app;
revoke update, delete, truncate on core.journal, core.journal_block from tongming_app;
grant update (block, position) on core.journal to tongming_app;
grant usage on schema open, inbox to tongming_portal;
grant select on all tables in schema open to tongming_portal;
grant insert on all tables in schema inbox to tongming_portal;
alter default privileges in schema core, open grant select, insert, update, delete on tables to tongming_app;
alter default privileges in schema open grant select on tables to tongming_portal;
alter default privileges in schema inbox grant select, delete on tables to tongming_app;
alter default privileges in schema inbox grant insert on tables to tongming_portal;
