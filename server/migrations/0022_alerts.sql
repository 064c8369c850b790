-- Alerts by mail (邮件提醒): a reader asks, confirms by a link, and is told what is new. Addresses are sealed from the moment
-- they are sent; what the link opens is sealed to the link.
create table inbox.alert_request (
  id          uuid primary key,
  address     bytea not null check (octet_length(address) between 50 and 1024),
  asked       jsonb not null check (pg_column_size(asked) < 8192),
  received_at timestamptz not null default clock_timestamp()
);
create index alert_request_waiting on inbox.alert_request (received_at, id);
create table inbox.alert_act (
  id          uuid primary key,
  -- Made of the link's token; what stands in open does not lead to it.
  proof       bytea not null check (octet_length(proof) = 32),
  act         text not null check (act in ('confirm','end','change')),
  cadence     text check (cadence in ('immediate','daily')),
  received_at timestamptz not null default clock_timestamp(),
  check ((act = 'change') = (cadence is not null))
);
create index alert_act_waiting on inbox.alert_act (received_at, id);

create table core.alert (
  id            uuid primary key,
  state         text not null default 'pending' check (state in ('pending','active','paused')),
  -- Sealed to the installation's key, and a keyed digest that tells one address from another.
  address       bytea not null,
  address_key   bytea not null,
  cadence       text not null check (cadence in ('immediate','daily')),
  -- Of one document, or of a search.
  record_id     uuid,
  q             text not null,
  filter        jsonb not null,
  label         text not null,
  topic_key     bytea not null,
  -- What was known of the document when the reader was last told.
  known         jsonb,
  -- What changed up to here is no news.
  from_seq      bigint not null default 0,
  failures      int not null default 0,
  link_key      bytea not null unique,
  act_key       bytea not null unique,
  asked_at      timestamptz not null,
  confirm_until timestamptz not null,
  confirmed_at  timestamptz,
  paused_at     timestamptz,
  unique (address_key, topic_key),
  check ((state = 'paused') = (paused_at is not null))
);
create index alert_record on core.alert (record_id) where record_id is not null and state = 'active';
create index alert_search on core.alert (id) where record_id is null and state = 'active';
create index alert_pending on core.alert (confirm_until) where state = 'pending';

create table core.alert_mail (
  id        uuid primary key default gen_random_uuid(),
  alert_id  uuid references core.alert on delete set null,
  kind      text not null check (kind in ('confirm','known','hits')),
  state     text not null default 'waiting' check (state in ('waiting','sending','sent','failed','empty')),
  queued_at timestamptz not null,
  ended_at  timestamptz,
  error     text
);
-- What is found before the mail is sent goes into it.
create unique index alert_mail_gathering on core.alert_mail (alert_id) where state = 'waiting' and kind = 'hits';
create index alert_mail_alert on core.alert_mail (alert_id, queued_at);
create index alert_mail_ended on core.alert_mail (ended_at) where ended_at is not null;

-- Once for each alert and change.
create table core.alert_hit (
  alert_id  uuid not null references core.alert on delete cascade,
  seq       bigint not null,
  record_id uuid not null,
  news      jsonb not null,
  mail_id   uuid references core.alert_mail on delete set null,
  primary key (alert_id, seq)
);
create index alert_hit_mail on core.alert_hit (mail_id);

-- How far the change feed has been read.
create table core.alert_reader (
  id  boolean primary key default true check (id),
  seq bigint not null default 0
);
insert into core.alert_reader (seq) select coalesce(max(seq), 0) from open.change;

-- What the holder of a link sees of his alert.
create table open.alert_link (
  key    bytea primary key check (octet_length(key) = 32),
  sealed bytea not null
);
