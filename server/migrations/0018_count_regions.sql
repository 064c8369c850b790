-- Lists can be narrowed by region as well: the counts kept with the records know it.
drop trigger entry_counted on open.search_entry;
drop trigger entry_recounted on open.search_entry;
alter table open.record_count add region_code text;
delete from open.record_count;
alter table open.record_count alter region_code set not null;

create or replace function open.count_record() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, count)
      values (old.category, old.status, old.agency_code, coalesce(old.theme, ''), old.kind, old.year, old.region_code, -1);
  end if;
  if tg_op <> 'DELETE' then
    insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, count)
      values (new.category, new.status, new.agency_code, coalesce(new.theme, ''), new.kind, new.year, new.region_code, 1);
  end if;
  return null;
end $$;
create trigger entry_counted after insert or delete on open.search_entry for each row execute function open.count_record();
create trigger entry_recounted after update of category, status, agency_code, theme, kind, year, region_code on open.search_entry for each row
  when ((old.category, old.status, old.agency_code, old.theme, old.kind, old.year, old.region_code)
    is distinct from (new.category, new.status, new.agency_code, new.theme, new.kind, new.year, new.region_code))
  execute function open.count_record();

create or replace function open.merge_counts() returns void language sql as $$
  with gone as (delete from open.record_count returning *)
  insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, count)
    select category, status, agency_code, theme, kind, year, region_code, sum(count) from gone group by 1, 2, 3, 4, 5, 6, 7 having sum(count) <> 0
$$;
insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, count)
  select category, status, agency_code, coalesce(theme, ''), kind, year, region_code, count(*) from open.search_entry group by 1, 2, 3, 4, 5, 6, 7;
