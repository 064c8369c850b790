-- Columns 栏目 of a site. The path is kept whole with each: unique in its site, and what was once public leads to its column for ever.
create table core.column (
  id           uuid primary key default gen_random_uuid(),
  site_code    text not null references core.site,
  parent_id    uuid references core.column,
  slug         text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  path         text not null check (path ~ '^[a-z0-9][a-z0-9/-]*$'),
  name         text not null,
  type         text not null,
  purpose      text not null default '',
  keywords     text[] not null default '{}',
  agency_code  text not null references core.agency,
  person       text not null default '',
  -- Its own promise to be updated: P14D, P6M; null = none.
  duty         text check (duty ~ '^P[1-9][0-9]{0,2}[DM]$'),
  rule         jsonb,
  on_home      boolean not null default false,
  position     int not null default 0,
  state        text not null default 'preparing' check (state in ('preparing','open','closed')),
  opened_at    timestamptz,
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  check (parent_id is distinct from id),
  check ((state = 'preparing') = (opened_at is null)),
  unique (site_code, path) deferrable initially deferred
);
create index column_parent on core.column (parent_id);

create table core.column_item (
  column_id  uuid not null references core.column on delete cascade,
  record_id  uuid not null,
  mode       text not null check (mode in ('pinned','placed','excluded')),
  position   int not null default 0,
  person     text not null,
  created_at timestamptz not null default now(),
  primary key (column_id, record_id)
);
create index column_item_record on core.column_item (record_id);

create table core.column_redirect (
  site_code  text not null references core.site,
  path       text not null,
  column_id  uuid not null references core.column,
  created_at timestamptz not null default now(),
  primary key (site_code, path)
);
create index column_redirect_column on core.column_redirect (column_id);

create table open.column (
  id          uuid primary key,
  site_code   text not null references open.site on delete cascade,
  parent_id   uuid,
  path        text not null,
  name        text not null,
  type        text not null,
  purpose     text not null,
  keywords    text[] not null,
  agency_code text not null,
  rule        jsonb,
  on_home     boolean not null,
  position    int not null,
  -- A closed one keeps its name and address, nothing else of it is shown.
  state       text not null check (state in ('open','closed')),
  unique (site_code, path)
);
create table open.column_item (
  column_id uuid not null references open.column on delete cascade,
  record_id uuid not null,
  mode      text not null check (mode in ('pinned','placed','excluded')),
  position  int not null,
  primary key (column_id, record_id)
);
create table open.column_redirect (
  site_code text not null references open.site on delete cascade,
  path      text not null,
  column_id uuid not null references open.column on delete cascade,
  primary key (site_code, path)
);

-- The only writer of the three: all of one site's columns as they are, none while the site itself is not public.
create function core.project_columns(site text) returns void language sql as $$
  delete from open.column where site_code = site;
  insert into open.column (id, site_code, parent_id, path, name, type, purpose, keywords, agency_code, rule, on_home, position, state)
    select c.id, c.site_code, c.parent_id, c.path, c.name, c.type, case c.state when 'open' then c.purpose else '' end, case c.state when 'open' then c.keywords else '{}' end,
      c.agency_code, case c.state when 'open' then c.rule end, c.on_home and c.state = 'open', c.position, c.state
    from core.column c join open.site s on s.code = c.site_code where c.site_code = site and c.state <> 'preparing';
  insert into open.column_item (column_id, record_id, mode, position)
    select i.column_id, i.record_id, i.mode, i.position from core.column_item i join open.column c on c.id = i.column_id where c.site_code = site and c.state = 'open';
  insert into open.column_redirect (site_code, path, column_id)
    select r.site_code, r.path, r.column_id from core.column_redirect r join open.column c on c.id = r.column_id where r.site_code = site;
$$;
create function core.site_columns() returns trigger language plpgsql as $$
begin
  perform core.project_columns(new.code);
  return null;
end $$;
-- A site that opens brings its columns along; one that closes takes them with it (cascade).
create trigger site_opens after insert on open.site for each row execute function core.site_columns();
