-- Up Migration

-- The trail shows refused commands and watched reads beside facts, by their moments: of everybody, of a person, of a thing.
create index on audit.refused_attempt (attempted_at, id);
create index on audit.refused_attempt (actor_id, attempted_at, id);
create index on audit.refused_attempt (organisation_id, attempted_at, id);
create index on audit.sensitive_read (asked_at, id);
create index on audit.sensitive_read (person_id, asked_at, id);
create index on audit.sensitive_read using gin (asked jsonb_path_ops);
