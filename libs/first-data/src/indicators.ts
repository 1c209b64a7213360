import {
  type Accumulation,
  AskIndicator,
  AskSeries,
  type Better,
  type Frequency,
  type Qualifier,
  type Sensitivity,
  type TerritoryRule,
  type ValueType,
} from '@baikoo/indicators';
import type { LocalizedText } from '@baikoo/kernel';
import type { Entry, Stage } from './stage.js';
import { cell, optional, readTable, type TableRow, words } from './table.js';

/** No document declares baselines; the last figure that the Concept gives stands in, and says so wherever it is shown. */
const BASELINE_CONVENTION: LocalizedText = {
  ky: 'Концепция берген акыркы сан; расмий базалык маани жарыялана элек',
  ru: 'Последнее значение, приведённое в Концепции; официальное базовое значение не объявлено',
  en: 'The last figure that the Concept gives; no official baseline has been declared',
  unconfirmed: ['ky'],
};

/** Indicators with their definitions and baselines, then every published reading. */
export async function indicatorStages(): Promise<Stage[]> {
  const definitions = await readTable('indicators/definitions.csv');
  const versions = await readTable('indicators/definition_versions.csv');
  const readings = await readTable('indicators/readings.csv');
  return [
    { name: 'indicators', entries: definitions.flatMap((row) => definitionEntries(row, versions, readings)) },
    { name: 'readings', entries: readings.map(readingEntry) },
  ];
}

function definitionEntries(row: TableRow, versions: readonly TableRow[], readings: readonly TableRow[]): Entry[] {
  const indicatorId = cell(row, 'code');
  const [first, ...later] = versions.filter(({ code }) => code === indicatorId);
  const define: Entry = {
    id: `indicator:${indicatorId}`,
    message: (who, cause) =>
      new AskIndicator(
        {
          type: 'DefineIndicator',
          indicatorId,
          names: words(row, 'name'),
          unit: words(row, 'unit'),
          better: cell(row, 'direction') as Better,
          valueType: cell(row, 'value_type') as ValueType,
          accumulation: cell(row, 'accumulation') as Accumulation,
          territoryRule: cell(row, 'territory_rule') as TerritoryRule,
          frequency: cell(row, 'frequency') as Frequency,
          sensitivity: cell(row, 'sensitivity') as Sensitivity,
          directionReference: optional(row, 'direction_ref'),
          holdsFrom: cell(first!, 'holds_from'),
          source: { title: cell(row, 'source'), reference: optional(row, 'source_ref') },
          ...who,
        },
        cause,
      ),
  };
  const baseline = readings.find(
    (reading) =>
      reading['code'] === indicatorId && reading['territory'] === 'KG' && reading['period'] === row['baseline_period'],
  );
  return [define, ...later.map(revisionEntry), ...(baseline ? [baselineEntry(baseline)] : [])];
}

/** A definition that counts otherwise: the break is part of the record and nothing is computed across it (rule 5). */
function revisionEntry(row: TableRow): Entry {
  const revision = { indicatorId: cell(row, 'code'), version: Number(cell(row, 'version')) };
  return {
    id: `definition:${revision.indicatorId}:${revision.version}`,
    message: (who, cause) =>
      new AskIndicator(
        {
          type: 'ReviseDefinition',
          ...revision,
          holdsFrom: cell(row, 'holds_from'),
          breakInSeries: row['break_in_series'] === 'yes',
          explanation: words(row, 'reason'),
          source: { title: cell(row, 'source'), reference: null },
          ...who,
        },
        cause,
      ),
  };
}

const figureOf = (row: TableRow) => ({
  indicatorId: cell(row, 'code'),
  territoryId: cell(row, 'territory'),
  period: cell(row, 'period'),
  value: cell(row, 'value'),
  definitionVersion: Number(cell(row, 'definition_version')),
  source: { title: cell(row, 'source'), reference: optional(row, 'source_ref') },
});

const baselineEntry = (row: TableRow): Entry => ({
  id: `baseline:${cell(row, 'code')}`,
  message: (who, cause) =>
    new AskIndicator({ type: 'SetBaseline', ...figureOf(row), convention: BASELINE_CONVENTION, ...who }, cause),
});

/** Targets: no public document sets any, so these are illustrative and say so. */
export async function illustrativeTargetStage(): Promise<Stage> {
  const entries = (await readTable('illustrative/targets.csv')).map((row): Entry => {
    const target = {
      indicatorId: cell(row, 'indicator'),
      territoryId: cell(row, 'territory'),
      period: cell(row, 'period'),
      value: cell(row, 'value'),
      definitionVersion: Number(cell(row, 'definition_version')),
      source: { title: cell(row, 'source'), reference: null },
    };
    return {
      id: `target:${target.indicatorId}:${target.territoryId}:${target.period}`,
      message: (who, cause) => new AskIndicator({ type: 'SetTarget', ...target, illustrative: true, ...who }, cause),
    };
  });
  return { name: 'illustrative targets', entries };
}

function readingEntry(row: TableRow, place: number): Entry {
  const note = optional(row, 'note_ru');
  return {
    // Two sources may give one period two values: the line in the table tells them apart.
    id: `reading:${cell(row, 'code')}:${cell(row, 'territory')}:${cell(row, 'period')}:${place}`,
    message: (who, cause) =>
      new AskSeries(
        {
          type: 'RecordReading',
          ...figureOf(row),
          qualifier: cell(row, 'qualifier') as Qualifier,
          note: note === null ? null : { ru: note },
          illustrative: false,
          submissionId: null,
          ...who,
        },
        cause,
      ),
  };
}
