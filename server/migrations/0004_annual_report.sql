-- The annual report (政府信息公开工作年度报告) and the guide (政府信息公开指南).
-- What can be counted is counted when it is asked for; kept here is only what people added, and what was submitted.
create table core.annual_report (
  agency_code  text not null references core.agency,
  year         int not null check (year between 2019 and 2999),
  state        text not null default 'draft' check (state in ('draft','submitted','published')),
  -- { section: text }: sections a person has written; the others follow the figures.
  texts        jsonb not null default '{}',
  -- { shown, computed, feeIncome } as they stood at submission.
  frozen       jsonb,
  submitted_on date,
  submitted_by uuid references core.person,
  published_on date,
  record_id    uuid references core.record,
  version      int not null default 1,
  updated_at   timestamptz not null default now(),
  primary key (agency_code, year),
  constraint annual_report_frozen check ((state = 'draft') = (frozen is null)),
  constraint annual_report_published check (state <> 'published' or record_id is not null)
);

-- Figures by people's hand: what the platform cannot count, and corrections of what it counted. The last of a cell holds;
-- `value` null takes the one before back. `computed` is what the platform counted at that moment.
create table core.annual_report_figure (
  id          bigint generated always as identity primary key,
  agency_code text not null,
  year        int not null,
  cell        text not null,
  value       numeric(20,4),
  computed    numeric(20,4),
  reason      text not null check (length(trim(reason)) >= 2),
  person_id   uuid references core.person,
  person_name text not null,
  at          timestamptz not null,
  foreign key (agency_code, year) references core.annual_report
);
create index annual_report_figure_cell on core.annual_report_figure (agency_code, year, cell, id desc);
create trigger annual_report_figure_append_only before update or delete on core.annual_report_figure
  for each row execute function core.append_only();
create trigger annual_report_figure_no_truncate before truncate on core.annual_report_figure
  for each statement execute function core.append_only();
revoke update, delete, truncate on core.annual_report_figure from tongming_app;

create index foi_event_payment on core.foi_event (on_date, case_id) where type = 'record-payment';
create index foi_case_closed_unreceived on core.foi_case (agency_code) where received_on is null;
create index record_by_agency_category on core.record (agency_code, category);

-- 条例第十二条. `facts_hash` is that of the agency's facts when the guide was last confirmed: another hash, a stale guide.
create table core.openness_guide (
  agency_code  text primary key references core.agency,
  texts        jsonb not null,
  facts        jsonb not null,
  facts_hash   text not null,
  confirmed_on date not null,
  confirmed_by uuid references core.person,
  version      int not null default 1
);
create table open.openness_guide (
  agency_code  text primary key,
  texts        jsonb not null,
  facts        jsonb not null,
  confirmed_on date not null
);
