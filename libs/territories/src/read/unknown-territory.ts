import type { Database } from '@baikoo/database';
import { type CalendarDate, type Refusal, refuse } from '@baikoo/kernel';
import { findTerritory } from './territories.js';

/**
 * Why nothing can be planned or reported for a territory in a span of time: nobody knows it, or it exists neither at the
 * beginning nor at the end. Undefined when it can. The first and the last date may be the same.
 */
export async function findTerritoryProblem(
  db: Database,
  id: string,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  path = 'territoryId',
): Promise<Refusal<'UNKNOWN_TERRITORY' | 'TERRITORY_NOT_ACTIVE'> | undefined> {
  const atEnd = await findTerritory(db, id, undefined, to);
  if (!atEnd) return refuse('UNKNOWN_TERRITORY', path, { id });
  if (atEnd.active || (await findTerritory(db, id, undefined, from))?.active) return undefined;
  return refuse('TERRITORY_NOT_ACTIVE', path, { id, date: to });
}
