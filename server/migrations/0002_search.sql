-- Search over `open`, readable by the portal's role. One row a record; `terms` holds what it can be found by, as numbers
-- made by platform/search-terms.ts: every dictionary word of the whole text, and (with another tag) the title's bigrams.
create table open.search_entry (
  record_id      uuid primary key references open.record on delete cascade,
  sorted_on      date not null,
  published_at   timestamptz not null,
  agency_code    text not null,
  region_code    text not null,
  kind           text not null,
  category       text not null,
  theme          text,
  year           int not null,
  status         text not null,
  terms          bigint[] not null
) with (toast_tuple_target = 128);
-- Plain storage of the long values: compressing them costs half of an import and slows every phrase check.
alter table open.search_entry alter terms set storage external;
alter table open.record alter body_text set storage external;
alter table core.edition alter body_text set storage external;

create index search_terms on open.search_entry using gin (terms);
create index search_sorted on open.search_entry (sorted_on desc, record_id desc);
create index search_published on open.search_entry (published_at desc, record_id desc);

-- 综合政务\政务公开 → 综合政务: what lists and search narrow by.
create function open.first_theme(theme text) returns text language sql immutable parallel safe as $$
  select split_part(translate(theme, '\', '/'), '/', 1)
$$;

-- What search filters by is a copy; a status set by an update reaches it in the same transaction.
create function open.follow_record() returns trigger language plpgsql as $$
begin
  update open.search_entry set
    sorted_on = coalesce(new.date_made, new.date_published), published_at = new.published_at,
    year = extract(year from coalesce(new.date_made, new.date_published))::int,
    agency_code = new.agency_code, region_code = new.region_code, kind = new.kind, category = new.category,
    theme = open.first_theme(new.theme), status = new.status
  where record_id = new.id;
  return null;
end $$;
create trigger record_to_search
  after update of date_made, date_published, published_at, agency_code, region_code, kind, category, theme, status on open.record
  for each row execute function open.follow_record();

-- New terms wait in a short list that every search reads through; who writes many merges it (owners only may).
create function open.merge_search() returns bigint language sql security definer set search_path = pg_catalog as $$
  select gin_clean_pending_list('open.search_terms'::regclass)
$$;
revoke execute on function open.merge_search() from public;
grant execute on function open.merge_search() to tongming_app;
