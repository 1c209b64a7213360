-- Up Migration

-- When each table of a read model last changed: the row is written anew with every change, so that whoever keeps an
-- answer can tell by its version whether what was read still holds.
create table projection.table_change (
  table_name text   primary key,
  position   bigint not null
) with (fillfactor = 50);
