import type { CalendarDate, Command, LocalizedText, Without } from '@baikoo/kernel';
import type { Basis, Placement, TerritoryEvent, Unit } from './territory.events.js';
import type { Disorder } from './map-order.js';

/** What older installations recorded of each unit in a history of its own; nothing is added there any more. */
type Known = { readonly inherited: readonly TerritoryEvent[] };

export type TerritoryCommand =
  | Command<'RegisterTerritory', Known & Unit & { validFrom?: CalendarDate | null }>
  | Command<'RenameTerritory', Known & Basis & { territoryId: string; names: LocalizedText }>
  | Command<'ReparentTerritory', Known & Basis & { territoryId: string; parentId: string }>
  | Command<
      'MergeTerritories',
      Known &
        Basis & {
          mergedIds: readonly string[];
          successorId: string;
          successor: Unit | null;
          /** Of units that do not go to the successor. */
          placements: readonly Placement[];
        }
    >
  | Command<
      'SplitTerritory',
      Known &
        Basis & {
          territoryId: string;
          abolished: boolean;
          parts: readonly Unit[];
          placements: readonly Placement[];
        }
    >
  | Command<'AbolishTerritory', Known & Basis & { territoryId: string }>
  | Command<'RepealTerritoryChange', Known & Basis & { repealedChangeId: string }>;

/** What a caller says; what older histories hold is looked up. */
export type TerritoryWish = Without<TerritoryCommand, 'inherited'>;

export type TerritoryRefusal =
  | Disorder
  | 'ALREADY_REGISTERED'
  | 'NEGATIVE_COUNT'
  | 'UNKNOWN_TERRITORY'
  | 'TERRITORY_NOT_ACTIVE'
  | 'CHANGE_EXISTS'
  | 'NOTHING_CHANGES'
  | 'TOO_FEW_TERRITORIES'
  | 'NAMED_TWICE'
  | 'NOT_A_CHILD'
  | 'CHILD_WITHOUT_PLACE'
  | 'UNKNOWN_CHANGE'
  | 'ALREADY_REPEALED'
  | 'NOT_REPEALABLE'
  | 'CHANGED_LATER'
  | 'REPEALED_TOO_EARLY';
