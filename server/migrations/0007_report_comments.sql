-- What the public says on a published annual report (公众意见): lands in inbox, is read by the office in core, and what
-- the office publishes with its answer stands in open.
create table inbox.report_comment (
  id          uuid primary key,
  record_id   uuid not null,
  signature   text check (length(signature) <= 50),
  contact     text check (length(contact) <= 100),
  words       text not null check (length(words) between 1 and 2000),
  received_at timestamptz not null default clock_timestamp()
);
create index inbox_report_comment_waiting on inbox.report_comment (received_at, id);

create table core.report_comment (
  id          uuid primary key,
  record_id   uuid not null references core.record,
  agency_code text not null references core.agency,
  signature   text,
  contact     text,
  words       text not null,
  received_at timestamptz not null,
  state       text not null default 'waiting' check (state in ('waiting','published','rejected')),
  answer      text,
  reason      text,
  decided_by  uuid references core.person,
  decided_at  timestamptz,
  version     int not null default 1,
  constraint report_comment_answered check (state <> 'published' or answer is not null),
  constraint report_comment_reasoned check (state <> 'rejected' or reason is not null)
);
create index report_comment_list on core.report_comment (agency_code, state, received_at desc, id desc);
create index report_comment_record on core.report_comment (record_id, received_at desc, id desc);

-- Gone with the report when it is withdrawn.
create table open.report_comment (
  id          uuid primary key,
  record_id   uuid not null references open.record on delete cascade,
  signature   text,
  words       text not null,
  received_at timestamptz not null,
  answer      text not null,
  answered_on date not null
);
create index open_report_comment on open.report_comment (record_id, received_at desc, id desc);
