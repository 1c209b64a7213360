-- Takes hashes that nobody has signed out of the tree over the record again, after TREE_DIFFERS (docs/proof.md). By the owner
-- of the schema, while no process of the program runs, and after the database was copied for the auditors:
--
--     psql "$MIGRATION_DATABASE_URL" -v ON_ERROR_STOP=1 -f cut-unsigned-hashes.sql
--
-- It goes back to the last full tile under the newest checkpoint. The program computes what follows from the record again, and
-- signs nothing unless that is what the newest checkpoint says.
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
update proof.head set
  size = coalesce((select min(cut.size) from cut), 0),
  position = coalesce((select max(last_position) from proof.tile where level = 0), 0);

alter table proof.tile enable trigger user;
alter table proof.head enable trigger user;
commit;
