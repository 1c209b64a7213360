-- What the peers ask, over the tables of the installation itself. Written for them as their authors would: functions
-- that PostgreSQL inlines, so that a page is not made of more rows than it has.
drop schema if exists peer cascade;
create schema peer;

create type peer.measure_line as (
  id text, titles jsonb, deadline date, status text, percent smallint, executor_names jsonb, planned numeric,
  allocated numeric, spent numeric, colour text, rule text, overdue boolean
);

-- The traffic light by its formula, the worst rule first.
create function peer.light_rule(m read.measure, today date) returns text language sql immutable as $f$
  select case
    when m.status = 'COMPLETION_VERIFIED' then 'VERIFIED'
    when m.status in ('CANCELLED', 'SUSPENDED') then m.status
    when m.deadline < today and m.status in ('PLANNED', 'IN_PROGRESS') then 'OVERDUE'
    when jsonb_array_length(m.missed_cycle_ids) >= 2 then 'REPORTS_MISSED'
    when lag > 0.25 then 'FAR_BEHIND_TIME'
    when funded < 0.5 then 'FUNDING_BELOW_HALF'
    when lag > 0.1 then 'BEHIND_TIME'
    when funded < 0.9 then 'FUNDING_BELOW_90'
    when m.extensions <> '[]' then 'DEADLINE_EXTENDED'
    when lag is null then 'NO_DATA' else 'ON_TIME' end
  from (select
    least(greatest(today - m.planned_start, 0), m.deadline - m.planned_start + 1)::numeric
      / (m.deadline - m.planned_start + 1)
      - case m.status when 'COMPLETION_CLAIMED' then 100 else m.percent end / 100.0 as lag,
    m.allocated / nullif(m.planned, 0) as funded) as measured
$f$;

create function peer.colour_of(rule text) returns text language sql immutable as $f$
  select case rule when 'VERIFIED' then 'BLUE' when 'OVERDUE' then 'RED' when 'FAR_BEHIND_TIME' then 'RED'
    when 'REPORTS_MISSED' then 'RED' when 'FUNDING_BELOW_HALF' then 'RED' when 'BEHIND_TIME' then 'AMBER' when 'FUNDING_BELOW_90' then 'AMBER'
    when 'DEADLINE_EXTENDED' then 'AMBER' when 'ON_TIME' then 'GREEN' else 'GREY' end
$f$;

-- The map as it now stands, by the table that we ask ourselves.
create function peer.subtree(region text) returns setof text language sql stable as $f$
  with recursive subtree as (
    select region as id
    union select standing.id from read.territory_standing as standing join subtree on standing.parent_id = subtree.id
    where standing.active
  ) select id from subtree
$f$;

create function peer.measures_of(region text, today date) returns setof peer.measure_line language sql stable as $f$
  select m.id, m.titles, m.deadline, m.status, m.percent, organisation.names, m.planned, m.allocated, m.spent,
    peer.colour_of(light.rule), light.rule, m.deadline < today and m.status in ('PLANNED', 'IN_PROGRESS')
  from read.measure as m
  left join read.organisation on organisation.id = m.responsible_organisation_id
  cross join lateral (select peer.light_rule(m, today) as rule) as light
  where m.territory_id = any(array(select peer.subtree(region)))
  order by m.deadline, m.id collate "C"
$f$;

-- A count needs neither names nor money: PostGraphile would otherwise count the whole function.
create function peer.count_of(region text) returns bigint language sql stable as $f$
  select count(*) from read.measure where territory_id = any(array(select peer.subtree(region)))
$f$;

create type peer.counts as (direction_id text, measures bigint, planned bigint, in_progress bigint,
  completion_claimed bigint, completion_verified bigint, overdue bigint, percents numeric);
create function peer.counts_of(plan text, today date) returns setof peer.counts language sql stable as $f$
  select direction_id, count(*), count(*) filter (where status = 'PLANNED'),
    count(*) filter (where status = 'IN_PROGRESS'), count(*) filter (where status = 'COMPLETION_CLAIMED'),
    count(*) filter (where status = 'COMPLETION_VERIFIED'),
    count(*) filter (where deadline < today and status in ('PLANNED', 'IN_PROGRESS')),
    sum(case status when 'COMPLETION_VERIFIED' then 100 else coalesce(percent, 0) end)
  from read.measure where plan_id = plan group by direction_id order by direction_id
$f$;

create type peer.sums as (direction_id text, source text, year smallint, planned numeric, allocated numeric, spent numeric);
create function peer.funding_of(plan text) returns setof peer.sums language sql stable as $f$
  select direction_id, source, year, sum(line.planned), sum(line.allocated), sum(line.spent)
  from read.measure_funding as line join read.measure on measure.id = measure_id
  where plan_id = plan group by direction_id, source, year order by year, source, direction_id
$f$;

create type peer.submissions as (expected bigint, submitted bigint, accepted bigint, on_time bigint);
create function peer.submissions_of(of_cycle text) returns setof peer.submissions language sql stable as $f$
  select count(*), count(first_submitted_at), count(*) filter (where submission.status in ('ACCEPTED', 'CONSOLIDATED')),
    count(*) filter (where first_submitted_at < ((due_on + 1)::timestamp at time zone 'Asia/Bishkek'))
  from read.obligation join read.cycle on cycle.id = obligation.cycle_id
  left join read.submission on submission.id = obligation.id where obligation.cycle_id = of_cycle
$f$;
