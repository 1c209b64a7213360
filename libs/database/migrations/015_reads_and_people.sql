-- Up Migration

-- Who looked at what: every read of auditors and parliament, of personal data, and everything that was taken out as a
-- file. What was answered is not kept, only what was asked. Outside the record, like refused attempts (ADR 0002).
create table audit.sensitive_read (
  id              bigint      primary key generated always as identity,
  -- When it was asked, by the clock of the program, and when this entry was written, by that of the database.
  asked_at        timestamptz not null,
  written_at      timestamptz not null default clock_timestamp(),
  correlation_id  text        not null,
  -- OVERSIGHT: by a role whose reads are all kept. PERSONAL: of data about a person. EXPORT: taken out as a file.
  kind            text        not null check (kind in ('OVERSIGHT', 'PERSONAL', 'EXPORT')),
  via             text        not null check (via in ('GRAPHQL', 'SUBSCRIPTION', 'FILE', 'COMMAND_LINE')),
  person_id       text        not null,
  role_at_time    text        not null,
  organisation_id text        not null,
  territory_id    text,
  on_behalf_of    text,
  -- The name that the client gave to its operation, if any.
  operation       text,
  -- The questions: a list of {"field", "arguments"}, arguments being ids, dates and numbers, never free text.
  asked           jsonb       not null,
  -- The position of the record that was asked about; null is now.
  as_of           bigint
);
create index on audit.sensitive_read (person_id, id);
create index on audit.sensitive_read (correlation_id);
create trigger append_only before update or delete or truncate on audit.sensitive_read
  for each statement execute function record.refuse_change();

-- People, outside the record: what stands here can be corrected and erased, while the record names ids only.
create schema people;
create table people.person (
  -- The subject of the person's token, as mandates and facts name them.
  id           text        primary key,
  names        jsonb       not null,
  position     jsonb,
  office_phone text,
  e_mail       text,
  -- The revision of the history `person-<id>` that these data belong to: a command sent again never brings back older.
  revision     integer     not null,
  recorded_at  timestamptz not null default clock_timestamp()
);
