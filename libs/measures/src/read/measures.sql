create table measure (
  id                          text primary key,
  plan_id                     text not null,
  direction_id                text not null,
  task_id                     text not null,
  titles                      jsonb not null,
  responsible_organisation_id text not null,
  territory_id                text not null,
  planned_start               date not null,
  deadline                    date not null,
  expected_result             jsonb,
  illustrative                boolean not null,
  status                      text not null,
  -- 0 to 100; null until something is reported.
  percent                     smallint,
  progress_text               text,
  difficulties                text,
  completed_on                date,
  evidence                    jsonb,
  claimed_by                  jsonb,
  verified_by                 jsonb,
  rejection                   text,
  last_cycle_id               text,
  revision                    integer not null
);
create index on measure (plan_id, deadline, id);
create index on measure (territory_id);
create index on measure (responsible_organisation_id);
select keep_history('measure');

-- Money by source and year, in som. Unbounded: a sum of accepted amounts must never be too large for its table.
create table measure_funding (
  id         text primary key,
  measure_id text not null,
  line_id    text not null,
  source     text not null,
  year       smallint not null,
  planned    numeric not null,
  allocated  numeric not null,
  spent      numeric not null
);
create index on measure_funding (measure_id);
select keep_history('measure_funding');
