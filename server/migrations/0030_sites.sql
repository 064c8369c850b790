-- Sites: one installation, many government websites. No row = one site, as before.
create table core.site_picture (
  hash       text primary key,
  mime       text not null check (mime in ('image/png','image/jpeg')),
  bytes      bytea not null,
  created_at timestamptz not null default now()
);

create table core.site (
  code        text primary key check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  kind        text not null check (kind in ('portal','department','zone')),
  language    text not null check (language in ('zh-CN','mn-Mong-CN')),
  region_code text not null references core.region,
  agency_code text not null references core.agency,
  twin        text references core.site,
  domain      text not null check (domain = lower(domain)),
  name        text not null,
  facts       jsonb not null default '{}',
  theme       jsonb not null default '{}',
  state       text not null default 'preparing' check (state in ('preparing','open','suspended','closed')),
  -- What the public reads while a site is suspended, and why it was closed.
  notice      text,
  position    int not null default 0,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  check ((language = 'zh-CN') = (twin is null)),
  check (state not in ('suspended') or notice is not null)
);
-- A closed site gives its name and its agency free for another.
create unique index site_domain on core.site (domain) where state <> 'closed';
create unique index site_agency on core.site (agency_code, language) where state <> 'closed';

create table core.site_change (
  id         uuid primary key default gen_random_uuid(),
  site_code  text not null references core.site,
  due_at     timestamptz not null,
  change     jsonb not null,
  state      text not null default 'waiting' check (state in ('waiting','done','failed','cancelled')),
  faults     jsonb not null default '[]',
  person_id  uuid references core.person,
  person     text not null,
  role       text not null,
  agency_code text,
  created_at timestamptz not null default now(),
  ended_at   timestamptz
);
create index site_change_due on core.site_change (due_at) where state = 'waiting';
create index site_change_site on core.site_change (site_code, due_at);

create table open.site (
  code        text primary key,
  kind        text not null,
  language    text not null,
  region_code text not null,
  agency_code text not null,
  domain      text not null unique,
  name        text not null,
  facts       jsonb not null,
  theme       jsonb not null,
  state       text not null check (state in ('open','suspended')),
  notice      text,
  position    int not null
);
create table open.site_picture (
  site_code text not null references open.site on delete cascade,
  hash      text not null,
  mime      text not null,
  bytes     bytea not null,
  primary key (site_code, hash)
);
