-- Up Migration

-- When a command was refused is the database's to say, like the time of a fact.
alter table audit.refused_attempt alter column attempted_at set default clock_timestamp();
