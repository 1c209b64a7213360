import type { DecimalString, Event, LocalizedText, Source } from '@baikoo/kernel';

/** What counts as better. MAINTAIN also stands for "no desired direction"; RANGE: within bounds. */
export type Better = 'INCREASE' | 'DECREASE' | 'MAINTAIN' | 'RANGE';

export type ValueType = 'COUNT' | 'RATIO' | 'INDEX' | 'QUALITATIVE';

/** FLOW: during the period. STOCK: at its end. CUMULATIVE_YTD: since the first of January. */
export type Accumulation = 'FLOW' | 'STOCK' | 'CUMULATIVE_YTD';

/** How values of territories become one of the territory above them; NONE: not at all (surveys). */
export type TerritoryRule = 'SUM' | 'RATIO_OF_SUMS' | 'LAST' | 'WEIGHTED_MEAN' | 'NONE';

/** How values of months or quarters become one of the year; BY_ACCUMULATION unless said. NONE: not at all. */
export type TimeRule = 'BY_ACCUMULATION' | 'NONE';

/** The usual rhythm; single readings may cover another length. */
export type Frequency = 'YEAR' | 'HALF_YEAR' | 'QUARTER' | 'MONTH' | 'IRREGULAR';

/** SENSITIVE: minors, sexual and domestic violence, suicide; stricter suppression when published. */
export type Sensitivity = 'ORDINARY' | 'SENSITIVE';

/** DRAFT: nothing can be recorded yet. RETIRED: nothing more is recorded, what was stays. */
export type IndicatorStatus = 'DRAFT' | 'ACTIVE' | 'RETIRED';

/** Both ends included. */
export type Bounds = { readonly min: DecimalString; readonly max: DecimalString };

/** By what a reading can be broken down: `sex` into `female` and `male`. */
export type Dimension = { readonly dimension: string; readonly categories: readonly string[] };

/** What a definition says beyond the kind of the indicator. What a revision does not say stays as it was. */
export type DefinitionFields = {
  /** What is counted above and below the line of a ratio, in words. */
  numerator?: LocalizedText | null;
  denominator?: LocalizedText | null;
  /** value = numerator / denominator × multiplier: 100 for per cent, 100000 for per hundred thousand. */
  multiplier?: DecimalString | null;
  timeRule?: TimeRule;
  /** The share of territories, 0 to 1, below which no rolled-up figure is given. */
  minimumCoverage?: DecimalString | null;
  dimensions?: readonly Dimension[];
  /** Values that are possible at all. */
  bounds?: Bounds | null;
  /** Values that are wanted, for the direction RANGE. */
  range?: Bounds | null;
  meansOfVerification?: LocalizedText | null;
};

type FigureData = {
  indicatorId: string;
  territoryId: string;
  period: string;
  value: DecimalString;
  definitionVersion: number;
  source: Source;
};

/** Everything that can have happened to an indicator. Kept for ever: a changed shape takes an upcast beside this file. */
export type IndicatorEvent =
  | Event<
      'IndicatorDefined',
      DefinitionFields & {
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
        /** ACTIVE unless said. */
        status?: 'DRAFT' | 'ACTIVE';
        /** Who collects it and answers for it. */
        responsibleOrganisationId?: string | null;
      }
    >
  | Event<'IndicatorActivated', { indicatorId: string }>
  | Event<'IndicatorRetired', { indicatorId: string; reason: string }>
  | Event<
      'DefinitionRevised',
      DefinitionFields & {
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
  /** `convention`: why this one, when no document declares it to be the baseline. */
  | Event<'BaselineSet', FigureData & { convention: LocalizedText | null }>
  /** A further link of the chain; the figures before it stay readable (rule 4). */
  | Event<'BaselineRestated', FigureData & { convention: LocalizedText | null; reason: string }>
  /** `illustrative`: not from an official document, invented to show how the system works. */
  | Event<'TargetSet', FigureData & { illustrative: boolean }>
  | Event<'TargetRevised', FigureData & { illustrative: boolean; reason: string }>;
