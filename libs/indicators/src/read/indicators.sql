create table indicator (
  id                  text primary key,
  names               jsonb not null,
  unit                jsonb not null,
  better              text not null,
  value_type          text not null,
  accumulation        text not null,
  territory_rule      text not null,
  frequency           text not null,
  sensitivity         text not null,
  -- The section of the Concept that it belongs to.
  direction_reference text,
  source              jsonb not null,
  revision            integer not null
);
create index on indicator (direction_reference);
select keep_history('indicator');

-- One row for each version of a definition; `id` is <indicator>/<version>.
create table indicator_definition (
  id              text primary key,
  indicator_id    text not null,
  version         integer not null,
  holds_from      text not null,
  break_in_series boolean not null,
  -- Null for version 1, which changed nothing.
  explanation     jsonb,
  source          jsonb not null
);
create index on indicator_definition (indicator_id);
select keep_history('indicator_definition');

-- Values are text throughout: they come out as the very digits that went in.

-- One row for each indicator and territory; `id` is <indicator>/<territory>.
create table indicator_baseline (
  id                 text primary key,
  indicator_id       text not null,
  territory_id       text not null,
  period             text not null,
  value              text not null,
  definition_version integer not null,
  source             jsonb not null,
  convention         jsonb
);
create index on indicator_baseline (indicator_id, territory_id);
select keep_history('indicator_baseline');

-- `id` is <indicator>/<territory>/<period>.
create table indicator_target (
  id                 text primary key,
  indicator_id       text not null,
  territory_id       text not null,
  period             text not null,
  period_from        date not null,
  period_to          date not null,
  value              text not null,
  definition_version integer not null,
  source             jsonb not null,
  illustrative       boolean not null
);
create index on indicator_target (indicator_id, territory_id);
select keep_history('indicator_target');

create table reading (
  id                 text primary key,
  indicator_id       text not null,
  territory_id       text not null,
  period             text not null,
  period_from        date not null,
  period_to          date not null,
  value              text not null,
  qualifier          text not null,
  definition_version integer not null,
  source             jsonb not null,
  note               jsonb,
  illustrative       boolean not null,
  submission_id      text,
  -- PROVISIONAL or CONFIRMED.
  status             text not null,
  -- Another reading of the same period contradicts it.
  conflicting        boolean not null,
  -- The order in which the readings of a series were recorded.
  place              integer not null
);
create index on reading (indicator_id, territory_id);
select keep_history('reading');
