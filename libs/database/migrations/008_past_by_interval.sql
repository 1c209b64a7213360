-- Up Migration

-- A former version holds in the interval [since, until). "What held at p" is then a question that one index answers: it
-- touches the rows that held and no others, however long the history is. An index on `until` alone would read every
-- version that ended after p, on average half of the history.
create or replace function projection.index_history(name text) returns void language plpgsql as $$
begin
  execute format('create index on %I (id, since)', name || '_history');
  execute format('create index on %I using gist (int8range(since, until))', name || '_history');
end $$;

create or replace function projection.open_history(name text) returns void language plpgsql as $$
declare
  columns text;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns
    from pg_attribute where attrelid = format('read.%I', name)::regclass and attnum > 0 and not attisdropped;
  execute format(
    'create function read.%I(moment bigint) returns setof read.%I language sql stable as $f$
       select %s from read.%I where since <= moment
       union all
       select %s from read.%I where int8range(since, until) @> moment
     $f$', name || '_as_of', name, columns, name, columns, name || '_history');
end $$;
