import { type Actor, reachesRepublic, type TrailScope } from '@baikoo/kernel';
import { type QuerySubject, subjectOf } from './queries.js';
import { type DataReading, READING, readingScopeOf } from './reading.js';
import { isRole } from './roles.js';

/** Why a question may not be asked at all: the role never may, or this mandate does not reach that far. */
export type QueryRefusal = 'NOT_PERMITTED' | 'NOT_YOURS_TO_READ';

const READERS: readonly DataReading[] = ['ALL', 'SUBTREE', 'OWN', 'ITS_MEASURES'];
/** Figures of a territory add up the work of many organisations: whoever reads one organisation's reads none of them. */
const READERS_OF_TERRITORIES: readonly DataReading[] = ['ALL', 'SUBTREE'];

const OPEN_TO: Readonly<Record<Exclude<QuerySubject, 'SELF' | 'PROOF' | 'TRAIL'>, readonly DataReading[]>> = {
  REFERENCE: READERS,
  SCOPED: READERS,
  OWN: READERS,
  ORGANISATION: READERS,
  TERRITORY: READERS_OF_TERRITORIES,
  REPUBLIC: READERS_OF_TERRITORIES,
};

/** Who sees anything of the trail; what of it, the questions look after. */
const TRAIL_OPEN_TO: readonly TrailScope['kind'][] = ['ALL', 'SUBTREE', 'OWN', 'OWN_ACTS'];

/**
 * Whether a mandate lets its holder ask a question; what of the answer they may see, the question itself looks after.
 * What was not declared is refused.
 */
export function findQueryRefusal(
  by: Pick<Actor, 'role' | 'organisationId' | 'territoryId'>,
  query: string,
): QueryRefusal | undefined {
  const subject = subjectOf(query);
  if (!isRole(by.role) || subject === undefined) return 'NOT_PERMITTED';
  if (subject === 'SELF' || subject === 'PROOF') return undefined;
  const { data, trail } = READING[by.role];
  if (subject === 'TRAIL') return TRAIL_OPEN_TO.includes(trail) ? undefined : 'NOT_PERMITTED';
  if (!OPEN_TO[subject].includes(data)) return 'NOT_PERMITTED';
  const scope = readingScopeOf(by);
  const reaches = subject === 'REPUBLIC' ? reachesRepublic(scope) : scope.kind !== 'NONE';
  return reaches ? undefined : 'NOT_YOURS_TO_READ';
}
