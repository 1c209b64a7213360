-- Where in the record the events of a history, of a person, of an organisation stand: keys only, no text of any event.
create table trail_entry (
  -- The position; with the territory after a dot for each unit that a change of the map concerns.
  id              text primary key,
  -- The history that it stands in, or that of a unit which it concerns.
  stream          text not null,
  -- It stands here once more, for a unit that it concerns.
  echo            boolean not null,
  type            text not null,
  actor_id        text not null,
  organisation_id text not null,
  role            text not null,
  -- Null: when it was recorded.
  effective_at    timestamptz,
  -- The act that it names, in small letters, cut.
  legal_act       text
);
create index on trail_entry (since) where not echo;
create index on trail_entry (stream, since);
-- Without the position, equal values share one entry: a tenth of the size. A page is looked for near its beginning first.
create index on trail_entry (actor_id);
create index on trail_entry (organisation_id);
create index on trail_entry (type);
create index on trail_entry (since) where legal_act is not null;
select keep_history('trail_entry');
