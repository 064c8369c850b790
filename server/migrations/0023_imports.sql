-- What an import made, so that it can be undone as a whole; and what came in to be looked at by a person beforehand.
create table core.import_item (
  job_id    uuid not null references core.import_job,
  record_id uuid not null references core.record,
  edition   int not null,
  -- Null until the job is undone.
  outcome   text check (outcome in ('removed', 'restored', 'left')),
  reason    text,
  primary key (job_id, record_id, edition)
);
create index import_item_record on core.import_item (record_id);
create index import_item_left on core.import_item (job_id, record_id) where outcome = 'left';

alter table core.import_job
  add undo_started_at timestamptz,
  add undone_at timestamptz,
  -- Jobs that ran before what they made was kept cannot be undone.
  add traced boolean not null default true;
update core.import_job set traced = false;
create index import_job_listed on core.import_job (agency_code, started_at desc, id);

create table core.import_review (
  id          uuid primary key default gen_random_uuid(),
  agency_code text not null references core.agency,
  file_name   text not null,
  file_hash   text not null references core.file,
  person_id   uuid not null references core.person,
  -- mapping → reading → ready → importing → done, or dropped on the way; a fault sends it back a step.
  state       text not null check (state in ('mapping', 'reading', 'ready', 'importing', 'done', 'dropped')),
  suggestion  jsonb not null,
  mapping     jsonb,
  fault       text,
  compared    bigint not null default 0,
  job_id      uuid references core.import_job,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);
create index import_review_listed on core.import_review (agency_code, created_at desc, id);

create table core.import_review_item (
  review_id  uuid not null references core.import_review on delete cascade,
  line       bigint not null,
  place      text,
  verdict    text not null check (verdict in ('new', 'changed', 'unchanged', 'duplicate', 'similar', 'fault')),
  title      text,
  reason     text,
  fields     text[] not null,
  match      jsonb,
  doubts     jsonb not null,
  doubt_codes text[] not null,
  document   jsonb,
  decision   text check (decision in ('take', 'leave')),
  corrected  boolean not null default false,
  primary key (review_id, line)
);
create index import_review_item_verdict on core.import_review_item (review_id, verdict, line);
create index import_review_item_doubts on core.import_review_item using gin (doubt_codes);
