import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, CommandGateway, Outcome, FromReadModels } from '@baikoo/edge';
import type { TerritoryKind } from '../domain/territory.events.js';
import { findTerritories, findTerritory } from '../read/territories.js';
import { AskTerritory, territoryStream } from './territory.handler.js';
import { RegisterTerritoryInput, TerritoryKindEnum } from './territory.inputs.js';
import { TerritoryType } from './territory.types.js';

@Resolver(() => TerritoryType)
export class TerritoryResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => [TerritoryType], { description: 'Territories in the order of their SOATE codes.' })
  territories(
    @Context() caller: Caller,
    @Args('parentId', { type: () => ID, nullable: true }) parentId?: string | null,
    @Args('kind', { type: () => TerritoryKindEnum, nullable: true }) kind?: TerritoryKind | null,
  ) {
    return findTerritories(this.db, caller.asOf, { ...(parentId && { parentId }), ...(kind && { kind }) });
  }

  @FromReadModels()
  @Query(() => TerritoryType, { nullable: true })
  territory(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    return findTerritory(this.db, id, caller.asOf);
  }

  @Mutation(() => Outcome, { description: 'Enters a territory in the register.' })
  registerTerritory(@Context() caller: Caller, @Args('input') input: RegisterTerritoryInput) {
    return this.gateway.send(caller, {
      command: 'RegisterTerritory',
      rules: RegisterTerritoryInput,
      input,
      subject: territoryStream(input.territoryId),
      message: (fields, who, cause) => new AskTerritory({ type: 'RegisterTerritory', ...fields, ...who }, cause),
    });
  }
}
