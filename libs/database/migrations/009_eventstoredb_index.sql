-- Up Migration

-- Where the record is kept in EventStoreDB (ADR 0015), this is its index: where each event stands and which command it
-- came of. It holds nothing that the log there does not hold, and can be built anew from it:
--   delete from eventstoredb.event; delete from eventstoredb.receipt; update eventstoredb.head set position = 0;
create schema eventstoredb;

create table eventstoredb.event (
  -- The commit position in the log of EventStoreDB.
  position       bigint      primary key check (position > 0),
  prepare        bigint      not null,
  stream         text        not null,
  -- Place in its stream, from 1: one more than EventStoreDB counts.
  revision       integer     not null check (revision > 0),
  event_id       uuid        not null,
  correlation_id text        not null,
  -- When the record learned of it. Never earlier than that of the event before.
  recorded_at    timestamptz not null,
  unique (stream, revision)
);
create index event_by_category on eventstoredb.event (split_part(stream, '-', 1), position);
create index event_by_correlation on eventstoredb.event (correlation_id, position);
create index event_by_recorded_at on eventstoredb.event (recorded_at, position);

-- What a command got, so that the same command sent again gets the same answer and has no second effect.
create table eventstoredb.receipt (
  command_id  text    primary key,
  stream      text    not null,
  revision    integer not null,
  position    bigint  not null,
  fingerprint text
);

-- How far the log has been indexed. Whoever appends holds this one row until the append is indexed: no two processes
-- append at once, so what an append was judged on still stands when it is written.
create table eventstoredb.head (
  only_row boolean primary key default true check (only_row),
  -- 0 is before the first.
  position bigint  not null,
  prepare  bigint  not null,
  -- Of the event at that position. The log must still hold it there.
  event_id uuid
);
insert into eventstoredb.head values (true, 0, 0, null);
