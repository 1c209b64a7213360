import { Args, ArgsType, Context, Field, ID, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Database } from '@baikoo/database';
import { asksFor, type Caller, FromReadModels } from '@baikoo/edge';
import { mustReach, mustReachOrganisation, scopeOf } from '@baikoo/identity';
import { asTerritory, findRegion, type TerritoryType, type TerritoryView } from '@baikoo/territories';
import { type Commission, compileCommissionOverview, findCommission } from '../compile/commission.js';
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

  @Field(() => ID, { nullable: true, description: 'The organisation of the caller unless one is said in either way.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The newest cycle unless said.' })
  cycleId?: string | null;
}

const NEIGHBOURS = ['children', 'predecessors', 'successors', 'history'] as const;
const UNASKED = { children: [], predecessors: [], successors: [], history: [] };

@Resolver()
export class AreaResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => RegionalOverviewType, {
    nullable: true,
    description:
      'How a region and each of its parts stand, by the same figures as the monitoring report. Refused for a ' +
      'territory beyond the mandate.',
  })
  async regionalOverview(
    @Context() caller: Caller,
    @Args() region: RegionArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RegionalOverviewType | undefined> {
    await mustReach(this.db, caller, region.territoryId);
    const { asOf, today } = caller;
    const overview = await compileRegionalOverview(this.db, region, { asOf, today });
    if (!overview) return undefined;
    const { cycle, territory, total, parts } = overview;
    // The neighbours and the history of each unit cost a statement of their own, which few ask for.
    const asked = NEIGHBOURS.some((field) => asksFor(info, field));
    const details = asked ? await findRegion(this.db, territory.id, { on: cycle.to, asOf }) : [];
    const inFull = (view: TerritoryView): TerritoryType =>
      asTerritory({ ...UNASKED, ...view, ...details.find(({ id }) => id === view.id) }, cycle.to);
    const lines = parts.map((part) => ({ ...part, territory: inFull(part.territory) }));
    return { cycle, territory: inFull(territory), total, parts: lines };
  }

  @FromReadModels()
  @Query(() => CommissionOverviewType, {
    nullable: true,
    description:
      'The plan, measures, deadlines, report and missing indicators of a commission; null for an unknown one, refused for one ' +
      'beyond the mandate.',
  })
  async commissionOverview(@Context() caller: Caller, @Args() commission: CommissionArgs) {
    const { asOf, today, by } = caller;
    const own = commission.territoryId == null ? by?.organisationId : null;
    const asked = { ...commission, organisationId: commission.organisationId ?? own };
    await mustReachOrganisation(this.db, caller, asked.organisationId, () => findCommission(this.db, asked, asOf));
    return compileCommissionOverview(this.db, asked, { asOf, today, scope: scopeOf(caller) });
  }
}
