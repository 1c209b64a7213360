import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { findCycles } from '@baikoo/cycles';
import { Database } from '@baikoo/database';
import type { Caller } from '@baikoo/edge';
import { compileOverview } from '../compile/compile-report.js';
import { NationalOverviewType } from './overview.types.js';

@Resolver(() => NationalOverviewType)
export class OverviewResolver {
  constructor(private readonly db: Database) {}

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
    const { cycle, plan, execution, overdue, submissions, funding } = overview;
    return {
      cycle,
      planId: plan.id,
      execution: execution.total,
      directions: [...execution.directions],
      overdue: overdue.map((line) => ({ ...line, overdueDays: line.overdueDays ?? 0 })),
      submissions: submissions.total,
      byTerritory: submissions.lines,
      funding: funding.total,
      fundingBySource: funding.bySource,
    };
  }
}
