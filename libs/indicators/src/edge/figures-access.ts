import type { Database } from '@baikoo/database';
import { AccessDenied, type Caller, findSelected } from '@baikoo/edge';
import { reachesTerritory, scopeOf } from '@baikoo/identity';
import { type ReadingScope, REPUBLIC } from '@baikoo/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import type { IndicatorFilter } from '../read/indicators.js';

/** What an indicator shows beside its definition: the figures of one territory. */
const FIGURES: ReadonlySet<string> = new Set([
  ...['Indicator.baseline', 'Indicator.targets', 'Indicator.series', 'Indicator.periods', 'Indicator.formerReadings'],
  ...['Indicator.missing', 'Indicator.openFlags', 'Indicator.change', 'Indicator.changedAt'],
  ...['IndicatorTotals.withoutTarget', 'IndicatorTotals.withOpenFlags', 'IndicatorTotals.openFlags'],
]);

type Asked = Pick<
  IndicatorFilter,
  'territoryId' | 'responsibleOrganisationId' | 'withOpenFlags' | 'withoutTarget' | 'changedSince' | 'orderBy'
>;

/**
 * Whether the figures of a territory may be shown. Where they may not, definitions still are, and a question that asks for
 * a figure, chooses or puts in order by one throws {@link AccessDenied}: nothing is shown as if it were not there.
 */
export async function mayShowFigures(db: Database, caller: Caller, asked: Asked, info: GraphQLResolveInfo) {
  if (await mayReadFigures(db, scopeOf(caller), asked)) return true;
  const { withOpenFlags, withoutTarget, changedSince, orderBy } = asked;
  const chooses = withOpenFlags != null || withoutTarget != null || changedSince != null;
  const orders = orderBy != null && orderBy !== 'CODE';
  if (chooses || orders || findSelected(info, ({ name }, type) => FIGURES.has(`${type}.${name}`)))
    throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
  return false;
}

/** An agency reads the figures, of all territories, of the indicators that it answers for. */
export async function mayReadFigures(
  db: Database,
  scope: ReadingScope,
  { territoryId, responsibleOrganisationId }: Pick<Asked, 'territoryId' | 'responsibleOrganisationId'>,
) {
  const territory = territoryId ?? REPUBLIC;
  if (scope.kind === 'OWN') return scope.territoryId === territory;
  if (scope.kind === 'ITS_MEASURES') return scope.organisationId === responsibleOrganisationId;
  return reachesTerritory(db, scope, territory);
}
