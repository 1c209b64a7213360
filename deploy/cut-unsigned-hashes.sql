-- Takes hashes that nobody has signed out of the tree over the record again, after TREE_DIFFERS (docs/proof.md). By the owner
-- of the schema, while no process of the program runs, and after the database was copied for the auditors:
--
--     psql "$MIGRATION_DATABASE_URL" -v ON_ERROR_STOP=1 -f cut-unsigned-hashes.sql
--
-- It goes back to the last full tile under the newest checkpoint, and has each tile say again where its events stand in the
-- record, which nobody signs. The program computes what follows from the record again, and signs nothing unless that is what
-- the newest checkpoint says.
begin;
alter table proof.tile disable trigger user;
alter table proof.head disable trigger user;

create temporary table cut on commit drop as
  select level, index, greatest((size >> 8 * level) - (index << 8), 0) as width, size
  from proof.tile, (select coalesce(max(size), 0) >> 8 << 8 as size from proof.checkpoint) as signed;

delete from proof.tile using cut
  where tile.level = cut.level and tile.index = cut.index and cut.width = 0;
update proof.tile set hashes = substring(tile.hashes for (32 * cut.width)::integer)
  from cut
  where tile.level = cut.level and tile.index = cut.index and octet_length(tile.hashes) > 32 * cut.width;

-- Tiles of events are full now. In PostgreSQL positions are counted from 1 and have no gaps, so it does not matter what was
-- done to the record; in EventStoreDB the index has them.
create temporary table stands on commit drop as
  select index, 256 * index + 1 as first, 256 * (index + 1) as last
  from proof.tile where level = 0 and exists (select from record.event)
  union all
  select (place - 1) / 256, min(position), max(position)
  from (select position, row_number() over (order by position) as place from eventstoredb.event) as event
  group by (place - 1) / 256 having count(*) = 256;
delete from stands using proof.tile
  where level = 0 and tile.index = stands.index
    and (tile.first_position, tile.last_position) = (stands.first, stands.last);
-- What one tile says wrongly may be what another has to say: first all of them say nothing.
update proof.tile set first_position = -1 - tile.index, last_position = -1 - tile.index
  from stands where level = 0 and tile.index = stands.index;
update proof.tile set first_position = first, last_position = last
  from stands where level = 0 and tile.index = stands.index;

update proof.head set
  size = coalesce((select min(cut.size) from cut), 0),
  position = coalesce((select last_position from proof.tile where level = 0 order by index desc limit 1), 0);

alter table proof.tile enable trigger user;
alter table proof.head enable trigger user;
commit;
