-- Records in two languages: lists of a site show its own, and the counts kept with the records know them apart.
alter table open.search_entry add language text not null default 'zh-CN';
update open.search_entry e set language = r.language from open.record r where r.id = e.record_id and r.language <> 'zh-CN';
-- Few among many: a list of theirs must not walk through all records there are.
create index search_entry_other_language on open.search_entry (language, published_at desc, record_id desc) where language <> 'zh-CN';

drop trigger entry_recounted on open.search_entry;
alter table open.record_count add language text not null default 'zh-CN';
create or replace function open.count_statement() returns trigger language plpgsql as $$
begin
  insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, language, count)
    select category, status, agency_code, coalesce(theme, ''), kind, year, region_code, language,
      case tg_op when 'INSERT' then count(*) else -count(*) end
    from touched group by 1, 2, 3, 4, 5, 6, 7, 8;
  return null;
end $$;
create or replace function open.count_record() returns trigger language plpgsql as $$
begin
  insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, language, count) values
    (old.category, old.status, old.agency_code, coalesce(old.theme, ''), old.kind, old.year, old.region_code, old.language, -1),
    (new.category, new.status, new.agency_code, coalesce(new.theme, ''), new.kind, new.year, new.region_code, new.language, 1);
  return null;
end $$;
create trigger entry_recounted after update of category, status, agency_code, theme, kind, year, region_code, language on open.search_entry for each row
  when ((old.category, old.status, old.agency_code, old.theme, old.kind, old.year, old.region_code, old.language)
    is distinct from (new.category, new.status, new.agency_code, new.theme, new.kind, new.year, new.region_code, new.language))
  execute function open.count_record();

create or replace function open.merge_counts() returns void language sql as $$
  with gone as (delete from open.record_count returning *)
  insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, language, count)
    select category, status, agency_code, theme, kind, year, region_code, language, sum(count) from gone group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(count) <> 0
$$;
delete from open.record_count;
insert into open.record_count (category, status, agency_code, theme, kind, year, region_code, language, count)
  select category, status, agency_code, coalesce(theme, ''), kind, year, region_code, language, count(*) from open.search_entry group by 1, 2, 3, 4, 5, 6, 7, 8;

alter table core.relation drop constraint relation_type_check;
alter table core.relation add check (type in ('amends','repeals','replaces','interprets','implements','forwards','corrects','attached-to','based-on','translates'));

-- 蒙古文版: a Chinese record has at most one, a record of its own. The row is the work on it.
create table core.translation (
  source_record  uuid primary key references core.record,
  agency_code    text not null references core.agency,
  state          text not null default 'asked' check (state in ('asked','taken','submitted','published','stale')),
  title          text not null default '',
  body_text      text not null default '',
  translator     uuid references core.person,
  reviewer       uuid references core.person,
  -- The edition of the source that the text is of.
  source_edition int,
  record_id      uuid unique references core.record,
  returned_reason text,
  stale_reason   text check (stale_reason in ('revised','ended','withdrawn')),
  asked_by       uuid references core.person,
  asked_at       timestamptz not null,
  updated_at     timestamptz not null,
  version        int not null default 1,
  check (state not in ('published','stale') or record_id is not null),
  check (state not in ('taken','submitted') or translator is not null)
);
create index translation_agency on core.translation (agency_code, state, updated_at desc);

-- In the transaction of whatever changes the source, by whatever way it comes: an import, a clean-up and a repealing
-- document end records too, and none of them may forget the Mongolian edition.
create function core.translation_source_revised() returns trigger language plpgsql as $$
begin
  update core.translation set stale_reason = 'revised', updated_at = now(), version = version + (state = 'published')::int,
      state = case state when 'published' then 'stale' else state end
    where source_record = new.record_id and source_edition is distinct from new.no and source_edition is not null;
  return null;
end $$;
create trigger edition_translated after insert on core.edition for each row when (new.state = 'live' and new.no > 1) execute function core.translation_source_revised();
create function core.translation_source_ended() returns trigger language plpgsql as $$
begin
  update core.translation set stale_reason = case new.kind when 'withdrawn' then 'withdrawn' else 'ended' end, updated_at = now(), version = version + (state = 'published')::int,
      state = case state when 'published' then 'stale' else state end
    where source_record = new.record_id;
  -- A record that was withdrawn never comes back: as long as the source is there, the next edition makes one of its own.
  if new.kind = 'withdrawn' then
    update core.translation set record_id = null, updated_at = now(), version = version + 1,
        translator = case when state in ('published', 'stale') then null else translator end,
        state = case when state in ('published', 'stale') then 'asked' else state end
      where record_id = new.record_id and stale_reason is distinct from 'withdrawn';
  end if;
  return null;
end $$;
create trigger end_translated after insert on core.record_end for each row execute function core.translation_source_ended();
