create table territory (
  id         text primary key,
  kind       text not null,
  parent_id  text,
  soate      text not null,
  iso        text,
  names      jsonb not null,
  -- {count, source}; null where no figure is known.
  population jsonb,
  source     jsonb not null
);
create index on territory (parent_id);
select keep_history('territory');
