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
  -- 0 before the adoption, 1 as adopted, one more with each amendment.
  version      integer not null,
  consultation_until date,
  ended_on     date,
  ended_why    text,
  successor_id text,
  -- The titles of all languages in small letters.
  search_text  text not null,
  changed_at   timestamptz not null,
  revision     integer not null
);
create index on plan (territory_id);
create index on plan (changed_at);
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

create table plan_amendment (
  id           text primary key,
  plan_id      text not null,
  amendment_id text not null,
  status       text not null,
  changes      jsonb not null,
  why          text not null,
  proposed_at  text not null,
  proposed_by  jsonb not null,
  decided_at   text,
  decided_by   jsonb,
  decision     text,
  adopted_on   date,
  legal_act    jsonb,
  version      integer
);
create index on plan_amendment (plan_id);
select keep_history('plan_amendment');

create table plan_version (
  id           text primary key,
  plan_id      text not null,
  number       integer not null,
  position     bigint not null,
  amendment_id text,
  adopted_on   date,
  legal_act    jsonb not null,
  why          text
);
create index on plan_version (plan_id, number);
select keep_history('plan_version');
