create table cycle (
  id           text primary key,
  plan_id      text not null,
  period       text not null,
  starts_on    date not null,
  ends_on      date not null,
  -- Of a cycle that a calendar announced.
  opens_on     date,
  due_on       date not null,
  status       text not null,
  illustrative boolean not null,
  settings     jsonb,
  -- Null: the clock leaves this cycle alone.
  remind_days  jsonb,
  changed_at   timestamptz not null,
  revision     integer not null
);
create index on cycle (plan_id);
select keep_history('cycle');

-- Who owes a report: `id` is <cycle>.<organisation>, which is also the id of the submission that answers it.
create table obligation (
  id              text primary key,
  cycle_id        text not null,
  organisation_id text not null,
  territory_id    text,
  issued_at       timestamptz not null,
  -- Why nothing is owed after all.
  exemption       text,
  endorsed_by     jsonb not null,
  reminded_on     jsonb not null,
  missed_at       timestamptz
);
create index on obligation (cycle_id);
-- A desk, and notices, ask for the reports of one organisation over all cycles.
create index on obligation (organisation_id);
-- Commissions above are told of reports that wait for their endorsement.
create index on obligation using gin (endorsed_by);
select keep_history('obligation');

create table submission (
  id                 text primary key,
  cycle_id           text not null,
  organisation_id    text not null,
  territory_id       text,
  illustrative       boolean not null,
  status             text not null,
  before_submission  text not null,
  before_reopening   text,
  -- When the record learned of the first submission; timeliness is read from this and never improves.
  first_submitted_at timestamptz,
  times_submitted    integer not null,
  times_returned     integer not null,
  -- Of the last return.
  remarks            jsonb not null,
  endorsements       jsonb not null,
  reopened_until     date,
  times_reopened     integer not null,
  correction         jsonb,
  accepted_at        timestamptz,
  -- The position at which a reopened report was taken over again: a report compiled before is overtaken.
  corrected_at       bigint,
  changed_at         timestamptz not null,
  revision           integer not null
);
create index on submission (cycle_id);
create index on submission (territory_id);
select keep_history('submission');

create table submission_item (
  id            text primary key,
  submission_id text not null,
  item_id       text not null,
  item          jsonb not null,
  reported_by   jsonb not null,
  authors       jsonb not null,
  findings      jsonb not null,
  place         integer not null,
  -- What became of it when the accepted report was taken over.
  outcome       jsonb,
  -- The item as it was taken over last.
  taken_over    jsonb
);
create index on submission_item (submission_id, place);
select keep_history('submission_item');

create table reporting_calendar (
  id               text primary key,
  frequency        text not null,
  starts_on        date not null,
  days_to_report   integer not null,
  opens_after_days integer not null,
  settings         jsonb not null,
  illustrative     boolean not null,
  revision         integer not null
);
select keep_history('reporting_calendar');

-- What organisations are told: `obligation_id` is <cycle>.<organisation>, the report that it is about.
create table notice (
  id              text primary key,
  obligation_id   text not null,
  kind            text not null,
  day             date,
  at              timestamptz not null,
  text            text,
  -- Of a report to endorse: the commission that endorsed it before.
  endorsed_before text
);
create index on notice (obligation_id);
select keep_history('notice');
