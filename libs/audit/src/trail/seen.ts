import type { Database } from '@baikoo/database';
import type { Recorded } from '@baikoo/event-store';
import type { TrailScope } from '@baikoo/kernel';
import { territoryStream } from '@baikoo/territories';
import type { About } from './question.js';
import { seenOf } from './streams.js';

/** Of the histories of one thing those that a scope shows. */
export async function seenStreams(
  db: Database,
  scope: TrailScope,
  { kind, id }: Pick<About, 'kind' | 'id'>,
  streams: readonly string[],
): Promise<readonly string[]> {
  if (kind !== 'TERRITORY') return seenOf(db, scope, streams);
  // The history of the whole map is seen by whoever sees the territory that is asked about.
  const own = await seenOf(db, scope, [territoryStream(id)]);
  return own.length > 0 ? streams : [];
}

/** Whether a scope that goes by who acted shows an act. */
export function isActSeen({ cause }: Pick<Recorded, 'cause'>, scope: TrailScope): boolean {
  switch (scope.kind) {
    case 'ALL':
    case 'SUBTREE':
      return true;
    case 'OWN':
      return cause.organisationId === scope.organisationId;
    case 'OWN_ACTS':
      return cause.actorId === scope.personId;
    case 'RELEASED':
    case 'NONE':
      return false;
  }
}
