import type { CalendarDate, Event, LegalAct, LocalizedText, Source } from '@baikoo/kernel';

/**
 * The levels of the country's administrative division, as the state classifier SOATE has them. OBLAST_CITY_UNVERIFIED: a
 * city whose oblast-level status was proposed or reported but is not proved by an act that we have. RAION_CITY: a city of
 * raion significance.
 */
export type TerritoryKind =
  | 'COUNTRY'
  | 'OBLAST'
  | 'REPUBLICAN_CITY'
  | 'RAION'
  | 'OBLAST_CITY'
  | 'OBLAST_CITY_UNVERIFIED'
  | 'CITY_DISTRICT'
  | 'AYIL_AIMAK'
  | 'RAION_CITY'
  | 'URBAN_SETTLEMENT'
  | 'VILLAGE';

/** How many people live there, and who says so. */
export type Population = { readonly count: number; readonly source: string };

/** A unit as it enters the register. Kind and codes are its own for ever; name and parent are those it begins with. */
export type Unit = {
  /** The ISO 3166-2 code where there is one (KG, KG-O), else the SOATE code at the time of registration. */
  readonly territoryId: string;
  readonly kind: TerritoryKind;
  readonly parentId: string | null;
  /** The code in the state classifier of administrative units, 14 digits. */
  readonly soate: string;
  readonly iso: string | null;
  readonly names: LocalizedText;
  readonly population: Population | null;
  readonly source: Source;
};

/** What every change of the map says of itself. */
export type Basis = {
  /** By which a later act repeals the change. */
  readonly changeId: string;
  /** The first date on which it holds. */
  readonly effectiveOn: CalendarDate;
  readonly legalAct: LegalAct;
  readonly source: Source;
  readonly illustrative: boolean;
};

/** Where a unit lies from then on. */
export type Placement = { readonly territoryId: string; readonly parentId: string };

/** What a change says of one unit: so much of it as a repeal must name. A succession has a second unit, what came after. */
export type Aspect = 'LIFE' | 'NAMES' | 'PARENT' | 'SUCCESSION';
export type FactKey = { readonly aspect: Aspect; readonly territoryId: string; readonly successorId: string | null };

/**
 * Everything that can have happened to the map. Kept for ever: a changed shape takes an upcast beside this file. The facts
 * of one change stand in one event that names every unit concerned, so that no reader sees half of a merger.
 */
export type TerritoryEvent =
  /** `validFrom`: since when it exists; absent or null: since before the record. */
  | Event<'TerritoryRegistered', Unit & { validFrom?: CalendarDate | null }>
  | Event<'TerritoryRenamed', Basis & { territoryId: string; names: LocalizedText }>
  | Event<'TerritoryReparented', Basis & { territoryId: string; parentId: string }>
  | Event<
      'TerritoriesMerged',
      Basis & {
        /** They cease to exist. */
        mergedIds: readonly string[];
        successorId: string;
        /** The unit that the merger makes; null where an existing one takes the others in. */
        successor: Unit | null;
        /** Where everything goes that lay directly in the merged units. */
        placements: readonly Placement[];
      }
    >
  | Event<
      'TerritorySplit',
      Basis & {
        territoryId: string;
        /** Whether nothing of it remains; else it goes on without its parts. */
        abolished: boolean;
        parts: readonly Unit[];
        placements: readonly Placement[];
      }
    >
  | Event<'TerritoryAbolished', Basis & { territoryId: string }>
  /** From `effectiveOn` the other change no longer holds; until then it did. On its own date: it never held. */
  | Event<
      'TerritoryChangeRepealed',
      Basis & {
        repealedChangeId: string;
        /** What the repealed change said, fact by fact. */
        repealed: readonly FactKey[];
        /** Units that the repealed change had made, with those that come back in their place. */
        returned: readonly { readonly territoryId: string; readonly successorId: string }[];
      }
    >;
