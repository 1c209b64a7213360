create table organisation (
  id           text primary key,
  kind         text not null,
  names        jsonb not null,
  territory_id text,
  illustrative boolean not null
);
create index on organisation (territory_id);
select keep_history('organisation');

create table mandate (
  id              text primary key,
  person_id       text not null,
  role            text not null,
  organisation_id text not null,
  territory_id    text,
  starts_on       date not null,
  -- The last date on which it holds.
  ends_on         date,
  -- The first date on which it no longer holds.
  revoked_on      date,
  -- Where in the record it was granted: the order of a person's mandates.
  granted_at      bigint not null
);
create index on mandate (person_id);
create index on mandate (territory_id);
select keep_history('mandate');

-- Whether data about a person are held outside the record, and which kinds of data; never what they say.
create table personal_data (
  id     text primary key,
  status text not null,
  fields jsonb not null
);
select keep_history('personal_data');
