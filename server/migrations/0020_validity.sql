-- Record facts edited by the library's keepers, periods of validity with their reminders, clean-up campaigns.

alter table core.record
  add column version int not null default 1,
  -- 主题词 looked at by a person; null: as the source or the draft gave them.
  add column keywords_confirmed_by uuid references core.person,
  add column keywords_confirmed_at timestamptz;

-- An end that a relation made goes with the relation; one entered by hand stays.
alter table core.record_end add column by_relation boolean not null default false;
update core.record_end e set by_relation = true from core.relation r
  where r.from_record = e.by_record and r.to_record = e.record_id and r.type in ('repeals','replaces') and e.kind = 'repealed';

alter table core.document drop constraint document_category_check;
alter table core.document add constraint document_category_check
  check (category in ('rule','normative','policy','standard','discretion','system','annual-report','other'));

-- What an agency decided when a period ran out: kept on with a new last day, or left to expire.
create table core.validity_decision (
  id             bigint generated always as identity primary key,
  record_id      uuid not null references core.record,
  kind           text not null check (kind in ('keep-on','let-expire')),
  expires_before date,
  expires_on     date,
  ground         text not null check (length(trim(ground)) >= 2),
  -- 评估: what the document was found to be worth before it was kept on.
  evaluation     text,
  person_id      uuid not null references core.person,
  at             timestamptz not null,
  constraint validity_decision_day check ((kind = 'keep-on') = (evaluation is not null))
);
create index validity_decision_record on core.validity_decision (record_id, id);

-- One mail tells an office of everything that came due since the last. Neither address nor words are kept.
create table core.validity_mail (
  id          uuid primary key default gen_random_uuid(),
  agency_code text not null references core.agency,
  queued_at   timestamptz not null,
  state       text not null default 'waiting' check (state in ('waiting','sent','failed')),
  error       text,
  ended_at    timestamptz,
  constraint validity_mail_ended check ((state = 'waiting') = (ended_at is null))
);
-- A reminder is given once for a last day and a distance (6 or 3 months); a new last day is reminded of anew.
create table core.validity_reminder (
  record_id  uuid not null references core.record,
  expires_on date not null,
  months     smallint not null check (months > 0),
  mail_id    uuid references core.validity_mail,
  at         timestamptz not null,
  primary key (record_id, expires_on, months)
);
create index validity_reminder_mail on core.validity_reminder (mail_id);
create index edition_expires on core.edition ((content->>'expiresOn')) where state = 'live';

create table core.cleanup (
  id          uuid primary key default gen_random_uuid(),
  agency_code text not null references core.agency,
  name        text not null check (length(trim(name)) >= 2),
  scope       jsonb not null,
  deadline    date not null,
  state       text not null default 'open' check (state in ('open','closed','cancelled')),
  started_by  uuid not null references core.person,
  started_at  timestamptz not null,
  closed_by   uuid references core.person,
  closed_at   timestamptz,
  -- The day from which repeals and expiries hold.
  applied_on  date,
  version     int not null default 1,
  constraint cleanup_closed check ((state = 'open') = (closed_at is null))
);
-- The list is frozen at the start; `frozen` is the record as it was then.
create table core.cleanup_item (
  cleanup_id    uuid not null references core.cleanup,
  record_id     uuid not null references core.record,
  position      int not null,
  agency_code   text not null references core.agency,
  frozen        jsonb not null,
  decision      text check (decision in ('keep','amend','repeal','expire')),
  ground        text,
  decided_by    uuid references core.person,
  decided_at    timestamptz,
  -- Why the office that leads the campaign gave it back.
  returned_note text,
  -- What closing did to it.
  outcome       text check (outcome in ('kept','to-amend','repealed','expired','skipped')),
  outcome_note  text,
  version       int not null default 1,
  primary key (cleanup_id, record_id),
  constraint cleanup_item_decided check ((decision is null) = (decided_by is null) and (decision is null) = (ground is null))
);
create index cleanup_item_order on core.cleanup_item (cleanup_id, position);
create index cleanup_item_record on core.cleanup_item (record_id);
