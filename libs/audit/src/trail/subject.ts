import { calendarStream, cycleStream, submissionStream } from '@baikoo/cycles';
import { conventionStream } from '@baikoo/conventions';
import { type Database, sql } from '@baikoo/database';
import { riskStream } from '@baikoo/council';
import { isReadable, type Recorded } from '@baikoo/event-store';
import { indicatorStream, seriesStream } from '@baikoo/indicators';
import { mandateStream, organisationStream, personStream } from '@baikoo/identity';
import { measureStream } from '@baikoo/measures';
import { planStream } from '@baikoo/plans';
import { signingKeysStream } from '@baikoo/proof';
import { reportStream } from '@baikoo/reports';
import { concernedBy, TERRITORY_MAP_STREAM, type TerritoryEvent, territoryStream } from '@baikoo/territories';
import { searchable } from './searchable.js';

/** What a trail can be asked of. */
export const SUBJECTS = [
  'PLAN',
  'DIRECTION',
  'TASK',
  'MEASURE',
  'INDICATOR',
  'CALENDAR',
  'CYCLE',
  'SUBMISSION',
  'REPORT',
  'RISK',
  'CONVENTION',
  'TERRITORY',
  'ORGANISATION',
  'MANDATE',
  'AMENDMENT',
  'SERIES',
  'PERSON',
  'SIGNING_KEYS',
] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

export type Scope = {
  /** The histories that the subject's life is written in. */
  readonly streams: readonly string[];
  /** Which of their events are about the subject. */
  concerns(event: Recorded): boolean;
};

const everything = () => true;
const scope = (...streams: string[]): Scope => ({ streams, concerns: everything });

/** The fields of an event that name a part of a plan. */
const PARTS = { DIRECTION: 'directionId', TASK: 'taskId', AMENDMENT: 'amendmentId' } as const;

/**
 * Directions, tasks and amendments are named `<plan>/<its id>`, because their ids are unique within a plan only, and series
 * `<indicator>/<territory>`. Of a person these are the mandates; what they did stands in all histories.
 */
export async function scopeOf(db: Database, kind: SubjectKind, named: string): Promise<Scope> {
  const id = searchable(named);
  switch (kind) {
    case 'PLAN':
      return scope(planStream(id));
    case 'DIRECTION':
    case 'TASK': {
      const [planId, part] = partOf(id);
      return { streams: [planStream(planId)], concerns: naming(PARTS[kind], part) };
    }
    case 'AMENDMENT': {
      const [planId, part] = partOf(id);
      const measures = await db.query<{ id: string }>(sql`
        select distinct change ->> 'measureId' as id from plan_amendment, jsonb_array_elements(changes) as change
        where plan_amendment.id = ${id} and change ? 'measureId'`);
      const streams = [planStream(planId), ...measures.map((measure) => measureStream(measure.id))];
      return { streams, concerns: withConsequences(naming(PARTS[kind], part)) };
    }
    case 'MEASURE':
      return scope(measureStream(id));
    case 'INDICATOR': {
      const territories = await db.query<{ id: string }>(sql`
        select territory_id as id from reading where indicator_id = ${id}
        union select territory_id from missing_reading where indicator_id = ${id}`);
      return scope(indicatorStream(id), ...territories.map((territory) => seriesStream(id, territory.id)));
    }
    case 'CALENDAR':
      return scope(calendarStream(id));
    case 'CYCLE':
      return scope(cycleStream(id));
    case 'SUBMISSION':
      return scope(submissionStream(id));
    case 'REPORT':
      return scope(reportStream(id));
    case 'CONVENTION':
      return scope(conventionStream(id));
    case 'RISK':
      return scope(riskStream(id));
    case 'SIGNING_KEYS':
      return scope(signingKeysStream(id));
    case 'TERRITORY':
      // A merger stands in the trail of every unit that it concerns; an event that nobody can read may be about any.
      return {
        streams: [territoryStream(id), TERRITORY_MAP_STREAM],
        concerns: (event) => !isReadable(event) || concernedBy(event as Recorded<TerritoryEvent>).has(id),
      };
    case 'ORGANISATION':
      return scope(organisationStream(id));
    case 'MANDATE':
      return scope(mandateStream(id));
    case 'SERIES': {
      const [indicatorId = '', territoryId = ''] = id.split('/');
      return scope(seriesStream(indicatorId, territoryId));
    }
    case 'PERSON': {
      const mandates = await db.query<{ id: string }>(sql`select id from mandate where person_id = ${id} order by id`);
      return scope(...mandates.map((mandate) => mandateStream(mandate.id)), personStream(id));
    }
  }
}

/** `<plan>/<part>`; the part itself may hold strokes. */
export function partOf(id: string): readonly [planId: string, part: string] {
  const [planId = '', ...rest] = id.split('/');
  return [planId, rest.join('/')];
}

/**
 * Whether an event names a part of a plan, itself or in the changes of an amendment. Of an event that this build does not
 * know or cannot read, only what it names tells; one that names no part may be about any.
 */
const naming = (field: string, part: string) => (event: Recorded) => {
  const data = (isReadable(event) ? event.data : (event.written?.data ?? event.data)) as Record<string, unknown>;
  const named = data[field];
  if (named === part || (named === undefined && !isReadable(event))) return true;
  const { changes } = data;
  return Array.isArray(changes) && changes.some((change: Record<string, unknown>) => change[field] === part);
};

/**
 * What concerns a subject, and what our processes made of it: of the new executor of a measure only its cause says by which
 * amendment. Asked in the order of the record, where what caused a fact stands before it.
 */
export function withConsequences(concerns: Scope['concerns']): Scope['concerns'] {
  const met = new Set<string>();
  return (event) => {
    const { causationId } = event.cause;
    if (!concerns(event) && (causationId === null || !met.has(causationId))) return false;
    met.add(event.eventId);
    return true;
  };
}
