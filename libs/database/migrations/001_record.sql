-- Up Migration

-- The record: what happened, in one order, for ever.
create schema record;

create table record.event (
  -- Place in the whole log. Without gaps, and in the order in which transactions committed.
  position       bigint      primary key check (position > 0),
  stream         text        not null,
  -- Place in its stream, from 1.
  revision       integer     not null check (revision > 0),
  event_id       uuid        not null unique,
  type           text        not null,
  schema_version smallint    not null default 1,
  data           jsonb       not null,
  -- Who, in which role, why, on what legal basis: one for all events of a command.
  cause          jsonb       not null,
  correlation_id text        not null,
  -- When the record learned of it. Never earlier than that of the event before.
  recorded_at    timestamptz not null,
  unique (stream, revision)
);
create index event_by_correlation on record.event (correlation_id);
create index event_by_recorded_at on record.event (recorded_at);

-- The answer that a command got, so that the same command sent again gets the same answer and has no second effect.
create table record.receipt (
  command_id  text    primary key,
  stream      text    not null,
  revision    integer not null,
  position    bigint  not null,
  -- Of what was asked and by whom; null for commands of our own processes.
  fingerprint text
);

-- The end of the log. Every append locks this one row until it commits: positions therefore have no gaps and
-- become visible in order, and a reader that follows the log can never skip an event of a slow writer.
create table record.head (
  only_row    boolean     primary key default true check (only_row),
  position    bigint      not null,
  recorded_at timestamptz not null
);
insert into record.head values (true, 0, '-infinity');

create function record.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The record is append-only: % on %.% is refused.', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on record.event
  for each statement execute function record.refuse_change();
create trigger append_only before update or delete or truncate on record.receipt
  for each statement execute function record.refuse_change();

-- Appends all events or none. `outcome` is APPENDED, REPLAYED (the first receipt comes back) or
-- MOVED (somebody else wrote to `stream`, or to one that the decision rests on; `revision` is where it stands).
create function record.append(
  in_command_id text, in_stream text, in_expected integer, in_events jsonb, in_cause jsonb, in_clock timestamptz,
  in_rests_on jsonb,
  out outcome text, out stream text, out revision integer, out "position" bigint, out fingerprint text
) language plpgsql as $$
declare
  head record.head;
  count integer := jsonb_array_length(in_events);
  learned timestamptz;
  known record;
begin
  select * into head from record.head for update;

  select 'REPLAYED', receipt.stream, receipt.revision, receipt.position, receipt.fingerprint
    into outcome, stream, revision, "position", fingerprint
    from record.receipt where command_id = in_command_id;
  if found then return; end if;

  for known in
    select item.stream, item.revision
    from jsonb_to_recordset(in_rests_on || jsonb_build_object('stream', in_stream, 'revision', in_expected))
      as item (stream text, revision integer)
  loop
    select coalesce(max(event.revision), 0) into revision from record.event where event.stream = known.stream;
    stream := known.stream;
    if revision <> known.revision then
      outcome := 'MOVED';
      return;
    end if;
  end loop;

  -- A clock that was set back must not make the record say that it learned things earlier than it did.
  learned := greatest(head.recorded_at, date_trunc('milliseconds', coalesce(in_clock, clock_timestamp())));
  insert into record.event
    select head.position + item.place, in_stream, in_expected + item.place::integer, (item.fact ->> 'eventId')::uuid,
           item.fact ->> 'type', coalesce((item.fact ->> 'schemaVersion')::smallint, 1), item.fact -> 'data',
           in_cause, in_cause ->> 'correlationId', learned
    from jsonb_array_elements(in_events) with ordinality as item (fact, place);

  outcome := 'APPENDED';
  revision := in_expected + count;
  "position" := head.position + count;
  fingerprint := in_cause ->> 'fingerprint';
  insert into record.receipt values (in_command_id, in_stream, append.revision, append.position, append.fingerprint);
  update record.head h set position = append.position, recorded_at = learned;
  perform pg_notify('record', append.position::text);
end $$;
