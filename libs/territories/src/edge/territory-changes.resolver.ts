import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, type CommandInput, Outcome } from '@baikoo/edge';
import type { Cause } from '@baikoo/event-store';
import type { Unit } from '../domain/territory.events.js';
import { AskTerritory, TERRITORY_MAP_STREAM, territoryStream } from './territory.handler.js';
import { RegisterTerritoryInput } from './territory.inputs.js';
import {
  AbolishTerritoryInput,
  MergeTerritoriesInput,
  RenameTerritoryInput,
  ReparentTerritoryInput,
  RepealTerritoryChangeInput,
  SplitTerritoryInput,
} from './territory-change.inputs.js';
import { TerritoryType } from './territory.types.js';

/** Changes of the map, each by its act and from its date on. */
@Resolver(() => TerritoryType)
export class TerritoryChangesResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, { description: 'Enters a territory in the register.' })
  registerTerritory(@Context() caller: Caller, @Args('input') input: RegisterTerritoryInput) {
    return this.gateway.send(caller, {
      ...{ command: 'RegisterTerritory', rules: RegisterTerritoryInput, input },
      subject: territoryStream(input.territoryId),
      message: (fields, who, cause) => new AskTerritory({ type: 'RegisterTerritory', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Gives a territory another name from a date on; reports of before keep the old one.',
  })
  renameTerritory(@Context() caller: Caller, @Args('input') input: RenameTerritoryInput) {
    return this.gateway.send(caller, {
      ...{ command: 'RenameTerritory', rules: RenameTerritoryInput, input },
      subject: territoryStream(input.territoryId),
      message: (fields, who, cause) =>
        new AskTerritory({ type: 'RenameTerritory', ...fields, ...who }, dated(cause, input)),
    });
  }

  @Mutation(() => Outcome, { description: 'Moves a territory, with all that lies in it, into another from a date on.' })
  reparentTerritory(@Context() caller: Caller, @Args('input') input: ReparentTerritoryInput) {
    return this.gateway.send(caller, {
      ...{ command: 'ReparentTerritory', rules: ReparentTerritoryInput, input },
      subject: territoryStream(input.territoryId),
      message: (fields, who, cause) =>
        new AskTerritory({ type: 'ReparentTerritory', ...fields, ...who }, dated(cause, input)),
    });
  }

  @Mutation(() => Outcome, {
    description:
      'Merges territories from a date on. What lies in them goes to the successor unless said otherwise; their records stay theirs, and mandates for the successor reach them.',
  })
  mergeTerritories(@Context() caller: Caller, @Args('input') input: MergeTerritoriesInput) {
    return this.gateway.send(caller, {
      ...{ command: 'MergeTerritories', rules: MergeTerritoriesInput, input },
      subject: TERRITORY_MAP_STREAM,
      message: ({ successorId, successor, ...fields }, who, cause) =>
        new AskTerritory(
          {
            ...{ type: 'MergeTerritories', ...fields, ...who },
            // Whoever names neither is told that there is no such territory; who names two, that these are two.
            ...{ successorId: successorId ?? successor?.territoryId ?? '', successor: successor && unitOf(successor) },
          },
          dated(cause, input),
        ),
    });
  }

  @Mutation(() => Outcome, { description: 'Divides a territory from a date on.' })
  splitTerritory(@Context() caller: Caller, @Args('input') input: SplitTerritoryInput) {
    return this.gateway.send(caller, {
      ...{ command: 'SplitTerritory', rules: SplitTerritoryInput, input },
      subject: territoryStream(input.territoryId),
      message: ({ parts, ...fields }, who, cause) =>
        new AskTerritory({ type: 'SplitTerritory', ...fields, parts: parts.map(unitOf), ...who }, dated(cause, input)),
    });
  }

  @Mutation(() => Outcome, { description: 'Ends a territory in which no other lies.' })
  abolishTerritory(@Context() caller: Caller, @Args('input') input: AbolishTerritoryInput) {
    return this.gateway.send(caller, {
      ...{ command: 'AbolishTerritory', rules: AbolishTerritoryInput, input },
      subject: territoryStream(input.territoryId),
      message: (fields, who, cause) =>
        new AskTerritory({ type: 'AbolishTerritory', ...fields, ...who }, dated(cause, input)),
    });
  }

  @Mutation(() => Outcome, {
    description:
      'Repeals a change of the map: from a date on what was before it holds again. On its own date: corrects it.',
  })
  repealTerritoryChange(@Context() caller: Caller, @Args('input') input: RepealTerritoryChangeInput) {
    return this.gateway.send(caller, {
      ...{ command: 'RepealTerritoryChange', rules: RepealTerritoryChangeInput, input },
      subject: TERRITORY_MAP_STREAM,
      message: (fields, who, cause) =>
        new AskTerritory({ type: 'RepealTerritoryChange', ...fields, ...who }, dated(cause, input)),
    });
  }
}

/** The date in the world stands in the cause too, where the audit looks for it. */
const dated = (cause: Cause, { effectiveAt, effectiveOn }: CommandInput & { effectiveOn: string }): Cause => ({
  ...cause,
  effectiveAt: effectiveAt ?? effectiveOn,
});

const unitOf = ({ territoryId, kind, parentId, soate, iso, names, population, source }: Unit): Unit => ({
  ...{ territoryId, kind, parentId, soate, iso, names, population, source },
});
