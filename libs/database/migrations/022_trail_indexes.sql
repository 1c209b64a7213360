-- Up Migration

-- A page of the trail of a role, an organisation or one command is a stretch of an index, however much was refused or read.
create index on audit.refused_attempt (role_at_time, attempted_at, id);
create index on audit.refused_attempt (command, attempted_at, id);
create index on audit.sensitive_read (role_at_time, asked_at, id);
create index on audit.sensitive_read (organisation_id, asked_at, id);
