import { type Command, type Decider, isRefusal, parsePeriod, refuse } from '@baikoo/kernel';
import { datesOf, type FigureRefusal, type IndicatorKnowledge, judgeFigure } from './figure.js';
import type { IndicatorEvent } from './indicator.events.js';

/** Each of these commands asks for exactly what its event says. */
type Asks<Type extends IndicatorEvent['type']> = Extract<IndicatorEvent, { type: Type }>['data'];

export type IndicatorCommand =
  | Command<'DefineIndicator', Asks<'IndicatorDefined'>>
  | Command<'ReviseDefinition', Asks<'DefinitionRevised'>>
  | Command<'SetBaseline', Asks<'BaselineSet'>>
  | Command<'SetTarget', Asks<'TargetSet'>>;

export type IndicatorRefusal = FigureRefusal | 'ALREADY_DEFINED' | 'OUT_OF_ORDER' | 'BASELINE_EXISTS' | 'TARGET_EXISTS';

export type Indicator = IndicatorKnowledge & {
  /** The territories that have a baseline. */
  readonly baselines: ReadonlySet<string>;
  /** Territory and dates of each target. */
  readonly targets: ReadonlySet<string>;
};

export const indicator: Decider<Indicator, IndicatorCommand, IndicatorEvent, IndicatorRefusal> = {
  initial: { valueType: undefined, definitions: [], baselines: new Set(), targets: new Set() },

  decide(indicator, command) {
    const { indicatorId } = command;
    if (command.type === 'DefineIndicator') return define(indicator, command);
    if (!indicator.valueType) return refuse('UNKNOWN_INDICATOR', 'indicatorId', { id: indicatorId });

    switch (command.type) {
      case 'ReviseDefinition': {
        const { version, holdsFrom, breakInSeries, explanation, source } = command;
        const next = indicator.definitions.length + 1;
        if (version !== next) return refuse('OUT_OF_ORDER', 'version', { next: String(next) });
        if (!parsePeriod(holdsFrom)) return refuse('INVALID_PERIOD', 'holdsFrom', { period: holdsFrom });
        const data = { indicatorId, version, holdsFrom, breakInSeries, explanation, source };
        return [{ type: 'DefinitionRevised', data }];
      }
      case 'SetBaseline': {
        const { territoryId, period, value, definitionVersion, source, convention } = command;
        const judged = judgeFigure(indicator, command);
        if (isRefusal(judged)) return judged;
        // A baseline or target is never overwritten (rule 4).
        if (indicator.baselines.has(territoryId)) return refuse('BASELINE_EXISTS', 'territoryId');
        const data = { indicatorId, territoryId, period, value, definitionVersion, source, convention };
        return [{ type: 'BaselineSet', data }];
      }
      case 'SetTarget': {
        const { territoryId, period, value, definitionVersion, source, illustrative } = command;
        const judged = judgeFigure(indicator, command);
        if (isRefusal(judged)) return judged;
        if (indicator.targets.has(targetKey(command))) return refuse('TARGET_EXISTS', 'period');
        const data = { indicatorId, territoryId, period, value, definitionVersion, source, illustrative };
        return [{ type: 'TargetSet', data }];
      }
    }
  },

  evolve(indicator, { type, data }) {
    switch (type) {
      case 'IndicatorDefined':
        return { ...indicator, valueType: data.valueType, definitions: [firstDayOf(data)] };
      case 'DefinitionRevised':
        return { ...indicator, definitions: [...indicator.definitions, firstDayOf(data)] };
      case 'BaselineSet':
        return { ...indicator, baselines: new Set([...indicator.baselines, data.territoryId]) };
      case 'TargetSet':
        return { ...indicator, targets: new Set([...indicator.targets, targetKey(data)]) };
    }
  },
};

function define(indicator: Indicator, command: IndicatorCommand & { type: 'DefineIndicator' }) {
  const { indicatorId, names, unit, better, valueType, accumulation, territoryRule } = command;
  const { frequency, sensitivity, directionReference, holdsFrom, source } = command;
  if (indicator.valueType) return refuse('ALREADY_DEFINED', 'indicatorId');
  if (!parsePeriod(holdsFrom)) return refuse('INVALID_PERIOD', 'holdsFrom', { period: holdsFrom });
  return [
    {
      type: 'IndicatorDefined' as const,
      data: {
        ...{ indicatorId, names, unit, better, valueType, accumulation, territoryRule },
        ...{ frequency, sensitivity, directionReference, holdsFrom, source },
      },
    },
  ];
}

const firstDayOf = ({ holdsFrom }: { holdsFrom: string }) => parsePeriod(holdsFrom)!.from;

const targetKey = ({ territoryId, period }: { territoryId: string; period: string }) =>
  `${territoryId}/${datesOf(parsePeriod(period)!)}`;
