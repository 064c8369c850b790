-- Content besides documents: written by one person, published by another, then a public record like every other.
create table core.content (
  id              uuid primary key default gen_random_uuid(),
  kind            text not null check (kind in ('news','notice','image-story','video','question','data-table','official','agency-function','interpretation')),
  agency_code     text not null references core.agency,
  state           text not null default 'draft' check (state in ('draft','review','published','withdrawn')),
  title           text not null,
  content         jsonb not null,
  record_id       uuid unique references core.record,
  -- Who has written on it since it was last published: none of them publishes it.
  writers         uuid[] not null,
  returned_reason text,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  version         int not null default 1,
  check (state not in ('published','withdrawn') or record_id is not null)
);
create index content_list on core.content (agency_code, updated_at desc, id desc);

-- Pictures, films and subtitles uploaded for a piece, whether or not it names them yet.
create table core.content_file (
  content_id uuid not null references core.content on delete cascade,
  hash       text not null references core.file,
  primary key (content_id, hash)
);

-- Whoever takes the record away has taken the content away.
create function core.withdraw_content() returns trigger language plpgsql as $$
begin
  update core.content set state = 'withdrawn', version = version + 1, updated_at = new.at where record_id = new.record_id;
  return null;
end $$;
create trigger content_withdrawn after insert on core.record_end for each row when (new.kind = 'withdrawn') execute function core.withdraw_content();

create table open.content (
  record_id   uuid primary key references open.record on delete cascade,
  kind        text not null,
  facts       jsonb not null,
  -- What was written beside the facts; open.record.body holds both, as one text.
  text        jsonb not null,
  source      text not null,
  author      text,
  originality text not null check (originality in ('own','reprinted')),
  source_url  text,
  position    int
);

-- ───────────────────────── hotlines ─────────────────────────
create table core.hotline (
  id          uuid primary key default gen_random_uuid(),
  agency_code text not null references core.agency,
  matter      text not null,
  number      text not null,
  hours       text not null,
  verified_on date not null,
  verified_by uuid not null references core.person,
  active      boolean not null default true,
  version     int not null default 1
);
create index hotline_due on core.hotline (verified_on) where active;
create table open.hotline (
  id          uuid primary key,
  agency_code text not null,
  matter      text not null,
  number      text not null,
  hours       text not null,
  verified_on date not null
);
create index open_hotline_agency on open.hotline (agency_code);

-- ───────────────────────── topics ─────────────────────────
create table core.topic (
  id         uuid primary key default gen_random_uuid(),
  site_code  text not null references core.site,
  slug       text not null check (slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  name       text not null,
  lead       text not null,
  -- Section → rule by which it is fed; a section without one is filled by hand alone.
  rules      jsonb not null default '{}',
  state      text not null default 'preparing' check (state in ('preparing','open','closed','archived')),
  opened_on  date,
  closed_on  date,
  archived_at timestamptz,
  created_at timestamptz not null,
  version    int not null default 1,
  unique (site_code, slug)
);
create table core.topic_item (
  topic_id  uuid not null references core.topic,
  section   text not null check (section in ('policy','progress','questions')),
  record_id uuid not null references core.record,
  -- At the head, in its order; among the others by its day; taken out though the rule would bring it.
  place     text not null check (place in ('pinned','placed','excluded')),
  position  int not null,
  primary key (topic_id, section, record_id)
);
create table core.topic_hotline (
  topic_id   uuid not null references core.topic,
  hotline_id uuid not null references core.hotline,
  position   int not null,
  primary key (topic_id, hotline_id)
);
create table open.topic (
  id          uuid primary key,
  site_code   text not null references open.site on delete cascade,
  slug        text not null,
  name        text not null,
  lead        text not null,
  rules       jsonb not null,
  state       text not null check (state in ('open','closed','archived')),
  opened_on   date not null,
  closed_on   date,
  archived_at timestamptz,
  unique (site_code, slug)
);
create table open.topic_item (
  topic_id  uuid not null references open.topic on delete cascade,
  section   text not null,
  record_id uuid not null references open.record on delete cascade,
  place     text not null,
  position  int not null,
  primary key (topic_id, section, record_id)
);
create index open_topic_item_record on open.topic_item (record_id);
create table open.topic_hotline (
  topic_id   uuid not null references open.topic on delete cascade,
  hotline_id uuid not null references open.hotline on delete cascade,
  position   int not null,
  primary key (topic_id, hotline_id)
);

-- ───────────────────────── syndication: one record, shown on several sites ─────────────────────────
create table core.syndication (
  id         uuid primary key default gen_random_uuid(),
  record_id  uuid not null references core.record,
  from_site  text not null references core.site,
  to_site    text not null references core.site,
  state      text not null default 'offered' check (state in ('offered','approved','declined','ended')),
  note       text,
  reason     text,
  offered_by uuid not null references core.person,
  offered_at timestamptz not null,
  decided_by uuid references core.person,
  decided_at timestamptz,
  check (from_site <> to_site),
  check (state <> 'declined' or reason is not null)
);
create unique index syndication_standing on core.syndication (record_id, to_site) where state in ('offered','approved');
create index syndication_to on core.syndication (to_site, offered_at desc);
create table open.placement (
  record_id uuid not null references open.record on delete cascade,
  site_code text not null references open.site on delete cascade,
  placed_at timestamptz not null,
  primary key (record_id, site_code)
);
create index open_placement_site on open.placement (site_code, placed_at desc);
