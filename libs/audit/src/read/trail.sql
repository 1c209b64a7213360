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
-- For whoever asks of nothing that has a name: they alone say the condition, which always holds. Else the planner, who does not
-- know how rare a name is, would walk the whole record for it.
create index on trail_entry (since) where stream <> '';
-- A page is a stretch of one of these, however long the record is. By the hash of a name, because names are long and stand
-- in every entry: a third of the size.
create index on trail_entry (hashtextextended(stream, 0), since);
create index on trail_entry (hashtextextended(actor_id, 0), since);
create index on trail_entry (hashtextextended(organisation_id, 0), since);
create index on trail_entry (hashtextextended(role, 0), since);
create index on trail_entry (hashtextextended(type, 0), since);
create index on trail_entry (since) where legal_act is not null;
create index on trail_entry (effective_at) where effective_at is not null;
select keep_history('trail_entry');
