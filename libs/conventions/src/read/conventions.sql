create table convention_setting (
  -- <convention>.<number of its setting>
  id         text primary key,
  convention text not null,
  number     integer not null,
  "values"   jsonb not null,
  holds_from date not null,
  why        text not null,
  act        jsonb not null,
  set_by     jsonb not null,
  set_at     timestamptz not null
);
select keep_history('convention_setting');
