import { cyclesProjection } from '@baikoo/cycles';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findReports, reportsProjection } from './reports.js';

const projections = [cyclesProjection, reportsProjection];
const store = new MemoryEventStore();
const submissionId = 'c.police';
const by = { personId: 'p', organisationId: 'council' };
let database: TestDatabase;

const record = async (stream: string, ...events: readonly { type: string; data: object }[]) => {
  const { length } = await store.read(stream);
  await store.append(stream, length, events, { ...aCause(), commandId: `${stream}:${length}` });
};
const compile = async (reportId: string) =>
  record('report-c', {
    type: 'ReportCompiled',
    data: {
      ...{ reportId, cycleId: 'c', asOfPosition: String(await store.head()) },
      ...{ asOfMoment: '2026-07-01T00:00:00.000Z', contentHash: 'a'.repeat(64), documents: [] },
    },
  });
const takenOver = { type: 'SubmissionConsolidated', data: { submissionId, outcomes: [] } };

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  const whose = { submissionId, cycleId: 'c', organisationId: 'police', territoryId: null, illustrative: true };
  await record(
    `submission-${submissionId}`,
    { type: 'SubmissionStarted', data: whose },
    { type: 'ReportSubmitted', data: { submissionId, submittedBy: by } },
    { type: 'ReportAccepted', data: { submissionId, acceptedBy: by } },
    takenOver,
  );
  await compile('before');
  await record(
    `submission-${submissionId}`,
    { type: 'SubmissionReopened', data: { submissionId, reopenedBy: by, why: 'A slip', until: '2026-08-01' } },
    takenOver,
  );
  await compile('after');
  for (const projection of projections) while ((await advance(database.db, store, [projection])).events > 0);
});
afterAll(() => database.drop());

test('A frozen report is overtaken by the reports that were corrected after it, and by no other', async () => {
  const reports = await findReports(database.db, 'c');
  expect(reports.map(({ id, overtakenBy }) => [id, overtakenBy])).toEqual([
    ['after', []],
    ['before', [{ submissionId, position: '7' }]],
  ]);
});

test('As of the moment when it was compiled, nothing had overtaken it', async () => {
  const [report] = await findReports(database.db, 'c', { position: 5n });
  expect(report).toMatchObject({ id: 'before', overtakenBy: [] });
});
