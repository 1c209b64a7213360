import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromReadModels } from '@baikoo/edge';
import type { AlikeMeasures } from '../read/measure.view.js';
import { totalsOf } from '../read/totals.js';
import { MeasureTotalsType } from './measure-parts.types.js';
import { MeasureConnection } from './measure.types.js';

/** Adds up what the list's own statement has counted. */
@Resolver(() => MeasureConnection)
export class MeasureConnectionResolver {
  @FromReadModels()
  @ResolveField(() => MeasureTotalsType, { description: 'Over all that match, counted in the statement of the list.' })
  totals(@Parent() { alike }: { alike: readonly AlikeMeasures[] }) {
    return totalsOf(alike);
  }
}
