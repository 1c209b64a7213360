import type { DecimalString, Event, LocalizedText, Source } from '@baikoo/kernel';

/** What counts as better. MAINTAIN also stands for "no desired direction". */
export type Better = 'INCREASE' | 'DECREASE' | 'MAINTAIN';

export type ValueType = 'COUNT' | 'RATIO' | 'INDEX' | 'QUALITATIVE';

/** FLOW: during the period. STOCK: at its end. CUMULATIVE_YTD: since the first of January. */
export type Accumulation = 'FLOW' | 'STOCK' | 'CUMULATIVE_YTD';

/** How values of territories become one of the territory above them; NONE: not at all (surveys). */
export type TerritoryRule = 'SUM' | 'RATIO_OF_SUMS' | 'LAST' | 'WEIGHTED_MEAN' | 'NONE';

/** The usual rhythm; single readings may cover another length. */
export type Frequency = 'YEAR' | 'HALF_YEAR' | 'QUARTER' | 'MONTH' | 'IRREGULAR';

/** SENSITIVE: minors, sexual and domestic violence, suicide; stricter suppression when published. */
export type Sensitivity = 'ORDINARY' | 'SENSITIVE';

/** Everything that can have happened to an indicator. Kept for ever: a changed shape takes an upcast beside this file. */
export type IndicatorEvent =
  | Event<
      'IndicatorDefined',
      {
        indicatorId: string;
        names: LocalizedText;
        unit: LocalizedText;
        better: Better;
        valueType: ValueType;
        accumulation: Accumulation;
        territoryRule: TerritoryRule;
        frequency: Frequency;
        sensitivity: Sensitivity;
        /** The section of the Concept that it belongs to: `5.2`. */
        directionReference: string | null;
        /** The first period counted by definition version 1. */
        holdsFrom: string;
        source: Source;
      }
    >
  | Event<
      'DefinitionRevised',
      {
        indicatorId: string;
        version: number;
        /** The first period counted by this version, as far as known. */
        holdsFrom: string;
        /** Values of this version are not comparable with those of the versions before it (rule 5). */
        breakInSeries: boolean;
        explanation: LocalizedText;
        source: Source;
      }
    >
  | Event<
      'BaselineSet',
      {
        indicatorId: string;
        territoryId: string;
        period: string;
        value: DecimalString;
        definitionVersion: number;
        source: Source;
        /** Why this one, when no document declares it to be the baseline. */
        convention: LocalizedText | null;
      }
    >
  | Event<
      'TargetSet',
      {
        indicatorId: string;
        territoryId: string;
        period: string;
        value: DecimalString;
        definitionVersion: number;
        source: Source;
        /** Not from an official document: invented to show how the system works. */
        illustrative: boolean;
      }
    >;
