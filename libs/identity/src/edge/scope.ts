import type { Database } from '@baikoo/database';
import { AccessDenied, type Caller } from '@baikoo/edge';
import type { ReadingScope, TrailScope } from '@baikoo/kernel';
import { readingScopeOf, trailScopeOf } from '../domain/reading.js';
import { reachesTerritory } from '../read/visible.js';

const NOTHING = { kind: 'NONE' } as const;

/** What of the domain the caller may read. Does not look at the person, so that the answer may be remembered. */
export const scopeOf = ({ by }: Pick<Caller, 'by'>): ReadingScope => (by ? readingScopeOf(by) : NOTHING);

/** What the caller may read of the trail. */
export const trailScopeOfCaller = ({ by }: Pick<Caller, 'by'>): TrailScope => (by ? trailScopeOf(by) : NOTHING);

/** Figures of a territory that the caller's scope does not hold as a whole are refused: throws {@link AccessDenied}. */
export async function mustReach(db: Database, caller: Pick<Caller, 'by' | 'language'>, territoryId: string) {
  if (!(await reachesTerritory(db, scopeOf(caller), territoryId))) throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
}
