import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels } from '@baikoo/edge';
import { type Commission, compileCommissionOverview } from '../compile/commission.js';
import { compileRegionalOverview, type Region, type RegionOrder } from '../compile/regional.js';
import { CommissionOverviewType, RegionalOverviewType, RegionOrderEnum } from './area.types.js';

@ArgsType()
class RegionArgs implements Region {
  @Field(() => ID)
  territoryId: string;

  @Field(() => ID, { nullable: true, description: 'The newest cycle unless said.' })
  cycleId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only measures of this plan.' })
  planId?: string | null;

  @Field(() => RegionOrderEnum, { defaultValue: 'TERRITORY' })
  orderBy: RegionOrder;

  @Field({ defaultValue: false })
  descending: boolean;
}

@ArgsType()
class CommissionArgs implements Commission {
  @Field(() => ID, {
    nullable: true,
    description: 'The commission of this territory, unless an organisation is named.',
  })
  territoryId?: string | null;

  @Field(() => ID, { nullable: true })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The newest cycle unless said.' })
  cycleId?: string | null;
}

@Resolver()
export class AreaResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => RegionalOverviewType, {
    nullable: true,
    description: 'How a region and each of its parts stand, by the same figures as the monitoring report.',
  })
  regionalOverview(@Context() { asOf, today }: Caller, @Args() region: RegionArgs) {
    return compileRegionalOverview(this.db, region, { asOf, today });
  }

  @FromReadModels()
  @Query(() => CommissionOverviewType, {
    nullable: true,
    description:
      'The plan, measures, deadlines, report and missing indicators of a commission; null for an unknown one.',
  })
  commissionOverview(@Context() { asOf, today }: Caller, @Args() commission: CommissionArgs) {
    return compileCommissionOverview(this.db, commission, { asOf, today });
  }
}
