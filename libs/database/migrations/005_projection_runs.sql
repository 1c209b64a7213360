-- Up Migration

-- What a runner needs to know of a projection to run it in one process, stop it alone and build it anew beside itself.
alter table projection.checkpoint
  -- The tables that belong to it, so that a later version knows what it replaces.
  add column tables text[] not null default '{}',
  -- The event that could not be folded; null while it runs.
  add column stopped_at       bigint,
  add column stopped_event_id uuid,
  add column stopped_why      text,
  add column stopped_since    timestamptz;

-- Events that an operator decided to leave out of a projection, also when it is built anew.
create table projection.skipped_event (
  projection text   not null,
  position   bigint not null,
  act_id     bigint not null,
  primary key (projection, position)
);

-- A rebuild under way: how far the tables in schema `rebuild` have come, so that it can go on after an interruption.
create table projection.rebuild (
  projection  text   primary key,
  fingerprint text   not null,
  position    bigint not null default 0,
  -- Whether the tables have their indexes already: they come when most rows are there.
  indexed     boolean not null default false,
  started_at  timestamptz not null default clock_timestamp()
);

-- What operators decided about the machinery: who, when, why. Kept for ever, like the record.
create table audit.operator_act (
  id         bigint      primary key generated always as identity,
  acted_at   timestamptz not null default clock_timestamp(),
  operator   text        not null,
  reason     text        not null,
  act        text        not null check (act in ('RETRY', 'SKIP')),
  projection text        not null,
  position   bigint      not null,
  event_id   uuid        not null,
  error      text        not null
);
create trigger append_only before update or delete or truncate on audit.operator_act
  for each statement execute function record.refuse_change();

-- Where read models are built beside the live ones, and where they are folded once more to be compared.
create schema rebuild;
create schema verification;

-- Gives a table of the current schema a memory: the column `since`, and the table <name>_history of all former versions.
create or replace function projection.keep_history(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I add column since bigint not null', name);
  execute format('create table %I (like %I, until bigint not null)', name || '_history', name);
end $$;

-- What makes the past quick to find. Apart from the table, because an index is built faster than it is kept up.
create function projection.index_history(name text) returns void language plpgsql as $$
begin
  execute format('create index on %I (id, since)', name || '_history');
  execute format('create index on %I (until)', name || '_history');
end $$;

-- The function <name>_as_of(moment) of schema `read`: the rows that held right after that position of the log.
create function projection.open_history(name text) returns void language plpgsql as $$
declare
  columns text;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns
    from pg_attribute where attrelid = format('read.%I', name)::regclass and attnum > 0 and not attisdropped;
  execute format(
    'create function read.%I(moment bigint) returns setof read.%I language sql stable as $f$
       select %s from read.%I where since <= moment
       union all
       select %s from read.%I where since <= moment and until > moment
     $f$', name || '_as_of', name, columns, name, columns, name || '_history');
end $$;
