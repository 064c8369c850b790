-- Lists of cases are settled by an index alone, whatever they are asked for; the wide rows are read for one page only.
drop index core.foi_case_open;
create index foi_case_open on core.foi_case (agency_code, next_due, id) include (state, assignee, waiting_for) where closed_on is null;
drop index core.foi_case_list;
create index foi_case_list on core.foi_case (agency_code, submitted_at desc, id desc)
  include (state, outcome, applicant_kind, received_on, closed_on, next_due, assignee);
-- For who has many agencies: the newest of all of them, without sorting what is not shown.
create index foi_case_newest on core.foi_case (submitted_at desc, id desc)
  include (agency_code, state, outcome, applicant_kind, received_on, closed_on, next_due, assignee);
drop index core.foi_case_state;
-- Sealed bytes do not get smaller: no time is spent on trying.
alter table open.foi_status alter column sealed set storage external;

-- How many public records share one value of every facet: kept as they come and go, so that a page that shows numbers
-- need not count all records after every change. Only rows are added, so that nobody waits for another's commit;
-- merge_counts adds them up from time to time.
create table open.record_count (
  id          bigint generated always as identity primary key,
  category    text not null,
  status      text not null,
  agency_code text not null,
  theme       text not null,
  kind        text not null,
  year        int not null,
  count       int not null
);

create function open.count_record() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into open.record_count (category, status, agency_code, theme, kind, year, count)
      values (old.category, old.status, old.agency_code, coalesce(old.theme, ''), old.kind, old.year, -1);
  end if;
  if tg_op <> 'DELETE' then
    insert into open.record_count (category, status, agency_code, theme, kind, year, count)
      values (new.category, new.status, new.agency_code, coalesce(new.theme, ''), new.kind, new.year, 1);
  end if;
  return null;
end $$;
create trigger entry_counted after insert or delete on open.search_entry for each row execute function open.count_record();
create trigger entry_recounted after update of category, status, agency_code, theme, kind, year on open.search_entry for each row
  when ((old.category, old.status, old.agency_code, old.theme, old.kind, old.year) is distinct from (new.category, new.status, new.agency_code, new.theme, new.kind, new.year))
  execute function open.count_record();

create function open.merge_counts() returns void language sql as $$
  with gone as (delete from open.record_count returning *)
  insert into open.record_count (category, status, agency_code, theme, kind, year, count)
    select category, status, agency_code, theme, kind, year, sum(count) from gone group by 1, 2, 3, 4, 5, 6 having sum(count) <> 0
$$;
revoke execute on function open.merge_counts() from public;
grant execute on function open.merge_counts() to tongming_app;
insert into open.record_count (category, status, agency_code, theme, kind, year, count)
  select category, status, agency_code, coalesce(theme, ''), kind, year, count(*) from open.search_entry group by 1, 2, 3, 4, 5, 6;
