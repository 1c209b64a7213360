-- What does not change with time: one row for each unit that ever was.
create table territory (
  id         text primary key,
  kind       text not null,
  soate      text not null,
  iso        text,
  -- {count, source}; null where no figure is known.
  population jsonb,
  source     jsonb not null
);
select keep_history('territory');

-- What does: one row for each thing that was said of a unit for the time from a date on. The newest that holds counts.
create table territory_fact (
  id           text primary key,
  territory_id text not null,
  -- LIFE, NAMES, PARENT, SUCCESSION
  aspect       text not null,
  -- Null: since before the record.
  effective_on date,
  -- Its change was repealed: from this date it no longer holds.
  repealed_on  date,
  active       boolean,
  names        jsonb,
  parent_id    text,
  successor_id text,
  -- {changeId, type, legalAct, source, illustrative}; null for a registration.
  change       jsonb,
  -- Where in the record it stands: of two facts of one date the later recorded counts.
  place        bigint not null
);
create index on territory_fact (territory_id);
select keep_history('territory_fact');

-- How each unit stands by the newest of what was said of it, of whatever date: what lists of records are filtered and
-- named by, a thousand times as often as anybody asks for the map of a date.
create table territory_standing (
  id            text primary key,
  active        boolean not null,
  parent_id     text,
  -- What came after it.
  successor_ids jsonb not null,
  names         jsonb not null,
  -- Everything said of it, in the order of the record: what the other columns are made from.
  facts         jsonb not null
);
create index on territory_standing (parent_id) where active;
create index on territory_standing using gin (successor_ids) where not active;
select keep_history('territory_standing');
