-- Up Migration

create schema audit;

-- Commands that were refused: a trace for auditors, never a fact. Outside the record on purpose (ADR 0002).
create table audit.refused_attempt (
  id              bigint      primary key generated always as identity,
  attempted_at    timestamptz not null,
  correlation_id  text        not null,
  command_id      text        not null,
  command         text        not null,
  -- The history that the command was about.
  subject         text        not null,
  actor_id        text,
  organisation_id text,
  role_at_time    text,
  code            text        not null,
  path            text,
  details         jsonb       not null
);
create index on audit.refused_attempt (subject, id);
create index on audit.refused_attempt (correlation_id);
