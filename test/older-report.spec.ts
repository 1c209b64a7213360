import { readFileSync } from 'node:fs';
import { projectFile } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore, type Recorded, ShapedEventStore } from '@baikoo/event-store';
import { eventShapes, projections } from '@baikoo/installation';
import { LANGUAGES } from '@baikoo/kernel';
import { advance, prepareProjections } from '@baikoo/projections';
import { compileReport, contentHashOf, type MonitoringReportData, renderIn } from '@baikoo/reports';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** The facts of a small record in the shapes in which the first version wrote them, in the order of their positions. */
const FIRST_SHAPES = [
  ...['TerritoryRegistered', 'OrganisationRegistered', 'IndicatorDefined', 'DefinitionRevised', 'BaselineSet'],
  ...['ReadingRecorded', 'ReadingFlagged', 'PlanDrafted', 'DirectionAdded', 'TaskAdded', 'RiskRegistered', 'TargetSet'],
  ...['MeasureAdded', 'FundingPlanned', 'FundingAllocated', 'PlanAdopted', 'CycleOpened', 'ObligationIssued'],
  ...[
    'SubmissionStarted',
    'ItemReported',
    'ReportSubmitted',
    'ReportAccepted',
    'SubmissionConsolidated',
    'CycleClosed',
  ],
];
const read = (file: string) => readFileSync(projectFile(`test/${file}`), 'utf8');

let database: TestDatabase;
let compiled: MonitoringReportData;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  let now = '';
  const recorded = new MemoryEventStore(() => now);
  let position = 0n;
  for (const name of FIRST_SHAPES) {
    const { stream, type, schemaVersion, data, cause, recordedAt } = JSON.parse(
      read(`recorded-events/${name}.v1.json`),
    ) as Recorded;
    now = recordedAt;
    const { length } = await recorded.read(stream);
    position = (await recorded.append(stream, length, [{ type, schemaVersion, data }], cause)).position;
  }
  await advance(database.db, new ShapedEventStore(recorded, eventShapes), projections);
  const report = await compileReport(database.db, 'demo-2026-H1', { asOf: { position }, moment: now });
  compiled = report!;
});
afterAll(() => database.drop());

describe('a report of a record in the shapes of the first version', () => {
  /** Compiled once and kept. It is never made anew to please this spec: whoever holds that report holds its hash. */
  const kept = JSON.parse(read('recorded-reports/first-shapes.json')) as { hash: string; data: MonitoringReportData };

  test('says what it said, and has the hash that it had', () => {
    expect(compiled).toEqual(kept.data);
    expect(contentHashOf(compiled)).toBe(kept.hash);
  });
  test.each(LANGUAGES)('is the same document, byte for byte, in %s', async (language) =>
    expect(await renderIn(compiled, language)).toBe(await renderIn(kept.data, language)),
  );
});
