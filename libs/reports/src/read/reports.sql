create table report (
  id             text primary key,
  cycle_id       text not null,
  as_of_position bigint not null,
  as_of_moment   timestamptz not null,
  content_hash   text not null,
  documents      jsonb not null,
  compiled_at    timestamptz not null,
  -- What was said beside it since, the earliest first.
  errata         jsonb not null
);
create index on report (cycle_id, as_of_position);
select keep_history('report');
