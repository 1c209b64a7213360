import { Args, ArgsType, Context, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import {
  asConnection,
  type Caller,
  dateOfArgument,
  DateScalar,
  FromReadModels,
  keyOfCursor,
  pageSize,
} from '@baikoo/edge';
import type { TerritoryKind } from '../domain/territory.events.js';
import { findTerritoryDetails, findTerritoryPage } from '../read/territory-page.js';
import { TerritoryKindEnum } from './territory.inputs.js';
import { asTerritory, TerritoryConnection, TerritoryType } from './territory.types.js';

/** More than the republic has of any one kind but villages; whoever needs those pages through the register. */
const LONGEST_LIST = 2_000;

const ON = 'The date whose map is asked for: today unless said.';

@ArgsType()
export class TerritoryRegisterArgs {
  @Field(() => DateScalar, { nullable: true, description: ON })
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of a name that a unit has or had, in any language, or the beginning of its SOATE or ISO code.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what lies directly in this territory.' })
  parentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only this territory and everything below it.' })
  within?: string | null;

  @Field(() => TerritoryKindEnum, { nullable: true })
  kind?: TerritoryKind | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'false: also what was abolished before the date, or is formed later.',
  })
  existing?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many at most: 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@Resolver(() => TerritoryType)
export class TerritoryResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => [TerritoryType], {
    description:
      'Territories that exist on a date, in the order of their SOATE codes. At most 2000; else territoryRegister.',
  })
  async territories(
    @Context() { asOf, today }: Caller,
    @Args('parentId', { type: () => ID, nullable: true }) parentId?: string | null,
    @Args('kind', { type: () => TerritoryKindEnum, nullable: true }) kind?: TerritoryKind | null,
    @Args('on', { type: () => DateScalar, nullable: true, description: ON }) date?: string | null,
  ) {
    const on = dateAsked(date, today);
    const { rows } = await findTerritoryPage(this.db, { filter: { parentId, kind }, on, asOf, limit: LONGEST_LIST });
    return rows.map((row) => asTerritory(row, on));
  }

  @FromReadModels()
  @Query(() => TerritoryConnection, {
    description: 'The register of territories on a date, in the order of their SOATE codes: searched and page by page.',
  })
  async territoryRegister(
    @Context() { asOf, today }: Caller,
    @Args() { first, after, on: date, ...filter }: TerritoryRegisterArgs,
  ) {
    const on = dateAsked(date, today);
    const asked = { filter, on, asOf, limit: pageSize(first), after: keyOfCursor(after) };
    const { rows, ...page } = await findTerritoryPage(this.db, asked);
    return asConnection({ ...page, rows: rows.map((row) => ({ ...asTerritory(row, on), cursor: row.cursor })) });
  }

  @FromReadModels()
  @Query(() => TerritoryType, {
    nullable: true,
    description: 'One that is or was, as it stands on a date; also one that does not exist then.',
  })
  async territory(
    @Context() { asOf, today }: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('on', { type: () => DateScalar, nullable: true, description: ON }) date?: string | null,
  ) {
    const on = dateAsked(date, today);
    const found = await findTerritoryDetails(this.db, id, { on, asOf });
    return found && asTerritory(found, on);
  }
}

const dateAsked = (date: string | null | undefined, today: string): string => dateOfArgument('on', date) ?? today;
