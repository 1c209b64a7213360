import type { Database } from '@baikoo/database';
import { AccessDenied, type Caller } from '@baikoo/edge';
import { reachesRepublic, type ReadingScope, type TrailScope } from '@baikoo/kernel';
import { readingScopeOf, trailScopeOf } from '../domain/reading.js';
import type { OrganisationView } from '../read/organisations.js';
import { reachesTerritory } from '../read/visible.js';

const NOTHING = { kind: 'NONE' } as const;

/** What of the domain the caller may read. Does not look at the person, so that the answer may be remembered. */
export const scopeOf = ({ by }: Pick<Caller, 'by'>): ReadingScope => (by ? readingScopeOf(by) : NOTHING);

/** For those who are told what they may show, and not by whom they are asked. */
export const withScope = (caller: Caller): Caller & { readonly scope: ReadingScope } => ({
  ...caller,
  scope: scopeOf(caller),
});

/** What the caller may read of the trail. */
export const trailScopeOfCaller = ({ by }: Pick<Caller, 'by'>): TrailScope => (by ? trailScopeOf(by) : NOTHING);

/** Figures of a territory that the caller's scope does not hold as a whole are refused: throws {@link AccessDenied}. */
export async function mustReach(db: Database, caller: Pick<Caller, 'by' | 'language'>, territoryId: string) {
  if (!(await reachesTerritory(db, scopeOf(caller), territoryId))) throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
}

/**
 * Figures of another organisation are refused unless it is one of a territory within the scope; those of the own one are
 * not. `find` is asked only where that has to be known: not for an `organisationId` that is the caller's own. An
 * organisation that it does not find is refused to nobody.
 */
export async function mustReachOrganisation(
  db: Database,
  caller: Pick<Caller, 'by' | 'language'>,
  organisationId: string | null | undefined,
  find: () => Promise<Pick<OrganisationView, 'id' | 'territoryId'> | undefined>,
) {
  const scope = scopeOf(caller);
  if (reachesRepublic(scope) || (organisationId != null && organisationId === caller.by?.organisationId)) return;
  const organisation = await find();
  if (!organisation || organisation.id === caller.by?.organisationId) return;
  const { territoryId } = organisation;
  if (territoryId === null || !(await reachesTerritory(db, scope, territoryId)))
    throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
}
