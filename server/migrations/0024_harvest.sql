-- Where the harvest of another system stood when what it gave had last been taken in: the next one asks for what came after.
create table core.harvest (
  agency_code  text not null references core.agency,
  address      text not null check (length(address) <= 2000),
  state        jsonb not null,
  harvested_at timestamptz not null,
  primary key (agency_code, address)
);
