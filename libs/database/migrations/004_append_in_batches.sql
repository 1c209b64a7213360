-- Up Migration

-- Facts are kept as the text that was written: nothing is reordered or rewritten, and reading costs less.
alter table record.event alter column data type json using data::json, alter column cause type json using cause::json;

-- Streams are named category-id.
create index event_by_category on record.event (split_part(stream, '-', 1), position);

drop function record.append;

-- Appends that one process gathered, in one transaction. They must not depend on each other: no two on one stream or of
-- one command, none resting on a stream that another writes. Each is judged by itself, and answered in its place:
-- APPENDED, REPLAYED (the first receipt of the command comes back) or MOVED (somebody else wrote to `stream`, or to one
-- that the decision rests on; `revision` is where it stands).
--
-- The one way into the record: whoever may call this may not write to its tables in any other way.
create function record.append_batch(in_batch json, in_clock timestamptz)
returns table (outcome text, stream text, revision integer, "position" bigint, fingerprint text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
-- The tables only ever grow: a plan made while they were empty must still be right when they are full.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
declare
  tail record.head;
  learned timestamptz;
begin
  -- Whoever holds this row is alone until the end of the transaction. Only after it is locked do the statements below
  -- look at the record, and each sees what others had committed by then.
  select * into tail from record.head for update;
  -- A clock that was set back must not make the record say that it learned things earlier than it did.
  learned := greatest(tail.recorded_at, date_trunc('milliseconds', coalesce(in_clock, clock_timestamp())));

  return query
    with wish as (
      select item.place, wish.*, json_array_length(wish.events) as count
      from json_array_elements(in_batch) with ordinality as item (content, place),
        json_to_record(item.content) as wish (
          command_id text, fingerprint text, correlation_id text, stream text, expected integer, rests_on json,
          cause json, events json)
    ), judged as (
      select wish.*, first.stream as first_stream, first.revision as first_revision, first.position as first_position,
        first.fingerprint as first_fingerprint, moved.stream as moved_stream, moved.revision as moved_to
      from wish
        left join lateral (
          select receipt.* from record.receipt where receipt.command_id = wish.command_id limit 1
        ) as first on true
        left join lateral (
          select known.stream, coalesce(stands.at, 0) as revision
          from (
            select known.stream, known.revision from json_to_recordset(wish.rests_on) as known (stream text, revision integer)
            union all
            select wish.stream, wish.expected
          ) as known left join lateral (
            select event.revision as at from record.event where event.stream = known.stream
            order by event.revision desc limit 1
          ) as stands on true
          where known.revision <> coalesce(stands.at, 0)
          limit 1
        ) as moved on true
    ), accepted as (
      select judged.*, (sum(count) over (order by place) - count)::bigint + tail.position as before
      from judged where first_stream is null and moved_stream is null
    ), events as (
      insert into record.event
        (position, stream, revision, event_id, type, schema_version, data, cause, correlation_id, recorded_at)
      select accepted.before + item.place, accepted.stream, accepted.expected + item.place::integer, fact.id, fact.type,
        fact.version, fact.data, accepted.cause, accepted.correlation_id, learned
      from accepted, json_array_elements(accepted.events) with ordinality as item (content, place),
        json_to_record(item.content) as fact (id uuid, type text, version smallint, data json)
    ), receipts as (
      insert into record.receipt (command_id, stream, revision, position, fingerprint)
      select accepted.command_id, accepted.stream, expected + count, before + count, accepted.fingerprint from accepted
    ), moved_head as (
      update record.head as kept set position = kept.position + total.count, recorded_at = learned
      from (select sum(count)::bigint as count from accepted) as total where total.count > 0
    )
    select
      case when judged.first_stream is not null then 'REPLAYED'
        when judged.moved_stream is not null then 'MOVED' else 'APPENDED' end,
      coalesce(judged.first_stream, judged.moved_stream, judged.stream),
      coalesce(judged.first_revision, judged.moved_to, judged.expected + judged.count),
      coalesce(judged.first_position, accepted.before + accepted.count),
      case when judged.first_stream is not null then judged.first_fingerprint else judged.fingerprint end
    from judged left join accepted using (place)
    order by place;
  perform pg_notify('record', '');
end $$;
