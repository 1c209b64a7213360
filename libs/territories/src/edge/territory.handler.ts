import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  allKnown,
  BEFORE_THE_FIRST,
  type Cause,
  EventStore,
  execute,
  type Position,
  type Receipt,
  type Recorded,
} from '@baikoo/event-store';
import { type Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import type { TerritoryWish } from '../domain/territory.commands.js';
import type { TerritoryEvent } from '../domain/territory.events.js';
import { territoryMap } from '../domain/territory.js';
import type { TerritoryMap } from '../domain/territory-map.js';

/** The one message through which any edge (GraphQL, import) asks something of the map. */
export class AskTerritory extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: TerritoryWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskTerritory)
export class AskTerritoryHandler implements ICommandHandler<AskTerritory> {
  constructor(private readonly store: EventStore) {}

  async execute({ command: wish, cause }: AskTerritory): Promise<Receipt | Refusal<RefusalCode>> {
    const inherited = (await eventsOfTheMap(this.store)).filter(({ stream }) => stream !== TERRITORY_MAP_STREAM);
    const command = { ...wish, inherited };
    // A registration that an older version accepted, sent again, gets its receipt where it got it first.
    const isInherited =
      wish.type === 'RegisterTerritory' && inherited.some(({ stream }) => stream === territoryStream(wish.territoryId));
    const stream = isInherited ? territoryStream(wish.territoryId) : TERRITORY_MAP_STREAM;
    return execute(this.store, { decider: territoryMap, stream, command, cause });
  }
}

/**
 * The history of the whole map: that it is a tree is a rule of all of it, and one append writes one history. No territory
 * can have this name, because ids have no dot.
 */
export const TERRITORY_MAP_STREAM = 'territory-map.kg';

/** Where versions before the map had one history registered each unit; such histories are read, and never written again. */
export const territoryStream = (territoryId: string) => `territory-${territoryId}`;

/** The map as the record has it now, never stale: for decisions of other slices. Throws `UnknownFact` as `execute` does. */
export const findMap = async (store: EventStore): Promise<TerritoryMap> =>
  (await eventsOfTheMap(store)).reduce(territoryMap.evolve, territoryMap.initial);

async function eventsOfTheMap(store: EventStore): Promise<readonly Recorded<TerritoryEvent>[]> {
  const events: Recorded[] = [];
  for (let after: Position = BEFORE_THE_FIRST; ; after = events.at(-1)!.position) {
    const page = await store.readCategory('territory', after, PAGE);
    events.push(...page);
    if (page.length < PAGE) return allKnown<TerritoryEvent>(events);
  }
}

const PAGE = 2_000;
