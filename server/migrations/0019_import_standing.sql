-- A bulk import works the standing out once for each issuer; only who leaves it out has it made row by row.
drop trigger entry_standing on open.search_entry;
create trigger entry_standing before insert on open.search_entry for each row
  when (new.standing is null) execute function open.set_standing();
