-- Citations between documents, former editions and ends as the public may see them.

-- The names a public document is cited by: its number (0), its title (1), the title of what it brings (2).
create table core.record_name (
  record_id uuid not null references core.record on delete cascade,
  key       text not null,
  rank      smallint not null,
  primary key (record_id, key)
);
create index record_name_key on core.record_name (key);

-- What the public text of a record names; to_record is null while the library has no such document.
create table core.citation (
  from_record uuid not null references core.record on delete cascade,
  key         text not null,
  cited       text not null,
  anchors     text[] not null default '{}',
  to_record   uuid references core.record on delete set null,
  primary key (from_record, key)
);
create index citation_key on core.citation (key);
create index citation_to on core.citation (to_record);
create index citation_missing on core.citation (key) where to_record is null;

-- How far the change feed has been read.
create table core.citation_reader (
  id  boolean primary key default true check (id),
  seq bigint not null default 0
);
insert into core.citation_reader default values;

create table open.citation (
  from_id uuid not null references open.record on delete cascade,
  key     text not null,
  to_id   uuid not null references open.record on delete cascade,
  anchors text[] not null default '{}',
  primary key (from_id, key)
);
create index citation_to on open.citation (to_id, from_id);

-- A text that changes takes its citations with it at once: what it no longer says is shown nowhere.
create function open.drop_citations() returns trigger language plpgsql as $$
begin
  delete from open.citation where from_id = new.id;
  return null;
end $$;
create trigger record_drops_citations after update of body_text, body on open.record for each row
  when (old.body_text is distinct from new.body_text) execute function open.drop_citations();

-- Editions before the one in open.record, as they were public. They go with the record. Of a hidden one only the days are left.
create table open.edition (
  record_id       uuid not null references open.record on delete cascade,
  no              int not null,
  title           text not null,
  document_number text,
  date_made       date,
  effective_on    date,
  published_on    date not null,
  replaced_on     date not null,
  body            jsonb,
  body_text       text not null,
  hidden          boolean not null default false,
  primary key (record_id, no),
  check (not hidden or (title = '' and document_number is null and date_made is null and effective_on is null and body is null and body_text = ''))
);

create table open.record_end (
  record_id    uuid not null references open.record on delete cascade,
  kind         text not null check (kind in ('repealed','expired','annulled')),
  effective_on date not null,
  note         text not null,
  primary key (record_id, kind)
);
insert into open.record_end
  select e.record_id, e.kind, e.effective_on, e.public_note from core.record_end e join open.record o on o.id = e.record_id
  where e.kind <> 'withdrawn';

-- Former editions of records published before this: only where nothing was ever taken out of the text.
insert into open.edition (record_id, no, title, document_number, date_made, effective_on, published_on, replaced_on, body, body_text)
  select e.record_id, e.no, e.content->>'title', e.content->>'documentNumber', (e.content->>'dateMade')::date, (e.content->>'effectiveOn')::date,
    (e.published_at at time zone 'Asia/Shanghai')::date, (n.published_at at time zone 'Asia/Shanghai')::date,
    nullif(e.content->'body', 'null'), e.body_text
  from core.edition e join core.edition n on n.record_id = e.record_id and n.no = e.no + 1 join open.record o on o.id = e.record_id
  where e.state = 'superseded' and e.published_at is not null and n.published_at is not null
    and not exists (select from core.edition x where x.record_id = e.record_id and x.state <> 'draft'
      and (x.content->'disclosure'->>'attribute' <> 'full' or x.content->'disclosure'->>'method' <> 'proactive'));
