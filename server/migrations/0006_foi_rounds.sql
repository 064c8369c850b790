-- Handling again after a lost review, correction of records about oneself (条例第四十一条), anonymisation, one answer to
-- one press of the button.

alter table core.foi_case
  add column request_type text not null default 'information' check (request_type in ('information','correction-of-record')),
  -- 1, or more after a lost review.
  add column round int not null default 1 check (round >= 1),
  -- Where the annual report counts the case when an earlier round had ended in a year before the reopening; else null.
  add column counted_on date,
  add column counted_outcome text,
  -- A keyed digest of the identity number, where one was given.
  add column identity_key bytea;
create index foi_case_identity on core.foi_case (identity_key, submitted_at desc) where identity_key is not null;

-- What the decision or judgment asks for, and whether it has been taken up.
alter table core.foi_review
  add column "order" text check ("order" in ('redo','perform','declared-unlawful')),
  add column reopened_on date;

-- Told before it is done: proposed by the worker, confirmed by the head of the office, performed by the worker.
create table core.foi_anonymisation (
  case_id       uuid primary key references core.foi_case,
  agency_code   text not null references core.agency,
  retention_end date not null,
  planned_on    date not null,
  confirmed_on  date,
  confirmed_by  text,
  performed_on  date,
  constraint foi_anonymisation_order check (performed_on is null or confirmed_on is not null)
);
create index foi_anonymisation_open on core.foi_anonymisation (agency_code, planned_on) where performed_on is null;
-- What several have asked for, waiting for a decision on publication.
create index foi_case_suggested on core.foi_case (agency_code) where suggest_open;
-- Ended cases whose term may be over.
create index foi_case_retained on core.foi_case (closed_on, id) where closed_on is not null and anonymised_at is null;

alter table inbox.submission drop constraint submission_kind_check;
alter table inbox.submission add constraint submission_kind_check check (kind in (
  'page-error','foi-application','foi-correction','foi-withdrawal','foi-evaluation','foi-narrowing'));

-- One press of the button, whichever process it reaches: the digest of the page's secret, and the number it was given.
create table inbox.foi_once (
  key      bytea primary key check (octet_length(key) = 32),
  number   text not null references inbox.foi_number (number),
  given_at timestamptz not null default clock_timestamp()
);
create view open.foi_given as select key, number from inbox.foi_once;
revoke insert, update, delete on open.foi_given from tongming_app;
-- The first sealed view goes with the rest of a case's personal data; the number stays.
grant update (sealed) on inbox.foi_number to tongming_app;
