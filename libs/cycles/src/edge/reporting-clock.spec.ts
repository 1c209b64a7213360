import { CommandBus } from '@nestjs/cqrs';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection } from '@baikoo/identity';
import type { AnyEvent } from '@baikoo/kernel';
import { measuresProjection } from '@baikoo/measures';
import { plansProjection } from '@baikoo/plans';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cyclesProjection, findSubmissions } from '../read/cycles.js';
import { AskCycle, AskCycleHandler } from './cycle.handler.js';
import { ReportingClock } from './reporting-clock.js';
import { AskSubmission, AskSubmissionHandler } from './submission.handler.js';

/** Memory takes the time of recording from the clock, as a database does. */
let now = '2026-06-30T06:00:00.000Z';
const store = new MemoryEventStore(() => now);
const projections = [territoriesProjection, identityProjection, plansProjection, measuresProjection, cyclesProjection];
let database: TestDatabase;
let clocks: readonly ReportingClock[];

const append = async (stream: string, ...events: AnyEvent[]) => {
  const { length } = await store.read(stream);
  await store.append(stream, length, events, aCause());
};
const catchUp = async () => {
  for (const projection of projections) while ((await advance(database.db, store, [projection])).events > 0);
};
/** What two clocks at once record at a moment: looked at until nothing is left to do. */
const at = async (moment: string) => {
  now = moment;
  const { length } = await store.readLog(0n, 10_000);
  for (let round = 0; round < 6; round++) {
    await catchUp();
    await Promise.all(clocks.map((clock) => clock.tick()));
  }
  await catchUp();
  return (await store.readLog(0n, 10_000)).slice(length).map(({ type, data }) => {
    const { organisationId } = data as { organisationId?: string };
    return organisationId ? `${type} ${organisationId}` : type;
  });
};

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  const handlers = {
    cycle: new AskCycleHandler(store, database.db),
    report: new AskSubmissionHandler(store, database.db),
  };
  const bus = {
    execute: (message: unknown) => {
      if (message instanceof AskCycle) return handlers.cycle.execute(message);
      if (message instanceof AskSubmission) return handlers.report.execute(message);
      throw new Error('Nobody answers this.');
    },
  } as unknown as CommandBus;
  clocks = [0, 1].map(() => new ReportingClock(database.db, bus, { now: () => now }));

  const titles = { ru: 'План' };
  const legalAct = { titles, number: null, date: null };
  await append(
    'plan-p',
    {
      type: 'PlanDrafted',
      data: {
        planId: 'p',
        kind: 'NATIONAL',
        territoryId: 'KG',
        titles,
        from: '2026-01-01',
        to: '2026-12-31',
        source: null,
      },
    } as AnyEvent,
    { type: 'PlanAdopted', data: { planId: 'p', adoptedOn: '2026-01-01', legalAct } } as AnyEvent,
  );
  for (const organisationId of ['early', 'late'])
    await append(`organisation-${organisationId}`, {
      type: 'OrganisationRegistered',
      data: { organisationId, kind: 'MINISTRY', names: titles, territoryId: null, illustrative: true },
    } as AnyEvent);
  const template = {
    organisationKinds: ['MINISTRY'],
    territoryKinds: [],
    within: null,
    withMeasures: false,
    endorsement: 'NONE',
  };
  await append('calendar-p', {
    type: 'ReportingCalendarSet',
    data: {
      ...{ planId: 'p', frequency: 'HALF_YEAR', startsOn: '2026-01-01', daysToReport: 15, opensAfterDays: 1 },
      ...{ settings: { remindDaysBefore: [7, 1], template }, illustrative: true },
      setBy: { personId: 'x', organisationId: 'y' },
    },
  } as AnyEvent);
});
afterAll(() => database.drop());

describe('the clock of reporting, looked at by two programs at once', () => {
  test('announces the cycle of the running half-year, once', async () => {
    expect(await at('2026-06-30T06:00:00.000Z')).toEqual(['CycleScheduled']);
    expect(await at('2026-06-30T07:00:00.000Z')).toEqual([]);
  });
  test('opens it on its day and obliges whoever owes by the template', async () =>
    expect(await at('2026-07-01T06:00:00.000Z')).toEqual([
      ...['CycleScheduled', 'CycleOpened', 'ObligationIssued early', 'ObligationIssued late'],
    ]));
  test('reminds on the days of the calendar, each organisation once', async () => {
    expect(await at('2026-07-07T06:00:00.000Z')).toEqual([]);
    expect(await at('2026-07-08T06:00:00.000Z')).toEqual(['ReminderSent early', 'ReminderSent late']);
    expect(await at('2026-07-09T06:00:00.000Z')).toEqual([]);
  });
  test('reminds nobody who has submitted, and sends no reminder late', async () => {
    const of = { submissionId: 'p-2026-H1.early', cycleId: 'p-2026-H1', organisationId: 'early' };
    const by = { personId: 'x', organisationId: 'early' };
    await append(
      'submission-p-2026-H1.early',
      { type: 'SubmissionStarted', data: { ...of, territoryId: null, illustrative: true } } as AnyEvent,
      { type: 'ReportSubmitted', data: { submissionId: of.submissionId, submittedBy: by } } as AnyEvent,
    );
    expect(await at('2026-07-14T06:00:00.000Z')).toEqual(['ReminderSent late']);
  });
  test('records a missed deadline after a standstill, once and with its true day', async () => {
    expect(await at('2026-07-15T17:59:59.000Z')).toEqual([]);
    expect(await at('2026-09-01T06:00:00.000Z')).toEqual(['DeadlineMissed late']);
    expect(await at('2026-09-02T06:00:00.000Z')).toEqual([]);
    const history = await store.read('cycle-p-2026-H1');
    expect(history.at(-1)?.data).toEqual({ cycleId: 'p-2026-H1', organisationId: 'late', dueOn: '2026-07-15' });
  });
  test('and both organisations show how they stand', async () => {
    const found = await findSubmissions(database.db, undefined, { cycleId: 'p-2026-H1' });
    expect(found.map(({ organisationId, onTime, missedAt }) => [organisationId, onTime, missedAt !== null])).toEqual([
      ['early', true, false],
      ['late', null, true],
    ]);
  });
});
