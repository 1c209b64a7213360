import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { findCycles } from '@baikoo/cycles';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { compileOverdue, compileOverview } from '../compile/compile-report.js';
import { NationalOverviewType, OverdueMeasureType } from './overview.types.js';

@Resolver(() => NationalOverviewType)
export class OverviewResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => NationalOverviewType, {
    nullable: true,
    description:
      'How the plan of a cycle stands, by the same figures as the monitoring report; the newest cycle unless said.',
  })
  async nationalOverview(
    @Context() { asOf, today }: Caller,
    @Args('cycleId', { type: () => ID, nullable: true }) cycleId?: string | null,
  ): Promise<NationalOverviewType | undefined> {
    const id = cycleId ?? (await findCycles(this.db, asOf))[0]?.id;
    const overview = id === undefined ? undefined : await compileOverview(this.db, id, { asOf, today });
    if (!overview) return undefined;
    const { cycle, plan, nameOf, execution, submissions, funding } = overview;
    return {
      ...{ cycle, plan, nameOf, planId: plan.id },
      execution: execution.total,
      directions: execution.directions,
      submissions: submissions.total,
      byTerritory: submissions.lines,
      funding: funding.total,
      fundingBySource: funding.bySource,
    };
  }

  /** A list, and a long one where things go badly: compiled only for those who ask for it. */
  @FromReadModels()
  @ResolveField(() => [OverdueMeasureType], { description: 'The longest overdue first.' })
  async overdue(@Parent() parent: NationalOverviewType, @Context() { asOf, today }: Caller) {
    const lines = await compileOverdue(this.db, parent, { asOf, today });
    return lines.map((line) => ({ ...line, overdueDays: line.overdueDays ?? 0 }));
  }
}
