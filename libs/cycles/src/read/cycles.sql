create table cycle (
  id           text primary key,
  plan_id      text not null,
  period       text not null,
  starts_on    date not null,
  ends_on      date not null,
  due_on       date not null,
  status       text not null,
  illustrative boolean not null,
  revision     integer not null
);
select keep_history('cycle');

-- Who owes a report: `id` is <cycle>.<organisation>, which is also the id of the submission that answers it.
create table obligation (
  id              text primary key,
  cycle_id        text not null,
  organisation_id text not null,
  territory_id    text
);
create index on obligation (cycle_id);
select keep_history('obligation');

create table submission (
  id                 text primary key,
  cycle_id           text not null,
  organisation_id    text not null,
  territory_id       text,
  illustrative       boolean not null,
  status             text not null,
  -- When the record learned of the first submission; timeliness is read from this and never improves.
  first_submitted_at timestamptz,
  times_submitted    integer not null,
  times_returned     integer not null,
  -- Of the last return.
  remarks            jsonb not null,
  accepted_at        timestamptz,
  revision           integer not null
);
create index on submission (cycle_id);
select keep_history('submission');

create table submission_item (
  id            text primary key,
  submission_id text not null,
  item_id       text not null,
  item          jsonb not null,
  reported_by   jsonb not null,
  place         integer not null,
  -- What became of it when the accepted report was taken over.
  outcome       jsonb
);
create index on submission_item (submission_id, place);
select keep_history('submission_item');
