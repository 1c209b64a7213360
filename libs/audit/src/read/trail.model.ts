import { addDays, endOfDay, isCalendarDate, type Moment, parseMoment } from '@baikoo/kernel';
import type { Met, Projection, ReadModel } from '@baikoo/projections';
import { concernedBy, type TerritoryEvent, territoryStream } from '@baikoo/territories';
import { legalActIn } from './legal-act.formula.js';

type TrailEntryRow = {
  readonly id: string;
  readonly stream: string;
  readonly echo: boolean;
  readonly type: string;
  readonly actor_id: string;
  readonly organisation_id: string;
  readonly role: string;
  readonly effective_at: Moment | null;
  readonly legal_act: string | null;
};

type Anything = { readonly type: string; readonly data: object };

/**
 * One row for each event, and one more for each territory that a change of the map concerns. Nothing in it ever changes: it
 * says only where to look, and what is shown is read from the record itself.
 */
export const trailEntryModel: ReadModel<TrailEntryRow, Anything> = {
  table: 'trail_entry',
  derived: true,
  keys: (event) => [String(event.position), ...unitsConcerned(event).map((id) => `${event.position}.${id}`)],
  evolve(_row, { type, data, stream, cause }, id) {
    const [, unit] = id.split('.');
    const { actorId: actor_id, organisationId: organisation_id, roleAtTime: role, effectiveAt, legalBasis } = cause;
    return {
      ...{ id, stream: unit === undefined ? stream : territoryStream(unit), echo: unit !== undefined, type },
      ...{ actor_id, organisation_id, role, effective_at: momentOf(effectiveAt) },
      legal_act: legalActIn(data, legalBasis),
    };
  },
};

/** A change of the map stands in one history of the whole map. */
const unitsConcerned = (event: Met<Anything>): readonly string[] =>
  event.stream.startsWith('territory-')
    ? [...concernedBy(event as Met<TerritoryEvent>)].filter((id) => territoryStream(id) !== event.stream)
    : [];

const momentOf = (text: string | null): Moment | null =>
  text === null ? null : isCalendarDate(text) ? endOfDay(addDays(text, -1)) : (parseMoment(text) ?? null);

export const trailProjection: Projection = {
  name: 'trail',
  version: 3,
  schema: 'libs/audit/src/read/trail.sql',
  models: [trailEntryModel],
};
