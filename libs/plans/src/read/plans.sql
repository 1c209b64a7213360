create table plan (
  id           text primary key,
  kind         text not null,
  status       text not null,
  territory_id text not null,
  titles       jsonb not null,
  starts_on    date not null,
  ends_on      date not null,
  source       jsonb,
  adopted_on   date,
  legal_act    jsonb,
  revision     integer not null
);
select keep_history('plan');

-- One row for each direction and task: ids are unique within a plan, `id` is <plan>/<id>.
create table plan_direction (
  id           text primary key,
  plan_id      text not null,
  direction_id text not null,
  kind         text not null,
  reference    text not null,
  titles       jsonb not null,
  -- The order in which the directions were added, which is the order of the document.
  place        integer not null
);
create index on plan_direction (plan_id, place);
select keep_history('plan_direction');

create table plan_task (
  id           text primary key,
  plan_id      text not null,
  direction_id text not null,
  task_id      text not null,
  reference    text not null,
  titles       jsonb not null,
  place        integer not null
);
create index on plan_task (plan_id, place);
select keep_history('plan_task');
