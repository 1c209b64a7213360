-- Up Migration

-- Every checkpoint of the record that was signed: what witnesses collect. Only the program adds to it, nobody changes it.
create table proof.checkpoint (
  -- The order in which they were published. Numbers may be missing.
  id         bigint      primary key generated always as identity,
  -- Events in the tree, and the hash above them.
  size       bigint      not null check (size > 0),
  root       bytea       not null check (octet_length(root) = 32),
  -- The signed text, as it was published.
  note       text        not null,
  -- Who signed it, as name+id+base64; beside it the key that handed over, which signed it too.
  key        text        not null,
  former_key text        check (former_key <> key),
  signed_at  timestamptz not null default clock_timestamp(),
  unique (size, key)
);
create trigger append_only before update or delete or truncate on proof.checkpoint
  for each statement execute function record.refuse_change();

-- A log only grows. Whoever signs looks at the newest before; this is for two that sign at once.
create function proof.refuse_smaller_tree() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- One after the other, or neither would see what the other adds.
  perform pg_advisory_xact_lock(hashtextextended('baikoo checkpoint', 0));
  if exists (
    select 1 from proof.checkpoint as former
    where former.size > new.size or former.size = new.size and former.root <> new.root
  ) then
    raise exception 'A checkpoint of % events does not continue those that were published', new.size;
  end if;
  return new;
end $$;
create trigger only_grows before insert on proof.checkpoint
  for each row execute function proof.refuse_smaller_tree();
create index on proof.checkpoint (key, id);

-- Why nothing is signed just now, for health checks in whichever process they are asked.
create table proof.notary (
  one     boolean     primary key default true check (one),
  trouble text,
  since   timestamptz not null default clock_timestamp()
);
insert into proof.notary (trouble) values (null);
