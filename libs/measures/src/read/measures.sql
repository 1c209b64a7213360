create table measure (
  id                          text primary key,
  plan_id                     text not null,
  direction_id                text not null,
  task_id                     text not null,
  titles                      jsonb not null,
  -- The titles of all languages in small letters.
  search_text                 text not null,
  responsible_organisation_id text not null,
  co_executor_ids             jsonb not null,
  territory_id                text not null,
  planned_start               date not null,
  deadline                    date not null,
  extensions                  jsonb not null,
  expected_result             jsonb,
  means_of_verification       jsonb,
  illustrative                boolean not null,
  amendment_id                text,
  status                      text not null,
  -- 0 to 100; null until something is reported.
  percent                     smallint,
  progress_text               text,
  difficulties                text,
  action_taken                text,
  completed_on                date,
  evidence                    jsonb not null,
  claimed_by                  jsonb,
  -- The report that holds the claim.
  claimed_in                  text,
  verified_by                 jsonb,
  rejection                   text,
  withdrawal                  text,
  suspensions                 jsonb not null,
  cancellation                jsonb,
  indicator_ids               jsonb not null,
  serves                      jsonb not null,
  last_cycle_id               text,
  missed_cycle_ids            jsonb not null,
  missed_before_claim         jsonb not null,
  -- Of all funding lines together, in som: what lights and totals are computed from without a join.
  planned                     numeric not null,
  allocated                   numeric not null,
  spent                       numeric not null,
  changed_at                  timestamptz not null,
  revision                    integer not null
);
create index on measure (plan_id, deadline, id);
create index on measure (territory_id);
create index on measure (responsible_organisation_id);
create index on measure (changed_at);
create index on measure using gin (co_executor_ids jsonb_path_ops);
create index on measure using gin (serves jsonb_path_ops);
create index on measure (status) where status in ('COMPLETION_CLAIMED', 'SUSPENDED');
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

-- Changes of amendments that a measure could not make, so that nobody loses sight of them.
create table unapplied_change (
  id           text primary key,
  plan_id      text not null,
  amendment_id text not null,
  measure_id   text not null,
  change       text not null,
  refused      text not null,
  recorded_at  timestamptz not null
);
create index on unapplied_change (plan_id);
select keep_history('unapplied_change');
