import { type Database, join, type Sql, sql } from '@baikoo/database';
import { reachesRepublic, type ReadingScope, REPUBLIC } from '@baikoo/kernel';
import { isWithin, subtreeOf } from '@baikoo/territories';

/** How the rows of a statement belong to territories and organisations, by the names of their columns. */
export type Belonging = {
  /** The territory that a row is of. */
  readonly territory: Sql;
  /** Whether a row is an organisation's. */
  readonly isOf: (organisationId: string) => Sql;
  /** Whether the own territory alone makes a row one's own: where rows are no organisation's. */
  readonly ownByTerritory?: boolean;
  /** Rows of no territory are the republic's. */
  readonly ofRepublicUnlessSaid?: boolean;
  /** Rows that everybody who reads data may see. */
  readonly open?: Sql;
};

/**
 * The condition on rows that a scope may see; no condition for whoever sees all, so that it costs them nothing. Of the map
 * as it is now, also in questions about the past: the mandate is one of now. Undefined is the program itself.
 */
export function visible(scope: ReadingScope | undefined, rows: Belonging): readonly Sql[] {
  if (scope === undefined || reachesRepublic(scope)) return [];
  const seen = seenBy(scope, rows);
  return [rows.open === undefined ? seen : sql`(${rows.open} or ${seen})`];
}

function seenBy(scope: ReadingScope, { territory, isOf, ownByTerritory, ofRepublicUnlessSaid }: Belonging): Sql {
  const place = ofRepublicUnlessSaid ? sql`coalesce(${territory}, ${REPUBLIC}::text)` : territory;
  switch (scope.kind) {
    case 'ALL':
      return sql`true`;
    case 'SUBTREE':
      return sql`${place} = any(array(${subtreeOf(scope.territoryId, undefined)}))`;
    case 'OWN': {
      const { organisationId, territoryId } = scope;
      const own = isOf(organisationId);
      return ownByTerritory && territoryId !== null
        ? sql`(${join([own, sql`${place} = ${territoryId}`], ' or ')})`
        : own;
    }
    case 'ITS_MEASURES':
      return isOf(scope.organisationId);
    case 'RELEASED':
    case 'NONE':
      return sql`false`;
  }
}

/** Whether a scope holds a territory with all that belongs to it, now. A scope by organisations holds none. */
export const reachesTerritory = async (db: Database, scope: ReadingScope, territoryId: string): Promise<boolean> =>
  scope.kind === 'SUBTREE'
    ? scope.territoryId === territoryId || reachesRepublic(scope) || isWithin(db, territoryId, scope.territoryId)
    : scope.kind === 'ALL';
