-- 底数: every series of document numbers with what is missing in it, and the channels a document was published through.

-- A series is a 机关代字 and a year; year 0 where it is numbered on through the years (令).
create index record_by_series on open.record (number_code, coalesce(number_year, 0), number_seq) include (number_year, agency_code)
  where number_code is not null and number_seq > 0;

create table open.number_series (
  code       text not null,
  year       int not null,
  -- The highest number the public sees, and how many numbers up to it.
  highest    int not null,
  present    int not null,
  -- Of what is missing: known to have been cancelled; held by a document that is not public. Never which ones.
  cancelled  int not null,
  not_public int not null,
  agencies   text[] not null,
  primary key (code, year)
);
-- Series whose rows may have changed. Rows are only added, so that nobody waits for another's commit; refresh_number_series
-- works them off, and until then readers count these series themselves.
create table open.number_touched (
  id   bigint generated always as identity primary key,
  code text not null,
  year int not null
);

create function open.touch_numbers() returns trigger language plpgsql as $$
begin
  insert into open.number_touched (code, year)
    select distinct number_code, coalesce(number_year, 0) from changed where number_code is not null and number_seq > 0;
  return null;
end $$;
create trigger record_numbers_come after insert on open.record referencing new table as changed
  for each statement execute function open.touch_numbers();
create trigger record_numbers_go after delete on open.record referencing old table as changed
  for each statement execute function open.touch_numbers();
create function open.touch_changed_number() returns trigger language plpgsql as $$
begin
  insert into open.number_touched (code, year)
    select distinct x.code, coalesce(x.year, 0) from (values (old.number_code, old.number_year), (new.number_code, new.number_year)) x(code, year)
    where x.code is not null;
  return null;
end $$;
create trigger record_number_changes after update of number_code, number_year, number_seq, agency_code on open.record for each row
  when ((old.number_code, old.number_year, old.number_seq, old.agency_code) is distinct from (new.number_code, new.number_year, new.number_seq, new.agency_code))
  execute function open.touch_changed_number();

-- core writes 1949 for a series without a year.
create function core.touch_issued_number() returns trigger language plpgsql as $$
begin
  insert into open.number_touched (code, year) values (new.code, case new.year when 1949 then 0 else new.year end);
  return null;
end $$;
create trigger issued_number_touched after insert or update on core.issued_number for each row execute function core.touch_issued_number();

-- What the public records say of some series; the same for whoever reads and for whoever keeps the table.
create function open.count_series(codes text[], years int[]) returns table (code text, year int, highest int, present int, agencies text[])
language sql stable as $$
  select s.code, s.year, max(r.number_seq), count(distinct r.number_seq)::int, array_agg(distinct r.agency_code)
  from unnest(codes, years) s(code, year)
  join open.record r on r.number_code = s.code and coalesce(r.number_year, 0) = s.year and r.number_seq > 0
  group by s.code, s.year
$$;

-- Returns how many series were counted, and of how many it is now known otherwise why numbers are missing.
create function core.refresh_number_series(out counted int, out explained int) language plpgsql as $$
declare
  codes text[];
  years int[];
  fresh open.number_series[];
begin
  counted := 0;
  explained := 0;
  -- Of two workers one works, the other finds nothing to do.
  if not pg_try_advisory_xact_lock(hashtextextended('number-series', 0)) then return; end if;
  with gone as (delete from open.number_touched returning code, year)
  select array_agg(s.code), array_agg(s.year) into codes, years from (select distinct code, year from gone) s;
  if codes is null then return; end if;
  counted := cardinality(codes);
  fresh := array(
    select row(c.code, c.year, c.highest, c.present, coalesce(m.cancelled, 0), coalesce(m.not_public, 0), c.agencies)::open.number_series
    from open.count_series(codes, years) c
    left join lateral (
      select count(*) filter (where i.state = 'cancelled')::int as cancelled, count(*) filter (where i.state = 'used')::int as not_public
      from core.issued_number i
      where i.code = c.code and i.year = (case c.year when 0 then 1949 else c.year end) and i.seq < c.highest
        and not exists (select from open.record r where r.number_code = c.code and coalesce(r.number_year, 0) = c.year and r.number_seq = i.seq)
    ) m on true);
  select count(*) into explained from unnest(fresh) f left join open.number_series n using (code, year)
    where (f.cancelled, f.not_public) <> (coalesce(n.cancelled, 0), coalesce(n.not_public, 0));
  delete from open.number_series n using unnest(codes, years) s(code, year) where n.code = s.code and n.year = s.year;
  insert into open.number_series select * from unnest(fresh);
end $$;
revoke execute on function core.refresh_number_series() from public;
grant execute on function core.refresh_number_series() to tongming_app;
insert into open.number_touched (code, year)
  select distinct number_code, coalesce(number_year, 0) from open.record where number_code is not null and number_seq > 0;

-- Records that are in no public list, for the librarian's own count: few beside the others, and found without reading those.
create index edition_inside on core.edition (record_id)
  where state = 'live' and content->'disclosure'->>'method' is distinct from 'proactive';

-- ───────────────────────── channels ─────────────────────────
-- Through what a document was published beside this portal, with day and evidence. What was entered wrongly is taken back, not erased.
create table core.channel_use (
  id             uuid primary key default gen_random_uuid(),
  record_id      uuid not null references core.record,
  channel        text not null,
  used_on        date not null,
  url            text,
  issue          text,
  file_hash      text references core.file,
  file_name      text,
  file_size      bigint,
  file_mime      text,
  -- Whether the public sees the entry, and whether it may have the file too.
  is_public      boolean not null,
  file_public    boolean not null,
  person_id      uuid not null references core.person,
  at             timestamptz not null,
  removed_at     timestamptz,
  removed_by     uuid references core.person,
  removed_reason text,
  constraint channel_evidence check (url is not null or issue is not null or file_hash is not null),
  constraint channel_file check ((file_hash is null) = (file_name is null) and (file_hash is not null or not file_public)),
  constraint channel_hidden check (is_public or not file_public),
  constraint channel_removed check ((removed_at is null) = (removed_reason is null))
);
create index channel_use_record on core.channel_use (record_id, channel) where removed_at is null;

create table open.channel_use (
  id        uuid primary key,
  record_id uuid not null references open.record on delete cascade,
  channel   text not null,
  name      text not null,
  used_on   date not null,
  url       text,
  issue     text,
  file_hash text,
  file_name text,
  file_size bigint,
  file_mime text
);
create index open_channel_use_record on open.channel_use (record_id, used_on);
create index open_channel_use_file on open.channel_use (file_hash) where file_hash is not null;
