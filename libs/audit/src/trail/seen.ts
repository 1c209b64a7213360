import { type Database, type Sql, sql } from '@baikoo/database';
import type { Recorded } from '@baikoo/event-store';
import type { TrailScope } from '@baikoo/kernel';
import { territoryStream } from '@baikoo/territories';
import type { About } from './question.js';
import { findSeen } from './wholes.js';

/** Of some histories those that a scope shows. */
export async function seenOf(db: Database, scope: TrailScope, streams: readonly string[]): Promise<readonly string[]> {
  const seen = streams.length === 0 ? undefined : await findSeen(db, scope);
  if (!seen) return streams;
  const rows = await db.query<{ stream: string }>(sql`
    select distinct stream from unnest(${streams}::text[]) as stream where ${seen.has(sql`stream`)}`);
  return rows.map(({ stream }) => stream);
}

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

/** The same as conditions: `person` and `organisation` say of a column that it holds a value. */
export function ownActs(
  scope: TrailScope,
  { person, organisation }: Readonly<Record<'person' | 'organisation', (id: string) => Sql>>,
): readonly Sql[] {
  switch (scope.kind) {
    case 'ALL':
    case 'SUBTREE':
      return [];
    case 'OWN':
      return [organisation(scope.organisationId)];
    case 'OWN_ACTS':
      return [person(scope.personId)];
    case 'RELEASED':
    case 'NONE':
      return [sql`false`];
  }
}
