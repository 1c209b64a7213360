import { actor, specify } from '@baikoo/kernel/testing';
import type { SeriesCommand } from './series.commands.js';
import type { SeriesEvent } from './series.events.js';
import { series } from './series.js';

/** Commands and events of one series of readings, for the specs of its rules. */
export const { given } = specify(series);
export const by = actor('mvd');
export const at = '2026-11-22T06:00:00.000Z';
export const ids = { indicatorId: 'FRAUD', territoryId: 'KG' };
export const table1 = { title: 'Concept 2022–2028', reference: 'Table 1, row 8' };
export const section52 = { title: 'Concept 2022–2028', reference: '§5.2' };
export const figure = { period: '2020', value: '6736', qualifier: 'EXACT', definitionVersion: 1 } as const;
export const rest = { source: table1, note: null, illustrative: false, submissionId: null };

export const recordReading = { type: 'RecordReading', ...ids, ...figure, ...rest, by, at } as const;
export const known = {
  ...{ valueType: 'COUNT', accumulation: 'FLOW', frequency: 'YEAR', status: 'ACTIVE', definitions: ['2019-01-01'] },
  ...{ versions: [{ version: 1, breakInSeries: false }], bounds: null, multiplier: null, dimensions: [] },
};
export const record = (change: object = {}, indicator: object = known) =>
  ({ ...recordReading, indicator, ...change }) as SeriesCommand;
export const recorded = (readingId: string, change: object = {}) =>
  ({
    type: 'ReadingRecorded',
    data: {
      ...{ readingId, ...ids, ...figure, ...rest },
      recordedBy: { personId: 'mvd-person', organisationId: 'mvd' },
      ...change,
    },
  }) as SeriesEvent;
export const flagged = (readingId: string, value: string, others: Record<string, string>): SeriesEvent => ({
  type: 'ReadingFlagged',
  data: {
    ...{ readingId, ...ids, rule: 'CONFLICTING_SOURCES', against: Object.keys(others) },
    details: { value, others: Object.values(others).join(', ') },
  },
});
export const first = recorded('FRAUD.KG.2020.1');
/** What an indicator looks like that is counted anew from 2022. */
export const twice = {
  ...{ ...known, definitions: ['2019-01-01', '2022-01-01'] },
  versions: [...known.versions, { version: 2, breakInSeries: true }],
};
