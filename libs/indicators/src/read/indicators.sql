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
  -- DRAFT, ACTIVE or RETIRED.
  status                      text not null,
  responsible_organisation_id text,
  -- What the newest definition says; null where none said anything.
  numerator                   jsonb,
  denominator                 jsonb,
  multiplier                  text,
  time_rule                   text not null,
  minimum_coverage            text,
  dimensions                  jsonb not null,
  bounds                      jsonb,
  range                       jsonb,
  means_of_verification       jsonb,
  changed_at                  timestamptz not null,
  revision                    integer not null
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
  convention         jsonb,
  -- Every link of the chain of revisions, the first one first: who, when, why (rule 4).
  chain              jsonb not null
);
create index on indicator_baseline (indicator_id, territory_id);
select keep_history('indicator_baseline');

-- `id` is <indicator>/<territory>/<dates of the period>.
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
  illustrative       boolean not null,
  chain              jsonb not null
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
  -- PROVISIONAL, CONFIRMED, CORRECTED (another stands in its place) or RETRACTED.
  status             text not null,
  numerator          text,
  denominator        text,
  parts              jsonb not null,
  source_kind        text,
  explanation        text,
  -- The reading in whose place it stands, and the one that stands in its place.
  supersedes         text,
  superseded_by      text,
  -- Why it corrects another or was retracted.
  reason             text,
  -- Of sources that contradicted each other another was found to hold.
  outweighed         boolean not null,
  recorded_by        jsonb not null,
  -- Everybody who wrote it: none of them confirms it.
  authors            jsonb not null,
  confirmed_by       jsonb,
  recorded_at        timestamptz not null,
  changed_at         timestamptz not null,
  -- The order in which the readings of a series were recorded.
  place              integer not null
);
create index on reading (indicator_id, territory_id);
select keep_history('reading');

-- What a check found about a reading; `id` is <reading>/<rule>.
create table reading_flag (
  id                    text primary key,
  reading_id            text not null,
  indicator_id          text not null,
  territory_id          text not null,
  rule                  text not null,
  -- The readings that it contradicts.
  against               jsonb not null,
  details               jsonb not null,
  -- Who recorded the reading and therefore owes the explanation.
  owner_organisation_id text not null,
  raised_at             timestamptz not null,
  -- OPEN, RESOLVED or MOOT (the reading itself no longer stands).
  status                text not null,
  explanation           text,
  holds                 text,
  resolved_by           jsonb,
  resolved_at           timestamptz
);
create index on reading_flag (indicator_id, territory_id);
create index on reading_flag (status);
select keep_history('reading_flag');

-- Periods that somebody declared to have no reading; `id` is <indicator>/<territory>/<dates>.
create table missing_reading (
  id           text primary key,
  indicator_id text not null,
  territory_id text not null,
  period       text not null,
  period_from  date not null,
  period_to    date not null,
  reason       text not null,
  declared_by  jsonb not null,
  declared_at  timestamptz not null
);
create index on missing_reading (indicator_id, territory_id);
select keep_history('missing_reading');
