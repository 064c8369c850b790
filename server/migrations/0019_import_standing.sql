-- A bulk import works the standing out once for each issuer; only who leaves it out has it made row by row.
drop trigger entry_standing on open.search_entry;
create trigger entry_standing before insert on open.search_entry for each row
  when (new.standing is null) execute function open.set_standing();

-- One row a statement and group instead of one a record.
drop trigger entry_counted on open.search_entry;
create function open.count_statement() returns trigger language plpgsql as $$
begin
  insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, count)
    select category, status, agency_code, coalesce(theme, ''), kind, year, region_code,
      case tg_op when 'INSERT' then count(*) else -count(*) end
    from touched group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger entry_added after insert on open.search_entry
  referencing new table as touched for each statement execute function open.count_statement();
create trigger entry_removed after delete on open.search_entry
  referencing old table as touched for each statement execute function open.count_statement();

create or replace function open.count_record() returns trigger language plpgsql as $$
begin
  insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, count) values
    (old.category, old.status, old.agency_code, coalesce(old.theme, ''), old.kind, old.year, old.region_code, -1),
    (new.category, new.status, new.agency_code, coalesce(new.theme, ''), new.kind, new.year, new.region_code, 1);
  return null;
end $$;
