create table risk (
  id            text primary key,
  plan_id       text not null,
  titles        jsonb not null,
  mitigation    jsonb,
  probability   text,
  impact        text,
  source        jsonb not null,
  -- Where in the record it was registered: the order of the list.
  registered_at bigint not null
);
create index on risk (plan_id);
select keep_history('risk');
