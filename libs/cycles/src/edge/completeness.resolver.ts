import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { asConnection, type Caller, FromReadModels, keyOfCursor, pageSize } from '@baikoo/edge';
import { mustReach, scopeOf } from '@baikoo/identity';
import { findTerritories } from '@baikoo/territories';
import { ratesOf, SUBMISSION_FORMULAS } from '../domain/submission-figures.formula.js';
import { countByOrganisation, countByPart, type OrganisationSort } from '../read/completeness.js';
import { findCycle } from '../read/cycles.js';
import { findSilentReports } from '../read/silent-reports.js';
import {
  CompletenessOfOrganisationConnection,
  CompletenessType,
  OrganisationSortEnum,
  SilentReportConnection,
} from './completeness.types.js';

const NOTHING = { expected: 0, submitted: 0, accepted: 0, onTime: 0 };
const OPTIONAL = { type: () => ID, nullable: true } as const;

type Named = { readonly [Name in 'cycleId' | 'planId' | 'within']: string | null | undefined };

/** What was asked for, within what the caller may read. */
const filterOf = (caller: Caller, { cycleId, planId, within }: Named) => ({
  ...{ cycleId: cycleId ?? null, planId: planId ?? null, within: within ?? null },
  scope: scopeOf(caller),
});

/** Who reported in time, who reported at all, and who is silent. */
@Resolver()
export class CompletenessResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => CompletenessType, {
    nullable: true,
    description:
      'Completeness and timeliness of a cycle, by the parts of a territory; of the republic unless said. Refused for a territory ' +
      'beyond the mandate.',
  })
  async completeness(
    @Context() caller: Caller,
    @Args('cycleId', { type: () => ID }) cycleId: string,
    @Args('territoryId', { type: () => ID, defaultValue: 'KG' }) territoryId: string,
  ): Promise<CompletenessType | undefined> {
    await mustReach(this.db, caller, territoryId);
    const { asOf } = caller;
    const cycle = await findCycle(this.db, cycleId, asOf);
    if (!cycle) return undefined;
    const on = cycle.to;
    const [territories, counts] = await Promise.all([
      findTerritories(this.db, asOf, { parentId: territoryId, on }),
      countByPart(this.db, { cycleId, territoryId, on, scope: scopeOf(caller) }, asOf),
    ]);
    const ratesIn = (part: string | null) => {
      const { partId: _, ...counted } = counts.find(({ partId }) => partId === part) ?? { partId: part, ...NOTHING };
      return { ...counted, ...ratesOf(counted) };
    };
    return {
      ...{ cycle, formulas: SUBMISSION_FORMULAS, total: ratesIn(null) },
      byTerritory: territories.map(({ id, names }) => ({ territoryId: id, territoryNames: names, ...ratesIn(id) })),
    };
  }

  @FromReadModels()
  @Query(() => CompletenessOfOrganisationConnection, {
    description: 'Completeness and timeliness by organisation: of a cycle, of a plan, or of everything.',
  })
  async completenessByOrganisation(
    @Context() caller: Caller,
    @Args('cycleId', OPTIONAL) cycleId: string | null | undefined,
    @Args('planId', OPTIONAL) planId: string | null | undefined,
    @Args('within', { ...OPTIONAL, description: 'As the map held at the end of each period.' })
    within: string | null | undefined,
    @Args('sort', { type: () => OrganisationSortEnum, defaultValue: 'ORGANISATION' }) sort: OrganisationSort,
    @Args('descending', { type: () => Boolean, defaultValue: false }) descending: boolean,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ) {
    const order = `${sort} ${descending}`;
    const { asOf, today } = caller;
    const filter = filterOf(caller, { cycleId, planId, within });
    const { rows, ...page } = await countByOrganisation(this.db, {
      ...{ filter, today, asOf },
      ...{ sort, descending, limit: pageSize(first), after: keyOfCursor(after, order) },
    });
    return asConnection({ ...page, rows: rows.map((row) => ({ ...row, ...ratesOf(row) })) }, order);
  }

  @FromReadModels()
  @Query(() => SilentReportConnection, {
    description: 'Who owes which report since when and has given nothing, the longest silence first.',
  })
  async silentReports(
    @Context() caller: Caller,
    @Args('cycleId', OPTIONAL) cycleId: string | null | undefined,
    @Args('planId', OPTIONAL) planId: string | null | undefined,
    @Args('within', { ...OPTIONAL, description: 'As the map held at the end of each period.' })
    within: string | null | undefined,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ) {
    const { asOf, today } = caller;
    const filter = filterOf(caller, { cycleId, planId, within });
    return asConnection(
      await findSilentReports(this.db, {
        ...{ filter, today, asOf },
        ...{ limit: pageSize(first), after: keyOfCursor(after) },
      }),
    );
  }
}
