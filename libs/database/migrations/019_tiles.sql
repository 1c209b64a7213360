-- Up Migration

-- The hashes of the Merkle tree over the record, as the record grows (ADR 0034). What stands here is never rewritten, not
-- even where the record no longer agrees with it: that is what it is for.
create schema proof;

-- Tiles of C2SP tlog-tiles: up to 256 hashes that stand beside each other at every eighth level of the tree.
create table proof.tile (
  level          smallint not null check (level between 0 and 6),
  index          bigint   not null check (index >= 0),
  hashes         bytea    not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  -- Of the events whose hashes a tile of level 0 holds, in the record of whichever store.
  first_position bigint,
  last_position  bigint,
  primary key (level, index),
  check ((level = 0) = (first_position is not null) and (level = 0) = (last_position is not null)),
  check (first_position <= last_position)
);
-- Hashes cannot be compressed.
alter table proof.tile alter column hashes set storage external;
create unique index tile_by_position on proof.tile (first_position) where level = 0;

-- How far the tree goes. Whoever adds to it holds this row until the transaction ends.
create table proof.head (
  only_row boolean primary key default true check (only_row),
  size     bigint  not null,
  position bigint  not null
);
insert into proof.head values (true, 0, 0);

create function proof.only_grow() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_table_name = 'head' then
    if new.size > old.size and new.position > old.position then return new; end if;
  elsif (new.level, new.index, new.first_position) is not distinct from (old.level, old.index, old.first_position)
    and new.last_position is not distinct from greatest(new.last_position, old.last_position)
    and octet_length(new.hashes) > octet_length(old.hashes)
    and substring(new.hashes for octet_length(old.hashes)) = old.hashes
  then return new;
  end if;
  raise exception 'The tree over the record only grows: % on %.% is refused.', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger only_grow before update on proof.tile for each row execute function proof.only_grow();
create trigger only_grow before update on proof.head for each row execute function proof.only_grow();
create trigger append_only before delete or truncate on proof.tile
  for each statement execute function record.refuse_change();
create trigger append_only before delete or truncate on proof.head
  for each statement execute function record.refuse_change();

-- Adds to the tiles of a tree of `in_from` leaves those of leaves up to `in_to`, the last of which is the event at
-- `in_position`. False, and nothing is done, where the tree has another size by now: somebody else was faster.
--
-- The one way to the tiles: whoever may call this may not write to them in any other way.
create function proof.grow(in_from bigint, in_to bigint, in_position bigint, in_tiles json) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from proof.head where size = in_from for update;
  if not found then return false; end if;
  -- What a power cut takes is computed again from the record: only the record waits for the disk.
  perform set_config('synchronous_commit', 'off', true);
  insert into proof.tile (level, index, hashes, first_position, last_position)
    select level, index, decode(added, 'hex'), first, last
    from json_to_recordset(in_tiles) as grown (level smallint, index bigint, added text, first bigint, last bigint)
    on conflict (level, index) do update
      set hashes = tile.hashes || excluded.hashes, last_position = excluded.last_position;
  if exists (
    select 1
    from generate_series(0, 6) as at (level)
      cross join lateral (select in_from >> 8 * at.level, in_to >> 8 * at.level) as hashes (had, has)
      cross join lateral generate_series(had >> 8, (has - 1) >> 8) as of (index)
      left join proof.tile on tile.level = at.level and tile.index = of.index
    where has > had and octet_length(tile.hashes) is distinct from 32 * least(256, has - (of.index << 8))
  ) then
    raise exception 'These are not the tiles between % and % leaves.', in_from, in_to;
  end if;
  update proof.head set size = in_to, position = in_position;
  return true;
end $$;
revoke all on function proof.grow(bigint, bigint, bigint, json) from public;

-- What the processes of the program tell each other about the keeping of the tree.
create table proof.keeping (
  only_row boolean     primary key default true check (only_row),
  -- Somebody waits for the tree to go as far as this position.
  wanted   bigint      not null default 0,
  -- Why the tree stands still: the record does not go on from where the tree ends.
  stopped_why   text,
  stopped_since timestamptz
);
insert into proof.keeping default values;
