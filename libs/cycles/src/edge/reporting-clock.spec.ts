import type { AnyEvent } from '@baikoo/kernel';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SubmissionEvent } from '../domain/submission.events.js';
import { findSubmissions } from '../read/cycles.js';
import { ReportingWorld, RunningProgram } from './testing.js';

let world: ReportingWorld;
let programs: readonly RunningProgram[];

/** What two programs at once record in a plan's cycles at a moment: looked at until nothing is left to do. */
const at = async (moment: string, planId = 'p') => {
  world.now = moment;
  const before = await world.store.head();
  for (let round = 0; round < 6; round++) {
    await world.catchUp();
    await Promise.all(programs.map((program) => program.run()));
  }
  await world.catchUp();
  return world.recordedAfter(before, planId);
};

beforeAll(async () => {
  world = await ReportingWorld.open('2026-06-30T06:00:00.000Z');
  programs = [0, 1].map(() => new RunningProgram(world));
  await world.plan('p', 2026);
  for (const id of ['early', 'late']) await world.ministry(id);
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.close()));
  await world.close();
});

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
    await world.append(
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
    const history = await world.store.read('cycle-p-2026-H1');
    expect(history.at(-1)?.data).toEqual({ cycleId: 'p-2026-H1', organisationId: 'late', dueOn: '2026-07-15' });
  });
  test('and both organisations show how they stand', async () => {
    const found = await findSubmissions(world.database.db, undefined, { cycleId: 'p-2026-H1' });
    expect(found.map(({ organisationId, onTime, missedAt }) => [organisationId, onTime, missedAt !== null])).toEqual([
      ['early', true, false],
      ['late', null, true],
    ]);
  });
});

describe('in a cycle whose template names those who carry the plan out, the clock', () => {
  const cycle = 'cycle-q-2027-H1';
  const reassign = (measureId: string, responsibleOrganisationId: string) =>
    world.append(`measure-${measureId}`, {
      type: 'ResponsiblePartyAssigned',
      data: { measureId, organisationId: responsibleOrganisationId, as: 'RESPONSIBLE' },
    } as AnyEvent);

  beforeAll(async () => {
    world.now = '2027-01-02T06:00:00.000Z';
    await world.plan('q', 2027, {});
    await world.measure('q', 'lighting', 'early', 2027);
  });

  test('obliges those who do when it opens', async () =>
    expect(await at('2027-07-01T06:00:00.000Z', 'q')).toEqual([
      ...['CycleScheduled', 'CycleScheduled', 'CycleOpened', 'ObligationIssued early'],
    ]));
  test('obliges whoever is given a measure later, once, also twice on one day', async () => {
    await world.measure('q', 'routes', 'late', 2027);
    expect(await at('2027-07-02T06:00:00.000Z', 'q')).toEqual(['ObligationIssued late']);
    await world.ministry('third');
    await reassign('routes', 'third');
    expect(await at('2027-07-02T07:00:00.000Z', 'q')).toEqual(['ObligationIssued third']);
    expect(await at('2027-07-03T06:00:00.000Z', 'q')).toEqual([]);
  });
  test('does not oblige again who was exempted', async () => {
    const exempted = { cycleId: 'q-2027-H1', organisationId: 'third', why: 'Дублирует', exemptedBy: { personId: 'x' } };
    await world.append(cycle, { type: 'ObligationExempted', data: exempted } as AnyEvent);
    expect(await at('2027-07-04T06:00:00.000Z', 'q')).toEqual([]);
  });
  test('obliges on the due day still, and nobody after it', async () => {
    for (const id of ['fourth', 'fifth']) await world.ministry(id);
    await world.measure('q', 'parks', 'fourth', 2027);
    expect(await at('2027-07-15T17:59:00.000Z', 'q')).toContain('ObligationIssued fourth');
    await world.measure('q', 'schools', 'fifth', 2027);
    expect(await at('2027-07-15T18:01:00.000Z', 'q')).not.toContain('ObligationIssued fifth');
  });
});

describe('a clock that stood still from the opening of a cycle until after its due day', () => {
  test('obliges those who owe, and says of nobody that they missed what they were not told', async () => {
    world.now = '2028-01-02T06:00:00.000Z';
    await world.plan('r', 2028, {});
    await world.measure('r', 'cameras', 'early', 2028);
    expect(await at('2028-09-01T06:00:00.000Z', 'r')).toEqual([
      ...['CycleScheduled', 'CycleScheduled', 'CycleOpened', 'ObligationIssued early'],
    ]);
  });
});

describe('a reopened report', () => {
  const of = { submissionId: 'p-2026-H1.early', cycleId: 'p-2026-H1', organisationId: 'early' };
  const author = { personId: 'x', organisationId: 'council' };
  const standing = async () => {
    const [found] = await findSubmissions(world.database.db, undefined, { id: of.submissionId });
    return [found?.status, found?.reopenedUntil, found?.timesReopened, found?.items[0]?.item];
  };
  const saying = (percent: number) => {
    const item = { kind: 'PROGRESS', measureId: 'm', percent, text: 'Сделано', difficulties: null } as const;
    const data = { submissionId: of.submissionId, itemId: 'PROGRESS.m', item, reportedBy: author };
    return { type: 'ItemReported', data } satisfies SubmissionEvent;
  };

  test('stays open until the end of its last day, and then what was accepted stands again, told once', async () => {
    const { submissionId } = of;
    const outcomes = [{ itemId: 'PROGRESS.m', position: '1' }];
    const reopened = { submissionId, reopenedBy: author, why: 'Ошибка в сумме', until: '2028-10-10' };
    const events: SubmissionEvent[] = [
      saying(40),
      { type: 'ReportAccepted', data: { submissionId, acceptedBy: author } },
      { type: 'SubmissionConsolidated', data: { submissionId, outcomes } },
      { type: 'SubmissionReopened', data: reopened },
      saying(45),
    ];
    world.now = '2028-10-01T06:00:00.000Z';
    await world.append(`submission-${submissionId}`, ...events);
    expect(await at('2028-10-10T17:59:00.000Z')).toEqual([]);
    expect(await standing()).toEqual(['REOPENED', '2028-10-10', 1, expect.objectContaining({ percent: 45 })]);
    expect(await at('2028-10-10T18:01:00.000Z')).toEqual([`ReopeningExpired ${submissionId}`]);
    expect(await at('2028-10-11T06:00:00.000Z')).toEqual([]);
    expect(await standing()).toEqual(['CONSOLIDATED', null, 1, expect.objectContaining({ percent: 40 })]);
  });
});
