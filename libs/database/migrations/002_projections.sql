-- Up Migration

-- Read models stand in schema `read`, which can be dropped and built anew from the record at any time.
create schema read;

-- What the runner knows of each projection.
create schema projection;
create table projection.checkpoint (
  projection  text   primary key,
  position    bigint not null default 0,
  -- Of the table definitions and the fold's version: another fingerprint means that the tables are built anew.
  fingerprint text   not null
);

-- How far each process manager has answered the record.
create table projection.process (
  process  text   primary key,
  position bigint not null
);

-- Gives a table of `read` a memory: the column `since`, the table <name>_history of all former versions, and the
-- function <name>_as_of(moment), which returns the rows that held right after that position of the log.
create function projection.keep_history(name text) returns void language plpgsql as $$
declare
  columns text;
begin
  execute format('alter table read.%I add column since bigint not null', name);
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns
    from pg_attribute where attrelid = format('read.%I', name)::regclass and attnum > 0 and not attisdropped;
  execute format('create table read.%I (like read.%I, until bigint not null)', name || '_history', name);
  execute format('create index on read.%I (id, since)', name || '_history');
  execute format('create index on read.%I (until)', name || '_history');
  execute format(
    'create function read.%I(moment bigint) returns setof read.%I language sql stable as $f$
       select %s from read.%I where since <= moment
       union all
       select %s from read.%I where since <= moment and until > moment
     $f$', name || '_as_of', name, columns, name, columns, name || '_history');
end $$;
