import {
  type CalendarDate,
  type Command,
  compare,
  dateOf,
  type Decider,
  isRefusal,
  parsePeriod,
  type Period,
  refuse,
  type Without,
  datesOf,
} from '@baikoo/kernel';
import { definitionFieldsOf, type DefinitionRefusal, impliedBounds, isPercent, judgeDefinition } from './definition.js';
import {
  type Figure,
  type FigureRefusal,
  type IndicatorKnowledge,
  judgeFigure,
  PLAUSIBLE,
  type PlausibleFigures,
} from './figure.js';
import type { Better, IndicatorEvent, TerritoryRule } from './indicator.events.js';

/** Each of these commands asks for exactly what its event says. */
type Asks<Type extends IndicatorEvent['type']> = Extract<IndicatorEvent, { type: Type }>['data'];
/** `why` becomes the reason that the chain of revisions shows. */
type AsksWhy<Type extends IndicatorEvent['type']> = Without<Asks<Type>, 'reason'> & { readonly why: string };

/** `plan`: the time that the national plans with the section of the indicator cover; left out where none has it. */
type Planned = { readonly plan?: { readonly from: CalendarDate; readonly to: CalendarDate } };

/** What no figure can be; the standard unless said. */
type Judged = { readonly plausible?: PlausibleFigures };

export type IndicatorCommand =
  | Command<'DefineIndicator', Asks<'IndicatorDefined'>>
  | Command<'ActivateIndicator', Asks<'IndicatorActivated'>>
  | Command<'RetireIndicator', AsksWhy<'IndicatorRetired'>>
  | Command<'ReviseDefinition', Asks<'DefinitionRevised'>>
  | Command<'SetBaseline', Asks<'BaselineSet'> & Judged>
  | Command<'RestateBaseline', AsksWhy<'BaselineRestated'> & Judged>
  | Command<'SetTarget', Asks<'TargetSet'> & Planned & Judged>
  | Command<'ReviseTarget', AsksWhy<'TargetRevised'> & Planned & Judged>;

export type IndicatorRefusal =
  | FigureRefusal
  | DefinitionRefusal
  | 'ALREADY_DEFINED'
  | 'ALREADY_ACTIVE'
  | 'OUT_OF_ORDER'
  | 'DEFINITION_NOT_LATER'
  | 'PERIOD_NOT_OVER'
  | 'TARGET_NOT_AFTER_BASELINE'
  | 'TARGET_TOO_FAR'
  | 'TARGET_OUTSIDE_PLAN'
  | 'BASELINE_EXISTS'
  | 'TARGET_EXISTS'
  | 'NO_BASELINE'
  | 'NO_TARGET'
  | 'NOTHING_CHANGED'
  | 'REASON_REQUIRED';

export type Indicator = IndicatorKnowledge & {
  readonly better: Better | undefined;
  readonly territoryRule: TerritoryRule | undefined;
  /** The section of the Concept that it belongs to. */
  readonly directionReference: string | null;
  /** Who collects it and answers for it. */
  readonly responsibleOrganisationId: string | null;
  /** The newest baseline of each territory. */
  readonly baselines: ReadonlyMap<string, Figure>;
  /** The newest target by territory and dates. */
  readonly targets: ReadonlyMap<string, Figure>;
};

export const indicator: Decider<Indicator, IndicatorCommand, IndicatorEvent, IndicatorRefusal> = {
  initial: {
    ...{ valueType: undefined, accumulation: undefined, frequency: undefined, better: undefined },
    ...{
      territoryRule: undefined,
      directionReference: null,
      responsibleOrganisationId: null,
      status: undefined,
      definitions: [],
      versions: [],
      bounds: null,
    },
    ...{ multiplier: null, dimensions: [], baselines: new Map(), targets: new Map() },
  },

  decide(indicator, command) {
    const { indicatorId } = command;
    if (command.type === 'DefineIndicator') return define(indicator, command);
    if (!indicator.valueType) return refuse('UNKNOWN_INDICATOR', 'indicatorId', { id: indicatorId });
    if (indicator.status === 'RETIRED') return refuse('INDICATOR_RETIRED', 'indicatorId');
    if ('why' in command && command.why.trim() === '') return refuse('REASON_REQUIRED', 'why');

    switch (command.type) {
      case 'ActivateIndicator':
        if (indicator.status === 'ACTIVE') return refuse('ALREADY_ACTIVE', 'indicatorId');
        return [{ type: 'IndicatorActivated', data: { indicatorId } }];
      case 'RetireIndicator':
        return [{ type: 'IndicatorRetired', data: { indicatorId, reason: command.why } }];
      case 'ReviseDefinition':
        return revise(indicator, command);
      case 'SetBaseline':
      case 'RestateBaseline':
        return baseline(indicator, command);
      case 'SetTarget':
      case 'ReviseTarget':
        return target(indicator, command);
    }
  },

  evolve(indicator, { type, data }) {
    switch (type) {
      case 'IndicatorDefined': {
        const { valueType, accumulation, frequency, better, territoryRule, directionReference, unit } = data;
        return {
          ...{ ...indicator, directionReference, valueType, accumulation, frequency, better, territoryRule },
          status: data.status ?? 'ACTIVE',
          responsibleOrganisationId: data.responsibleOrganisationId ?? null,
          definitions: [firstDayOf(data)],
          versions: [{ version: 1, breakInSeries: false }],
          bounds: data.bounds ?? impliedBounds(unit),
          multiplier: data.multiplier ?? (isPercent(unit) ? '100' : null),
          dimensions: data.dimensions ?? [],
        };
      }
      case 'IndicatorActivated':
        return { ...indicator, status: 'ACTIVE' };
      case 'IndicatorRetired':
        return { ...indicator, status: 'RETIRED' };
      case 'DefinitionRevised': {
        const { version, breakInSeries, bounds, multiplier, dimensions } = data;
        return {
          ...indicator,
          definitions: [...indicator.definitions, firstDayOf(data)],
          versions: [...indicator.versions, { version, breakInSeries }],
          bounds: bounds ?? indicator.bounds,
          multiplier: multiplier ?? indicator.multiplier,
          dimensions: dimensions ?? indicator.dimensions,
        };
      }
      case 'BaselineSet':
      case 'BaselineRestated':
        return { ...indicator, baselines: new Map([...indicator.baselines, [data.territoryId, data]]) };
      case 'TargetSet':
      case 'TargetRevised':
        return { ...indicator, targets: new Map([...indicator.targets, [targetKey(data), data]]) };
    }
  },
};

type CommandTo<Type extends IndicatorCommand['type']> = Extract<IndicatorCommand, { type: Type }>;

function define(indicator: Indicator, command: CommandTo<'DefineIndicator'>) {
  const { indicatorId, names, unit, better, valueType, accumulation, territoryRule } = command;
  const { frequency, sensitivity, directionReference, holdsFrom, source } = command;
  const { status, responsibleOrganisationId } = command;
  if (indicator.valueType) return refuse('ALREADY_DEFINED', 'indicatorId');
  if (!parsePeriod(holdsFrom)) return refuse('INVALID_PERIOD', 'holdsFrom', { period: holdsFrom });
  const wrong = judgeDefinition(command, command);
  if (wrong) return wrong;
  return [
    {
      type: 'IndicatorDefined' as const,
      data: {
        ...{ indicatorId, names, unit, better, valueType, accumulation, territoryRule },
        ...{ frequency, sensitivity, directionReference, holdsFrom, source },
        ...definitionFieldsOf(command),
        ...(status && { status }),
        ...(responsibleOrganisationId && { responsibleOrganisationId }),
      },
    },
  ];
}

function revise(indicator: Indicator, command: CommandTo<'ReviseDefinition'>) {
  const { indicatorId, version, holdsFrom, breakInSeries, explanation, source } = command;
  const next = indicator.definitions.length + 1;
  if (version !== next) return refuse('OUT_OF_ORDER', 'version', { next: String(next) });
  const first = parsePeriod(holdsFrom);
  if (!first) return refuse('INVALID_PERIOD', 'holdsFrom', { period: holdsFrom });
  // Otherwise nobody could say by which of the two a period is counted.
  const former = indicator.definitions.at(-1)!;
  if (first.from <= former) return refuse('DEFINITION_NOT_LATER', 'holdsFrom', { former });
  // The kind was judged when the indicator was defined; here only what the revision itself says is new.
  const wrong = judgeDefinition({ better: 'MAINTAIN', valueType: 'COUNT', territoryRule: 'NONE' }, command);
  if (wrong) return wrong;
  const said = { indicatorId, version, holdsFrom, breakInSeries, explanation, source };
  return [{ type: 'DefinitionRevised' as const, data: { ...said, ...definitionFieldsOf(command) } }];
}

function baseline(indicator: Indicator, command: CommandTo<'SetBaseline' | 'RestateBaseline'>) {
  const { indicatorId, territoryId, period, value, definitionVersion, source, convention } = command;
  const judged = judgeFigure(indicator, command, command.plausible);
  if (isRefusal(judged)) return judged;
  // A baseline was measured: what is still running has none.
  if (judged.period.to > dateOf(command.at)) return refuse('PERIOD_NOT_OVER', 'period');
  const former = indicator.baselines.get(territoryId);
  const data = { indicatorId, territoryId, period, value, definitionVersion, source, convention };
  // A baseline or target is never overwritten (rule 4): a restatement is a further link of the chain.
  if (command.type === 'SetBaseline')
    return former ? refuse('BASELINE_EXISTS', 'territoryId') : [{ type: 'BaselineSet' as const, data }];
  if (!former) return refuse('NO_BASELINE', 'territoryId');
  if (isSameFigure(former, command)) return refuse('NOTHING_CHANGED', 'value');
  return [{ type: 'BaselineRestated' as const, data: { ...data, reason: command.why } }];
}

function target(indicator: Indicator, command: CommandTo<'SetTarget' | 'ReviseTarget'>) {
  const { indicatorId, territoryId, period, value, definitionVersion, source, illustrative } = command;
  const judged = judgeFigure(indicator, command, command.plausible);
  if (isRefusal(judged)) return judged;
  const misdated = judgeTargetDates(indicator, command, judged.period);
  if (misdated) return misdated;
  const former = indicator.targets.get(targetKey(command));
  const data = { indicatorId, territoryId, period, value, definitionVersion, source, illustrative };
  if (command.type === 'SetTarget')
    return former ? refuse('TARGET_EXISTS', 'period') : [{ type: 'TargetSet' as const, data }];
  if (!former) return refuse('NO_TARGET', 'period');
  if (isSameFigure(former, command)) return refuse('NOTHING_CHANGED', 'value');
  return [{ type: 'TargetRevised' as const, data: { ...data, reason: command.why } }];
}

/** Whether anything can be reached by then, and whether anybody plans so far. */
function judgeTargetDates(
  indicator: Indicator,
  command: CommandTo<'SetTarget' | 'ReviseTarget'>,
  { from, to }: Period,
) {
  const baseline = indicator.baselines.get(command.territoryId);
  if (baseline && to <= parsePeriod(baseline.period)!.to)
    return refuse('TARGET_NOT_AFTER_BASELINE', 'period', { baseline: baseline.period });
  const { plan } = command;
  if (plan && (from < plan.from || to > plan.to)) return refuse('TARGET_OUTSIDE_PLAN', 'period', { ...plan });
  const lastYear = Number(dateOf(command.at).slice(0, 4)) + Number((command.plausible ?? PLAUSIBLE).targetYears);
  if (Number(to.slice(0, 4)) > lastYear) return refuse('TARGET_TOO_FAR', 'period', { last: String(lastYear) });
  return undefined;
}

const isSameFigure = (a: Figure, b: Figure) =>
  compare(a.value, b.value) === 0 &&
  a.definitionVersion === b.definitionVersion &&
  datesOf(parsePeriod(a.period)!) === datesOf(parsePeriod(b.period)!);

const firstDayOf = ({ holdsFrom }: { holdsFrom: string }) => parsePeriod(holdsFrom)!.from;

const targetKey = ({ territoryId, period }: { territoryId: string; period: string }) =>
  `${territoryId}/${datesOf(parsePeriod(period)!)}`;
