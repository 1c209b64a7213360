import { calendarStream, cycleStream, submissionStream } from '@baikoo/cycles';
import { conventionStream } from '@baikoo/conventions';
import type { Database } from '@baikoo/database';
import { riskStream } from '@baikoo/council';
import { isReadable, type Recorded } from '@baikoo/event-store';
import { findReadingTerritories, indicatorStream, seriesStream } from '@baikoo/indicators';
import { mandateStream, organisationStream } from '@baikoo/identity';
import { measureStream } from '@baikoo/measures';
import { planStream } from '@baikoo/plans';
import { reportStream } from '@baikoo/reports';
import { concernedBy, TERRITORY_MAP_STREAM, type TerritoryEvent, territoryStream } from '@baikoo/territories';

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

/** Directions and tasks are named `<plan>/<direction or task>`, because their ids are unique within a plan only. */
export async function scopeOf(db: Database, kind: SubjectKind, id: string): Promise<Scope> {
  switch (kind) {
    case 'PLAN':
      return scope(planStream(id));
    case 'DIRECTION':
    case 'TASK': {
      const [planId = '', ...rest] = id.split('/');
      const part = rest.join('/');
      const field = kind === 'DIRECTION' ? 'directionId' : 'taskId';
      // Of an event that this build does not know or cannot read, only what it names tells; one that names no part may be about any.
      const concerns = (event: Recorded) => {
        const data = isReadable(event) ? event.data : (event.written?.data ?? event.data);
        const named = (data as Record<string, unknown>)[field];
        return named === part || (named === undefined && !isReadable(event));
      };
      return { streams: [planStream(planId)], concerns };
    }
    case 'MEASURE':
      return scope(measureStream(id));
    case 'INDICATOR': {
      const territories = await findReadingTerritories(db, id);
      return scope(indicatorStream(id), ...territories.map((territoryId) => seriesStream(id, territoryId)));
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
  }
}
