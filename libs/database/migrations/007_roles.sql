-- Up Migration

-- The application appends through one function, and the time in the record is the database's own: whoever could name it
-- could date a fact to a day on which nobody knew it. Only the owner may, for generated histories and specs.
alter function record.append_batch(json, timestamptz) rename to append_batch_at;
revoke all on function record.append_batch_at(json, timestamptz) from public;

create function record.append_batch(in_batch json)
returns table (outcome text, stream text, revision integer, "position" bigint, fingerprint text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query select * from record.append_batch_at(in_batch, null);
end $$;
revoke all on function record.append_batch(json) from public;

-- Refused commands are kept for ever too.
create trigger append_only before update or delete or truncate on audit.refused_attempt
  for each statement execute function record.refuse_change();
