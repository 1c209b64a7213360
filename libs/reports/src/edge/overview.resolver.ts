import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { compileOverdue } from '../compile/compile-report.js';
import { namesAt } from '../compile/names.js';
import { compileOverview, submissionLine } from '../compile/overview.js';
import { NationalOverviewType, OverdueMeasureType, SubmissionOfTerritoryType } from './overview.types.js';

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
    const overview = await compileOverview(this.db, cycleId, { asOf, today });
    if (!overview) return undefined;
    const { cycle, plan, standings, execution, submissions, funding } = overview;
    return {
      ...{ cycle, plan, standings, submissions, planId: plan.id },
      execution: execution.total,
      directions: execution.directions,
      funding: funding.total,
      fundingBySource: funding.bySource,
    };
  }

  @FromReadModels()
  @ResolveField(() => [SubmissionOfTerritoryType], { description: 'Every report owed, begun or not.' })
  async byTerritory(@Parent() { standings, cycle }: NationalOverviewType, @Context() { asOf }: Caller) {
    const nameOf = await namesAt(this.db, asOf, cycle.to);
    return standings.map((standing) => submissionLine(standing, nameOf));
  }

  /** A list, and a long one where things go badly: compiled only for those who ask for it. */
  @FromReadModels()
  @ResolveField(() => [OverdueMeasureType], { description: 'The longest overdue first.' })
  async overdue(@Parent() parent: NationalOverviewType, @Context() { asOf, today }: Caller) {
    const nameOf = await namesAt(this.db, asOf, parent.cycle.to);
    const lines = await compileOverdue(this.db, { plan: parent.plan, nameOf }, { asOf, today });
    return lines.map((line) => ({ ...line, overdueDays: line.overdueDays ?? 0 }));
  }
}
